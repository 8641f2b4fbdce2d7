"""The page: from the trim size to the size of the letters, the leading, the margins and the height of the text block.

All lengths are points of 1/72 inch. The reasons for the numbers are in docs/typography.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from samizdat.book import MM_PER_INCH, Trim

POINTS_PER_INCH = 72.0
CHARACTER_EM = 0.3754
"""Mean width of a character of EB Garamond in English prose, spaces counted, in ems (measured over 80,000 characters)."""
CHARACTERS = 69
"""Characters in a line: 45 to 75 are good for a single column (Bringhurst, 2.1.2)."""
MEASURE = 0.7
"""The widest measure, as a share of the width of the page."""
SMALLEST_PT, LARGEST_PT, STEP_PT = 10.5, 12.5, 0.25
LEADING = 1.25
"""Leading in ems of the text: the lines of the style sheets (`--line`) are this high."""
TEXT_HEIGHT = 0.81
"""The highest text block, as a share of the height of the page."""
INSIDE = 0.45
"""The inside margin's share of what the measure leaves; two inside margins lie side by side, so each is the narrower."""
TOP = 0.46
"""The top margin's share of what the text block leaves; the running head stands in it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is cut and printed on: `size` the letters, `line` the leading, `lines` of text, and the four margins, all in points."""

    width: float
    height: float
    size: float
    line: float
    lines: int
    inside: float
    outside: float
    top: float
    foot: float


ROUNDING_PT = 0.05
"""Taken off the foot margin: with both margins rounded up the last line would not fit."""


def page(trim: Trim) -> Page:
    """The page for a trim size: the largest letters that set CHARACTERS to the line, a whole number of lines, margins from what is left."""
    width, height = (mm / MM_PER_INCH * POINTS_PER_INCH for mm in (trim.width_mm, trim.height_mm))
    fitting = floor(width * MEASURE / (CHARACTERS * CHARACTER_EM) / STEP_PT) * STEP_PT
    size = min(max(fitting, SMALLEST_PT), LARGEST_PT)
    measure = min(width * MEASURE, size * CHARACTER_EM * (CHARACTERS + 3))
    line = size * LEADING
    lines = max(1, floor(height * TEXT_HEIGHT / line))
    across, down = width - measure, height - lines * line
    return Page(width, height, size, line, lines, across * INSIDE, across * (1 - INSIDE), down * TOP, down * (1 - TOP))


def css(page: Page) -> str:
    """The rules that give this page to the print style sheet: size, margins, the size of the root, the height of display pages."""
    block = f"{page.lines * page.line:.3f}pt"
    return (
        f"@page {{ size: {page.width:.3f}pt {page.height:.3f}pt; margin-top: {page.top:.3f}pt; margin-bottom: {page.foot - ROUNDING_PT:.3f}pt }}\n"
        f"@page :left {{ margin-left: {page.outside:.3f}pt; margin-right: {page.inside:.3f}pt }}\n"
        f"@page :right {{ margin-left: {page.inside:.3f}pt; margin-right: {page.outside:.3f}pt }}\n"
        f"html {{ font-size: {page.size}pt }}\n"
        f".title-page, .copyright-page {{ height: {block} }}\n"
    )
