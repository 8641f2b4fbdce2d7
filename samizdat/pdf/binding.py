"""Binding: the pieces laid out with the folios they start on, again where they show folios that have changed, until all stand still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weasyprint import Document
from weasyprint.document import Page as LaidPage

from samizdat.kinds import Matter
from samizdat.pdf import pieces
from samizdat.pdf.pieces import Piece
from samizdat.pdf.press import Press

ROUNDS = 5
"""Two are the rule: one to learn the folios and one to print them. More are needed only if printing a folio moves a page."""
BLANK = '<!DOCTYPE html><html lang="en"><head><style>html { break-before: left }</style></head><body><div style="page: display"></div></body></html>'
NUMERALS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


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
    """The whole book in pages, blanks included. `front` is how many of them have roman folios."""

    pages: tuple[LaidPage, ...]
    front: int
    document: Document


def bind(cut: Sequence[Piece], press: Press, language: str, head: str) -> Bound:
    """Lay out the pieces of a book and put their pages in order, with a blank where a piece starts on a recto and the last ended on one."""
    laid: list[Laid] = []
    folios: dict[str, str] = {}
    for _ in range(ROUNDS):
        again = _lay_out_all(cut, laid, press, language, head, folios)
        if [one.source for one in again] == [one.source for one in laid]:
            break
        laid = again
    return _bound(laid, press)


def _lay_out_all(
    cut: Sequence[Piece], before: Sequence[Laid], press: Press, language: str, head: str, folios: dict[str, str]
) -> list[Laid]:
    """One round: pieces whose HTML is as it was before keep their pages. `folios` learns where each id stands."""
    laid: list[Laid] = []
    for number, piece in enumerate(cut):
        start = _start(piece, laid[-1] if laid else None)
        source = pieces.html(piece, start, language, head, folios)
        kept = before[number] if number < len(before) and before[number].source == source else None
        laid.append(kept or Laid(piece, source, press.lay_out(source), start))
        folios |= folios_of(laid[-1])
    return laid


def _start(piece: Piece, last: Laid | None) -> int:
    """The number of a piece's first page. The body starts anew at 1; rectos have odd numbers."""
    if last is None or (last.piece.matter == "frontmatter") != (piece.matter == "frontmatter"):
        return 1
    return last.after + (last.after % 2 == 0 and piece.recto)


def folios_of(laid: Laid) -> dict[str, str]:
    """The folio, as it is printed, of every id in a piece."""
    shown = {}
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
    text = "c" * (number // 100)
    number %= 100
    for value, numeral in ((90, "xc"), (50, "l"), (40, "xl"), *NUMERALS):
        while number >= value:
            text, number = text + numeral, number - value
    return text


def _bound(laid: Iterable[Laid], press: Press) -> Bound:
    pages: list[LaidPage] = []
    front = 0
    document = None
    for one in laid:
        document = document or one.document
        if len(pages) % 2 and (one.piece.recto or one.start % 2):
            pages += press.lay_out(BLANK).pages
        front = front if one.piece.matter != "frontmatter" else len(pages) + len(one.document.pages)
        pages += one.document.pages
    assert document is not None
    return Bound(tuple(pages), front, document)
