"""The index: marks in the text and its notes become entries with places, in the order of the alphabet."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from trees import assembled, chapter, words

from samizdat import indexing, notes
from samizdat.book import Index
from samizdat.indexing import headings

SECTION = '<section id="index" class="index" role="doc-index" data-kind="index"><header class="opener"><h1>Index</h1></header></section>'
TEXT = """# One

The [Cheka]{.index} came.[^a]

[]{.index entry="bakers!pay of; Cheka!and bakers"}Bakers, then [Marx]{.index entry="Marx, Karl"} and the [*Manifesto*]{.index entry="*Manifesto* (Marx)"}.

[]{.index entry="Marx, Karl!on war" range="start"}War.

More war.[]{.index entry="Marx, Karl!on war" range="end"} The [Cheka]{.index} again, the [Cheka]{.index} still.

[^a]: The [Cheka]{.index} in a note.
"""


def indexed(tmp_path: Path, index: Index, *sections: object) -> etree._Element:
    """The tree of these chapters with its index."""
    tree, problems = assembled(tmp_path, *(sections or (chapter("one", TEXT, label="1"),)))  # type: ignore[arg-type]
    assert problems == []
    tree.find("body/div[@class='backmatter']").append(etree.fromstring(SECTION))
    return indexing.make(notes.number(tree), index)


def entries(tree: etree._Element) -> list[str]:
    """Every entry, a line each, with a step for its level."""
    items = tree.iterfind(".//section[@data-kind='index']//li")
    return ["  " * sum(1 for _ in item.iterancestors("ul")) + words(item.find("p")) for item in items]


def test_entries_have_their_places_by_chapter_paragraph_and_note(tmp_path: Path) -> None:
    tree = indexed(tmp_path, Index())
    assert entries(tree) == [
        "  bakers",
        "    pay of, 1.2",
        "  Cheka, 1.1, 1.4, 1n1",
        "    and bakers, 1.2",
        "  Manifesto (Marx), 1.2",
        "  Marx, Karl, 1.2",
        "    on war, 1.3–4",
    ]
    assert [words(heading) for heading in tree.iterfind(".//section[@data-kind='index']//h2")] == ["B", "C", "M"]
    assert [em.text for em in tree.iterfind(".//span[@class='heading']/em")] == ["Manifesto"]


def test_every_place_is_a_link_to_its_mark(tmp_path: Path) -> None:
    tree = indexed(tmp_path, Index())
    marks = {span.get("id"): words(span) for span in tree.iter("span") if span.get("class") == "index"}
    links = [link.get("href", "")[1:] for link in tree.iter("a") if link.get("class") == "locator"]
    assert set(links) <= set(marks)
    assert marks[next(link for link in links if marks[link] == "Marx")] == "Marx"
    assert len(marks) == 9


def test_see_and_see_also_lead_to_entries(tmp_path: Path) -> None:
    index = Index("index.toml", {"Moor": ("Marx, Karl",)}, {"Cheka": ("Marx, Karl!on war", "bakers")})
    tree = indexed(tmp_path, index)
    assert "  Moor. See Marx, Karl" in entries(tree)
    assert "  Cheka, 1.1, 1.4, 1n1. See also bakers; Marx, Karl: on war" in entries(tree)
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    targets = [link.get("href", "")[1:] for link in tree.iter("a") if link.get("class") == "see-target"]
    assert targets == ["index-bakers", "index-marx-karl", "index-marx-karl"]
    assert set(targets) <= ids


def test_a_book_without_marks_has_no_index(tmp_path: Path) -> None:
    tree = indexed(tmp_path, Index(), chapter("one", "# One\n\nText.\n", label="1"))
    assert tree.find(".//section[@data-kind='index']") is None


def test_without_the_section_the_marks_go_and_their_words_stay(tmp_path: Path) -> None:
    tree, _ = assembled(tmp_path, chapter("one", TEXT, label="1"))
    indexing.make(notes.number(tree), Index())
    assert not [span for span in tree.iter("span") if span.get("class") == "index"]
    assert "The Cheka came." in words(tree)


def test_a_section_without_a_number_goes_by_its_title(tmp_path: Path) -> None:
    tree = indexed(tmp_path, Index(), chapter("preface", "# Preface\n\nOne.\n\nThe [Cheka]{.index}.\n"))
    assert entries(tree) == ["  Cheka, Preface, ¶ 2"]


def test_word_by_word_a_comma_ends_the_words_that_count_first() -> None:
    """The list of CMOS 15.66 and its Q&A, and accents, figures and words that open a sub-entry."""
    right = [
        "1905",
        "New, Arthur",
        "New, Zoe",
        "New Deal",
        "news, lamentable",
        "News, Networks, and the Arts",
        "news conference",
        "Öre",
        "Oz",
    ]
    assert sorted(set(right), key=lambda heading: headings.order(heading, {})) == right
    assert sorted({"soviets, of", "soviets", "sovnarkom"}, key=lambda heading: headings.order(heading, {})) == [
        "soviets",
        "soviets, of",
        "sovnarkom",
    ]
    below = ["a!in Berlin", "a!and the state", "a!of trade"]
    assert sorted(set(below), key=lambda heading: headings.order(heading, {})) == below


def test_a_heading_is_sorted_as_its_author_says() -> None:
    sort = {"1905": "nineteen five"}
    assert sorted(["Oz", "1905", "Mir"], key=lambda heading: headings.order(heading, sort)) == ["Mir", "1905", "Oz"]
    assert (headings.letter("1905", sort), headings.letter("1905", {}), headings.letter("Öre", {})) == ("N", "", "O")


def test_an_entry_that_ends_in_a_stop_gets_no_second_one(tmp_path: Path) -> None:
    text = '# One\n\nHe [wrote]{.index entry="Lenin, V. I.!last letters of"} to [her]{.index entry="zeal; Lenin, V. I.!and women"}.\n'
    index = Index("index.toml", {}, {"Lenin, V. I.": ("zeal", "Lenin, V. I.!last letters of")})
    tree = indexed(tmp_path, index, chapter("one", text, label="1"))
    assert entries(tree)[0] == "  Lenin, V. I. See also Lenin, V. I.: last letters of; zeal"


def test_a_sub_entry_may_send_on(tmp_path: Path) -> None:
    tree = indexed(tmp_path, Index("index.toml", {}, {"Cheka!and bakers": ("bakers",)}))
    assert "    and bakers, 1.2. See also bakers" in entries(tree)


def test_apostrophes_are_printed_ones() -> None:
    assert headings.normal("workers' control") == "workers’ control"


def test_a_mark_may_name_several_headings_with_any_space() -> None:
    assert headings.several(" Marx,  Karl ! on war;Cheka ;") == ("Marx, Karl!on war", "Cheka")
