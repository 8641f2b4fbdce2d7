"""The words of a cover: what a template's placeholders stand for, who is named, and what the cover shows in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samizdat.book import Book

PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")
MOST_LINES_OF_NAMES = 4
"""With more authors, their names share lines."""


def words(book: Book) -> dict[str, str]:
    """The words for each placeholder; empty where the book has none. A line feed parts names and paragraphs."""
    metadata = book.metadata
    names = authors(book)
    return {
        "title": metadata.title,
        "short-title": metadata.short_title or metadata.title,
        "subtitle": metadata.subtitle,
        "authors": "\n".join(names) if len(names) <= MOST_LINES_OF_NAMES else ", ".join(names),
        "author-line": ", ".join(names),
        "surnames": ", ".join(name.split()[-1] for name in names if name.split()),
        "publisher": metadata.publisher,
        "place": metadata.place,
        "year": metadata.date[:4],
        "description": metadata.description,
        "back": "\n".join(book.printing.back) or metadata.description,
    }


def authors(book: Book) -> tuple[str, ...]:
    """The names that stand on a cover: the authors, for a book without them its editors."""
    for role in ("aut", "edt"):
        names = tuple(one.name for one in book.metadata.contributors if one.role == role)
        if names:
            return names
    return ()


def alt(book: Book) -> str:
    """What the cover shows, in words: the book's own description of it, else what stands on it."""
    metadata = book.metadata
    title = ": ".join(part for part in (metadata.title, metadata.subtitle) if part)
    names = ", ".join(authors(book))
    return metadata.cover_alt or (f"Cover: {title}, by {names}" if names else f"Cover: {title}")


def filled(text: str, known: Mapping[str, str]) -> str:
    """`text` with its placeholders replaced; empty where one of them has no words, so that nothing stands alone that belongs to them."""
    named = PLACEHOLDER.findall(text)
    return "" if any(not known.get(name) for name in named) else PLACEHOLDER.sub(lambda match: known[match[1]], text)
