"""`[editions]`: the three editions, with a default for all that is not said."""

from __future__ import annotations

import re
from typing import Literal

from samizdat.book import MM_PER_INCH, Edition, NotesAt, Trim
from samizdat.manuscript import faults, metadata
from samizdat.manuscript.toml import Table

Name = Literal["pdf", "epub", "html"]

NAMES: tuple[Name, ...] = ("pdf", "epub", "html")
NOTES_AT: tuple[NotesAt, ...] = ("back", "chapter", "page")
NOTES: dict[Name, NotesAt] = {"pdf": "back", "epub": "back", "html": "chapter"}
EDITOR_NOTES: dict[Name, NotesAt] = {"pdf": "page", "epub": "back", "html": "chapter"}
OWN_KEY: dict[Name, tuple[str, ...]] = {"pdf": ("trim",), "epub": (), "html": ("url",)}
PRESETS = ("5x8in", "5.5x8.5in", "6x9in", "a5", "129x198mm", "135x216mm", "156x234mm")
"""Usual trims; any other between the least and the greatest side may be written out."""
LEAST_MM, GREATEST_MM = 90, 300
SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?) ?[x×] ?(\d{1,3}(?:\.\d{1,3})?) ?(mm|in)")


def editions(table: Table) -> tuple[Edition, ...]:
    """All three editions. Notes every ISBN that is wrong or given to two of them."""
    table.only(NAMES)
    made = tuple(_edition(name, table.table(name)) for name in NAMES)
    owners: dict[str, str] = {}
    for edition in made:
        number = digits(edition.isbn)
        if number and owners.setdefault(number, edition.name) != edition.name:
            table.found.append(faults.same_isbn(table.table(edition.name).place("isbn"), edition.isbn, owners[number]))
    return made


def trim(text: str) -> Trim | None:
    """A trim size from `a5` or `6x9in` or `156x234mm`; None if it is none of these or a side is not between 90 and 300 mm."""
    size = SIZE.fullmatch("148x210mm" if text.lower() == "a5" else text.lower())
    if size is None:
        return None
    unit = MM_PER_INCH if size[3] == "in" else 1.0
    width, height = float(size[1]) * unit, float(size[2]) * unit
    return Trim(width, height) if min(width, height) >= LEAST_MM and max(width, height) <= GREATEST_MM else None


def digits(isbn: str) -> str:
    """An ISBN without the hyphens and spaces between its parts."""
    return isbn.replace("-", "").replace(" ", "")


def check_digit(isbn: str) -> str:
    """The last character that makes these digits an ISBN of 13 or 10 (ISO 2108); empty if there are not so many digits before it, or they begin with
    979-0, which is kept for printed music (ISMN, ISO 10957)."""
    number = digits(isbn)
    if re.fullmatch(r"(?:978\d|979[1-9])\d{8}[\dXx]", number):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(number[:12]))
        return str(-total % 10)
    if re.fullmatch(r"\d{9}[\dXx]", number):
        total = sum(int(digit) * (10 - place) for place, digit in enumerate(number[:9]))
        return "0123456789X"[-total % 11]
    return ""


def _edition(name: Name, table: Table) -> Edition:
    table.only(("notes", "editor-notes", "isbn", *OWN_KEY[name]))
    return Edition(
        name=name,
        notes=_notes_at(table, "notes", NOTES[name]),
        editor_notes=_notes_at(table, "editor-notes", EDITOR_NOTES[name]),
        isbn=isbn(table),
        trim=_trim(table) if name == "pdf" else Edition("pdf", "back", "page").trim,
        url=metadata.url(table, "url") if name == "html" else "",
    )


def _notes_at(table: Table, key: str, default: NotesAt) -> NotesAt:
    word = table.word(key, NOTES_AT, default)
    edition = table.address.rpartition(".")[2]
    if word == "page" and edition != "pdf":
        table.found.append(faults.page_without_pages(table.place(key), f"{table.address}.{key}", edition))
    return next(place for place in NOTES_AT if place == word)


def isbn(table: Table) -> str:
    """The ISBN at `isbn`, empty if absent, noted if its check digit is wrong."""
    given = table.string("isbn")
    if given and given[-1].upper() != (right := check_digit(given)):
        table.found.append(faults.bad_isbn(table.place("isbn"), given, right))
    return given


def _trim(table: Table) -> Trim:
    text = table.string("trim") or "6x9in"
    size = trim(text)
    if size is None:
        table.found.append(faults.bad_trim(table.place("trim"), text, PRESETS))
    return size or Trim(6 * MM_PER_INCH, 9 * MM_PER_INCH)
