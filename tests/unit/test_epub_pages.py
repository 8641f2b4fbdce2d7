"""Page breaks of the print edition, set into the text of the EPUB: between words, and the text as it was."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_epub import EPUB_TYPE, NS, TREE, make_book, part

from samizdat import epub
from samizdat.book import Book
from samizdat.epub import pages, typography
from samizdat.pagebreaks import UNCOUNTED, PageBreak, blocks, is_uncounted, told

MARK = ".//span[@role='doc-pagebreak']"
BREAKS = (
    PageBreak("i", "title-page", 0),
    PageBreak("iii", "contents", 0),
    PageBreak("iv", "contents", 3),
    PageBreak("1", "wool", 0),
    PageBreak("2", "looms", 0),
    PageBreak("3", "looms", 4, 3),
    PageBreak("4", "looms", 5),
    PageBreak("5", "notes", 1, 4),
    PageBreak("6", "bibliography", 0, 5),
)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setattr(typography, "cut", lambda path, characters, flavour: path.name.encode())
    return make_book(tmp_path)


def shown(markup: str, letters: int, block: int = 0) -> str:
    """The markup of a paragraph with a break after so many letters, shown as a bar."""
    tree = etree.fromstring(f"<html><body><div><section id='s'>{markup}</section></div></body></html>")
    tree = pages.marked(tree, [PageBreak("9", "s", block, letters)])
    mark = tree.find(MARK)
    assert mark is not None
    mark.tag, mark.text = "bar", "|"
    mark.attrib.clear()
    section = etree.tostring(tree.find(".//section"), encoding="unicode")
    return section.partition(">")[2].rpartition("<")[0].replace("<bar>|</bar>", "|")


@pytest.mark.parametrize(
    ("markup", "letters", "found"),
    [
        ("<p>The sheds stood.</p>", 0, "<p>|The sheds stood.</p>"),
        ("<p>The sheds stood.</p>", 3, "<p>The |sheds stood.</p>"),
        ("<p>The sheds stood.</p>", 5, "<p>The |sheds stood.</p>"),
        ("<p>The sheds stood.</p>", 2, "<p>|The sheds stood.</p>"),
        ("<p>The sheds stood.</p>", 99, "<p>The sheds |stood.</p>"),
        ("<p>The <em>old sheds</em> stood.</p>", 6, "<p>The <em>old |sheds</em> stood.</p>"),
        ("<p>The <a href='#x'>old sheds</a> stood.</p>", 6, '<p>The |<a href="#x">old sheds</a> stood.</p>'),
        ("<p>The (<a href='#x'>old sheds</a>) stood.</p>", 9, '<p>The |(<a href="#x">old sheds</a>) stood.</p>'),
        (
            "<p>Sheds<a role='doc-noteref' href='#n'>12</a> stood.</p>",
            5,
            '<p>Sheds<a role="doc-noteref" href="#n">12</a> |stood.</p>',
        ),
        ("<p>Sheds\u2014mills\u2014stood.</p>", 6, "<p>Sheds\u2014|mills\u2014stood.</p>"),
        ("<p>Pow\u00ader\u2060less men</p>", 9, "<p>Pow\u00ader\u2060less |men</p>"),
        ("<p><span>One,</span><br/><span>two</span></p>", 4, "<p><span>One,</span><br/><span>|two</span></p>"),
        ("<ul><li>One <ul><li>a b</li></ul>two</li></ul>", 3, "<ul><li>One <ul><li>a b</li></ul>|two</li></ul>"),
        ("<h2>Head</h2><p>Text</p>", 0, "|<h2>Head</h2><p>Text</p>"),
        ("<header><p>1</p><h1>Head</h1></header><p>Text</p>", 0, "|<header><p>1</p><h1>Head</h1></header><p>Text</p>"),
        ("<p></p>", 3, "<p>|</p>"),
    ],
)
def test_a_break_stands_between_words(markup: str, letters: int, found: str) -> None:
    assert shown(markup, letters) == found


def test_a_break_before_a_heading_within_the_text_stands_before_the_heading() -> None:
    assert shown("<p>One</p><section><h2>Head</h2><p>Text</p></section>", 0, 1) == "<p>One</p><section>|<h2>Head</h2><p>Text</p></section>"


def test_breaks_at_one_place_keep_their_order() -> None:
    tree = etree.fromstring("<html><body><div><section id='s'><p>One two</p></section></div></body></html>")
    for letters in (0, 3):
        found = pages.marked(tree, [PageBreak(folio, "s", 0, letters) for folio in "567"])
        assert [mark.get("aria-label") for mark in found.iterfind(MARK)] == ["5", "6", "7"]


def test_breaks_in_what_this_edition_has_not_are_left_out() -> None:
    tree = etree.fromstring("<html><body><div><section id='s'><p>One</p></section></div></body></html>")
    assert pages.marked(tree, [PageBreak("1", "t", 0), PageBreak("2", "s", 7)]).find(MARK) is None


def test_ids_are_unlike_those_of_the_text() -> None:
    tree = etree.fromstring("<html><body><div><section id='s'><p id='page-1'>One</p></section></div></body></html>")
    assert [mark.get("id") for mark in pages.marked(tree, [PageBreak("1", "s", 0), PageBreak("I", "s", 0)]).iterfind(MARK)] == [
        "page-1-2",
        "page-I",
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["looms", "reply", "notes", "bibliography", "contents"]), st.integers(0, 14), st.integers(0, 60)),
        max_size=12,
    )
)
def test_no_break_changes_the_text_or_parts_a_word(places: list[tuple[str, int, int]]) -> None:
    tree = etree.fromstring(TREE)
    breaks = [PageBreak(str(number), *place) for number, place in enumerate(places, 1)]
    found = pages.marked(tree, breaks)
    assert "".join(found.itertext()) == "".join(tree.itertext())
    for mark in found.iterfind(MARK):
        assert not mark.xpath("ancestor::a | ancestor::h1 | ancestor::h2 | ancestor::li[ancestor::nav]")
        mark.text = "|"
    assert not [text for block in found.iter("p") if re.search(r"\w\|+\w", text := "".join(block.itertext()))]


@given(st.integers(0, 40))
def test_letters_before_a_break_are_at_most_those_asked(letters: int) -> None:
    tree = etree.fromstring(TREE)
    number = next(place for place, block in enumerate(blocks(tree.find(".//section[@id='looms']"))) if "Croix" in "".join(block.itertext()))
    block = blocks(pages.marked(tree, [PageBreak("7", "looms", number, letters)]).find(".//section[@id='looms']"))[number]
    before, after = _halves(block)
    assert len(UNCOUNTED.sub("", before)) <= letters
    assert not before or before[-1].isspace()
    assert len(UNCOUNTED.sub("", before + after.split()[0])) > min(letters, 20)


def _halves(block: etree._Element) -> tuple[str, str]:
    """The counted text of a block before its mark and after it."""
    texts = ["", ""]

    def read(element: etree._Element, side: int) -> int:
        if element.get("role") == "doc-pagebreak":
            side = 1
        elif not is_uncounted(element):
            texts[side] += element.text or ""
            for child in element:
                side = read(child, side)
                texts[side] += child.tail or ""
        return side

    read(block, 0)
    return texts[0], texts[1]


def test_the_epub_has_marks_a_page_list_and_says_so(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    epub.write(etree.fromstring(TREE), book, path, BREAKS)
    nav = part(path, "text/nav.xhtml")
    (listed,) = [one for one in nav.iterfind(".//x:nav", NS) if one.get(EPUB_TYPE) == "page-list"]
    lines = [(link.text, link.get("href")) for link in listed.iterfind(".//x:a", NS)]
    assert [text for text, _ in lines] == ["i", "iii", "iv", "1", "2", "3", "4", "5", "6"]
    assert (listed.get("role"), listed.get("hidden")) == ("doc-pagelist", "hidden")
    for text, href in lines:
        file, _, name = (href or "").partition("#")
        (mark,) = part(path, f"text/{file}").xpath("//*[@id=$id]", id=name)
        assert (mark.get(EPUB_TYPE), mark.get("role"), mark.get("aria-label"), mark.text) == ("pagebreak", "doc-pagebreak", text, None)
    ncx = part(path, "toc.ncx")
    assert [target.get("type") for target in ncx.iterfind(".//ncx:pageTarget", NS)] == ["front"] * 3 + ["normal"] * 6
    assert ncx.xpath("string(//ncx:meta[@name='dtb:maxPageNumber']/@content)", namespaces=NS) == "6"
    orders = [int(one.get("playOrder", "0")) for one in ncx.iterfind(".//*[@playOrder]")]
    assert sorted(set(orders)) == list(range(1, len(set(orders)) + 1))
    stated = [(meta.get("property"), meta.text) for meta in part(path, "content.opf").iterfind(".//opf:meta", NS)]
    assert ("pageBreakSource", "urn:isbn:9780000000002") in stated
    assert {"pageBreakMarkers", "pageNavigation"} <= {text for name, text in stated if name == "schema:accessibilityFeature"}


def test_without_breaks_there_is_no_page_list(book: Book, tmp_path: Path) -> None:
    epub.write(etree.fromstring(TREE), book, tmp_path / "x.epub")
    with zipfile.ZipFile(tmp_path / "x.epub") as archive:
        for name in ("EPUB/text/nav.xhtml", "EPUB/toc.ncx", "EPUB/content.opf"):
            assert not re.search("page-?(list|target|break|navigation)", archive.read(name).decode(), re.IGNORECASE)


def test_a_print_edition_without_isbn_is_the_source_by_its_name(book: Book, tmp_path: Path) -> None:
    editions = tuple(replace(edition, isbn="") for edition in book.editions)
    epub.write(etree.fromstring(TREE), replace(book, editions=editions), tmp_path / "x.epub", BREAKS)
    assert "The Weavers, print edition" in [
        meta.text for meta in part(tmp_path / "x.epub", "content.opf").iterfind(".//opf:meta[@property='pageBreakSource']", NS)
    ]


def test_a_page_that_begins_in_a_note_is_told_by_the_note() -> None:
    """Print may have other notes in its list than the EPUB has."""
    tree = etree.fromstring(TREE)
    notes = tree.find(".//section[@id='notes']")
    for number, block in enumerate(blocks(notes), 20):
        block.set("data-block", str(number))
    found = told(notes, "9", 23, 2)
    assert found == PageBreak("9", "looms-note-ed-b", 0, 2)
    assert told(notes, "8", 22, 0) == PageBreak("8", "notes", 22, 0)
    mark = pages.marked(etree.fromstring(TREE), [found]).find(MARK)
    assert mark.getparent().getparent().get("id") == "looms-note-ed-b"
