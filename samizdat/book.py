"""The book as its manuscript tells it: frozen values, no files read or written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from samizdat.kinds import Kind, Matter

NotesAt = Literal["back", "chapter", "page"]
Numerals = Literal["words", "roman", "arabic", "none"]

MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body that made the book: `role` is a MARC relator code (`aut`, `edt`, `trl`…), `file_as` the name as it is sorted, `person` false
    for a body."""

    name: str
    role: str = "aut"
    file_as: str = ""
    person: bool = True


@dataclass(frozen=True, slots=True)
class Trim:
    """The size of a page after cutting, in millimetres."""

    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: `notes` and `editor_notes` say where each series of notes stands; `trim` is for the PDF alone, `url` for HTML."""

    name: Literal["pdf", "epub", "html"]
    notes: NotesAt
    editor_notes: NotesAt
    isbn: str = ""
    trim: Trim = Trim(6 * MM_PER_INCH, 9 * MM_PER_INCH)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """What is made for the printer: `printer` is a name of `samizdat.printers` or the path of a TOML file of the manuscript, `paper` a key of its papers
    (empty: the first); `profile` is the path of an ICC profile for the output intent, `condition` the name of its printing condition; `isbn` that of the
    printed book; `cover` the path of an own template for the cover; `back` what the back of it says (empty: the description of the book)."""

    printer: str = "plain"
    paper: str = ""
    profile: str = ""
    condition: str = ""
    isbn: str = ""
    cover: str = ""
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the book is. `identifier` is a URN that stays the same for all printings of this text; `date` an ISO 8601 date or year.

    `subjects` are words, `bisac` and `thema` codes of these schemes; `series_number` is empty or the place in `series`; `certified_by` names
    who has examined the EPUB by EPUB Accessibility 1.1, empty for nobody.
    """

    title: str
    subtitle: str
    short_title: str
    slug: str
    language: str
    identifier: str
    contributors: tuple[Contributor, ...] = ()
    description: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    edition: str = ""
    rights: str = ""
    licence: str = ""
    licence_url: str = ""
    subjects: tuple[str, ...] = ()
    cover: str = ""
    cover_alt: str = ""
    bisac: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    series: str = ""
    series_number: str = ""
    certified_by: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text file of the manuscript: `path` relative to the manuscript folder, in POSIX form, and its whole text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the book: a chapter, an essay, a part opening, a piece of front or back matter.

    `key` is its id in every edition. `source` is None for a section that the pipeline makes. `notes` is its file in
    `endnotes/`, if it has one. `label` is what stands above the title (“Part One”, “3”), empty for none; `part` the key
    of the part it belongs to. `title` is plain text; the title with its markup is the heading in `source`.
    """

    key: str
    kind: Kind
    matter: Matter
    title: str
    source: Source | None = None
    notes: Source | None = None
    label: str = ""
    part: str = ""
    short_title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    origin: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Citations:
    """Where the works are (`references`, relative path, empty for none), a CSL style by name or relative path, and works to list uncited."""

    references: str = ""
    style: str = "chicago-notes-bibliography"
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """What the author says of the index in `index.toml`, each by heading: what to see instead, what to see also, what it is sorted as, its language.

    `path` is the file, relative to the manuscript folder, empty for none.
    """

    path: str = ""
    see: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    see_also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Releasing:
    """What is handed out, and to whom: `editions` are names among print, pdf, epub and html (empty: print, epub, html, and pdf if it has an ISBN);
    `printers` those that files are made for (empty: the book's own); `contact` an address for letters; `audience` a word of
    `manuscript.releasing.AUDIENCES`; `sold_in` ISO 3166-1 codes of countries, or WORLD alone, empty for unsaid."""

    editions: tuple[str, ...] = ()
    printers: tuple[str, ...] = ()
    contact: str = ""
    audience: str = "general"
    sold_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A whole manuscript: `root` is its folder; `sections` stand in the order of the book, made ones included. `revision` is the version of the text,
    set for a release alone."""

    root: Path
    metadata: Metadata
    sections: tuple[Section, ...]
    editions: tuple[Edition, ...]
    citations: Citations = Citations()
    index: Index = field(default_factory=Index)
    printing: Printing = Printing()
    releasing: Releasing = Releasing()
    revision: str = ""

    def edition(self, name: str) -> Edition:
        """The edition of that name (every book has all three)."""
        return next(edition for edition in self.editions if edition.name == name)

    def section(self, key: str) -> Section:
        """The section with that key; KeyError if the book has none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)
