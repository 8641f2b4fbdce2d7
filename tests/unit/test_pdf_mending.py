"""Mending: pieces with a fault, laid out with it and without it, and words that stay as they are."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from weasyprint.document import Document, Page

from samizdat.book import Trim
from samizdat.pdf import composition
from samizdat.pdf.composition_pages import line_boxes, read
from samizdat.pdf.mending import depth, mended
from samizdat.pdf.mending.breaking import TIGHTEST, broken
from samizdat.pdf.mending.measuring import Paragraph, measurer, paragraph
from samizdat.pdf.mending.repairs import Repair, apply, repair
from samizdat.pdf.page import css, page
from samizdat.pdf.pieces import Piece
from samizdat.pdf.press import Press

TRIM = Trim(140, 216)
ROOT = Path("book")
WORDS = (
    "The weavers of the hill kept their own hours, and the bell of the merchants was rung for nobody at all. In the seventh week a messenger "
    "came down from the upper town with a letter that no one could read, since the schoolmaster had gone over to the besiegers in the autumn. "
    "They sent for his daughter; she was nine years old, understandably reluctant, and asked for an orange before she would begin. "
    "notwithstanding unceremoniously congregation neighbourhood straightforward the a of in it was his by"
).split()
LOOSE, STACK, RUNT, OVER_LEAF, UNEVEN, SHORT, MARKED = 0, 40, 76, 213, 211, 209, 4
"""Seeds of texts with these faults."""


def prose(seed: int, count: int = 70) -> str:
    """So many words in an order of chance, the same for a seed."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."


def chapter(seed: int) -> list[str]:
    """Paragraphs of some pages."""
    chance = random.Random(seed)
    return [prose(chance.randrange(10**6), chance.randint(25, 110)) for _ in range(chance.randint(10, 18))]


def piece(body: str) -> tuple[Piece, str]:
    """A piece of this body, and its HTML, which begins on a recto."""
    text = f'<html lang="en"><head><style>html {{ break-before: right }}</style></head><body><section>{body}</section></body></html>'
    return Piece("bodymatter", etree.fromstring(f"<section>{body}</section>"), recto=True), text


def press() -> Press:
    """A press for a page of moderate size."""
    return Press(ROOT, css(page(TRIM)))


def paragraphs(*bodies: str) -> str:
    """Numbered paragraphs."""
    return "".join(f'<p data-block="{number}" data-source="one.md:{number + 1}">{body}</p>' for number, body in enumerate(bodies))


def told(body: str) -> tuple[list[str], list[str]]:
    """The codes of the composition report on a piece, without mending and with it."""
    one, source = piece(body)
    pages = press().lay_out(source).pages, mended(one, source, press()).pages
    plain, better = ([problem.code for problem in composition.report(some, 1, "bodymatter", ROOT)] for some in pages)
    return plain, better


def letters(pages: Sequence[Page]) -> str:
    """The letters on pages, without the hyphens that divide words."""
    lines = [line for sheet in read(pages, 1, "bodymatter", ROOT) for line in sheet.lines]
    return re.sub(r"\s", "", "".join(line.text.removesuffix("\u2010") for line in lines))


def measured(text: str) -> Paragraph:
    """A paragraph of this HTML, measured."""
    _, source = piece(paragraphs(text))
    pages = press().lay_out(source).pages
    holder, lines = line_boxes(pages)["0"]
    found = paragraph(html.document_fromstring(source).find(".//p"), lines, holder, measurer())
    assert found is not None
    return found


@pytest.mark.parametrize(("seed", "code"), [(LOOSE, "P071"), (STACK, "P072"), (RUNT, "P075")])
def test_a_paragraph_at_fault_is_set_otherwise(seed: int, code: str) -> None:
    plain, better = told(paragraphs(prose(seed)))
    assert code in plain
    assert better == []


def marked(seed: int) -> str:
    """A text with italics, an index mark and a note call in it."""
    words = prose(seed).split(" ")
    call = '<a class="noteref" role="doc-noteref" id="r" href="#n"><sup>1</sup></a>'
    mark = f'<span class="index" id="i">{" ".join(words[30:40])}</span>'
    return f"{words[0]} <em>{' '.join(words[1:30])}</em> {mark}{call} {' '.join(words[40:])}"


def test_a_paragraph_with_markup_and_a_note_call_is_mended_as_one_without() -> None:
    plain, better = told(paragraphs(marked(MARKED)))
    assert "P071" in plain
    assert better == []


def test_a_good_paragraph_is_left_alone() -> None:
    one, source = piece(paragraphs(prose(2)))
    laid: list[str] = []

    class Counting(Press):
        def lay_out(self, html: str) -> Document:
            laid.append(html)
            return super().lay_out(html)

    mended(one, source, Counting(ROOT, css(page(TRIM))))
    assert laid == [source]


def test_a_word_is_not_divided_over_the_leaf() -> None:
    plain, better = told(paragraphs(*chapter(OVER_LEAF)))
    assert "P074" in plain
    assert "P074" not in better


def test_facing_pages_are_made_level() -> None:
    plain, better = told(paragraphs(*chapter(UNEVEN)))
    assert "P081" in plain
    assert "P081" not in better


def test_a_short_last_page_is_filled_or_emptied() -> None:
    plain, better = told(paragraphs(*chapter(SHORT)))
    assert "P079" in plain
    assert "P079" not in better


def test_a_paragraph_that_went_over_whole_for_its_note_comes_back() -> None:
    words = prose(5, 110).split(" ")
    note = f'<span class="footnote" id="n" role="doc-footnote">{"Note words of some length here. " * 6}</span>'
    called = f'{" ".join(words[:90])}<a class="noteref" role="doc-noteref" id="r" href="#n"><sup>1</sup></a>{note} {" ".join(words[90:])}'
    lines = "<br/>".join(["A line of its own."] * 18)
    plain, better = told(paragraphs(lines, prose(LOOSE + 1, 80), called, *(prose(seed, 90) for seed in range(50, 56))))
    assert "P080" in plain
    assert "P080" not in better


def test_a_chapter_is_never_worse_than_before() -> None:
    for seed in (201, 202, 203):
        plain, better = told(paragraphs(*chapter(seed)))
        assert len(better) < len(plain)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "<em>never</em>", "5&amp;6", "re-elected", "one—two", "<b>“So”</b>"]), min_size=30, max_size=120))
def test_no_word_changes(words: list[str]) -> None:
    body = paragraphs(" ".join(words), prose(LOOSE))
    one, source = piece(body)
    assert letters(mended(one, source, press()).pages) == letters(press().lay_out(source).pages)


def test_the_same_piece_is_mended_alike() -> None:
    one, source = piece(paragraphs(*chapter(201)))
    first, second = (mended(one, source, press()).write_pdf() for _ in range(2))
    assert first == second


def test_the_pages_are_foretold() -> None:
    _, source = piece(paragraphs(*chapter(202)) + "<h2>A heading</h2>" + paragraphs(*chapter(203)))
    sheets = read(press().lay_out(source).pages, 1, "bodymatter", ROOT)
    flow = depth.flow(sheets)
    assert flow is not None
    assert not flow.forced
    assert [leaf.after - leaf.first for leaf in flow.leaves] == [len(sheet.lines) for sheet in sheets]


def test_what_would_come_of_a_line_more_is_foretold() -> None:
    texts = chapter(202)
    sheets, longer = (
        read(press().lay_out(piece(paragraphs(*several))[1]).pages, 1, "bodymatter", ROOT)
        for several in (texts, [f"{texts[0]}<br/>A line of its own.", *texts[1:]])
    )
    flow = depth.flow(sheets)
    assert flow is not None
    assert [leaf.after - leaf.first for leaf in flow.changed({"0": 1}).leaves] == [len(sheet.lines) for sheet in longer]


def test_lines_are_weighed_together() -> None:
    whole = measured(prose(LOOSE))
    now = len(line_boxes(press().lay_out(piece(paragraphs(prose(LOOSE)))[1]).pages)["0"][1])
    best = broken(whole, {now}, ())[now]
    assert len(best.ends) == now
    assert all(TIGHTEST <= stretch <= composition.STRETCH for stretch in best.stretch)


def test_a_length_that_cannot_be_is_left_out() -> None:
    assert set(broken(measured("Few words."), {1, 2, 3}, ())) == {1}


def test_a_repair_ties_the_word_that_would_follow() -> None:
    whole = measured(prose(LOOSE))
    best = broken(whole, {5, 6, 7}, ())
    mend = repair(whole, next(iter(best.values())))
    assert mend is not None
    assert {sign for _, sign in mend.signs} <= {"\u00a0", "\u2060", "\u00ad"}
    assert mend.spacing <= 0


def test_a_repair_is_written_into_the_text() -> None:
    block = html.fragment_fromstring('<p>One two <em>three</em> four<span role="doc-footnote">not this</span> five</p>')
    apply(block, Repair(-10, ((3, "\u00a0"), (8, "\u00ad"), (15, "\u00a0"))))
    assert "".join(block.itertext()) == "One\u00a0two th\u00adree fournot this\u00a0five"
    assert block.get("style") == "hyphens: manual; word-spacing: -0.01em"
