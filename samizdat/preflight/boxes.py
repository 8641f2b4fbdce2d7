"""The boxes of a page: what is drawn on, what is cut out of it, and what lies past the cut (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

MM_PER_POINT = 25.4 / 72
DEEPEST = 50
"""Levels of the tree of pages that are looked at."""
SAME_PT = 0.02
"""Lengths that differ by no more are the same: boxes are written with rounded numbers."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the lower left: `left` ≤ `right`, `low` ≤ `high`."""

    left: float
    low: float
    right: float
    high: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.high - self.low

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height in mm."""
        return self.width * MM_PER_POINT, self.height * MM_PER_POINT

    def holds(self, other: Box, slack: float = SAME_PT) -> bool:
        """Whether `other` lies in it, but for `slack` points."""
        return (
            other.left >= self.left - slack
            and other.low >= self.low - slack
            and other.right <= self.right + slack
            and other.high <= self.high + slack
        )

    def meets(self, other: Box, slack: float = SAME_PT) -> bool:
        """Whether they have more than `slack` points in common, both ways; a line or a point counts as having an extent."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return across > min(slack, other.width, self.width) - 1e-9 and up > min(slack, other.height, self.height) - 1e-9

    def around(self, other: Box) -> Box:
        """The rectangle round both."""
        return Box(min(self.left, other.left), min(self.low, other.low), max(self.right, other.right), max(self.high, other.high))

    def common(self, other: Box) -> Box | None:
        """What both cover; None where that is nothing."""
        left, low = max(self.left, other.left), max(self.low, other.low)
        right, high = min(self.right, other.right), min(self.high, other.high)
        return Box(left, low, right, high) if left <= right and low <= high else None


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes that a page itself names; None where it names none (MediaBox and CropBox may come from the pages above)."""

    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None

    @property
    def cut(self) -> Box:
        """What the reader holds: the TrimBox, or what stands for it where there is none."""
        return self.trim or self.crop or self.media


def rectangle(said: Any) -> Box | None:
    """A rectangle as PDF writes it, corners in any order; None where it is none."""
    try:
        x1, y1, x2, y2 = (float(edge) for edge in said)
    except (TypeError, ValueError):
        return None
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def read(page: Any) -> Boxes:
    """The boxes of a page (its dictionary). A page without a MediaBox has an empty one."""
    media, crop = (rectangle(inherited(page, name)) for name in ("/MediaBox", "/CropBox"))
    return Boxes(media or Box(0, 0, 0, 0), crop, *(rectangle(page.get(name)) for name in ("/BleedBox", "/TrimBox", "/ArtBox")))


def inherited(page: Any, name: str, depth: int = 0) -> Any:
    """What a page has under that name, from the pages above it where it has none itself; None where none has."""
    if name in page or depth > DEEPEST:
        return page.get(name)
    above = page.get("/Parent")
    return inherited(above, name, depth + 1) if isinstance(above, pikepdf.Dictionary) else None


def faults(held: Boxes, strict: bool = False) -> Iterator[str]:
    """Which boxes are not nested as they should be; `strict` also asks for exactly one of TrimBox and ArtBox, as PDF/X does."""
    inner = held.trim or held.art
    if not held.media.width or not held.media.height:
        yield "it has no MediaBox"
    if strict and inner is None:
        yield "it has neither a TrimBox nor an ArtBox"
    if strict and held.trim and held.art:
        yield "it has a TrimBox and an ArtBox; only one may be"
    name = "TrimBox" if held.trim else "ArtBox"
    pairs = (("BleedBox", held.bleed, name, inner), ("CropBox", held.crop, name, inner), ("MediaBox", held.media, name, inner),
             ("MediaBox", held.media, "BleedBox", held.bleed))  # fmt: skip
    for outer_name, outer, inner_name, one in pairs:
        if outer and one and not outer.holds(one):
            yield f"the {inner_name} reaches past the {outer_name}"
