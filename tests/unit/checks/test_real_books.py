"""Real books read and check without a problem, and whole ones stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import books, import_corpus

from samizdat import checks, manuscript
from samizdat.problems import as_text, errors

ROOT = Path(__file__).parents[3]
OWN = [path.parent for path in sorted([*ROOT.glob("tests/books/*/book.toml"), *ROOT.glob("manuscript/book.toml")])]


@pytest.mark.parametrize("folder", books(), ids=lambda folder: folder.name)
def test_a_book_of_the_corpus_has_no_problems(folder: Path, tmp_path: Path) -> None:
    import_corpus(folder, tmp_path / "book")
    book = manuscript.read(tmp_path / "book")
    assert as_text(checks.check(book)) == "no problems"
    assert all(section.label == "" for section in book.sections)


@pytest.mark.parametrize("root", OWN, ids=lambda root: root.name)
def test_a_book_of_the_project_has_no_errors(root: Path) -> None:
    assert as_text(errors(checks.check(manuscript.read(root)))) == "no problems"
