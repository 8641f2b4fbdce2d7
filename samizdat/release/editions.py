"""The editions that are handed out, and what their files say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf

from samizdat.book import Book
from samizdat.preflight.isbns import thirteen
from samizdat.release.access import Access, of_epub
from samizdat.report import Report

NAMES = ("print", "pdf", "epub", "html")
TABLES = {"print": "print", "pdf": "editions.pdf", "epub": "editions.epub", "html": "editions.html"}
"""Where the ISBN of each stands in book.toml."""


@dataclass(frozen=True, slots=True)
class Product:
    """One edition that is handed out: its ISBN of thirteen digits, empty for none; its pages, those of the printed book with the blanks at its end, 0 where it
    has none; the size of its file in bytes; for a PDF its version and whether it is called PDF/UA-1; for an EPUB what it says of access."""

    name: str
    isbn: str
    pages: int = 0
    size: int = 0
    pdf_version: str = ""
    pdf_ua: bool = False
    access: Access | None = None


def handed_out(book: Book) -> tuple[str, ...]:
    """The editions of a release, in the order of NAMES: those that the book names, else all but a PDF without an ISBN."""
    chosen = book.releasing.editions or tuple(name for name in NAMES if name != "pdf" or isbn(book, "pdf"))
    return tuple(name for name in NAMES if name in chosen)


def printers(book: Book) -> tuple[str, ...]:
    """The printers that files are made for; none where no printed book is handed out."""
    return (book.releasing.printers or (book.printing.printer,)) if "print" in handed_out(book) else ()


def isbn(book: Book, edition: str) -> str:
    """The ISBN of an edition as thirteen digits, empty for none."""
    given = book.printing.isbn if edition == "print" else book.edition(edition).isbn
    return thirteen(given.replace("-", "").replace(" ", "")) if given else ""


def path(report: Report, edition: str) -> Path:
    """The file of an edition that the build made; of the printed book, the first interior. Raises LookupError where there is none."""
    ends = "-interior.pdf" if edition == "print" else f".{edition}"
    return next(made.path for made in report.made if made.edition == edition and made.path.name.endswith(ends))


def products(book: Book, report: Report) -> tuple[Product, ...]:
    """The editions that are handed out, from the files that the build and the printers' jobs made."""
    return tuple(_product(book, report, name) for name in handed_out(book))


def _product(book: Book, report: Report, name: str) -> Product:
    file, number = path(report, name), isbn(book, name)
    pages = next(made.pages for made in report.made if made.path == file)
    if name == "print":
        return Product(name, number, pages)
    if name == "pdf":
        with pikepdf.open(file) as pdf, pdf.open_metadata() as about:
            return Product(name, number, pages, file.stat().st_size, pdf.pdf_version, about.get("pdfuaid:part") == "1")
    return Product(name, number, 0, file.stat().st_size, access=of_epub(file) if name == "epub" else None)
