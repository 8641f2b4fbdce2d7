"""The ONIX message: its form, and each fact of the book in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import released
from lxml import etree

from samizdat import manuscript
from samizdat.book import Book, Contributor
from samizdat.manuscript.roles import CODES
from samizdat.release.access import Access
from samizdat.release.editions import Product
from samizdat.release.onix import message, validity
from samizdat.release.onix.accessibility import FEATURES, PDF_VERSIONS
from samizdat.release.onix.elements import NAMESPACE
from samizdat.release.onix.roles import ROLES

ACCESS = Access(
    ("ARIA", "alternativeText", "index", "longDescription", "pageBreakMarkers", "pageNavigation"),
    ("textual", "visual"),
    ("textual", "textual,visual"),
    ("none",),
    "All pictures are described in words.",
)
CERTIFIED = replace(ACCESS, conforms_to="EPUB Accessibility 1.1 - WCAG 2.2 Level AA", certified_by="A. Examiner")
PRODUCTS = (
    Product("print", released.PRINT, pages=28),
    Product("pdf", released.PDF, 28, 1000, "1.7", True),
    Product("epub", released.EPUB, 0, 2000, access=ACCESS),
)


@pytest.fixture(name="book")
def book_(tmp_path: Path) -> Book:
    """The book that has all."""
    return manuscript.read(released.manuscript(tmp_path / "m", kept=False))


def read(book: Book, products: tuple[Product, ...] = PRODUCTS, cover: str = "") -> etree._Element:
    """The message, which must be valid."""
    data = message(book, products, 769, cover)
    assert validity.faults(data) == []
    return etree.fromstring(data)


def every(element: etree._Element, path: str) -> list[str]:
    """The texts at a path, its steps without their namespace."""
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [found.text or "" for found in element.iterfind(f".//{steps}")]


def of(root: etree._Element, isbn: str) -> etree._Element:
    """The record of an edition."""
    return next(one for one in root.iter(f"{{{NAMESPACE}}}Product") if every(one, "ProductIdentifier/IDValue")[0] == isbn)


def features(record: etree._Element, kind: str) -> dict[str, str]:
    """The features of a type, each with its words."""
    return dict(_features(record, kind))


def _features(record: etree._Element, kind: str) -> Iterator[tuple[str, str]]:
    for feature in record.iter(f"{{{NAMESPACE}}}ProductFormFeature"):
        if every(feature, "ProductFormFeatureType") == [kind]:
            yield every(feature, "ProductFormFeatureValue")[0], "".join(every(feature, "ProductFormFeatureDescription"))


def test_a_record_for_each_number_and_its_form(book: Book) -> None:
    root = read(book, (*PRODUCTS, Product("html", "")))
    assert root.get("release") == "3.1" and root.nsmap == {None: NAMESPACE}
    forms = {isbn: (every(of(root, isbn), "DescriptiveDetail/ProductForm"), every(of(root, isbn), "DescriptiveDetail/ProductFormDetail"))
             for isbn in (released.PRINT, released.PDF, released.EPUB)}  # fmt: skip
    assert forms == {
        released.PRINT: (["BC"], []),
        released.PDF: (["ED"], ["E107", "E201"]),
        released.EPUB: (["ED"], ["E101", "E200"]),
    }
    assert len(every(root, "Product/RecordReference")) == 3


def test_the_facts_of_the_book(book: Book) -> None:
    record = of(read(book, cover="https://example.org/cover.jpg"), released.PRINT)
    assert every(record, "TitleDetail/TitleElement/TitleText") == ["Ledgers of the Tide"]
    assert every(record, "TitleElement/Subtitle") == ["Essays on Harbour Accounts"]
    assert every(record, "TitleElement/PartNumber") == ["2"]
    assert every(record, "TitleElement/TitlePrefix") == ["The"] and every(record, "TitleElement/TitleWithoutPrefix") == ["Quays"]
    assert every(record, "Contributor/ContributorRole") == ["A01", "B06", "A12"]
    assert every(record, "Contributor/CorporateName") == ["The Harbour Society"]
    assert every(record, "Contributor/KeyNames") == ["Translator", "Artist"]
    assert every(record, "EditionStatement") == ["First edition"]
    assert every(record, "Language/LanguageCode") == ["eng"] and every(record, "Language/CountryCode") == ["US"]
    assert every(record, "Subject/SubjectCode") == ["TRU003000", "BUS001000", "KFC", "1DDU-GB-E"]
    assert every(record, "Subject/SubjectSchemeIdentifier") == ["10", "10", "93", "94", "20"]
    assert len(every(record, "Subject/MainSubject")) == 2
    assert every(record, "Subject/SubjectHeadingText") == ["Harbours; Accounting"]
    assert every(record, "Audience/AudienceCodeValue") == ["06"]
    assert every(record, "TextContent/Text") == [book.metadata.description]
    assert every(record, "ResourceVersion/ResourceLink") == ["https://example.org/cover.jpg"]
    assert every(record, "Publisher/PublisherName") == ["Quayside Press"] and every(record, "CityOfPublication") == ["Harbour Town"]
    assert every(record, "ProductContact/EmailAddress") == ["letters@example.org"]
    assert every(record, "PublishingDate/Date") == ["20250301"] and every(record, "PublishingStatus") == ["04"]
    assert every(record, "CopyrightStatement/CopyrightYear") == ["2025"]
    assert every(record, "CopyrightOwner/CorporateName") == ["the harbour society"]
    assert every(record, "Territory/RegionsIncluded") == ["WORLD"] and every(record, "SalesRights/SalesRightsType") == ["02"]
    assert every(record, "Measure/Measurement") == ["228.6", "152.4"]


def test_extents(book: Book) -> None:
    root = read(book)
    told = {isbn: list(zip(every(of(root, isbn), "Extent/ExtentType"), every(of(root, isbn), "Extent/ExtentValue"), strict=True))
            for isbn in (released.PRINT, released.PDF, released.EPUB)}  # fmt: skip
    assert told == {
        released.PRINT: [("06", "28"), ("02", "769")],
        released.PDF: [("07", "28"), ("02", "769"), ("22", "1000")],
        released.EPUB: [("08", "28"), ("02", "769"), ("22", "2000")],
    }


def test_editions_name_each_other(book: Book) -> None:
    record = of(read(book), released.EPUB)
    assert every(record, "RelatedProduct/ProductIdentifier/IDValue") == [released.PRINT, released.PDF]
    assert every(record, "RelatedProduct/ProductRelationCode") == ["06", "13", "06"]


def test_access_is_what_the_file_says(book: Book) -> None:
    record = of(read(book), released.EPUB)
    told = features(record, "09")
    assert set(told) == {"00", "12", "14", "19", "30", "41", "52", "99"}
    assert told["00"] == ACCESS.summary and told["99"] == "letters@example.org"
    assert features(record, "12") == {"00": ""} and features(record, "15") == {"101F": ""}
    assert every(record, "ProductContentType") == ["07"]


def test_conformance_is_told_where_it_is_claimed(book: Book) -> None:
    told = features(of(read(book, (replace(PRODUCTS[2], access=CERTIFIED),)), released.EPUB), "09")
    assert {"04", "82", "85"} <= set(told) and told["90"] == "A. Examiner"


def test_a_pdf_is_told_to_be_pdf_ua_if_it_is(book: Book) -> None:
    assert "05" in features(of(read(book), released.PDF), "09")
    assert "05" not in features(of(read(book, (replace(PRODUCTS[1], pdf_ua=False),)), released.PDF), "09")


def test_a_bare_book_is_valid_too(book: Book) -> None:
    bare = replace(
        book.metadata, subtitle="", contributors=(Contributor("The Printer", "prt"),), place="", edition="", rights="All", licence="", subjects=(),
        bisac=(), series="", series_number="", date="2030", language="sr-Latn",
    )  # fmt: skip
    quiet = replace(book, metadata=bare, releasing=replace(book.releasing, contact="", sold_in=("IE", "GB")))
    record = of(read(quiet, (replace(PRODUCTS[2], access=Access()),)), released.EPUB)
    assert every(record, "Language/LanguageCode") == ["srp"] and every(record, "Language/ScriptCode") == ["Latn"]
    assert every(record, "DescriptiveDetail/NoContributor") == [""] and every(record, "DescriptiveDetail/NoCollection") == [""]
    assert every(record, "Territory/CountriesIncluded") == ["IE GB"] and every(record, "SalesRights/SalesRightsType") == ["01"]
    assert not every(record, "CopyrightStatement/CopyrightYear")


@pytest.mark.parametrize(("epoch", "status", "notice"), [("1700000000", "02", "02"), ("1800000000", "04", "03")])
def test_a_book_after_the_date_of_the_message_is_forthcoming(
    book: Book, monkeypatch: pytest.MonkeyPatch, epoch: str, status: str, notice: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    record = of(read(book), released.PRINT)
    assert (every(record, "PublishingStatus"), every(record, "NotificationType")) == ([status], [notice])


def test_every_role_is_told_or_left_out_on_purpose() -> None:
    assert set(ROLES) <= CODES
    assert CODES - set(ROLES) == {"cph", "prt", "pbl"}
    assert set(ROLES.values()) <= validity.codes("List17")


def test_every_code_is_of_its_list() -> None:
    assert set(FEATURES.values()) <= validity.codes("List196")
    assert {*PDF_VERSIONS.values(), "101F"} <= validity.codes("List220")
    assert len(validity.codes("List196")) > 50


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<ProductFormFeatureValue>30<", "<ProductFormFeatureValue>07<", "“07” is no code of List196"),
        ("<ProductFormFeatureValue>101F<", "<ProductFormFeatureValue>101Z<", "“101Z” is no code of List220"),
        ("<ContributorRole>A01<", "<ContributorRole>A98<", "A98"),
        ("<CountryCode>US<", "<CountryCode>XQ<", "XQ"),
        ("<NotificationType>03</NotificationType>", "", "NotificationType"),
        ("</ONIXMessage>", "", "ONIXMessage"),
    ],
)
def test_what_is_spoiled_is_found(book: Book, old: str, new: str, words: str) -> None:
    data = message(book, PRODUCTS, 769).decode()
    assert old in data
    assert any(words in fault for fault in validity.faults(data.replace(old, new).encode()))


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    assert message(book, PRODUCTS, 769) == message(book, PRODUCTS, 769)
