"""What the package says of the book: Dublin Core with its refinements (EPUB 3.3 section 5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from samizdat import dates
from samizdat.book import Book, Contributor, Metadata
from samizdat.epub.package import UID

DC = "http://purl.org/dc/elements/1.1/"
ARTICLES = ("A", "An", "The")
ONIX_ISBN_13 = "15"
"""ISBN-13 in ONIX code list 5."""


def identifier(book: Book) -> str:
    """The unique identifier: the ISBN of this edition as a URN, else the book's own identifier."""
    return _isbn(book.edition("epub").isbn) or book.metadata.identifier


def element(book: Book, access: Iterable[etree._Element], cover_id: str, paged: bool) -> etree._Element:
    """The metadata of the package document, with the statements of `accessibility` and the manifest id of the cover; `paged`: it marks print's pages."""
    metadata = etree.Element("metadata", nsmap={"dc": DC})
    metadata.extend(_identifiers(book))
    metadata.extend(_titles(book.metadata))
    metadata.extend(_contributors(book.metadata))
    metadata.extend(_publication(book))
    metadata.extend(_subjects(book.metadata))
    metadata.extend(_series(book.metadata))
    metadata.extend(_source(book, paged))
    metadata.append(meta("dcterms:modified", dates.of_text(book).strftime("%Y-%m-%dT%H:%M:%SZ")))
    metadata.extend(access)
    etree.SubElement(metadata, "meta", {"name": "cover", "content": cover_id})
    return metadata


def meta(name: str, text: str, refines: str = "", scheme: str = "") -> etree._Element:
    """A statement about the book, or about the element with the id `refines`."""
    element = etree.Element("meta", {"property": name})
    if refines:
        element.set("refines", f"#{refines}")
    if scheme:
        element.set("scheme", scheme)
    element.text = text
    return element


def file_as(title: str, language: str) -> str:
    """The title as it is sorted: in English, the article goes to the end (“Iron Heel, The”; CMOS 15.17)."""
    first, _, rest = title.partition(" ")
    return f"{rest}, {first}" if rest and first in ARTICLES and language.startswith("en") else title


def _dc(name: str, text: str, identifier: str = "") -> etree._Element:
    """A Dublin Core element."""
    element = etree.Element(f"{{{DC}}}{name}", nsmap={"dc": DC})
    if identifier:
        element.set("id", identifier)
    element.text = text
    return element


def _isbn(number: str) -> str:
    """An ISBN as a URN, without its hyphens; nothing for nothing."""
    digits = "".join(character for character in number if character.isalnum())
    return f"urn:isbn:{digits}" if digits else ""


def _identifiers(book: Book) -> Iterator[etree._Element]:
    """The unique identifier, and after an ISBN the identifier that all printings share."""
    unique = identifier(book)
    yield _dc("identifier", unique, UID)
    if unique != book.metadata.identifier:
        yield meta("identifier-type", ONIX_ISBN_13, UID, "onix:codelist5")
        yield _dc("identifier", book.metadata.identifier, "text-id")


def _titles(metadata: Metadata) -> Iterator[etree._Element]:
    """Title and subtitle, told apart and in order."""
    for order, (kind, text) in enumerate((("main", metadata.title), ("subtitle", metadata.subtitle)), start=1):
        if text:
            own = f"title-{order}"
            yield _dc("title", text, own)
            yield meta("title-type", kind, own)
            yield meta("display-seq", str(order), own)
            if kind == "main":
                yield meta("file-as", file_as(text, metadata.language), own)


def _contributors(metadata: Metadata) -> Iterator[etree._Element]:
    """Who made the book: authors as creators (for a book without them, its editors), all others as contributors."""
    leading = "aut" if any(one.role == "aut" for one in metadata.contributors) else "edt"
    creators = [one for one in metadata.contributors if one.role == leading]
    others = [one for one in metadata.contributors if one.role != leading]
    for name, group in (("creator", creators), ("contributor", others)):
        for order, contributor in enumerate(group, start=1):
            yield from _contributor(name, contributor, order)


def _contributor(name: str, contributor: Contributor, order: int) -> Iterator[etree._Element]:
    """One person or body, with a MARC relator code."""
    own = f"{name}-{order}"
    yield _dc(name, contributor.name, own)
    yield meta("role", contributor.role, own, "marc:relators")
    yield meta("file-as", contributor.file_as or contributor.name, own)
    yield meta("display-seq", str(order), own)


def _publication(book: Book) -> Iterator[etree._Element]:
    """Language, publisher, date, rights and description."""
    metadata = book.metadata
    licence = ", ".join(part for part in (metadata.licence, metadata.licence_url) if part)
    rows = [
        ("language", metadata.language),
        ("publisher", metadata.publisher),
        ("date", metadata.date),
        ("rights", metadata.rights),
        ("rights", licence),
        ("description", metadata.description),
    ]
    yield from (_dc(name, text) for name, text in rows if text)


def _subjects(metadata: Metadata) -> Iterator[etree._Element]:
    """Subjects in words, and as codes with the scheme they are of (EPUB 3.3, `authority` and `term`)."""
    yield from (_dc("subject", subject) for subject in metadata.subjects)
    for scheme, codes in (("BISAC", metadata.bisac), ("Thema", metadata.thema)):
        for number, code in enumerate(codes, start=1):
            own = f"{scheme.lower()}-{number}"
            yield _dc("subject", code, own)
            yield meta("authority", scheme, own)
            yield meta("term", code, own)


def _series(metadata: Metadata) -> Iterator[etree._Element]:
    """The series that the book belongs to, and its place in it (EPUB 3.3, `belongs-to-collection`)."""
    if not metadata.series:
        return
    series = meta("belongs-to-collection", metadata.series)
    series.set("id", "series")
    yield series
    yield meta("collection-type", "series", "series")
    if metadata.series_number:
        yield meta("group-position", metadata.series_number, "series")


def _source(book: Book, paged: bool) -> Iterator[etree._Element]:
    """The print edition: its ISBN, and, where its pages are marked, that they are its (EPUB Accessibility 1.1, `pageBreakSource`)."""
    printed = _isbn(book.printing.isbn or book.edition("pdf").isbn)
    if printed:
        yield _dc("source", printed, "print")
    if paged:
        yield meta("pageBreakSource", printed or f"{book.metadata.title}, print edition")
