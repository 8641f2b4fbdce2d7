"""The page as paper: boxes, crop marks, blank pages."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest

from samizdat.book import Trim
from samizdat.printers import InteriorRules
from samizdat.printing import blanks, boxes, inks, marks
from samizdat.printing.boxes import Box

MM = 72 / 25.4
TRIM = Box(0, 0, 100, 200)


def test_without_bleed_all_boxes_are_the_trim() -> None:
    made = boxes.boxes(TRIM, InteriorRules(bleed_mm=3), False, 0, recto=True)
    assert made.trim == made.bleed == made.media == TRIM


def test_bleed_and_marks_go_outwards() -> None:
    made = boxes.boxes(TRIM, InteriorRules(bleed_mm=3, bleed_always=True), False, 10, recto=True)
    assert made.bleed == Box(-3 * MM, -3 * MM, 100 + 3 * MM, 200 + 3 * MM)
    assert made.media == made.bleed.grown(10, 10, 10, 10)
    assert boxes.boxes(TRIM, InteriorRules(bleed_mm=3), True, 0, recto=True).bleed == made.bleed


def test_the_spine_has_no_bleed_where_it_is_not_wanted() -> None:
    rules = InteriorRules(bleed_mm=3, bleed_always=True, bleed_at_spine=False)
    recto, verso = (boxes.boxes(TRIM, rules, False, 0, recto).bleed for recto in (True, False))
    assert (recto.left, recto.right) == (0, 100 + 3 * MM)
    assert (verso.left, verso.right) == (-3 * MM, 100)


def test_a_page_keeps_its_place_and_gets_its_boxes(page: Callable[..., pikepdf.Pdf]) -> None:
    first = page(b"0 0 5 5 re f").pages[0]
    first.obj.CropBox = pikepdf.Array([0, 0, 50, 50])
    assert boxes.fits(first, Trim(100 / MM, 200 / MM))
    assert not boxes.fits(first, Trim(100 / MM, 201 / MM))
    assert not boxes.bleeds(first)
    boxes.write(first, boxes.boxes(TRIM, InteriorRules(bleed_mm=3, bleed_always=True), False, 0, recto=True))
    assert "/CropBox" not in first.obj
    assert [float(side) for side in first.obj.TrimBox] == [0, 0, 100, 200]
    assert [float(side) for side in first.obj.MediaBox] == pytest.approx([-8.5039, -8.5039, 108.5039, 208.5039])
    assert boxes.bleeds(first)


@pytest.mark.parametrize("bleed_mm", [0.0, 2.0, 3.0, 5.0])
def test_marks_stand_clear_of_the_bleed_and_within_the_page(page: Callable[..., pikepdf.Pdf], bleed_mm: float) -> None:
    pdf = page(b"1 0 0 1 7 7 cm 1 0 0 RG")
    rules = InteriorRules(bleed_mm=bleed_mm, bleed_always=True)
    made = boxes.boxes(TRIM, rules, False, marks.slug(bleed_mm * MM), recto=True)
    marks.draw(pdf, pdf.pages[0], made, inks.Black())
    lines = [[float(one) for one in line.operands] for line in pikepdf.parse_content_stream(pdf.pages[0], "m l")]
    assert len(lines) == 16
    assert pikepdf.parse_content_stream(pdf.pages[0], "w")[0].operands[0] == pikepdf.Object.parse(b"0.25")
    for x, y in lines:
        assert not (made.bleed.left < x < made.bleed.right and made.bleed.foot < y < made.bleed.head)
        assert made.media.left - 0.01 <= x <= made.media.right + 0.01
        assert made.media.foot - 0.01 <= y <= made.media.head + 0.01
        assert x in (0, 100) or y in (0, 200)


def test_marks_are_drawn_in_the_inks_of_the_book_and_unmoved_by_the_page(page: Callable[..., pikepdf.Pdf]) -> None:
    black, four = page(b"1 0 0 1 7 7 cm 1 G"), page(b"1 0 0 1 7 7 cm")
    made = boxes.boxes(TRIM, InteriorRules(), False, marks.slug(0), recto=True)
    marks.draw(black, black.pages[0], made, inks.Black())
    marks.draw(four, four.pages[0], made, None)
    content = black.pages[0].obj.Contents.read_bytes()
    assert content.startswith(b"q\n1 0 0 1 7 7 cm 1 G\nQ\nq 0 G 0.25 w")
    assert str(four.pages[0].obj.Resources.ColorSpace.Registration[1]) == "/All"
    assert b"/Registration CS 1 SCN" in four.pages[0].obj.Contents.read_bytes()


@pytest.mark.parametrize(
    ("pages", "blank", "multiple", "last_blank", "count"),
    [
        (1, 0, 2, 0, 2),
        (2, 0, 2, 0, 2),
        (2, 0, 2, 1, 4),
        (1, 0, 2, 1, 2),
        (3, 1, 4, 1, 4),
        (3, 1, 2, 2, 4),
        (4, 1, 2, 2, 6),
        (5, 0, 16, 0, 16),
        (3, 0, 1, 0, 3),
    ],
)
def test_the_count_is_filled_up_with_blanks(
    page: Callable[..., pikepdf.Pdf], pages: int, blank: int, multiple: int, last_blank: int, count: int
) -> None:
    pdf = page(b"0 0 5 5 re f")
    for number in range(1, pages):
        pdf.pages.append(page(b"q 1 0 0 1 0 0 cm Q" if number >= pages - blank else b"0 0 5 5 re f").pages[0])
    added = blanks.fill(pdf, InteriorRules(multiple=multiple, last_blank=last_blank))
    assert (len(pdf.pages), added) == (count, count - pages)
    assert all(not pikepdf.parse_content_stream(one) for one in list(pdf.pages)[pages:])
    assert all(one.obj.MediaBox == pdf.pages[0].obj.MediaBox for one in pdf.pages)
