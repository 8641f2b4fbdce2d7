"""Notes that were put off to the page after their call, and the block to move for it.

WeasyPrint 70 puts off a footnote to the next page to save the second line of a paragraph at the foot (its `_linebox_layout` reports
footnotes where a break before the line would leave an orphan). Better the lines from the call on go to the next page, or the whole
paragraph where too little of it would stay, and the note stands by its call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from weasyprint.document import Page  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]

from samizdat.pdf.pieces import Piece

ORPHANS = 2
"""Lines that stay of a paragraph at the foot of a page, at the least."""


def foot_notes(piece: Piece) -> dict[str, str]:
    """The notes at the foot of the page: the id of the body by the id of its call."""
    return {
        previous.get("id", ""): body.get("id", "")
        for body in piece.document.iter("span")
        if body.get("role") == "doc-footnote" and (previous := _call(body)) is not None
    }


def put_off(pages: Sequence[Page], notes: dict[str, str]) -> list[tuple[str, int]]:
    """The notes that stand on a later page than their first call, by id, each with the place of the page of its call."""
    where = {anchor: number for number, page in reversed(list(enumerate(pages))) for anchor in page.anchors}
    return [(note, where[call]) for call, note in notes.items() if call in where and where.get(note, 0) > where[call]]


def to_push(pages: Sequence[Page], notes: dict[str, str]) -> tuple[str, int] | None:
    """The block that took the room of a note put off, by its number, and how many of its last lines to move, 0 for all of it.
    It is the first in the piece, for moving it moves all that follows.
    """
    calls = {note: call for call, note in notes.items()}
    found = ((_last_block(pages[page]), _lines_from(pages[page : page + 2], calls[note])) for note, page in put_off(pages, notes))
    return next(((block, lines.get(block, 0)) for block, lines in found if block is not None), None)


def _lines_from(pages: Sequence[Page], call: str) -> dict[str, int]:
    """How many lines the block of a call has from that of the call on, by the block's number; empty where too few lines would stay before it."""
    blocks = [(number, box.children) for page in pages for number, box in _boxes(page._page_box)]
    for number, lines in blocks:
        place = next((place for place, line in enumerate(lines) if _holds(line, call)), None)
        if place is not None:
            return {number: sum(len(others) for other, others in blocks if other == number) - place} if place >= ORPHANS else {}
    return {}


def _holds(box: boxes.Box, ident: str) -> bool:
    own = box.element is not None and not isinstance(box.element, str) and box.element.get("id") == ident
    return own or any(_holds(child, ident) for child in getattr(box, "children", ()))


def _call(body: etree._Element) -> etree._Element | None:
    previous = body.getprevious()
    return previous if previous is not None and previous.get("role") == "doc-noteref" else None


def _last_block(page: Page) -> str | None:
    """The number of the block that the last line of text on a page belongs to; None where it is the only block."""
    numbers = [number for number, _ in _boxes(page._page_box)]
    return numbers[-1] if numbers and numbers[-1] != numbers[0] else None


def _boxes(box: boxes.Box) -> Iterator[tuple[str, boxes.Box]]:
    """The blocks of text on a page, each with its number."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox | boxes.LineBox):
            continue
        if (
            child.element is not None
            and child.element.get("data-block")
            and any(isinstance(line, boxes.LineBox) for line in child.children)
        ):
            yield child.element.get("data-block"), child
        yield from _boxes(child)
