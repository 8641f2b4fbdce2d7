"""A book laid out in one process, piece after piece, and drawn by WeasyPrint as one document: what the joined pieces are held against."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pypdfium2
from lxml import etree
from weasyprint import Document  # type: ignore[import-untyped]

from samizdat.book import Book
from samizdat.pdf import binding, finish, pieces
from samizdat.pdf.folios import folio_text
from samizdat.pdf.mending import mended
from samizdat.pdf.page import css, page, sides
from samizdat.pdf.pieces import Piece
from samizdat.pdf.press import Press

ROUNDS = 4
"""One to learn the folios, one to print them in the contents, one for an index; and one that changes nothing more."""
CLOSE_PT = 0.02
"""Positions are written with rounded numbers."""


def laid_in_one_go(tree: etree._Element, book: Book) -> bytes:
    """The PDF of a tree placed for print, each piece on the side and with the folios that it has in the book."""
    trim, language = book.edition("pdf").trim, book.metadata.language
    press = Press(book.root, css(page(trim)))
    cut = pieces.cut(pieces.prepared(tree, book))
    documents: list[Document] = []
    folios: dict[str, str] = {}
    for _ in range(ROUNDS):
        known, look = folios, f"<style>{sides(page(trim, sum(len(document.pages) for document in documents)))}</style>"
        documents, folios, pages, matter = [], {}, 0, "frontmatter"
        for piece in cut:
            if piece.matter != matter == "frontmatter":
                documents += [_blank(press, language, look)] if pages % 2 else []
                pages = 0
            if pages % 2 and piece.recto:
                documents.append(_blank(press, language, look))
                pages += 1
            matter = piece.matter
            head = look + ("" if documents else finish.head(tree, book))
            documents.append(mended(piece, pieces.html(_headed(piece, known), pages + 1, language, head, known), press))
            for number, sheet in enumerate(documents[-1].pages, pages + 1):
                folios = dict.fromkeys(sheet.anchors, folio_text(number, piece.matter)) | folios
            pages += len(documents[-1].pages)
    data: bytes = documents[0].copy([sheet for document in documents for sheet in document.pages]).write_pdf(pdf_tags=True)
    return data


def words(file: Path | bytes) -> list[list[tuple[str, tuple[float, ...]]]]:
    """Every character of each page with its box, which is that of its outline: a lost glyph has none."""
    read = []
    for sheet in pypdfium2.PdfDocument(file):
        text = sheet.get_textpage()
        read.append([(text.get_text_range(place, 1), tuple(text.get_charbox(place))) for place in range(text.count_chars())])
    return read


def unlike(one: Path | bytes, other: Path | bytes) -> list[int]:
    """The pages on which a character of one stands elsewhere than in the other, or not at all."""
    here, there = words(one), words(other)
    found = [number for number, (a, b) in enumerate(zip(here, there, strict=False), 1) if not _same(a, b)]
    return [*found, *range(min(len(here), len(there)) + 1, max(len(here), len(there)) + 1)]


def _same(one: list[tuple[str, tuple[float, ...]]], other: list[tuple[str, tuple[float, ...]]]) -> bool:
    return [character for character, _ in one] == [character for character, _ in other] and all(
        abs(a - b) < CLOSE_PT for (_, box), (_, like) in zip(one, other, strict=True) for a, b in zip(box, like, strict=True)
    )


def _blank(press: Press, language: str, look: str) -> Document:
    return press.lay_out(pieces.html(binding.NOTHING, 2, language, look, {}))


def _headed(piece: Piece, folios: dict[str, str]) -> Piece:
    """Over the first note on each page, the pages of the calls of those that begin on it, for the style sheet to set as a running head."""
    bodies = [body for body in piece.document.iter("div") if body.get("role") == "doc-footnote" and body.get("id") in folios]
    if piece.document.get("data-kind") != "notes":
        return piece
    for body in bodies:
        body.attrib.pop("data-verso", None)
        body.attrib.pop("data-recto", None)
    for _, same_page in groupby(bodies, lambda body: folios[str(body.get("id"))]):
        first, *others = list(same_page)
        calls = [
            folios[str(next(a for a in body.iter("a") if a.get("class") == "note-number").get("href"))[1:]] for body in (first, *others)
        ]
        first.set("data-verso", f"Notes to page {calls[0]}" if calls[0] == calls[-1] else f"Notes to pages {calls[0]}–{calls[-1]}")
        first.set("data-recto", first.get("data-verso", ""))
    return piece
