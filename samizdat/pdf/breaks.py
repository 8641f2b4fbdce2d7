"""Where the pages of a piece begin in its text, for the page lists of the other editions.

A place is the number of a block (`data-block`, set by `pieces`) and how many letters of it stand on the pages before. Letters are counted without
spaces, hyphens at the ends of lines, note calls and what has no width, so they are the same in every edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from weasyprint.document import Page  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

from samizdat.pagebreaks import UNCOUNTED, is_uncounted
from samizdat.pdf.composition_pages import DIVISION

Start = tuple[int, int]


def starts(pages: Sequence[Page]) -> tuple[Start | None, ...]:
    """For each page the block that it begins in or with, and the letters of it before; None for a page without text. Nothing is laid out."""
    before: Counter[int] = Counter()
    found: list[Start | None] = []
    for page in pages:
        here = list(_lines(page._page_box, None))
        first = next((number for number, line in here if _letters(line)), None)
        found.append(None if first is None else (first, before[first]))
        for number, line in here:
            before[number] += _letters(line)
    return tuple(found)


def _lines(box: boxes.Box, number: int | None) -> Iterator[tuple[int, boxes.LineBox]]:
    """The lines of text on a page, each with the number of the block that it is of; notes at the foot are left out."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox | AbsolutePlaceholder):
            continue
        if isinstance(child, boxes.LineBox):
            if number is not None:
                yield number, child
            continue
        named = None if child.element is None or isinstance(child.element, str) else child.element.get("data-block")
        yield from _lines(child, int(named) if named else number)


def _letters(line: boxes.LineBox) -> int:
    text = UNCOUNTED.sub("", _text(line))
    return len(text.removesuffix(DIVISION))


def _text(box: boxes.Box) -> str:
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    if isinstance(box, AbsolutePlaceholder) or _is_uncounted(box):
        return ""
    return "".join(_text(child) for child in getattr(box, "children", ()))


def _is_uncounted(box: boxes.Box) -> bool:
    return box.element is not None and not isinstance(box.element, str) and is_uncounted(box.element)
