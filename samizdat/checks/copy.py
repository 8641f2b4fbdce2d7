"""The book as the rules read it: every text scanned once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samizdat.book import Book, Section, Source
from samizdat.problems import Place
from samizdat.scan import At, Scan, scan


@dataclass(frozen=True)
class Text:
    """One file of the manuscript: `path` as the author knows it, `source` with its path inside the folder, `found` what stands in it."""

    path: str
    source: Source
    found: Scan

    def place(self, at: At) -> Place:
        """A place in this file."""
        return Place(self.path, at.line, at.column)


@dataclass(frozen=True)
class Chapter:
    """A section that has a file, its text, and the text of its notes if they have a file of their own."""

    section: Section
    text: Text
    notes: Text | None

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its one or two texts."""
        return (self.text, self.notes) if self.notes else (self.text,)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels of its note bodies, in their order."""
        return tuple(body.label for text in self.texts for body in text.found.bodies)


@dataclass(frozen=True)
class Copy:
    """The copy that is checked: a book and its scanned chapters in order."""

    book: Book
    chapters: tuple[Chapter, ...]

    @property
    def texts(self) -> Iterator[Text]:
        """Every text of the book."""
        return (text for chapter in self.chapters for text in chapter.texts)

    def path(self, relative: str) -> str:
        """A path inside the manuscript folder as the author knows it."""
        return shown(self.book.root, relative)


def copy(book: Book) -> Copy:
    """The book with every text scanned."""
    chapters = tuple(
        Chapter(section, _text(book.root, section.source), _text(book.root, section.notes) if section.notes else None)
        for section in book.sections
        if section.source
    )
    return Copy(book, chapters)


def shown(root: Path, relative: str) -> str:
    """A path inside the manuscript folder as the author knows it; what a console could not print is replaced."""
    return (root / relative).as_posix().encode("utf-8", "replace").decode()


def _text(root: Path, source: Source) -> Text:
    return Text(shown(root, source.path), source, scan(source.text))
