"""Finishing: document information, page labels and viewer preferences, and the bytes of the PDF."""

from __future__ import annotations

from contextlib import ExitStack
from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf
from lxml import etree

from samizdat import dates
from samizdat.book import Book
from samizdat.pdf import access, subsets
from samizdat.pdf.binding import Bound
from samizdat.pdf.joining import joined

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


def pdf(bound: Bound, tree: etree._Element, language: str, cache: Path | None = None) -> tuple[bytes, dict[str, frozenset[str]]]:
    """The PDF of a bound book, tagged for screen readers, and the characters set in each family of fonts; links are described from the tree.
    The folder `cache` keeps fonts that were made.
    """
    made = BytesIO()
    with ExitStack() as stack:
        whole = joined(bound.galleys, stack, cache)
        whole.Root.PageLabels = labels(bound)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        access.describe(whole, access.targets(tree), bound.folios)
        access.declare(whole, language)
        families: dict[str, frozenset[str]] = {}
        for font in subsets.fonts(whole):
            family = str(font.DescendantFonts[0].FontDescriptor.FontFamily)
            families[family] = families.get(family, frozenset()) | frozenset(subsets.characters(font).values())
        whole.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue(), families


def labels(bound: Bound) -> pikepdf.Dictionary:
    """Page labels as the folios are printed: lower-case roman in the front matter, arabic from 1 in the rest (ISO 32000-1, 12.4.2)."""
    ranges: list[object] = [0, pikepdf.Dictionary(S=pikepdf.Name.r)] if bound.front else []
    if bound.front < bound.pages:
        ranges += [bound.front, pikepdf.Dictionary(S=pikepdf.Name.D)]
    return pikepdf.Dictionary(Nums=pikepdf.Array(ranges))
