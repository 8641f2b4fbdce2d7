"""Titles as they are sorted."""

from __future__ import annotations

ARTICLES = ("A", "An", "The")


def without_article(title: str, language: str) -> tuple[str, str]:
    """The article that is passed over in sorting and the rest (“The”, “Iron Heel”; CMOS 15.17); in English alone, else an empty one."""
    first, _, rest = title.partition(" ")
    return (first, rest) if rest and first in ARTICLES and language.startswith("en") else ("", title)
