"""The barcode of a book: EAN-13 made from its ISBN, with the ISBN in words above, in a white zone. Lengths in mm at 100 per cent.

The measures are those of the GS1 General Specifications for EAN-13: a module of 0.330 mm, 95 of them, quiet zones of 11 and 7 more, bars of 22.85 mm,
guard bars longer by five modules, 37.29 × 25.93 mm in all; it may be made smaller down to 80 per cent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import barcode  # type: ignore[import-untyped]
from lxml import etree
from stdnum import isbn as numbers

from samizdat.covers.faces import Face
from samizdat.covers.placing import Content, Line
from samizdat.covers.templates import SVG

MODULE = 0.33
QUIET_LEFT, QUIET_RIGHT, MODULES = 11, 7, 95
WIDTH = (QUIET_LEFT + MODULES + QUIET_RIGHT) * MODULE
BARS, LONGER, HEIGHT = 22.85, 5 * MODULE, 25.93
LEAST = 0.8
"""The smallest magnification that GS1 allows."""

WORDS = 3.4
"""Room for the line with the ISBN above the bars."""
EDGE = 1.0
"""White left above and below."""
BLACK, WHITE = "#000000", "#ffffff"
DIGITS = Face(features=("lnum", "tnum"))
DIGIT_SIZE, WORDS_SIZE = 4.3, 3.5


@dataclass(frozen=True, slots=True)
class Zone:
    """The white zone: its upper left corner and size on the panel, in mm."""

    left: float
    top: float
    width: float
    height: float

    @property
    def magnification(self) -> float:
        """The scale in which the barcode fits: 1 at most."""
        return min(1.0, self.width / WIDTH, self.height / NOMINAL[1])


NOMINAL = (WIDTH, HEIGHT + WORDS + 2 * EDGE)
"""Width and height of the zone where the printer names none."""


def is_isbn(text: str) -> bool:
    """Whether `text` is an ISBN of 10 or 13 digits, with or without hyphens, its check digit right."""
    return bool(numbers.is_valid(text))


def hyphenated(isbn: str) -> str:
    """An ISBN of 10 or 13 digits as one of 13 with hyphens between its elements, by the ranges of the International ISBN Agency.

    Raises stdnum's ValidationError for what is none.
    """
    return numbers.format(numbers.to_isbn13(isbn))


def drawn(zone: Zone, isbn: str, unit: float) -> Content:
    """The zone, and in it the barcode of `isbn` (none where that is empty), in units of `unit` mm."""
    white = _rectangle(zone.left / unit, zone.top / unit, zone.width / unit, zone.height / unit, WHITE)
    if not isbn:
        return Content((white,))
    written = hyphenated(isbn)
    scale = zone.magnification / unit
    left = zone.left / unit + (zone.width / unit - WIDTH * scale) / 2
    top = zone.top / unit + (zone.height / unit - NOMINAL[1] * scale) / 2 + EDGE * scale
    bars = [_rectangle(left + x * scale, top + WORDS * scale, width * scale, height * scale, BLACK) for x, width, height in _bars(written)]
    lines = [Line(text, left + x * scale, top + y * scale, size * scale, face, BLACK) for text, x, y, size, face in _lettering(written)]
    return Content((white, *bars), tuple(lines))


def _bars(isbn: str) -> Iterator[tuple[float, float, float]]:
    """Left, width and height of each bar, the quiet zone on the left counted in."""
    (pattern,) = barcode.get("ean13", isbn.replace("-", ""), options={"guardbar": True}).build()
    place = QUIET_LEFT
    for module, run in groupby(pattern):
        modules = len(list(run))
        if module != "0":
            yield place * MODULE, modules * MODULE, BARS + (LONGER if module == "G" else 0)
        place += modules


def _lettering(isbn: str) -> Iterator[tuple[str, float, float, float, Face]]:
    """Text, left, base line, size and face: the ISBN over the bars, and the digits under them, each as wide as its seven modules."""
    words = f"ISBN {isbn}"
    size = min(WORDS_SIZE, MODULES * MODULE / DIGITS.width(words))
    yield words, QUIET_LEFT * MODULE, WORDS - 1.2, size, DIGITS
    digits, base = isbn.replace("-", ""), WORDS + HEIGHT
    spaced = Face(features=DIGITS.features, spacing=7 * MODULE / DIGIT_SIZE - DIGITS.width("0"))
    indent = (7 * MODULE - DIGITS.width("0") * DIGIT_SIZE) / 2
    yield digits[0], (QUIET_LEFT - 8) * MODULE, base, DIGIT_SIZE, DIGITS
    yield digits[1:7], (QUIET_LEFT + 3) * MODULE + indent, base, DIGIT_SIZE, spaced
    yield digits[7:], (QUIET_LEFT + 50) * MODULE + indent, base, DIGIT_SIZE, spaced


def _rectangle(x: float, y: float, width: float, height: float, fill: str) -> etree._Element:
    return etree.Element(
        f"{{{SVG}}}rect", {"x": f"{x:.5f}", "y": f"{y:.5f}", "width": f"{width:.5f}", "height": f"{height:.5f}", "fill": fill}
    )
