"""The motif of a cover whose book gives none: its chapters as leaves on edge, each as high as the chapter is long."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from lxml import etree

from samizdat.book import Book
from samizdat.covers.placing import number
from samizdat.covers.templates import SVG

RHYTHM = (5, 8, 4, 9, 6, 3, 7, 5, 8)
"""The leaves of a book that has too few chapters to draw."""
FEWEST, MOST = 5, 28
LOWEST = 0.42
"""The height of a leaf of no length, as a share of the box."""
SLOPE = 0.7
"""How much higher a leaf is on its right than on its left, as a share of its width; never more than STEEPEST units."""
STEEPEST = 13.0
BLEED = 12.0
"""How far the last leaf runs on to the right, off the page: more than any bleed, in units."""
OVERLAP = 0.05
"""How far a leaf reaches under the next one, so that no seam shows between them."""


def lengths(book: Book) -> tuple[int, ...]:
    """The lengths of the chapters in characters, neighbours taken together where there are very many."""
    counted = [
        len(section.source.text)
        for section in book.sections
        if section.source and section.matter == "bodymatter" and section.kind.name != "part"
    ]
    if len(counted) < FEWEST:
        return RHYTHM
    together = ceil(len(counted) / MOST)
    return tuple(sum(counted[start : start + together]) for start in range(0, len(counted), together))


def drawn(element: etree._Element, sizes: Sequence[int]) -> list[etree._Element]:
    """The leaves in the box of `element` (`x`, `y`, `width`, `height`; `data-fills`: their colours in turn), standing on its foot.

    Their heights go by the rank of the chapters' lengths and not by the lengths: so one very long chapter leaves the others their rhythm.
    """
    x, y, width, height = (number(element, name) for name in ("x", "y", "width", "height"))
    fills = (element.get("data-fills") or "#000000").split()
    pitch = width / len(sizes)
    slope = min(pitch * SLOPE, STEEPEST)
    leaves = []
    for place, share in enumerate(ranks(sizes)):
        left, right = x + place * pitch, x + (place + 1) * pitch + OVERLAP
        top = y + (height - slope) * (1 - LOWEST) * (1 - share)
        foot_of_edge = top + slope
        if place == len(sizes) - 1:
            right, top = right + BLEED, top - slope * BLEED / pitch
        points = f"{left:.3f},{y + height:.3f} {left:.3f},{foot_of_edge:.3f} {right:.3f},{top:.3f} {right:.3f},{y + height:.3f}"
        leaves.append(etree.Element(f"{{{SVG}}}polygon", {"points": points, "fill": fills[place % len(fills)]}))
    return leaves


def ranks(sizes: Sequence[int]) -> list[float]:
    """The place of each size among all, from 0 for the least to 1 for the greatest; of two alike the later one is the greater."""
    order = sorted(range(len(sizes)), key=lambda place: (sizes[place], place))
    last = max(len(sizes) - 1, 1)
    return [order.index(place) / last for place in range(len(sizes))]
