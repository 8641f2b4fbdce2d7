"""ISBNs in a text: where they stand, and whether their last digit is right (ISO 2108)."""

from __future__ import annotations

import re

from stdnum import isbn as numbers

WRITTEN = re.compile(r"ISBN(?:-1[03])?[\s:]*((?:\d[\s‐‑–-]?){9,12}[\dXx])(?!\d)|(?<!\d)(97[89](?:[\s‐‑–-]?\d){10})(?!\d)")
"""After the word ISBN, or thirteen digits that begin as those of books do."""


def written(text: str) -> tuple[str, ...]:
    """The ISBNs in a text, digits alone, right or wrong, each once."""
    found = (digits(match[1] or match[2]) for match in WRITTEN.finditer(text))
    return tuple(dict.fromkeys(one for one in found if len(one) in (10, 13)))


def digits(isbn: str) -> str:
    """The digits of an ISBN, without hyphens and words."""
    return re.sub(r"[^\dX]", "", isbn.upper())


def right(isbn: str) -> bool:
    """Whether the check digit of an ISBN of ten or thirteen digits is right."""
    return bool(numbers.is_valid(isbn))


def thirteen(isbn: str) -> str:
    """An ISBN as thirteen digits; what is none stays as it is."""
    return str(numbers.to_isbn13(isbn)) if right(isbn) else isbn
