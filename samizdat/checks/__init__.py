"""Step 2, check: a Book in, problems out. One function per rule; nothing is changed and nothing is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from samizdat.book import Book
from samizdat.checks import citations, images, index, notes, structure
from samizdat.checks.copy import Copy, copy
from samizdat.problems import Problem

RULES: tuple[Callable[[Copy], Iterable[Problem]], ...] = (*notes.RULES, *structure.RULES, *images.RULES, *citations.RULES, *index.RULES)
"""Every rule. Each reads the whole copy and gives what it finds; none knows of another."""


def check(book: Book) -> list[Problem]:
    """Everything that is wrong with the texts of the book, sorted by place."""
    scanned = copy(book)
    return sorted({problem for rule in RULES for problem in rule(scanned)})
