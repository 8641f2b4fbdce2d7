"""Insets: pictures and tables, whose height is no number of lines. What stands below one is let down to the next line of the grid, so that the text
after it prints through and faces its neighbour again (Bringhurst, 2.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from weasyprint.document import Page  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.text.line_break import strut  # type: ignore[import-untyped]

BEFORE_TEXT, BEFORE_BLOCK = 0.5, 1.0
"""Lines that stay free below an inset at the least: before a paragraph, and before what has a line above it anyway."""
ROUNDING = 0.02
"""Lines: so near to the grid is on it."""


def on_grid(source: str, pages: Sequence[Page]) -> str:
    """The HTML of a piece, laid out as `pages`, with the room below each inset that brings the text after it to the grid. Of one that goes on over
    a page its last part counts: the grid begins anew there.
    """
    line = strut(pages[0]._page_box.children[0].style)[0]
    found: dict[str, list[float]] = {}
    for page in pages:
        for name, box in _insets(page._page_box):
            found.setdefault(name, []).append(box.border_height() / line)
    rules = "".join(
        f'[data-inset="{name}"] {{ margin-bottom: {_below(heights[-1], name) * line:.3f}px }} ' for name, heights in found.items()
    )
    return source.replace("</style>", f"{rules}</style>", 1) if rules else source


def _below(height: float, name: str) -> float:
    """The room below an inset so many lines high, in lines."""
    least = BEFORE_TEXT if name.endswith("text") else BEFORE_BLOCK
    return ceil(height + least - ROUNDING) - height


def _insets(box: boxes.Box) -> Iterator[tuple[str, boxes.Box]]:
    for child in getattr(box, "children", ()):
        name = None if child.element is None or isinstance(child.element, str) else child.element.get("data-inset")
        if name:
            yield name, child
        elif not isinstance(child, boxes.LineBox | boxes.MarginBox):
            yield from _insets(child)
