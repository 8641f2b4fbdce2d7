"""The sections that no author writes: title pages, the copyright page, the colophon, and the frames of contents, notes and bibliography."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from samizdat.assembly.shell import shell
from samizdat.book import Book, Metadata, Section

Element = etree._Element

ROLES = {
    "edt": "Edited by",
    "trl": "Translated by",
    "ill": "Illustrated by",
    "aui": "Introduction by",
    "win": "Introduction by",
    "aft": "Afterword by",
}
"""What stands before a name on the title page, by MARC relator; authors stand alone, and other roles are for the metadata only."""


def made(book: Book, section: Section) -> Element:
    """The content document of a section without a source. Contents, notes and bibliography get their text in step 5."""
    write = WRITERS.get(section.kind.name)
    if write is None:
        return shell(section, _line("h1", "", section.title))
    document = shell(section, None)
    document.extend(write(book))
    return document


def _line(tag: str, name: str, text: str) -> Element:
    line = etree.Element(tag, {"class": name} if name else {})
    line.text = text
    return line


def _lines(lines: list[tuple[str, str]]) -> list[Element]:
    return [_line("p", name, text) for name, text in lines if text]


def _half_title(book: Book) -> list[Element]:
    return [_line("p", "title", book.metadata.title)]


def _title_page(book: Book) -> list[Element]:
    metadata = book.metadata
    names = [
        (f"{ROLES[person.role]} " if person.role != "aut" else "") + person.name
        for person in metadata.contributors
        if person.role in ("aut", *ROLES)
    ]
    subtitle = _line("p", "subtitle", metadata.subtitle)
    subtitle.set("role", "doc-subtitle")
    return [
        *_lines([("contributor", name) for name in names]),
        _line("h1", "title", metadata.title),
        *([subtitle] if metadata.subtitle else []),
        *_lines([("publisher", metadata.publisher)]),
    ]


def _copyright_page(book: Book) -> list[Element]:
    metadata = book.metadata
    published = ", ".join(filter(None, (metadata.publisher, metadata.place, metadata.date[:4])))
    numbered = [("print", book.printing.isbn), *((edition.name.upper(), edition.isbn) for edition in book.editions)]
    return [
        *_lines([("rights", metadata.rights or _copyright(metadata))]),
        *_licence(metadata),
        *_lines([("published", f"Published by {published}" if metadata.publisher else ""), ("edition", metadata.edition)]),
        *_lines([("isbn", f"ISBN {isbn} ({name})") for name, isbn in numbered if isbn]),
        *_revision(book, "copyright-page"),
    ]


def revision_page(book: Book) -> str:
    """The kind of the made section that prints the version of the text: the colophon, else the copyright page; empty for a book with neither."""
    kinds = {section.kind.name for section in book.sections if section.source is None}
    return next((name for name in ("colophon", "copyright-page") if name in kinds), "")


def _revision(book: Book, page: str) -> list[Element]:
    """The version of the text, where there is one and this is its page."""
    return _lines([("revision", f"Version of the text: {book.revision}")]) if book.revision and revision_page(book) == page else []


def _copyright(metadata: Metadata) -> str:
    holders = ", ".join(person.name for person in metadata.contributors if person.role == "aut")
    return f"© {metadata.date[:4]} {holders}".replace("  ", " ") if holders else ""


def _licence(metadata: Metadata) -> list[Element]:
    if not metadata.licence:
        return []
    line = _line("p", "licence", f"Licensed under {'' if metadata.licence_url else metadata.licence + '.'}")
    if metadata.licence_url:
        link = etree.SubElement(line, "a", href=metadata.licence_url)
        link.text = metadata.licence
        link.tail = f" ({metadata.licence_url.partition('//')[2].strip('/')})."
    return [line]


def _colophon(book: Book) -> list[Element]:
    making = etree.Element("p", {"class": "making"})
    title = etree.SubElement(making, "cite")
    title.text = book.metadata.title
    title.tail = " was made from one manuscript in Markdown with Samizdat, an open book pipeline; print, e-book, and web editions hold the same words."
    type_ = (
        "The type is EB Garamond, drawn by Georg Duffner and Octavio Pardo after the founts of Claude Garamont, "
        "and free under the SIL Open Font License."
    )
    return [making, _line("p", "type", type_), *_revision(book, "colophon")]


WRITERS: dict[str, Callable[[Book], list[Element]]] = {
    "half-title": _half_title,
    "title-page": _title_page,
    "copyright-page": _copyright_page,
    "colophon": _colophon,
}
