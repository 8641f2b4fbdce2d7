"""The composition report: every rule on small pages laid out by the press, and the whole of a small book."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from samizdat import styles
from samizdat.book import Book, Edition, Metadata, Section, Trim
from samizdat.kinds import KINDS
from samizdat.pdf import composition, composition_pages, pieces
from samizdat.pdf.page import css, page
from samizdat.pdf.press import Press
from samizdat.problems import Problem

TRIM = Trim(140, 216)
LINES = page(TRIM).lines
PROSE = "The weavers of the hill kept their own hours, and the bell of the merchants was rung for nobody at all. "
LONG = "x" * 120
DIVIDED = "unbelievably\u00adextraordinarily\u00adlongwinded"


def told(body: str, *, start: int = 1, style: str = "", matter: str = "bodymatter") -> list[Problem]:
    """The report on a piece of HTML that is laid out from page `start` on."""
    side = "right" if start % 2 else "left"
    html = f'<html lang="en"><head><style>html {{ break-before: {side} }} {style}</style></head><body>{body}</body></html>'
    return composition.report(Press(Path("book"), css(page(TRIM))).lay_out(html).pages, start, matter, Path("book"))  # type: ignore[arg-type]


def codes(problems: Iterable[Problem]) -> set[str]:
    """The codes of problems."""
    return {problem.code for problem in problems}


def one(problems: Iterable[Problem], code: str) -> Problem:
    """The only problem with this code."""
    (problem,) = [problem for problem in problems if problem.code == code]
    return problem


def lines(count: int, source: int = 1) -> str:
    """A paragraph of so many whole lines."""
    return f'<p data-source="one.md:{source}" style="text-indent: 0">{"<br>".join(["A line of its own."] * count)}</p>'


def rows(*texts: str) -> str:
    """A paragraph of these lines, each justified by a forced break."""
    return f'<p data-source="one.md:1" style="text-indent: 0">{"<br>".join(texts)}</p>'


def picture(width: str, height: str = "2em") -> str:
    """A figure with a picture of this size."""
    svg = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>').decode()
    return f'<figure data-source="one.md:8"><img alt="x" style="max-width: none; max-height: none; width: {width}; height: {height}" src="data:image/svg+xml;base64,{svg}"></figure>'


def test_rules_have_codes_of_their_own_and_say_limit_and_source() -> None:
    pages = [rule.__doc__ or "" for rule in composition.RULES]
    assert [text[:4] for text in pages] == [f"P{number:03}" for number in range(70, 70 + len(pages))]
    assert all("Limit: " in text and "Source: " in text for text in pages)


def test_the_space_is_that_of_the_font() -> None:
    for font in styles.fonts():
        if font.weight in (400, "400"):
            file = TTFont(font.path)
            assert file["hmtx"]["space"][0] / file["head"].unitsPerEm == composition_pages.SPACE_EM


def test_good_prose_has_nothing_to_tell() -> None:
    assert told(f'<p data-source="one.md:1">{PROSE * 6}</p>') == []


def test_an_overfull_line_is_told_at_its_place() -> None:
    problem = one(told(f'<p data-source="parts/one.md:7">{PROSE} {LONG} {PROSE}</p>', start=12), "P070")
    assert (problem.place.path, problem.place.line) == (str(Path("book/parts/one.md")), 7)
    assert problem.what.startswith("page 12, line 3 runs ")


def test_a_word_as_long_as_it_may_be_is_not_overfull() -> None:
    assert "P070" not in codes(told(f"<p>{'x' * 40}</p><table><tr><td>{'x' * 40}</td></tr></table>"))


def test_an_overfull_note_at_the_foot_is_told_as_one() -> None:
    problem = one(told(f'<p data-source="one.md:1">{PROSE}<span class="footnote" data-source="notes.md:3">{LONG}</span></p>'), "P070")
    assert "line 1 of the notes at the foot" in problem.what
    assert (problem.place.path, problem.place.line) == (str(Path("book/notes.md")), 3)


def test_the_folio_of_front_matter_is_roman() -> None:
    assert "page iv, line 1" in one(told(f"<p>{LONG}</p>", start=4, matter="frontmatter"), "P070").what


def test_a_loose_line_is_told_and_a_short_last_line_is_not() -> None:
    found = told(f'<p data-source="one.md:1" style="text-indent: 0; hyphens: none">Two words or three {"y" * 45} end.</p>')
    assert "page 1, line 1 has word spaces" in one(found, "P071").what
    assert "P071" not in codes(told(rows("Two words", "and three more")))


def test_a_ragged_line_is_never_loose() -> None:
    assert "P071" not in codes(told(f'<p style="text-align: left; hyphens: none">Two words or three {"y" * 45} end.</p>'))


@pytest.mark.parametrize(("count", "found"), [(2, False), (3, True)])
def test_hyphens_in_a_row(count: int, found: bool) -> None:
    problems = told(rows(*["a line that ends with self-"] * count, "the last of them all"))
    assert ("P072" in codes(problems)) is found
    assert not found or f"first of {count}" in one(problems, "P072").what


def test_hyphens_of_two_paragraphs_are_not_in_a_row() -> None:
    assert "P072" not in codes(told(rows("self-", "the self-") + rows("self-", "and the last line of all")))


@pytest.mark.parametrize(("start", "severity"), [(1, "warning"), (2, "info")])
def test_a_hyphen_at_the_foot(start: int, severity: str) -> None:
    problems = told(rows(*["A line."] * (LINES - 1), "and self-", *["A line."] * 6), start=start)
    assert one(problems, "P073").severity == severity
    assert "P074" not in codes(problems)
    assert "P073" not in codes(told(rows("and self-", *["A line."] * (LINES + 5)), start=start))


@pytest.mark.parametrize(("start", "code", "other"), [(1, "P074", "P073"), (2, "P073", "P074")])
def test_a_word_divided_at_the_foot(start: int, code: str, other: str) -> None:
    last = f"{'A line. ' * 6} {DIVIDED} {PROSE * 5}"
    problems = told(rows(*["A line."] * (LINES - 1), last), start=start)
    assert code in codes(problems)
    assert other not in codes(problems)


@pytest.mark.parametrize(("last", "found"), [("it.", True), ("now.", True), ("Looms", False), ("of the loom", False)])
def test_a_runt(last: str, found: bool) -> None:
    assert ("P075" in codes(told(f'<p data-source="one.md:1" style="text-align: justify">A line of its own.<br>{last}</p>'))) is found


def test_the_end_of_a_divided_word_alone_is_a_runt() -> None:
    problems = told(rows(f"{'A line. ' * 6} {DIVIDED}"))
    assert "“extraordinarilylongwinded”" in one(problems, "P075").what


def test_a_note_call_does_not_lengthen_a_runt() -> None:
    call = '<a class="noteref" role="doc-noteref"><sup>112</sup></a>'
    assert "“it.”" in one(told(rows("A line of its own.", f"it.{call}")), "P075").what


def test_a_one_line_paragraph_and_a_ragged_one_have_no_runt() -> None:
    assert "P075" not in codes(told('<p>No.</p><p style="text-align: left">A line of its own.<br>No.</p>'))


def test_a_widow_where_the_engine_was_told_to_leave_it() -> None:
    loosely = "p { widows: 1; orphans: 1 }"
    problems = told(lines(2, 3) + lines(LINES - 1, 9), style=loosely)
    assert one(problems, "P076").place.line == 9
    assert "page 2, line 1" in one(problems, "P076").what
    assert not codes(told(lines(2) + lines(LINES))) & {"P076", "P077"}


def test_an_orphan_where_the_engine_was_told_to_leave_it() -> None:
    problems = told(lines(LINES - 1, 3) + lines(8, 9), style="p { widows: 1; orphans: 1 }")
    assert f"page 1, line {LINES} is an orphan" in one(problems, "P077").what
    assert "P076" not in codes(problems)


@pytest.mark.parametrize(("below", "found"), [(0, True), (1, True), (2, False)])
def test_a_heading_at_the_foot(below: int, found: bool) -> None:
    style = "h2 { break-after: auto; margin: 0; padding: 0; line-height: 1.25rem } p { widows: 1; orphans: 1 }"
    problems = told(lines(LINES - 1 - below) + '<h2 data-source="one.md:5">The Looms</h2>' + lines(9), style=style)
    assert ("P078" in codes(problems)) is found


def test_a_heading_over_a_table_is_not_at_the_foot() -> None:
    style = "h2 { break-after: auto; margin: 0; padding: 0; line-height: 1.25rem }"
    table = "<table><tr><td>x</td></tr></table>"
    assert "P078" not in codes(told(lines(LINES - 5) + "<h2>The Looms</h2>" + table + lines(9), style=style))


@pytest.mark.parametrize(("left", "found"), [(4, True), (5, False)])
def test_a_last_page_with_few_lines(left: int, found: bool) -> None:
    problems = told(lines(LINES + left))
    assert ("P079" in codes(problems)) is found
    assert not found or f"page 2 ends the section with {left} lines" in one(problems, "P079").what


def test_a_section_of_one_page_may_have_one_line() -> None:
    assert told(lines(1)) == []


@pytest.mark.parametrize(("short", "found"), [(4, True), (3, False)])
def test_a_gap(short: int, found: bool) -> None:
    block = f'<div style="break-before: page">{lines(20, 8)}</div>'
    problems = told(lines(LINES - short) + block)
    assert ("P080" in codes(problems)) is found
    assert not found or f"room for {short} more lines" in one(problems, "P080").what


def test_a_page_that_notes_fill_has_no_gap() -> None:
    note = f'<span class="footnote">{"<br>".join(["A note."] * 9)}</span>'
    body = f'<p style="text-indent: 0">{note}{"<br>".join(["A line."] * (LINES + 10))}</p>'
    assert not codes(told(body, start=2)) & {"P080", "P081"}


@pytest.mark.parametrize(("start", "found"), [(2, True), (1, False)])
def test_facing_pages_of_unequal_depth(start: int, found: bool) -> None:
    block = f'<div style="break-before: page">{lines(LINES + 10, 8)}</div>'
    problems = told(lines(LINES - 2) + block, start=start)
    assert ("P081" in codes(problems)) is found
    assert not found or (one(problems, "P081").severity, one(problems, "P081").what) == (
        "info",
        "page 2 is 2 lines shorter than page 3, which faces it",
    )


@pytest.mark.parametrize(("width", "height", "found"), [("100%", "2em", ""), ("110%", "2em", "right"), ("50%", "220mm", "lower")])
def test_a_picture_past_the_margin(width: str, height: str, found: str) -> None:
    problems = told(picture(width, height))
    assert ("P082" in codes(problems)) is bool(found)
    assert not found or (f"past the {found} edge" in one(problems, "P082").what and one(problems, "P082").place.line == 8)


def test_a_table_past_the_margin() -> None:
    assert "a table" in one(told(f"<table><tr><td>{LONG}</td></tr></table>"), "P082").what
    assert "P082" not in codes(told(f"<table><tr><td>{PROSE}</td></tr></table>"))


def test_columns_are_counted_apart() -> None:
    html = f'<section data-kind="index"><div class="letters">{lines(4)}{lines(20, 4)}</div></section>'
    (sheet,) = composition_pages.read(Press(Path("book"), css(page(TRIM))).lay_out(html).pages, 1, "backmatter", Path("book"))
    assert {line.column for line in sheet.lines} == {1, 2}
    assert [line.number for line in sheet.lines if line.column == 2] == list(range(1, 13))
    assert len({line.paragraph for line in sheet.lines}) == 2


def whole_book(tree: etree._Element, book: Book) -> list[Problem]:
    """The report on every piece of a book, one after the other; folios in contents, notes and index are not known."""
    press = Press(book.root, css(page(book.edition("pdf").trim or TRIM)))
    found: list[Problem] = []
    number, matter = 1, ""
    for piece in pieces.cut(pieces.prepared(tree, book)):
        fresh = (matter == "frontmatter") != (piece.matter == "frontmatter")
        number, matter = (1 if fresh else number + (number % 2 == 0 and piece.recto)), piece.matter
        pages = press.lay_out(pieces.html(piece, number, book.metadata.language, "", {})).pages
        found += composition.report(pages, number, piece.matter, book.root)
        number += len(pages)
    return found


def test_a_whole_book(tmp_path: Path) -> None:
    tree = etree.fromstring(
        '<html lang="en"><body><div class="frontmatter"><section id="preface" data-kind="preface" data-source="front/p.md:1"><h1>Preface</h1>'
        f'<p data-source="front/p.md:3">{PROSE * 3}</p></section></div><div class="bodymatter"><section id="looms" data-kind="chapter" data-source="parts/l.md:1">'
        f'<header class="opener"><h1>Looms</h1></header><p data-source="parts/l.md:3">{PROSE * 60}</p><p data-source="parts/l.md:5">{LONG}</p></section></div></body></html>'
    )
    sections = (Section("preface", KINDS["preface"], "frontmatter", "Preface"), Section("looms", KINDS["chapter"], "bodymatter", "Looms"))
    book = Book(tmp_path, Metadata("Looms", "", "", "looms", "en", "urn:x", ()), sections, (Edition("pdf", "back", "back", trim=TRIM),))
    problem = one(whole_book(tree, book), "P070")
    assert (problem.place.path, problem.place.line, problem.severity) == (str(tmp_path / "parts/l.md"), 5, "warning")
    assert "page 3, " in problem.what
