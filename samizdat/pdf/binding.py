"""Binding: the pieces laid out with the folios they start on, again where they show folios that have changed, until all stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from samizdat.pdf import pieces
from samizdat.pdf.folios import folio_text
from samizdat.pdf.galleys import Galley, Galleys
from samizdat.pdf.pieces import Piece

ROUNDS = 5
"""Two are the rule: one to learn the folios and one to print them. More are needed only if printing a folio moves a page."""
BLANK = '<!DOCTYPE html><html lang="en"><head><style>html { break-before: left }</style></head><body><div style="page: display"></div></body></html>'
NOTHING = Piece("bodymatter", etree.Element("div", id="blank"), False)


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece laid out: the HTML it was made from, what came of it, the number of its first page."""

    piece: Piece
    source: str
    galley: Galley
    start: int

    @property
    def after(self) -> int:
        """The number of the page that would follow."""
        return self.start + self.galley.pages


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole book in galleys, blanks included. `front` is how many of the `pages` have roman folios."""

    galleys: tuple[Galley, ...]
    front: int

    @property
    def pages(self) -> int:
        """How many pages the book has."""
        return sum(galley.pages for galley in self.galleys)


def bind(cut: Sequence[Piece], galleys: Galleys, language: str, head: str) -> Bound:
    """Lay out the pieces of a book and put them in order, with a blank where a piece starts on a recto and the last ended on one.

    `head` is the head of the first. What shows folios is drawn only when they are known.
    """
    laid: list[Laid] = []
    folios: dict[str, str] = {}
    for _ in range(ROUNDS):
        again: list[Laid] = []
        for number, piece in enumerate(cut):
            start = _start(piece, again[-1] if again else None)
            source = pieces.html(piece, start, language, "" if again else head, folios)
            kept = laid[number] if laid and laid[number].source == source else None
            again.append(kept or Laid(piece, source, galleys.of(piece, source, start, bool(laid) or not piece.shows_folios), start))
            folios |= folios_of(again[-1])
        if [one.source for one in again] == [one.source for one in laid]:
            break
        laid = again
    return _bound([one if one.galley.fragment else _drawn(one, galleys) for one in laid], galleys)


def _drawn(one: Laid, galleys: Galleys) -> Laid:
    return Laid(one.piece, one.source, galleys.of(one.piece, one.source, one.start, drawn=True), one.start)


def _start(piece: Piece, last: Laid | None) -> int:
    """The number of a piece's first page. The body starts anew at 1; rectos have odd numbers."""
    if last is None or (last.piece.matter == "frontmatter") != (piece.matter == "frontmatter"):
        return 1
    return last.after + (last.after % 2 == 0 and piece.recto)


def folios_of(laid: Laid) -> dict[str, str]:
    """The folio, as it is printed, of every id in a piece."""
    shown: dict[str, str] = {}
    for number, anchors in enumerate(laid.galley.anchors, laid.start):
        folio = folio_text(number, laid.piece.matter)
        for anchor in anchors:
            shown.setdefault(anchor, folio)
    return shown


def _bound(laid: Sequence[Laid], galleys: Galleys) -> Bound:
    bound: list[Galley] = []
    pages = front = 0
    for one in laid:
        if pages % 2 and one.start % 2:
            bound.append(galleys.of(NOTHING, BLANK, 0, drawn=True))
            pages += 1
        bound.append(one.galley)
        pages += one.galley.pages
        front = pages if one.piece.matter == "frontmatter" else front
    front += front % 2 if front < pages else 0
    return Bound(tuple(bound), front)
