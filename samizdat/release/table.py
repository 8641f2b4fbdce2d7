"""The editions as a table, for libraries and shops that load neither ONIX nor MARC: CSV (RFC 4180), a line of heads and a line for each edition."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from samizdat.book import Book
from samizdat.release.editions import Product

FORMATS = {"print": "paperback", "pdf": "PDF", "epub": "EPUB 3.3", "html": "HTML"}


def table(book: Book, products: Sequence[Product]) -> bytes:
    """The table in UTF-8, with a mark at its head by which spreadsheets know that."""
    rows = [_row(book, product) for product in products]
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def _row(book: Book, product: Product) -> dict[str, str]:
    about = book.metadata
    return {
        "ISBN": product.isbn,
        "format": FORMATS[product.name],
        "title": about.title,
        "subtitle": about.subtitle,
        "contributors": "; ".join(f"{one.file_as or one.name} ({one.role})" for one in about.contributors),
        "publisher": about.publisher,
        "place": about.place,
        "date": about.date,
        "edition": about.edition,
        "language": about.language,
        "series": about.series,
        "number in series": about.series_number,
        "pages": str(product.pages or ""),
        "BISAC": "; ".join(about.bisac),
        "Thema": "; ".join(about.thema),
        "keywords": "; ".join(about.subjects),
        "description": about.description,
        "rights": about.rights,
        "licence": about.licence,
        "address": book.edition("html").url if product.name == "html" else "",
    }
