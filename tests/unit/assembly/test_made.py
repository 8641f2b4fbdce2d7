"""The sections that no author writes."""

from dataclasses import replace
from pathlib import Path

import pytest
from trees import EDITIONS, METADATA, words

from samizdat.assembly.made import made
from samizdat.book import Book, Contributor, Section
from samizdat.kinds import KINDS


def page(kind: str, **metadata: object) -> list[tuple[str | None, str]]:
    book = Book(Path("m"), replace(METADATA, **metadata), (), (replace(EDITIONS[0], isbn="9780306406157"), *EDITIONS[1:]))
    document = made(book, Section(kind, KINDS[kind], "frontmatter", KINDS[kind].title))
    return [(line.get("class"), words(line)) for line in document]


def test_title_page_names_people_by_what_they_did() -> None:
    assert page("title-page") == [
        ("contributor", "Ada Author"),
        ("contributor", "Edited by Ed Editor"),
        ("title", "A Book"),
        ("subtitle", "Of Tests"),
        ("publisher", "The Press"),
    ]


def test_copyright_page_says_rights_licence_and_numbers() -> None:
    lines = [text for _, text in page("copyright-page", place="Paris", edition="First edition")]
    assert lines == [
        "© 2026 Ada Author",
        "Licensed under CC BY 4.0 (creativecommons.org/licenses/by/4.0).",
        "Published by The Press, Paris, 2026",
        "First edition",
        "ISBN 9780306406157 (PDF)",
    ]


def test_without_people_no_rights_are_invented() -> None:
    lines = page("copyright-page", contributors=(Contributor("Tess", "trl"),), licence="", publisher="")
    assert [name for name, _ in lines] == ["isbn"]


@pytest.mark.parametrize("kind", ["half-title", "colophon", "copyright-page"])
def test_pages_without_a_heading_have_a_name(kind: str) -> None:
    book = Book(Path("m"), METADATA, (), EDITIONS)
    document = made(book, Section(kind, KINDS[kind], "frontmatter", KINDS[kind].title))
    assert document.get("aria-label") == KINDS[kind].title
    assert document.find("header") is None
