"""Boxes: the sizes of a page, from the trim outwards (ISO 32000-1, 14.11.2). All lengths are points."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from samizdat.book import MM_PER_INCH, Trim
from samizdat.printers import InteriorRules

POINTS_PER_INCH = 72
TOLERANCE_PT = 0.1
"""What a page may differ from the trim: less than a press holds, more than rounding makes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, foot, right, head."""

    left: float
    foot: float
    right: float
    head: float

    def grown(self, left: float, foot: float, right: float, head: float) -> Box:
        """A rectangle larger by so much on each side."""
        return Box(self.left - left, self.foot - foot, self.right + right, self.head + head)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one page: `trim` after cutting, `bleed` what is printed past it, `media` the whole with its marks."""

    trim: Box
    bleed: Box
    media: Box


def points(mm: float) -> float:
    """Millimetres as points of 1/72 inch."""
    return mm / MM_PER_INCH * POINTS_PER_INCH


def trim_of(page: pikepdf.Page) -> Box:
    """The trim of a page as it comes: its TrimBox, else the whole page."""
    return Box(*(float(side) for side in page.obj.get("/TrimBox", page.obj.MediaBox)))


def bleeds(page: pikepdf.Page) -> bool:
    """Whether a page as it comes has something past its trim: a BleedBox larger than it."""
    trim, bleed = trim_of(page), Box(*(float(side) for side in page.obj.get("/BleedBox", page.obj.MediaBox)))
    return any(
        abs(a - b) > TOLERANCE_PT
        for a, b in ((trim.left, bleed.left), (trim.foot, bleed.foot), (trim.right, bleed.right), (trim.head, bleed.head))
    )


def fits(page: pikepdf.Page, trim: Trim) -> bool:
    """Whether a page as it comes has the size of `trim`."""
    box = trim_of(page)
    off = (box.right - box.left - points(trim.width_mm), box.head - box.foot - points(trim.height_mm))
    return max(map(abs, off)) <= TOLERANCE_PT


def boxes(trim: Box, rules: InteriorRules, bleeding: bool, slug: float, recto: bool) -> Boxes:
    """The boxes of a page. `slug` is what marks need past the bleed, 0 without marks; `recto` says on which side the spine is."""
    wide = points(rules.bleed_mm or 0) if bleeding or rules.bleed_always else 0.0
    inside = wide if rules.bleed_at_spine else 0.0
    left, right = (inside, wide) if recto else (wide, inside)
    bleed = trim.grown(left, wide, right, wide)
    return Boxes(trim, bleed, bleed.grown(slug, slug, slug, slug))


def write(page: pikepdf.Page, boxes: Boxes) -> None:
    """Give a page its boxes. What is on it stays where it is: the box grows into negative numbers. There is no CropBox, for it is the whole page."""
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
    for key, box in (("/MediaBox", boxes.media), ("/BleedBox", boxes.bleed), ("/TrimBox", boxes.trim)):
        page.obj[key] = pikepdf.Array([round(side, 4) for side in (box.left, box.foot, box.right, box.head)])
