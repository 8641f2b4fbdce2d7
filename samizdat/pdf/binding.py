"""Binding: the pieces of a book counted, given their folios, and drawn. A piece is counted without its folios, so pieces wait for nothing but
the folios that they print; those are counted again until they stand still.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from samizdat.book import Trim
from samizdat.pagebreaks import PageBreak, told
from samizdat.pdf import heads, pieces
from samizdat.pdf.folios import folio_text
from samizdat.pdf.galleys import Galley, Galleys
from samizdat.pdf.page import page, sides
from samizdat.pdf.pieces import Copy, Piece

ROUNDS = 5
"""Two are the rule: one to learn the folios and one to print them. More are needed only if printing a folio moves a page."""
RECTO, VERSO = 1, 2
NOTHING = Piece("bodymatter", etree.Element("div", style="page: display"), False)
"""What stands on a blank."""
BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece laid out: what it was laid out from, what came of it, the number of its first page."""

    piece: Piece
    copy: Copy
    galley: Galley
    start: int

    @property
    def after(self) -> int:
        """The number of the page that would follow."""
        return self.start + self.galley.pages


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole book in galleys, blanks included. `front` is how many of the `pages` have roman folios; `folios` has the one of every id, as it is
    printed; `breaks` say where pages begin in the text."""

    galleys: tuple[Galley, ...]
    front: int
    folios: Mapping[str, str] = field(default_factory=dict)
    breaks: tuple[PageBreak, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages the book has."""
        return sum(galley.pages for galley in self.galleys)


def bind(cut: Sequence[Piece], galleys: Galleys, language: str, head: str, trim: Trim) -> Bound:
    """Lay out the pieces of a book and put them in order, with a blank where a piece starts on a recto and the last ended on one.

    `head` is the head of the first. What prints no folios of others is drawn while those that do are counted again. The margins at the sides, which
    depend on how many pages a book of this trim has, are given to the pages as they are drawn.
    """
    made: dict[Copy, Galley] = {}
    folios: Mapping[str, str] = {}
    paged: list[Laid] = []
    for _ in range(ROUNDS):
        copies = [_copy(piece, language, "" if number else head, folios) for number, piece in enumerate(cut)]
        counts = [copy for piece, copy in zip(cut, copies, strict=True) if copy not in made and (paged or not piece.waits)]
        look = f"<style>{sides(page(trim, _count(paged)))}</style>"
        draws = [_headed(one, folios, language, look) for one in _known(paged, made) if not (counts and one.piece.shows_folios)]
        new = [*counts, *(copy for copy in draws if copy not in made)]
        made |= zip(new, galleys.of(new), strict=True)
        if paged and not counts:
            break
        paged = list(_paged(cut, copies, made))
        folios = _folios(paged)
    drawn = [replace(one, galley=made[_headed(one, folios, language, look)]) for one in paged]
    blank = _headed(Laid(NOTHING, _copy(NOTHING, language, "", {}), Galley(((),)), VERSO), {}, language, look)
    return _bound(drawn, galleys.of([blank])[0] if _blanks(drawn) else None)


def _copy(piece: Piece, language: str, head: str, folios: Mapping[str, str]) -> Copy:
    document = etree.tostring(piece.document)
    return Copy(piece.document.get("id", BLANK), piece.matter, document, pieces.html(piece, RECTO, language, head, folios))


def _paged(cut: Sequence[Piece], copies: Sequence[Copy], laid: Mapping[Copy, Galley]) -> Iterator[Laid]:
    """The pieces in order with the numbers of their first pages; one that is not laid out yet has a page."""
    last: Laid | None = None
    for piece, copy in zip(cut, copies, strict=True):
        last = Laid(piece, copy, laid.get(copy, Galley(((copy.ident,),))), _start(piece, last))
        yield last


def _known(paged: Sequence[Laid], made: Mapping[Copy, Galley]) -> Iterator[Laid]:
    """The pieces whose first folios are known, since all before them are counted."""
    known, last = True, ""
    for one in paged:
        known = known or (last == "frontmatter") != (one.piece.matter == "frontmatter")
        if known and one.copy in made:
            yield one
        known, last = known and one.copy in made, one.piece.matter


def _headed(one: Laid, folios: Mapping[str, str], language: str, look: str) -> Copy:
    """The copy of a piece that is to be drawn, with its first folio and its running heads. `look` goes into the head of these."""
    said = heads.of(one.piece, one.galley.anchors, folios)
    return replace(one.copy, start=one.start, heads=heads.document(one.piece, said, one.start, language, look))


def _start(piece: Piece, last: Laid | None) -> int:
    """The number of a piece's first page. The body starts anew at 1; rectos have odd numbers."""
    if last is None or (last.piece.matter == "frontmatter") != (piece.matter == "frontmatter"):
        return 1
    return last.after + (last.after % 2 == 0 and piece.recto)


def _folios(laid: Sequence[Laid]) -> dict[str, str]:
    """The folio, as it is printed, of every id in the book."""
    shown: dict[str, str] = {}
    for one in laid:
        for number, anchors in enumerate(one.galley.anchors, one.start):
            for anchor in anchors:
                shown.setdefault(anchor, folio_text(number, one.piece.matter))
    return shown


def _count(laid: Sequence[Laid]) -> int:
    """How many pages the book has, blanks included."""
    return sum(one.galley.pages for one in laid) + len(_blanks(laid))


def _blanks(laid: Sequence[Laid]) -> set[int]:
    """The places of the pieces that have a blank before them."""
    found, pages = set(), 0
    for place, one in enumerate(laid):
        if pages % 2 and one.start % 2:
            found.add(place)
            pages += 1
        pages += one.galley.pages
    return found


def _bound(laid: Sequence[Laid], blank: Galley | None) -> Bound:
    bound: list[Galley] = []
    blanks = _blanks(laid)
    front = 0
    for place, one in enumerate(laid):
        bound += [blank, one.galley] if blank and place in blanks else [one.galley]
        front = sum(galley.pages for galley in bound) if one.piece.matter == "frontmatter" else front
    front += front % 2 if front < sum(galley.pages for galley in bound) else 0
    return Bound(tuple(bound), front, _folios(laid), tuple(_breaks(laid)))


def _breaks(laid: Sequence[Laid]) -> Iterator[PageBreak]:
    """Where each page begins. One without text, as of a picture alone, begins where the next does; at the end of a piece it is left out."""
    for one in laid:
        for number in range(one.galley.pages):
            begin = next((start for start in one.galley.starts[number:] if start), None)
            if begin:
                yield told(one.piece.document, folio_text(one.start + number, one.piece.matter), *begin)
