"""What libraries and readers are told: MARC, the table, the statement, languages and titles."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pymarc
import pytest
import released
from lxml import html

from samizdat import manuscript
from samizdat.book import Book
from samizdat.release.access import Access
from samizdat.release.editions import Product
from samizdat.release.language import Language, of_tag
from samizdat.release.marc import records
from samizdat.release.statement import FEATURES, statement
from samizdat.release.table import table
from samizdat.release.titles import without_article

ACCESS = Access(("ARIA", "alternativeText"), ("textual", "visual"), ("textual",), ("none",), "All pictures are described.")
PRODUCTS = (Product("print", released.PRINT, 28), Product("epub", released.EPUB, 0, 2000, access=ACCESS), Product("html", ""))


@pytest.fixture(name="book")
def book_(tmp_path: Path) -> Book:
    """The book that has all."""
    return manuscript.read(released.manuscript(tmp_path / "m", kept=False))


def read(book: Book) -> list[pymarc.Record]:
    """The records, read back."""
    return [record for record in pymarc.MARCReader(records(book, PRODUCTS)) if record]


def test_a_marc_record_for_each_number(book: Book) -> None:
    printed, electronic = read(book)
    assert [str(one["001"].data) for one in (printed, electronic)] == [released.PRINT, released.EPUB]
    assert [one["020"]["q"] for one in (printed, electronic)] == ["paperback", "EPUB"]
    assert [one["338"]["a"] for one in (printed, electronic)] == ["volume", "online resource"]
    assert (printed["300"]["a"], printed["300"]["c"]) == ("28 pages", "23 cm")
    assert "007" not in printed and str(electronic["007"].data).startswith("cr")


def test_the_facts_in_marc(book: Book) -> None:
    record = read(book)[1]
    assert (record["245"]["a"], record["245"]["b"]) == ("Ledgers of the Tide", "Essays on Harbour Accounts")
    assert (record["110"]["a"], record["110"]["4"]) == ("The Harbour Society", "aut")
    assert [(one["a"], one["4"]) for one in record.get_fields("700")] == [("Translator, Tess", "trl"), ("Artist, Ada", "ill")]
    assert record["264"].subfields_as_dict() == {"a": ["Harbour Town"], "b": ["Quayside Press"], "c": ["2025"]}
    assert [one["2"] for one in record.get_fields("072")] == ["bisacsh", "bisacsh", "thema", "thema"]
    assert [(one["a"], one["b"]) for one in record.get_fields("341")] == [("textual", "ARIA"), ("visual", "alternativeText")]
    assert record["532"]["a"] == ACCESS.summary
    assert record["776"]["z"] == released.PRINT


def test_the_fixed_field_has_forty_places(book: Book) -> None:
    for record, form in zip(read(book), (" ", "o"), strict=True):
        fixed = str(record["008"].data)
        assert len(fixed) == 40
        assert (fixed[:7], fixed[7:11], fixed[23], fixed[31], fixed[35:38], fixed[39]) == ("250301s", "2025", form, "1", "eng", "d")
        assert (record.leader[5:8], record.leader[9], record.leader[17:19]) == ("nam", "a", "3c")


def test_the_article_is_passed_over_in_sorting(book: Book) -> None:
    named = replace(book, metadata=replace(book.metadata, title="The Quay", contributors=()))
    assert read(named)[0]["245"].indicators == pymarc.Indicators("0", "4")


def test_the_table(book: Book) -> None:
    data = table(book, PRODUCTS)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(row["ISBN"], row["format"], row["pages"], row["address"]) for row in rows] == [
        (released.PRINT, "paperback", "28", ""),
        (released.EPUB, "EPUB 3.3", "", ""),
        ("", "HTML", "", "https://example.org/ledgers/"),
    ]
    assert {row["title"] for row in rows} == {"Ledgers of the Tide"}


def said(book: Book, access: Access) -> str:
    """The words of the statement."""
    page = html.fromstring(statement(book, (replace(PRODUCTS[1], access=access), PRODUCTS[2])))
    return " ".join(page.text_content().split())


def test_the_statement_claims_what_the_file_says(book: Book) -> None:
    words = said(book, ACCESS)
    assert FEATURES["alternativeText"] in words and FEATURES["pageNavigation"] not in words
    assert "no conformance to WCAG is claimed" in words
    assert "The pages of the printed book are not marked." in words
    assert "letters@example.org" in words and "https://example.org/ledgers/" in words


def test_the_statement_names_who_examined_the_book(book: Book) -> None:
    words = said(book, replace(ACCESS, conforms_to="EPUB Accessibility 1.1 - WCAG 2.2 Level AA", certified_by="A. <Examiner>"))
    assert "conforms to EPUB Accessibility 1.1 - WCAG 2.2 Level AA. It was examined by A. <Examiner>." in words


def test_the_statement_owns_to_what_is_missing(book: Book) -> None:
    words = said(book, Access((), ("textual", "visual"), ("textual,visual",), ("unknown",)))
    assert "Some pictures are not described in words." in words and "Some of it needs sight." in words
    assert "has not been found out" in words


def test_without_a_contact_the_publisher_is_written_to(book: Book) -> None:
    assert "write to Quayside Press" in said(replace(book, releasing=replace(book.releasing, contact="")), ACCESS)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en-US", Language("eng", "US", "")),
        ("fr", Language("fre", "", "")),
        ("sr-Latn-RS", Language("srp", "RS", "Latn")),
        ("es-419", Language("spa", "", "")),
        ("grc", Language("grc", "", "")),
        ("x-own", Language("und", "", "")),
    ],
)
def test_languages(tag: str, language: Language) -> None:
    assert of_tag(tag) == language


def test_articles() -> None:
    assert without_article("The Iron Heel", "en-GB") == ("The", "Iron Heel")
    assert without_article("The Iron Heel", "de") == ("", "The Iron Heel")
    assert without_article("A", "en") == ("", "A")
