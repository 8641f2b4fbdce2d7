"""Binding: the pieces laid out with the folios they start on, again where they show folios that have changed, until all stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weasyprint import Document  # type: ignore[import-untyped]
from weasyprint.document import Page as LaidPage  # type: ignore[import-untyped]

from samizdat.kinds import Matter
from samizdat.pdf import mending, pieces
from samizdat.pdf.pieces import Piece
from samizdat.pdf.press import Press

ROUNDS = 5
"""Two are the rule: one to learn the folios and one to print them. More are needed only if printing a folio moves a page."""
BLANK = '<!DOCTYPE html><html lang="en"><head><style>html { break-before: left }</style></head><body><div style="page: display"></div></body></html>'
NUMERALS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece laid out: the HTML it was made from, its pages, the number of its first page."""

    piece: Piece
    source: str
    document: Document
    start: int

    @property
    def after(self) -> int:
        """The number of the page that would follow."""
        return self.start + len(self.document.pages)


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole book in pages, blanks included. `front` is how many of them have roman folios; `put_off` the ids of
    notes at the foot of a later page than their call.
    """

    pages: tuple[LaidPage, ...]
    front: int
    document: Document
    put_off: frozenset[str]


def bind(cut: Sequence[Piece], press: Press, language: str, head: str) -> Bound:
    """Lay out the pieces of a book and put their pages in order, with a blank where a piece starts on a recto and the last ended on one."""
    laid: list[Laid] = []
    folios: dict[str, str] = {}
    for _ in range(ROUNDS):
        again: list[Laid] = []
        for number, piece in enumerate(cut):
            start = _start(piece, again[-1] if again else None)
            source = pieces.html(piece, start, language, head, folios)
            kept = laid[number] if laid and laid[number].source == source else None
            again.append(kept or _lay_out(piece, source, start, press))
            folios |= folios_of(again[-1])
        if [one.source for one in again] == [one.source for one in laid]:
            break
        laid = again
    return _bound(laid, press)


def _lay_out(piece: Piece, source: str, start: int, press: Press) -> Laid:
    """Lay out a piece, and again while a note at the foot stands on another page than its call."""
    document = press.lay_out(source)
    notes = mending.foot_notes(piece)
    pushed: dict[str, int] = {}
    for _ in range(mending.ROUNDS if notes else 0):
        move = mending.to_push(document.pages, notes)
        if move is None or pushed.get(move[0]) in (0, move[1]):
            break
        block, lines = move
        pushed[block] = 0 if block in pushed else lines
        document = press.lay_out(pieces.pushing(source, pushed))
    return Laid(piece, source, document, start)


def _start(piece: Piece, last: Laid | None) -> int:
    """The number of a piece's first page. The body starts anew at 1; rectos have odd numbers."""
    if last is None or (last.piece.matter == "frontmatter") != (piece.matter == "frontmatter"):
        return 1
    return last.after + (last.after % 2 == 0 and piece.recto)


def folios_of(laid: Laid) -> dict[str, str]:
    """The folio, as it is printed, of every id in a piece."""
    shown: dict[str, str] = {}
    for number, page in enumerate(laid.document.pages, laid.start):
        folio = folio_text(number, laid.piece.matter)
        for anchor in page.anchors:
            shown.setdefault(anchor, folio)
    return shown


def folio_text(number: int, matter: Matter) -> str:
    """A page number as it is printed in that matter: roman in the front, arabic after it (CMOS 1.5–1.8)."""
    return roman(number) if matter == "frontmatter" else str(number)


def roman(number: int) -> str:
    """A number up to 399 in lower-case roman numerals."""
    text = ""
    for value, numeral in NUMERALS:
        while number >= value:
            text, number = text + numeral, number - value
    return text


def _bound(laid: Sequence[Laid], press: Press) -> Bound:
    pages: list[LaidPage] = []
    front = 0
    for one in laid:
        if len(pages) % 2 and one.start % 2:
            pages += press.lay_out(BLANK).pages
        front = front if one.piece.matter != "frontmatter" else len(pages) + len(one.document.pages)
        pages += one.document.pages
    front += front % 2 if front < len(pages) else 0
    put_off = (note for one in laid for note, _ in mending.put_off(one.document.pages, mending.foot_notes(one.piece)))
    return Bound(tuple(pages), front, laid[0].document, frozenset(put_off))
