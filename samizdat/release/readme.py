"""README.txt of a release: what each file is, and where it goes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from samizdat.book import Book

WIDTH = 100
ABOUT = (
    (r"epub/\d+\.epub", "the e-book: for Apple Books, Kobo, Google Play, KDP, IngramSpark and libraries, one file for all"),
    (r"epub/\d+\.jpg", "the cover for shops, 1600 × 2560 px: upload it beside the e-book"),
    (r"epub/\d+_frontcover\.jpg", "the same under the name that Google Play reads"),
    (r"pdf/.*", "the PDF for readers; not for a printer"),
    (r"print/.*(_txt|_interior)\.pdf", "the pages of the printed book, for this printer alone"),
    (r"print/.*(_cvr|_cover)\.pdf", "the cover of the printed book, for this printer and this number of pages alone"),
    (r"print/.*-preflight\..*", "what a printer's checks would find; for you"),
    (r"html/.*\.zip", "the web edition in pages: unpack it on any server for files"),
    (r"html/.*\.html", "the web edition in one file: to send, or to read without a network"),
    (r"reports/.*", "what was checked, and what was found; for you"),
    (r"accessibility\.html", "the accessibility statement: put it on your own site, and link it from the page of the book"),
    (r"onix\.xml", "ONIX 3.1, all editions: for distributors and shops that take it; prices are not in it, they are set in each shop"),
    (r"library\.mrc", "MARC 21, all editions: for libraries"),
    (r"library\.csv", "the same facts as a table"),
    (r"SHA256SUMS", "sums, by which a file can be proved whole:  sha256sum -c SHA256SUMS"),
)
"""What a name means, the first that fits."""


def readme(book: Book, names: Iterable[str]) -> str:
    """The text, for files of these names."""
    about = book.metadata
    head = ": ".join(part for part in (about.title, about.subtitle) if part)
    version = f"Version of the text: {book.revision}\n" if book.revision else ""
    first = ", ".join(part for part in (about.edition, about.publisher, about.date) if part)
    told = "\n".join(_entry(name) for name in sorted(names))
    return f"{head}\n{first}\n{version}\n{told}\n"


def _entry(name: str) -> str:
    said = next((words for form, words in ABOUT if re.fullmatch(form, name)), "")
    return "\n".join([name, *textwrap.wrap(said, WIDTH, initial_indent="    ", subsequent_indent="    ")])
