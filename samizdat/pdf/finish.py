"""Finishing: document information, page labels and viewer preferences, and the bytes of the PDF."""

from __future__ import annotations

from html import escape

import pydyf  # type: ignore[import-untyped]
from lxml import etree
from weasyprint import Document  # type: ignore[import-untyped]

from samizdat import dates
from samizdat.book import Book
from samizdat.pdf.binding import Bound

AUTHORS = ("aut", "edt", "cmp")
"""MARC relators of those who are named as authors, the first that the book has."""
W3C_DATE = "%Y-%m-%dT%H:%M:%SZ"


def head(tree: etree._Element, book: Book) -> str:
    """What the PDF says of itself, as the head of an HTML document: title, authors, subject, keywords, dates."""
    metadata = book.metadata
    named = next(filter(None, ([c.name for c in metadata.contributors if c.role == role] for role in AUTHORS)), [])
    date = dates.of_text(book).strftime(W3C_DATE)
    entries = [
        *(("author", name) for name in named),
        ("description", metadata.description),
        ("keywords", ", ".join(subject.replace(",", " ") for subject in metadata.subjects)),
        ("generator", "Samizdat"),
        ("dcterms.created", date),
        ("dcterms.modified", date),
    ]
    title = tree.findtext("head/title") or metadata.title
    return f"<title>{escape(title)}</title>" + "".join(
        f'<meta name="{name}" content="{escape(" ".join(text.split()))}">' for name, text in entries if text
    )


def pdf(bound: Bound) -> tuple[bytes, Document]:
    """The PDF of a bound book, tagged for screen readers, and the document as it was drawn (its `fonts` are those embedded)."""
    document = bound.document.copy(bound.pages)

    def finisher(_: Document, file: pydyf.PDF) -> None:
        file.catalog["PageLabels"] = labels(bound)
        file.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        file.catalog["PageMode"] = "/UseOutlines"

    return document.write_pdf(finisher=finisher, pdf_tags=True), document


def labels(bound: Bound) -> pydyf.Dictionary:
    """Page labels as the folios are printed: lower-case roman in the front matter, arabic from 1 in the rest (ISO 32000-1, 12.4.2)."""
    ranges: list[object] = [0, pydyf.Dictionary({"S": "/r"})] if bound.front else []
    if bound.front < len(bound.pages):
        ranges += [bound.front, pydyf.Dictionary({"S": "/D"})]
    return pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
