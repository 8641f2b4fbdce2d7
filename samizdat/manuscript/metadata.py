"""`[book]` and `[[contributors]]`: what the book is and who made it."""

from __future__ import annotations

import datetime
import re
import uuid
from pathlib import Path

from samizdat.book import Contributor, Metadata
from samizdat.manuscript import faults, roles, texts
from samizdat.manuscript.toml import Table
from samizdat.slug import slug

KEYS = (
    "title", "subtitle", "short-title", "slug", "language", "identifier", "description", "publisher", "place", "date", "edition", "rights",
    "licence", "licence-url", "subjects", "cover", "cover-alt", "bisac", "thema", "series", "series-number", "certified-by",
)  # fmt: skip
CONTRIBUTOR_KEYS = ("name", "role", "file-as", "person")
LONGEST_SLUG = 80
"""Characters: file systems allow 255 bytes for a name, and the pipeline adds to it."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+")
BISAC = re.compile(r"[A-Z]{3}\d{6}")
THEMA = re.compile(r"[A-Y][A-Z0-9]{0,9}|[1-6][A-Z][A-Z0-9]*(?:-[A-Z]{2}(?:-[A-Z0-9]+)*)?")
SERIES_NUMBER = re.compile(r"\d+(?:\.\d+)*")
DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
LANGUAGE = re.compile(
    r"""(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}     # language and extended language
        (?:-[a-z]{4})?                      # script
        (?:-(?:[a-z]{2}|\d{3}))?            # region
        (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))* # variants
        (?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*   # extensions
        (?:-x(?:-[a-z\d]{1,8})+)?)""",
    re.IGNORECASE | re.VERBOSE,
)


def metadata(root: Path, book: Table, contributors: tuple[Contributor, ...]) -> Metadata:
    """What `[book]` says, with a slug and an identifier made where it gives none. `root` is the manuscript folder, for the cover."""
    book.only(KEYS)
    title, spoken = book.required("title"), language(book, "language", book.required("language"))
    return Metadata(
        title=title,
        subtitle=book.string("subtitle"),
        short_title=book.string("short-title"),
        slug=_slug(book, title),
        language=spoken,
        identifier=_identifier(book, title, contributors, spoken),
        contributors=contributors,
        description=book.string("description"),
        publisher=book.string("publisher"),
        place=book.string("place"),
        date=_date(book),
        edition=book.string("edition"),
        rights=book.string("rights"),
        licence=book.string("licence"),
        licence_url=url(book, "licence-url"),
        subjects=book.strings("subjects"),
        cover=path(root, book, "cover"),
        cover_alt=book.string("cover-alt"),
        bisac=_codes(book, "bisac", BISAC, "three capitals and six digits, POL042000"),
        thema=_codes(book, "thema", THEMA, "a letter and up to nine letters or digits, JPFC"),
        series=book.string("series"),
        series_number=_series_number(book),
        certified_by=book.string("certified-by"),
    )


def contributor(entry: Table) -> Contributor | None:
    """One entry of `[[contributors]]`; None if it has no name, which is noted."""
    entry.only(CONTRIBUTOR_KEYS)
    name, role = entry.required("name"), entry.string("role") or "author"
    code = roles.code(role)
    if not code:
        entry.found.append(faults.unknown_role(entry.place("role"), role, roles.ROLES))
    person = entry.flag("person", default=True)
    return Contributor(name, code, entry.string("file-as") or (surname_first(name) if person else name), person) if name else None


def surname_first(name: str) -> str:
    """A person's name as it is sorted: the last word first, if there are two or more and no comma yet (CMOS 16.31)."""
    given, _, surname = name.rpartition(" ")
    return f"{surname}, {given.strip()}" if given and "," not in name else name


def language(table: Table, key: str, tag: str) -> str:
    """`tag` as it is, noted if it is not well formed by BCP 47 (RFC 5646, section 2.1)."""
    if tag and not is_language(tag):
        table.found.append(faults.bad_language(table.place(key), tag))
    return tag


def is_language(tag: str) -> bool:
    """Whether the tag is well formed by BCP 47; whether its parts are registered is not looked up."""
    return LANGUAGE.fullmatch(tag) is not None


def url(table: Table, key: str) -> str:
    """The web address at `key`, empty if absent, noted if it is none."""
    address = table.string(key)
    if address and not URL.fullmatch(address):
        table.found.append(faults.bad_url(table.place(key), address))
    return address


def path(root: Path, table: Table, key: str) -> str:
    """The path at `key`, relative to `root`, empty if absent or (which is noted) if there is no such file."""
    relative = table.string(key)
    return relative if relative and texts.locate(root, relative, table.place(key), table.found) else ""


def is_date(text: str) -> bool:
    """Whether `text` is a year, a month or a day that the calendar has, in the form of ISO 8601."""
    parts = DATE.fullmatch(text)
    if parts is None:
        return False
    try:
        datetime.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return False
    return True


def _date(book: Table) -> str:
    date = book.day("date")
    if date and not is_date(date):
        book.found.append(faults.bad_date(book.place("date"), date))
    return date


def _codes(book: Table, key: str, form: re.Pattern[str], said: str) -> tuple[str, ...]:
    """The codes at `key`; those that have not the form of their scheme are noted."""
    codes = book.strings(key)
    for code in codes:
        if not form.fullmatch(code):
            book.found.append(faults.bad_subject(book.place(key, code), {"bisac": "BISAC", "thema": "Thema"}[key], code, said))
    return codes


def _series_number(book: Table) -> str:
    value = book.values.get("series-number", "")
    number = str(value) if isinstance(value, int) and not isinstance(value, bool) else book.string("series-number")
    if number and not (SERIES_NUMBER.fullmatch(number) and book.string("series")):
        book.found.append(faults.bad_series(book.place("series-number"), number, book.string("series")))
    return number


def _slug(book: Table, title: str) -> str:
    given = book.string("slug")
    if given and not SLUG.fullmatch(given):
        book.found.append(faults.bad_slug(book.place("slug"), given, slug(given)))
    return given or slug(title)[:LONGEST_SLUG].rstrip("-") or "book"


def _identifier(book: Table, title: str, contributors: tuple[Contributor, ...], spoken: str) -> str:
    given = book.string("identifier")
    if given and not URI.fullmatch(given):
        book.found.append(faults.bad_identifier(book.place("identifier"), given))
    first = contributors[0].name if contributors else ""
    return given or uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((title, first, spoken))).urn
