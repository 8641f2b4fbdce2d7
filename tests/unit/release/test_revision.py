"""The version of a text, and where it is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import released
from trees import EDITIONS, METADATA, words

from samizdat.assembly.made import made, revision_page
from samizdat.book import Book, Section, Source
from samizdat.kinds import KINDS
from samizdat.release.revision import DIGITS, Revision, revision


def test_a_folder_without_git_has_none(tmp_path: Path) -> None:
    assert revision(tmp_path) is None


def test_without_the_program_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revision(tmp_path) is None


def test_a_change_in_the_folder_is_told(tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m")
    clean = revision(root)
    assert clean is not None and not clean.modified and len(clean.number) == DIGITS
    (root / "new.md").write_text("# New\n", encoding="utf-8")
    assert revision(root) == Revision(clean.number, modified=True)
    assert str(revision(root)) == f"{clean.number}, modified"


def test_a_change_beside_the_folder_is_none_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "one.md").write_text("# One\n", encoding="utf-8")
    released.keep(tmp_path)
    (tmp_path / "beside.md").write_text("# Beside\n", encoding="utf-8")
    version = revision(tmp_path / "m")
    assert version is not None and not version.modified


def test_a_folder_of_which_git_keeps_nothing_has_none(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n", encoding="utf-8")
    released.keep(tmp_path)
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "two.md").write_text("# Two\n", encoding="utf-8")
    assert revision(tmp_path / "m") is None


def book(*kinds: str, source: Source | None = None) -> Book:
    """A book with these sections, made unless there is a source."""
    sections = tuple(Section(kind, KINDS[kind], "backmatter", KINDS[kind].title, source) for kind in kinds)
    return Book(Path("m"), replace(METADATA), sections, EDITIONS, revision="0123456789ab, modified")


@pytest.mark.parametrize(
    ("kinds", "page"), [(("copyright-page", "colophon"), "colophon"), (("copyright-page",), "copyright-page"), ((), "")]
)
def test_it_stands_on_one_page_of_the_book(kinds: tuple[str, ...], page: str) -> None:
    text = book(*kinds)
    assert revision_page(text) == page
    told = {section.key: "Version of the text: 0123456789ab, modified" in words(made(text, section)) for section in text.sections}
    assert told == {kind: kind == page for kind in kinds}


def test_a_colophon_of_the_authors_own_does_not_say_it() -> None:
    assert revision_page(book("colophon", source=Source("colophon.md", "# Colophon\n"))) == ""


def test_a_book_that_is_not_released_says_none() -> None:
    text = replace(book("colophon"), revision="")
    assert "Version" not in words(made(text, text.sections[0]))
