"""What an edition is: the block DescriptiveDetail of its ONIX record."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.book import Book, Contributor, Metadata
from samizdat.release.editions import Product
from samizdat.release.language import of_tag
from samizdat.release.onix.accessibility import features
from samizdat.release.onix.elements import Element, empty, said
from samizdat.release.onix.forms import form
from samizdat.release.onix.roles import ROLES
from samizdat.release.onix.subjects import audience, subjects
from samizdat.release.titles import without_article

SINGLE = "00"
TEXT, PICTURES = "10", "07"
"""Of ONIX list 81: text to be read by eye; still pictures."""
HEIGHT, WIDTH = "01", "02"
DISTINCTIVE, OF_PRODUCT, OF_COLLECTION, BY_PUBLISHER = "01", "01", "02", "10"
HUMAN_READABLE = "01"
OF_TEXT = "01"
PRODUCTION_PAGES, ABSOLUTE_PAGES, PRINT_PAGES, LENGTH, FILE_SIZE = "06", "07", "08", "02", "22"
"""Of ONIX list 23: pages of a printed book with its blanks, of a file with pages, of the printed counterpart; length of the text; size of a file."""
WORDS, PAGES, BYTES = "02", "03", "17"


def descriptive(book: Book, product: Product, words: int, pages_of_print: int) -> Element | None:
    """The block for one edition of a book of so many `words`; `pages_of_print` are those of its printed counterpart, 0 for none."""
    metadata = book.metadata
    return said(
        "DescriptiveDetail",
        said("ProductComposition", SINGLE),
        *form(product.name),
        *features(book, product),
        said("PrimaryContentType", TEXT),
        said("ProductContentType", PICTURES if product.access and "visual" in product.access.modes else ""),
        *(_measures(book) if product.name == "print" else ()),
        None if product.name == "print" else _licence(metadata),
        *_collection(metadata),
        _title(metadata),
        *_contributors(metadata),
        said("EditionStatement", metadata.edition),
        _language(metadata.language),
        *_extents(product, words, pages_of_print),
        *subjects(metadata),
        audience(book.releasing.audience),
    )


def _measures(book: Book) -> Iterator[Element | None]:
    trim = book.edition("pdf").trim
    for kind, length in ((HEIGHT, trim.height_mm), (WIDTH, trim.width_mm)):
        yield said(
            "Measure", said("MeasureType", kind), said("Measurement", f"{length:.1f}".removesuffix(".0")), said("MeasureUnitCode", "mm")
        )


def _licence(metadata: Metadata) -> Element | None:
    """The licence of an e-publication; what ONIX has no place for in a printed book."""
    if not metadata.licence:
        return None
    kind, link = said("EpubLicenseExpressionType", HUMAN_READABLE), said("EpubLicenseExpressionLink", metadata.licence_url)
    return said(
        "EpubLicense",
        said("EpubLicenseName", metadata.licence),
        said("EpubLicenseExpression", kind, link) if link is not None else None,
    )


def _collection(metadata: Metadata) -> Iterator[Element | None]:
    """The series, with the number in it as a part of the product's own title (ONIX 3.0 Implementation Guide, P.5)."""
    if not metadata.series:
        yield empty("NoCollection")
        return
    number = said("PartNumber", metadata.series_number)
    part = said("TitleElement", said("TitleElementLevel", OF_PRODUCT), number) if number is not None else None
    whole = said("TitleElement", said("TitleElementLevel", OF_COLLECTION), *_words_of_title(metadata.series, metadata.language))
    yield said("Collection", said("CollectionType", BY_PUBLISHER), said("TitleDetail", said("TitleType", DISTINCTIVE), part, whole))


def _title(metadata: Metadata) -> Element | None:
    title = said(
        "TitleElement",
        said("TitleElementLevel", OF_PRODUCT),
        *_words_of_title(metadata.title, metadata.language),
        said("Subtitle", metadata.subtitle),
    )
    return said("TitleDetail", said("TitleType", DISTINCTIVE), title)


def _words_of_title(title: str, language: str) -> list[Element | None]:
    """A title, its article apart where it has one to be passed over in sorting."""
    article, rest = without_article(title, language)
    return [said("TitlePrefix", article), said("TitleWithoutPrefix", rest)] if article else [said("TitleText", title)]


def _contributors(metadata: Metadata) -> Iterator[Element | None]:
    named = [one for one in metadata.contributors if one.role in ROLES]
    if not named:
        yield empty("NoContributor")
    for number, one in enumerate(named, start=1):
        yield said("Contributor", said("SequenceNumber", str(number)), said("ContributorRole", ROLES[one.role]), *_name(one))


def _name(one: Contributor) -> list[Element | None]:
    if not one.person:
        return [said("CorporateName", one.name)]
    key, comma, before = (one.file_as or one.name).partition(", ")
    return [
        said("PersonName", one.name),
        said("PersonNameInverted", one.file_as if comma else ""),
        said("NamesBeforeKey", before),
        said("KeyNames", key),
    ]


def _language(tag: str) -> Element | None:
    spoken = of_tag(tag)
    country, script = said("CountryCode", spoken.country), said("ScriptCode", spoken.script)
    return said("Language", said("LanguageRole", OF_TEXT), said("LanguageCode", spoken.code), country, script)


def _extents(product: Product, words: int, pages_of_print: int) -> Iterator[Element | None]:
    kinds = {"print": PRODUCTION_PAGES, "pdf": ABSOLUTE_PAGES}
    pages = product.pages if product.name in kinds else pages_of_print
    for kind, value, unit in (
        (kinds.get(product.name, PRINT_PAGES), pages, PAGES),
        (LENGTH, words, WORDS),
        (FILE_SIZE, product.size if product.name in ("pdf", "epub") else 0, BYTES),
    ):
        if value:
            yield said("Extent", said("ExtentType", kind), said("ExtentValue", str(value)), said("ExtentUnit", unit))
