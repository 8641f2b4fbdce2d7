"""Cross-references, figures, tables and the index of the book lead to what they name."""

from __future__ import annotations

import re

from book.reading import Manuscript, running

SEVERAL = 7


def test_every_link_inside_the_book_has_its_target(book: Manuscript) -> None:
    ids = [str(element.get("id")) for element in book.tree.iter() if element.get("id")]
    links = [link.get("href", "") for link in book.tree.iter("a")]
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in links if href.startswith("#")} <= set(ids)
    assert all(href.startswith(("#", "https://", "http://")) for href in links)


def test_every_part_of_the_book_points_to_others(book: Manuscript) -> None:
    owner = {str(inner.get("id")): key for key, section in book.sections.items() for inner in section.iter() if inner.get("id")}
    for key, section in book.written.items():
        if section.get("data-kind") == "chapter" and "dialogue" not in key:
            links = [link.get("href", "")[1:] for link in section.iter("a") if "crossref" in link.get("class", "").split()]
            assert any(owner.get(target, target) != key for target in links), key


def test_every_figure_has_words_a_credit_and_a_mention(book: Manuscript) -> None:
    figures = list(book.tree.iter("figure"))
    assert len(figures) >= 4
    for figure in figures:
        image, caption = figure.find("img"), figure.find("figcaption")
        assert image is not None and len(image.get("alt", "").split()) >= 12, figure.get("id")
        assert caption is not None and caption.find(".//span[@class='credit']") is not None, figure.get("id")
        mentions = [link for link in book.tree.iter("a") if link.get("href") == f"#{figure.get('id')}"]
        assert mentions, figure.get("id")


def test_every_table_has_a_caption_heads_and_notes(book: Manuscript) -> None:
    tables = list(book.tree.iter("table"))
    assert len(tables) >= 4
    for table in tables:
        assert table.find("caption") is not None
        assert [cell for cell in table.iter("th") if cell.get("scope")]
    assert sum(1 for table in tables if any(link.get("role") == "doc-noteref" for link in table.iter("a"))) >= 3


def test_the_index_is_full_and_leads_somewhere(book: Manuscript) -> None:
    index = book.sections["index"]
    entries = list(index.iter("li"))
    marks = {str(span.get("id")) for span in book.tree.iter("span") if span.get("class") == "index"}
    assert len(entries) >= 250
    assert sum(1 for entry in entries if entry.find("ul") is not None) >= 30
    said = [str(em.text) for em in index.iter("em") if em.get("class") == "see"]
    assert (said.count("See") >= 20) and (said.count("See also") >= 10)
    for entry in entries:
        line = entry.find("p")
        assert line is not None
        places = [link for link in line.iter("a") if link.get("class") == "locator"]
        assert len(places) <= SEVERAL, running(line)
        assert places or entry.find("ul") is not None or line.find("em[@class='see']") is not None, running(line)
        assert {link.get("href", "")[1:] for link in places} <= marks


def test_no_entry_has_just_one_sub_entry_and_nothing_of_its_own(book: Manuscript) -> None:
    for entry in book.sections["index"].iter("li"):
        below, line = entry.find("ul"), entry.find("p")
        if below is not None and line is not None:
            assert len(below) > 1 or line.find("span[@class='locators']") is not None, running(line)


def test_index_headings_stand_in_the_text_that_they_lead_to(book: Manuscript) -> None:
    """A surname that heads an entry is written in at least one section that the entry leads to."""
    texts = {key: book.text(key, notes=True).casefold() for key in book.written}
    for entry in book.sections["index"].iter("li"):
        heading = "".join(str(text) for text in entry.find("p/span[@class='heading']").itertext())  # type: ignore[union-attr]
        name = re.match(r"([A-Z][\w’-]+), [A-Z]", heading)
        places = [str(link.get("href")) for link in entry.iter("a") if link.get("class") == "locator"]
        if name and places:
            keys = {place[1:].rpartition("-ix-")[0] for place in places}
            assert any(name[1].casefold() in texts[key] for key in keys), heading
