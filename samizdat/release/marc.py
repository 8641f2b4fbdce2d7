"""A MARC 21 record of every edition with an ISBN, for the catalogues of libraries (loc.gov/marc/bibliographic)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pymarc import Field, Indicators, Leader, Record, Subfield

from samizdat import dates
from samizdat.book import Book, Contributor, Metadata
from samizdat.release.editions import Product
from samizdat.release.language import of_tag
from samizdat.release.titles import without_article

CONTENT = "text", "txt", "rdacontent"
MEDIA = {"print": ("unmediated", "n", "rdamedia")}
CARRIER = {"print": ("volume", "nc", "rdacarrier")}
COMPUTER, ONLINE = ("computer", "c", "rdamedia"), ("online resource", "cr", "rdacarrier")
QUALIFIERS = {"print": "paperback", "pdf": "PDF", "epub": "EPUB", "html": "HTML"}
OF_SIGHT = ("alternativeText",)
"""Features that stand for what is seen; the others are of the text (the W3C's crosswalk to field 341)."""
AUTHOR = "aut"


def records(book: Book, products: Sequence[Product]) -> bytes:
    """The records one after the other, in UTF-8; their dates are the text's own."""
    listed = [product for product in products if product.isbn]
    return b"".join(_record(book, product, listed).as_marc() for product in listed)


def _record(book: Book, product: Product, listed: Sequence[Product]) -> Record:
    record = Record(force_utf8=True)
    # A new record of a text in one piece, less than full, without the stops that cards had.
    record.leader = Leader("00000nam a2200000 3 4500"[:17] + "3c 4500")
    fields = [*_control(book, product), *_numbers(book.metadata, product), *_names(book.metadata), *_publication(book.metadata)]
    fields += [*_description(book, product), *_about(book.metadata), *_access(product), *_others(book.metadata, product, listed)]
    record.add_ordered_field(*fields)
    return record


def _control(book: Book, product: Product) -> Iterator[Field]:
    """001, 005, 007 and 008: number, dates and the fixed facts; a bar stands where nothing is said."""
    date, index = dates.of_text(book), any(section.kind.name == "index" for section in book.sections)
    online = product.name != "print"
    yield Field(tag="001", data=product.isbn)
    yield Field(tag="005", data=f"{date:%Y%m%d%H%M%S}.0")
    if online:
        yield Field(tag="007", data="cr |||||||||||")
    published = f"s{book.metadata.date[:4] or 'uuuu'}    xx "
    form, spoken = "o" if online else " ", of_tag(book.metadata.language).code
    yield Field(tag="008", data=f"{date:%y%m%d}{published}|||||{form}|||||||{int(index)} ||{spoken} d")


def _numbers(metadata: Metadata, product: Product) -> Iterator[Field]:
    yield _field("020", "  ", a=product.isbn, q=QUALIFIERS[product.name])
    yield _field("040", "  ", b="eng", e="rda")
    for scheme, codes in (("bisacsh", metadata.bisac), ("thema", metadata.thema)):
        yield from (_field("072", " 7", a=code, **{"2": scheme}) for code in codes)


def _names(metadata: Metadata) -> Iterator[Field]:
    """The first author as the main entry, all others as added ones; the title, its article passed over."""
    main = next((one for one in metadata.contributors if one.role == AUTHOR), None)
    for one in metadata.contributors:
        yield _name("1" if one is main else "7", one)
    article, _ = without_article(metadata.title, metadata.language)
    skipped = len(article) + 1 if article else 0
    yield _field("245", f"{int(main is not None)}{skipped}", a=metadata.title, b=metadata.subtitle)


def _name(family: str, one: Contributor) -> Field:
    sorted_as = one.file_as or one.name
    if not one.person:
        return _field(f"{family}10", "2 ", a=sorted_as, **{"4": one.role})
    return _field(f"{family}00", f"{int(',' in sorted_as)} ", a=sorted_as, **{"4": one.role})


def _publication(metadata: Metadata) -> Iterator[Field]:
    if metadata.edition:
        yield _field("250", "  ", a=metadata.edition)
    place = metadata.place or "[Place of publication not identified]"
    yield _field("264", " 1", a=place, b=metadata.publisher, c=metadata.date[:4])
    if metadata.series:
        yield _field("490", "0 ", a=metadata.series, v=metadata.series_number)


def _description(book: Book, product: Product) -> Iterator[Field]:
    pages = f"{product.pages} pages" if product.pages else ""
    if product.name == "print":
        yield _field("300", "  ", a=pages, c=f"{math.ceil(book.edition('pdf').trim.height_mm / 10)} cm")
    else:
        yield _field("300", "  ", a=f"1 online resource ({pages})" if pages else "1 online resource")
        yield _field("347", "  ", a="text file", b=QUALIFIERS[product.name], **{"2": "rdaft"})
    media, carrier = MEDIA.get(product.name, COMPUTER), CARRIER.get(product.name, ONLINE)
    for tag, (word, code, source) in (("336", CONTENT), ("337", media), ("338", carrier)):
        yield _field(tag, "  ", a=word, b=code, **{"2": source})


def _about(metadata: Metadata) -> Iterator[Field]:
    if metadata.description:
        yield _field("520", "  ", a=metadata.description)
    if metadata.licence:
        yield _field("540", "  ", a=metadata.licence, u=metadata.licence_url)
    if metadata.subjects:
        words = [Subfield("a", word) for word in metadata.subjects]
        yield Field(tag="653", indicators=Indicators(" ", " "), subfields=words)


def _access(product: Product) -> Iterator[Field]:
    """What readers can do with an EPUB, in the words of schema.org, and in sentences."""
    if product.access is None:
        return
    for feature in product.access.features:
        yield _field("341", "0 ", a="visual" if feature in OF_SIGHT else "textual", b=feature, **{"2": "sapdv"})
    if product.access.summary:
        yield _field("532", "8 ", a=product.access.summary)


def _others(metadata: Metadata, product: Product, listed: Sequence[Product]) -> Iterator[Field]:
    for other in listed:
        if other.name != product.name:
            yield _field("776", "08", i=f"{QUALIFIERS[other.name]} version:", t=metadata.title, z=other.isbn)


def _field(tag: str, indicators: str, **subfields: str) -> Field:
    """A field with the subfields that have a text."""
    said = [Subfield(code, text) for code, text in subfields.items() if text]
    return Field(tag=tag, indicators=Indicators(*indicators), subfields=said)
