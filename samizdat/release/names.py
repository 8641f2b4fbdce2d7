"""What files are called where they are sent to.

Google reads what a file is from its name: ISBN.epub, ISBN_frontcover.jpg (support.google.com/books/partner/answer/3424254, read November 2026). Shops that
take files by the batch expect the e-book and its cover under the ISBN. Apple, Kobo and KDP ask for no name where a file is uploaded by hand. For Ingram,
those who send it files use ISBN_txt.pdf and ISBN_cvr.pdf; no page of Ingram's own was seen that asks for it.
"""

from __future__ import annotations

PRINTED = {"ingramspark": ("_txt", "_cvr")}
"""What is put after the ISBN for the interior and the cover, by the key of a printer."""
PLAIN = ("_interior", "_cover")


def epub(isbn: str) -> str:
    """The e-book."""
    return f"epub/{isbn}.epub"


def covers(isbn: str) -> tuple[str, str]:
    """The cover: for shops, and for Google."""
    return f"epub/{isbn}.jpg", f"epub/{isbn}_frontcover.jpg"


def pdf(isbn: str) -> str:
    """The PDF that readers get."""
    return f"pdf/{isbn}.pdf"


def interior(isbn: str, printer: str) -> str:
    """The pages of the printed book."""
    return f"print/{printer}/{isbn}{PRINTED.get(printer, PLAIN)[0]}.pdf"


def cover(isbn: str, printer: str) -> str:
    """The wrap of the printed book."""
    return f"print/{printer}/{isbn}{PRINTED.get(printer, PLAIN)[1]}.pdf"


def site(slug: str) -> str:
    """The web edition in pages."""
    return f"html/{slug}.zip"


def single(slug: str) -> str:
    """The web edition in one file."""
    return f"html/{slug}.html"
