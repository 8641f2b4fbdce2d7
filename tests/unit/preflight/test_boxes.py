from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary

from samizdat.preflight import boxes
from samizdat.preflight.boxes import Box, Boxes

SHEET = Box(0, 0, 400, 600)


def test_a_page_takes_boxes_from_above_it() -> None:
    pdf = pikepdf.new()
    above = pdf.make_indirect(Dictionary(MediaBox=Array([0, 0, 400, 600]), TrimBox=Array([9, 9, 20, 20])))
    held = boxes.read(Dictionary(Parent=above))
    assert held.media == SHEET
    assert held.trim is None and held.cut == SHEET


def test_corners_stand_in_any_order() -> None:
    assert boxes.rectangle(Array([30, 40, 10, 20])) == Box(10, 20, 30, 40)
    assert boxes.rectangle(Array([1, 2, 3])) is None
    assert boxes.rectangle(None) is None


def test_boxes_are_nested() -> None:
    inner, middle = Box(20, 20, 380, 580), Box(10, 10, 390, 590)
    assert not list(boxes.faults(Boxes(SHEET, bleed=middle, trim=inner), strict=True))
    assert list(boxes.faults(Boxes(SHEET, bleed=inner, trim=middle))) == ["the TrimBox reaches past the BleedBox"]
    assert list(boxes.faults(Boxes(inner, trim=middle))) == ["the TrimBox reaches past the MediaBox"]
    assert list(boxes.faults(Boxes(SHEET))) == []
    assert list(boxes.faults(Boxes(SHEET), strict=True)) == ["it has neither a TrimBox nor an ArtBox"]
    assert list(boxes.faults(Boxes(SHEET, trim=inner, art=inner), strict=True)) == ["it has a TrimBox and an ArtBox; only one may be"]


def test_rectangles_meet() -> None:
    assert SHEET.meets(Box(390, 590, 500, 700))
    assert not SHEET.meets(Box(400, 0, 500, 10))
    assert SHEET.meets(Box(100, 100, 100, 300)), "a rule without width has an extent"
    assert SHEET.common(Box(-10, 500, 50, 700)) == Box(0, 500, 50, 600)
    assert SHEET.common(Box(500, 0, 600, 10)) is None
