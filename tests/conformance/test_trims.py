"""The printed page in every trim: a specimen of all that a book may hold, and the books of the project, measured on their pages.

tests/books/specimen has each designed element, short and long. What is measured is what a reader sees: letters on paper with their places.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BOOKS, ROOT, SMALL, Builder
from lxml import etree
from sheets import Line, Sheet, sheets

from samizdat import line, manuscript, notes, pdf
from samizdat.book import Book, Trim
from samizdat.line import Manuscript
from samizdat.manuscript.editions import PRESETS, trim
from samizdat.pdf.page import Page, page
from samizdat.pdf.running_heads import authors, fitted
from samizdat.steps import Steps

ODD = ("90x130mm", "300x90mm", "210x297mm")
DISPLAYED = ("half-title", "title-page", "copyright-page", "dedication", "epigraph", "part")
"""Kinds of section whose page has neither head nor folio."""
OVERHANG = 4.0
"""Points: what a letter is wide from where it stands; a hyphen or an italic may lean out of the measure by part of it."""
FLOW = (1.0, 0.94)
"""Sizes of running text and of extracts, in those of the text."""
NOTED = re.compile(r"Notes to pages? [\dxvi]+(?:–[\dxvi]+)?")
NEAR = 0.06
"""Lines: a smaller size of letters has its baseline so much higher in a line of the same leading."""


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    """The tree of the specimen."""
    return line.prepare(BOOKS / "specimen", tmp_path_factory.mktemp("specimen"), Steps(quiet=True))


def printed(whole: Manuscript, size: Trim, path: Path) -> pdf.PdfRecord:
    """The specimen printed in a trim."""
    editions = tuple(replace(one, trim=size) if one.name == "pdf" else one for one in whole.book.editions)
    book = replace(whole.book, editions=editions)
    return pdf.write(notes.place(whole.tree, book.edition("pdf")), book, path)


def folio_pages(folder: Path) -> dict[str, str]:
    """The kinds of the content documents of a built book, by id."""
    tree = etree.parse(str(folder / "manuscript.html"), etree.HTMLParser(encoding="utf-8"))
    return {document.get("id", ""): document.get("data-kind", "") for document in tree.iterfind("body/div/*")}


@pytest.mark.parametrize("name", PRESETS + ODD)
def test_nothing_leaves_the_text_block_in_any_trim(specimen: Manuscript, tmp_path: Path, name: str) -> None:
    size = trim(name)
    assert size
    record = printed(specimen, size, tmp_path / "specimen.pdf")
    assert record.problems == ()
    made = page(size, record.pages)
    for sheet in sheets(tmp_path / "specimen.pdf"):
        left, right = (made.inside, made.outside) if sheet.recto else (made.outside, made.inside)
        for row in sheet.lines:
            assert row.left > left - OVERHANG and row.right < sheet.width - right + OVERHANG, (sheet.label, row)
            assert 0 < row.baseline < sheet.height - made.foot * 0.25, (sheet.label, row)


@pytest.mark.parametrize("pages", [100, 250, 400, 600, 800])
@pytest.mark.parametrize("name", PRESETS)
def test_the_inside_margin_is_what_printers_ask_of_so_many_pages(name: str, pages: int) -> None:
    size = trim(name)
    assert size
    made, thin = page(size, pages), page(size, 24)
    least = next(mm for most, mm in ((150, 9.6), (300, 12.7), (500, 15.9), (700, 19.1), (828, 22.3)) if pages <= most)
    assert made.inside / 72 * 25.4 >= least
    assert made.outside / 72 * 25.4 >= 12.7
    assert (made.measure, made.lines, made.size) == pytest.approx((thin.measure, thin.lines, thin.size))


@pytest.mark.parametrize("name", [*SMALL, "manuscript"])
def test_heads_and_folios_stand_where_they_should_and_nowhere_else(built: Builder, name: str) -> None:
    made = built(name)
    book = manuscript.read(ROOT / "manuscript" if name == "manuscript" else BOOKS / name)
    kinds = folio_pages(made.folder)
    look = page(book.edition("pdf").trim)
    silent = {
        sheet.number for kind in DISPLAYED for sheet in sheets(made.pdf, [ident for ident in kinds if kinds[ident] == kind]) if sheet.opens
    }
    for sheet in sheets(made.pdf, kinds):
        above = [row for row in sheet.lines if row.baseline < look.top]
        below = [row for row in sheet.lines if row.baseline > sheet.height - look.foot + look.line / 2]
        if sheet.number in silent or not sheet.lines:
            assert not above and not below, sheet.label
        elif sheet.opens:
            assert not above and [row.text for row in below] == [sheet.label]
        else:
            assert not below and len(above) == 1, sheet.label
            assert said(above[0], sheet) in heads(book, look)[sheet.recto] or NOTED.fullmatch(said(above[0], sheet)), sheet.label


def said(row: Line, sheet: Sheet) -> str:
    """A running head without its folio, which stands at the outer edge."""
    text = row.text.replace("\u00a0", " ")
    outer = text.removesuffix(sheet.label) if sheet.recto else text.removeprefix(sheet.label)
    assert outer != text, f"no folio {sheet.label} at the outer edge: {text}"
    return outer.strip()


def heads(book: Book, look: Page) -> tuple[set[str], set[str]]:
    """What may stand over the versos and the rectos of a book."""
    room = look.measure / look.size / 0.92 - 5.2
    metadata = book.metadata
    left = {fitted(metadata.short_title or metadata.title, room)}
    left |= {fitted(section.short_title or section.title, room) for section in book.sections if section.kind.name == "part"}
    left |= {authors(section.authors, room) for section in book.sections if section.authors}
    return left, {fitted(section.short_title or section.title, room) for section in book.sections}


@pytest.mark.parametrize("name", ["specimen", "manuscript"])
def test_lines_of_text_stand_on_one_grid(built: Builder, name: str) -> None:
    made = built(name)
    look = page(manuscript.read(ROOT / "manuscript" if name == "manuscript" else BOOKS / name).edition("pdf").trim)
    places = [
        (row.baseline - look.top) / look.line % 1
        for sheet in sheets(made.pdf)
        for row in sheet.lines
        if look.top < row.baseline < sheet.height - look.foot + 1 and any(abs(row.size - look.size * share) < 0.06 for share in FLOW)
    ]
    usual = Counter(round(place, 2) for place in places).most_common(1)[0][0]
    near = sum(min(abs(place - usual), 1 - abs(place - usual)) <= NEAR for place in places)
    assert near / len(places) > 0.99, f"{near} of {len(places)} lines stand on the grid"


def test_facing_pages_of_text_begin_on_one_line(built: Builder) -> None:
    look = page(manuscript.read(ROOT / "manuscript").edition("pdf").trim)
    first = [
        text[0].baseline
        for sheet in sheets(built("manuscript").pdf)
        if (text := [row for row in sheet.lines if row.baseline > look.top])
        and abs(text[0].size - look.size) < 0.06
        and not opening(sheet, look)
    ]
    assert len(first) > 60
    assert max(first) - min(first) < look.line * NEAR * 2


def opening(sheet: Sheet, look: Page) -> bool:
    """Whether a page has no running head."""
    return not any(row.baseline < look.top for row in sheet.lines)
