"""The things that a text of pandoc Markdown can hold, each with its place: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LooseKind = Literal[
    "open code", "open div", "open comment", "stray close", "bad div", "glued div", "glued heading", "glued note", "glued rule"
]


@dataclass(frozen=True, slots=True, order=True)
class At:
    """A place in a text: `offset` in characters from 0, `line` and `column` from 1."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 to 6, `plain` its text without markup, `id` the one written after it, `automatic_id` the one pandoc would give."""

    level: int
    plain: str
    id: str
    automatic_id: str
    at: At
    end: int

    @property
    def line(self) -> int:
        """The line it stands on, from 1."""
        return self.at.line


@dataclass(frozen=True, slots=True)
class Body:
    """A note body: `at` is the place of its `[^label]:`, `start` and `end` the offsets of its text (blank lines after it not included)."""

    label: str
    at: At
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A note call; `body` is the label of the note body that it stands in, if it does; `heading` whether it stands in a heading."""

    label: str
    at: At
    body: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """An image: `target` as written, `alt` None if it has no such attribute."""

    target: str
    caption: str
    alt: str | None
    at: At


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target`, written inline, by reference or between angle brackets."""

    target: str
    at: At


@dataclass(frozen=True, slots=True)
class Named:
    """A name and where it stands: a citation key, an explicit id, an HTML tag, an attribute that runs code."""

    name: str
    at: At


@dataclass(frozen=True, slots=True)
class Raw:
    """Text in another format (`html`, `tex`, …), as it is written."""

    format: str
    text: str
    at: At


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A mark for the index: the words it stands round, its `entry` and `range` as they are written; `heading` whether it stands in a heading."""

    words: str
    entry: str
    range: str
    at: At
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """A mark of a block that is not read as one.

    `open code`, `open div`, `open comment`: never closed. `stray close`: closes nothing. `bad div`: not a fence by pandoc's rules.
    `glued div`, `glued heading`, `glued note`: the line before it is not blank, so that pandoc takes it as text of that paragraph.
    `glued rule`: the line after `---` is not blank, so that pandoc takes the text up to the next `---` as metadata.
    """

    what: LooseKind
    text: str
    at: At


@dataclass(frozen=True, slots=True)
class Scan:
    """All that was found in one text, each tuple in the order of the text; `strays` are blocks that follow a note body and are not part of one."""

    headings: tuple[Heading, ...] = ()
    bodies: tuple[Body, ...] = ()
    calls: tuple[Call, ...] = ()
    inline_notes: tuple[At, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    ids: tuple[Named, ...] = ()
    keys: tuple[Named, ...] = ()
    handlers: tuple[Named, ...] = ()
    raws: tuple[Raw, ...] = ()
    loose: tuple[Loose, ...] = ()
    strays: tuple[At, ...] = ()
    marks: tuple[IndexMark, ...] = ()
