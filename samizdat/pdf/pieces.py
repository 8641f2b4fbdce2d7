"""From the tree to pieces that are laid out one by one: what print needs beyond the tree, and where the book is cut.

A content document opens a page, so the book may be cut before any of them. It is cut where folios start anew (the body), and
round the sections that show folios of others (contents, notes): these are laid out again when all folios are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from samizdat.book import Book
from samizdat.kinds import Matter
from samizdat.pdf.ties import tie

SHOWS_FOLIOS = ("contents", "notes")
STARTS_RECTO = ("half-title", "title-page", "dedication", "epigraph", "contents", "part")
FOLIOS: dict[Matter, str] = {"frontmatter": "lower-roman", "bodymatter": "decimal", "backmatter": "decimal"}

UNKNOWN = "000"
"""Stands for a folio until it is known, in about its width."""

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Piece:
    """Content documents laid out together. `recto`: they start on a right-hand page; `shows_folios`: they print folios of other pieces."""

    matter: Matter
    documents: tuple[Element, ...]
    recto: bool
    shows_folios: bool


def prepared(tree: Element, book: Book) -> Element:
    """A copy of the tree with running heads and outline entries as attributes, and each note's number as the link to its first call."""
    tree = deepcopy(tree)
    for document in tree.iterfind("body/div/*"):
        _set_running_heads(document, book)
        _set_outline(document)
    for number in [span for span in tree.iter("span") if span.get("class") == "note-number"]:
        _link_number(number)
    for link in [a for a in tree.iter("a") if a.get("class") == "backlink"]:
        _remove(link)
    tie(tree)
    return tree


def cut(tree: Element) -> list[Piece]:
    """The pieces of a tree in the order of the book."""
    pieces = []
    for matter in FOLIOS:
        documents = tree.findall(f"body/div[@class='{matter}']/*")
        for place, run in _runs(documents):
            kind = run[0].get("data-kind", "")
            pieces.append(Piece(matter, tuple(run), place == 0 or kind in STARTS_RECTO, kind in SHOWS_FOLIOS))
    return pieces


def html(piece: Piece, folio: int, language: str, head: str, folios: Mapping[str, str]) -> str:
    """The HTML of a piece whose first page has the number `folio`. `head` goes into its head; `folios` are the folios known so far, by id."""
    side = "right" if piece.recto or folio % 2 else "left"
    css = (
        f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {folio} }}"
        f" @counter-style folio {{ system: extends {FOLIOS[piece.matter]} }}"
    )
    body = etree.Element("div", {"class": piece.matter})
    body.extend(_with_folios(document, folios) if piece.shows_folios else deepcopy(document) for document in piece.documents)
    text = etree.tostring(body, encoding="unicode", method="html")
    return f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}<style>{css}</style></head><body>{text}</body></html>'


def _runs(documents: list[Element]) -> Iterator[tuple[int, list[Element]]]:
    """Runs of documents between cuts, each with the place of its first."""
    start = 0
    for place, document in enumerate(documents):
        if place > start and document.get("data-kind") in SHOWS_FOLIOS:
            yield start, documents[start:place]
            start = place
        if document.get("data-kind") in SHOWS_FOLIOS:
            yield place, [document]
            start = place + 1
    if start < len(documents):
        yield start, documents[start:]


def _set_running_heads(document: Element, book: Book) -> None:
    """Left the greater, right the smaller: part or book, then chapter; in an essay its authors, then its title (CMOS 1.11)."""
    metadata = book.metadata
    title = document.get("data-short") or document.get("data-title") or ""
    left = metadata.short_title or metadata.title
    if part := document.get("data-part"):
        left = book.section(part).short_title or book.section(part).title
    if document.get("data-kind") == "essay":
        left = ", ".join(book.section(document.get("id", "")).authors) or left
    document.set("data-verso", left)
    document.set("data-recto", title)


def _set_outline(document: Element) -> None:
    label, title = document.get("data-label") or "", document.get("data-title") or ""
    joint = ": " if document.get("data-kind") == "part" else " "
    document.set("data-outline", joint.join(filter(None, (label, title))))


def _link_number(number: Element) -> None:
    """In print the number is the way back; an arrow after the note would only be ink."""
    body = next(number.iterancestors("div", "span"))
    while body.get("role") != "doc-footnote":
        body = next(body.iterancestors("div", "span"))
    back = next((a for a in body.iter("a") if a.get("class") == "backlink"), None)
    if back is not None:
        number.tag = "a"
        number.set("href", back.get("href", ""))


def _with_folios(document: Element, folios: Mapping[str, str]) -> Element:
    """A copy of contents or notes with the folios they print: beside each entry, or in the running heads of the notes."""
    document = deepcopy(document)
    if document.get("data-kind") == "contents":
        for link in document.iter("a"):
            link.set("data-folio", folios.get(link.get("href", "")[1:], UNKNOWN))
    else:
        _set_note_heads(document, folios)
    return document


def _set_note_heads(document: Element, folios: Mapping[str, str]) -> None:
    """At the first note on each page of notes, which pages the notes on it belong to (CMOS 14.50: “Notes to Pages 12–17”)."""
    notes = [body for body in document.iter("div") if body.get("role") == "doc-footnote"]
    for _, same_page in groupby(notes, lambda body: folios.get(body.get("id", ""))):
        bodies = list(same_page)
        first, last = (_folio_of_call(body, folios) for body in (bodies[0], bodies[-1]))
        bodies[0].set("data-head", f"Notes to page {first}" if first == last else f"Notes to pages {first}–{last}")


def _folio_of_call(body: Element, folios: Mapping[str, str]) -> str:
    call = next((a.get("href", "")[1:] for a in body.iter("a") if a.get("class") == "note-number"), "")
    return folios.get(call, UNKNOWN)


def _remove(element: Element) -> None:
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip() + (element.tail or "")
    else:
        parent.text = (parent.text or "").rstrip() + (element.tail or "")
    parent.remove(element)
