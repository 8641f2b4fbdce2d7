"""The page: from the trim size to the size of the letters, the leading, the margins and the height of the text block.

All lengths are points of 1/72 inch. The reasons for the numbers are in docs/typography.md.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import floor

from samizdat.book import MM_PER_INCH, Trim

POINTS_PER_INCH = 72.0
POINTS_PER_MM = POINTS_PER_INCH / MM_PER_INCH
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
LEAST_DOWN = 26 * POINTS_PER_MM
"""Head and foot together, at the least: a running head and a folio stand in them."""
TOP = 0.46
"""The top margin's share of what the text block leaves; the running head stands in it."""
BANDS = (150, 300, 500, 700)
"""Page counts up to which a book has one inside margin, then a wider one: those of KDP (help, “Set Trim Size, Bleed, and Margins”)."""
GUTTERS = tuple(mm * POINTS_PER_MM for mm in (9.6, 12.7, 15.9, 19.1, 22.3))
"""The least inside margin for each band, by the same source."""
INSIDE = 0.42
"""The inside margin's share of what the measure leaves, in the thinnest book; two inside margins lie side by side, so each is the narrower."""
GROWTH = 1.6 * POINTS_PER_MM
"""What the inside margin takes from the outside one with each band. Ours: half of what KDP's least margin grows by."""
LEAST_OUTSIDE = 8 * POINTS_PER_MM
"""For a thumb; KDP asks for 6.4 mm."""
NARROW = 20.0
"""Ems: in a narrower measure two columns, or the largest letters, do not find room. Ours."""


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

    @property
    def measure(self) -> float:
        """The width of the text block."""
        return self.width - self.inside - self.outside


ROUNDING_PT = 0.05
"""Taken off the foot margin: with both margins rounded up the last line would not fit."""

DISPLAY = (
    (".opener", "min-height", 0.27, 4),
    (".opener", "padding-top", 0.055, 1),
    ("section.part > .opener", "padding-top", 0.22, 2),
    (".half-title .title", "margin-top", 0.25, 2),
    ("section.dedication > p:first-child, section.epigraph > p:first-child, section.epigraph > div, section.epigraph > blockquote",
     "margin-top", 0.25, 2),
    ("section.colophon > p:first-child", "margin-top", 0.25, 2),
    (".title-page > :first-child", "padding-top", 0.165, 1),
)  # fmt: skip
"""How deep display stands: a selector, the property that lowers it, its share of the lines of the page, and the least of lines. In a page of
35 to 38 lines these are 10, 2, 8, 9 and 6."""
PICTURE = 0.65
"""The highest picture, as a share of the text block: its caption stands under it."""


def page(trim: Trim, pages: int = 0) -> Page:
    """The page for a trim size in a book of so many pages: the largest letters that set CHARACTERS to the line, a whole number of lines, margins from
    what is left. The page count moves the text block outwards and changes nothing else, so lines and pages break the same.
    """
    width, height = trim.width_mm * POINTS_PER_MM, trim.height_mm * POINTS_PER_MM
    fitting = floor(width * MEASURE / (CHARACTERS * CHARACTER_EM) / STEP_PT) * STEP_PT
    size = min(max(fitting, SMALLEST_PT), LARGEST_PT)
    measure = min(width * MEASURE, size * CHARACTER_EM * (CHARACTERS + 3))
    line = size * LEADING
    lines = max(1, floor(min(height * TEXT_HEIGHT, height - LEAST_DOWN) / line))
    across, down = width - measure, height - lines * line
    inside = _inside(across, bisect_left(BANDS, pages))
    return Page(width, height, size, line, lines, inside, across - inside, down * TOP, down * (1 - TOP))


def _inside(across: float, band: int) -> float:
    """The inside margin, of both together, for a band of page counts."""
    return min(max(across * INSIDE + band * GROWTH, GUTTERS[band]), across - LEAST_OUTSIDE)


def css(page: Page) -> str:
    """The rules that give this page to the print style sheet: size, margins, the size of the root, and all that stands at a depth of the page."""
    block = f"{page.lines * page.line:.3f}pt"
    return (
        f"@page {{ size: {page.width:.3f}pt {page.height:.3f}pt; margin-top: {page.top:.3f}pt; margin-bottom: {page.foot - ROUNDING_PT:.3f}pt }}\n"
        f"{sides(page)}"
        f"html {{ font-size: {page.size}pt }}\n"
        f".title-page, .copyright-page {{ height: {block} }}\n"
        f"{_display(page)}{_narrow(page)}"
    )


def sides(page: Page) -> str:
    """The rules for the margins at the sides, the only ones that the page count changes."""
    return (
        f"@page :left {{ margin-left: {page.outside:.3f}pt; margin-right: {page.inside:.3f}pt }}\n"
        f"@page :right {{ margin-left: {page.inside:.3f}pt; margin-right: {page.outside:.3f}pt }}\n"
    )


def _display(page: Page) -> str:
    rules = ((selector, name, max(round(page.lines * share), least)) for selector, name, share, least in DISPLAY)
    lowered = "".join(f"{selector} {{ {name}: {lines * page.line:.3f}pt }}\n" for selector, name, lines in rules)
    return f"{lowered}figure img {{ max-height: {floor(page.lines * PICTURE) * page.line:.3f}pt }}\n"


def _narrow(page: Page) -> str:
    """What gives way in a narrow measure: the index has one column, the title the size of a part's, tables are smaller, with half the air between columns."""
    if page.measure / page.size >= NARROW:
        return ""
    return (
        '[data-kind="index"] .letters { columns: 1 }\n'
        ".title-page .title { font-size: 2.1em; line-height: 2.5rem; margin-top: 1.25rem }\n"
        "table { font-size: .76em }\nth, td { padding-left: .3em; padding-right: .3em }\n"
    )
