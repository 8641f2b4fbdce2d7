"""From the tree to pieces, each laid out by itself: what print needs beyond the tree, and the HTML of a piece.

A content document opens a page, so each is a piece: it can be laid out again without the rest when a folio it shows has changed or a page of it needs mending.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from samizdat.book import Book
from samizdat.kinds import Matter
from samizdat.pdf import locators
from samizdat.pdf.display import balance
from samizdat.pdf.openings import lead_in
from samizdat.pdf.page import page
from samizdat.pdf.running_heads import set_heads
from samizdat.pdf.ties import NO_BREAK_SPACE, tie
from samizdat.splice import drop

STARTS_RECTO = frozenset(("half-title", "title-page", "dedication", "epigraph", "contents", "part"))
SHOWS_FOLIOS = frozenset(("contents", "notes", "index"))
FOLIOS: dict[Matter, str] = {"frontmatter": "lower-roman", "bodymatter": "decimal", "backmatter": "decimal"}
INSETS = ("figure", "table")
WHOLE_TABLE = 16
"""Rows: a table with no more is not broken over two pages."""
UPWARDS = "\u2191"
"""An arrow that the book's fonts have; the hooked one of the other editions is in few."""
UNKNOWN = "000"
"""Stands for a folio until it is known, in about its width."""

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Piece:
    """A content document as it is laid out. `recto`: it starts on a right-hand page, after a blank where need be."""

    matter: Matter
    document: Element
    recto: bool

    @property
    def shows_folios(self) -> bool:
        """Whether it prints folios of other pieces."""
        return self.document.get("data-kind") in SHOWS_FOLIOS

    @property
    def waits(self) -> bool:
        """Whether its text has folios of other pieces, so that its length depends on them: an index, notes that are called again. In the contents
        a folio stands at the end of a line, where it takes no room from words.
        """
        kind = self.document.get("data-kind")
        return kind == "index" or (kind == "notes" and any(link.get("class") == "backlink" for link in self.document.iter("a")))


@dataclass(frozen=True, slots=True)
class Copy:
    """What a compositor is given of a piece: it as bytes, and the HTML it is laid out from; and, to draw it, the number of its first page and the
    HTML of its running heads. Without these its pages are only counted.
    """

    ident: str
    matter: Matter
    document: bytes
    source: str
    start: int = 0
    heads: str = ""

    @property
    def piece(self) -> Piece:
        """The piece itself."""
        return Piece(self.matter, etree.fromstring(self.document, etree.XMLParser(huge_tree=True)), recto=False)


def prepared(tree: Element, book: Book) -> Element:
    """A copy of the tree with running heads, outline entries and numbers of blocks as attributes, and each note's number as the link to its first call."""
    tree, sheet = deepcopy(tree), page(book.edition("pdf").trim)
    for document in tree.iterfind("body/div/*"):
        set_heads(document, book, sheet)
        _set_outline(document)
        lead_in(document)
        number_insets(document)
        for place, block in enumerate(document.iter("p", "li")):
            block.set("data-block", str(place))
    for table in tree.iter("table"):
        if len(table.findall(".//tr")) <= WHOLE_TABLE:
            table.set("data-whole", "")
    for number in [span for span in tree.iter("span") if span.get("class") == "note-number"]:
        _link_number(number)
    for speaker in [span for span in tree.iter("span") if span.get("class") == "speaker"]:
        speaker.tail = (speaker.tail or "").lstrip()
        _append_space(speaker)
    tie(tree)
    for document in tree.iterfind("body/div/*"):
        balance(document, sheet)
    return tree


def cut(tree: Element) -> list[Piece]:
    """The pieces of a tree in the order of the book. Each matter starts on a recto, so does a part, and what follows its page."""
    pieces = []
    for matter in FOLIOS:
        before = ""
        for document in tree.iterfind(f"body/div[@class='{matter}']/*"):
            kind = document.get("data-kind", "")
            pieces.append(Piece(matter, document, before in ("", "part") or kind in STARTS_RECTO))
            before = kind
    return pieces


def html(piece: Piece, folio: int, language: str, head: str, folios: Mapping[str, str]) -> str:
    """The HTML of a piece whose first page has the number `folio`. `head` goes into its head; `folios` are those known so far, by id."""
    css = (
        f"html {{ break-before: {'right' if folio % 2 else 'left'} }} @page :first {{ counter-reset: page {folio} }}"
        f" @counter-style folio {{ system: extends {FOLIOS[piece.matter]} }}"
    )
    body = etree.Element("div", {"class": str(piece.matter)})
    body.append(_with_folios(piece.document, folios) if piece.shows_folios else deepcopy(piece.document))
    text = etree.tostring(body, encoding="unicode", method="html")
    return f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}<style>{css}</style></head><body>{text}</body></html>'


def pushing(source: str, blocks: Mapping[str, int]) -> str:
    """The HTML of a piece with the blocks of these numbers at the head of a page, or so many of their last lines."""
    moves = ((number, f"widows: {lines}" if lines else "break-before: page") for number, lines in sorted(blocks.items()))
    rules = "".join(f'[data-block="{number}"] {{ {move} }} ' for number, move in moves)
    return source.replace("</style>", f"{rules}</style>", 1)


def number_insets(document: Element) -> None:
    """Give each picture and table a number (`data-inset`), and say whether a paragraph follows it, for `insets`. Changes the document."""
    for place, inset in enumerate(document.iter(*INSETS)):
        if next(inset.iterancestors(*INSETS), None) is None:
            following = inset.getnext()
            inset.set("data-inset", f"{place} {'text' if following is not None and following.tag == 'p' else 'block'}")


def _set_outline(document: Element) -> None:
    label, title = document.get("data-label") or "", document.get("data-title") or ""
    joint = ": " if " " in label else ". "
    document.set("data-outline", joint.join(filter(None, (label, title))))


def _link_number(number: Element) -> None:
    """In print the number is the way back to the first call, and what follows the note only to those that come again.
    The space after the number stands in its box, where it does not stretch.
    """
    body = next(body for body in number.iterancestors("div", "span") if body.get("role") == "doc-footnote")
    links = [a for a in body.iter("a") if a.get("class") == "backlink"]
    if not links:
        return
    first, *others = links
    number.tag = "a"
    number.set("href", first.get("href", ""))
    number.text = (number.text or "") + NO_BREAK_SPACE
    number.tail = (number.tail or "").lstrip()
    holder = first.getparent()
    _remove(first)
    if holder is not None and not len(holder) and "backlinks" in holder.get("class", "").split():
        _remove(holder)
    for link in others:
        link.text = UPWARDS


def _with_folios(document: Element, folios: Mapping[str, str]) -> Element:
    """A copy of contents, notes or index with the folios they print: beside each entry, or after a note that is called again."""
    document = deepcopy(document)
    if document.get("data-kind") == "index":
        locators.set_folios(document, folios, UNKNOWN)
        return document
    if document.get("data-kind") == "contents":
        for link in document.iter("a"):
            link.set("data-folio", folios.get(link.get("href", "")[1:], UNKNOWN))
    else:
        for link in [link for link in document.iter("a") if link.get("class") == "backlink"]:
            link.text = f"Also p.{NO_BREAK_SPACE}{folios.get(link.get('href', '')[1:], UNKNOWN)}."
    return document


def _append_space(element: Element) -> None:
    """A space in the box of an element, where it does not stretch."""
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + NO_BREAK_SPACE
    else:
        last.tail = (last.tail or "") + NO_BREAK_SPACE


def _remove(element: Element) -> None:
    """Take an element away with the space before it."""
    parent, previous = element.getparent(), element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip()
    elif parent is not None:
        parent.text = (parent.text or "").rstrip()
    drop(element)
