"""Running heads: what stands over the pages of a section, and how a title is shortened that does not find room there."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from samizdat.book import Book
from samizdat.pdf.page import Page
from samizdat.pdf.widths import width

SIZE = 0.92
"""Of the letters of the text; styles/print/page.css sets heads and folios in it."""
FOLIO = 2.6
"""Ems kept free on either side: a folio of three figures and the air before it."""
CUT = " ,.;:–—"
"""What does not stand before an ellipsis."""
LINKS = frozenset("a an and as at but by for from in into its of on or the their to upon with".split())
"""Words that lead on to the next: a line of display that ends in one reads as if it were broken off."""

Element = etree._Element


def set_heads(document: Element, book: Book, page: Page) -> None:
    """Left the greater, right the smaller: part or book, then chapter; in an essay its authors, then its title (CMOS 1.11). Changes the document."""
    metadata, room = book.metadata, page.measure / page.size / SIZE - 2 * FOLIO
    title = document.get("data-short") or document.get("data-title") or ""
    left = fitted(metadata.short_title or metadata.title, room)
    if part := document.get("data-part"):
        left = fitted(book.section(part).short_title or book.section(part).title, room)
    if document.get("data-kind") == "essay":
        names = book.section(document.get("id", "")).authors
        left = authors(names, room) if names else left
    document.set("data-verso", left)
    document.set("data-recto", fitted(title, room))


def fitted(title: str, room: float) -> str:
    """A title as it finds room in so many ems of small capitals: whole; else without what follows a colon; else its first words and an ellipsis."""
    shorter = title.partition(": ")[0]
    return next((text for text in (title, shorter) if _wide(text) <= room), None) or _cut(shorter, room)


def authors(names: Sequence[str], room: float) -> str:
    """The names of authors; if they find no room, the first “and others”."""
    whole = ", ".join(names)
    return whole if _wide(whole) <= room or len(names) < 2 else fitted(f"{names[0]} and others", room)


def _cut(title: str, room: float) -> str:
    words = title.split(" ")
    while len(words) > 1 and (words[-1].strip(CUT).lower() in LINKS or _wide(_elided(words)) > room):
        words.pop()
    return _elided(words)


def _elided(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(CUT) + "…"


def _wide(text: str) -> float:
    return width(text, small_capitals=True)
