"""What keeps a book from being handed out: each found, with its place, and all at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import released
from PIL import Image

from samizdat import manuscript
from samizdat.problems import Problem
from samizdat.release.editions import handed_out, isbn, printers
from samizdat.release.requirements import requirements
from samizdat.release.revision import revision

PLACED = 'contact = "letters@example.org"\n'


def problems(folder: Path, changes: Mapping[str, str], *, kept: bool = True) -> list[Problem]:
    """What is missing of the book with these changes."""
    root = released.manuscript(folder, changes, kept=kept)
    return requirements(manuscript.read(root), revision(root))


def test_a_book_that_has_all_lacks_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path / "m", {}) == []


@pytest.mark.parametrize(
    ("changes", "code", "severity", "words"),
    [
        ({f'isbn = "{released.EPUB}"\n': ""}, "R001", "error", "the epub edition is handed out and has no ISBN"),
        ({f'isbn = "{released.PDF}"\n': ""}, "R001", "error", "the pdf edition is handed out and has no ISBN"),
        ({'isbn = "978-0-306-40615-7"\n': ""}, "R001", "error", "the print edition is handed out and has no ISBN"),
        ({'description = "A small learned book with everything that a small learned book has."': ""}, "R002", "error", "the book says no description"),
        ({'publisher = "Quayside Press"': ""}, "R002", "error", "the book says no publisher"),
        ({'date = "2025-03-01"': ""}, "R002", "error", "the book says no date"),
        ({'bisac = ["TRU003000", "BUS001000"]': "", 'thema = ["KFC", "1DDU-GB-E"]': ""}, "R002", "error", "the book says no subject codes"),
        ({'edition = "First edition"': 'edition = "Second draft"'}, "R004", "error", "the book calls itself “Second draft”"),
        ({PLACED: ""}, "R010", "warning", "the book names no contact"),
        ({'sold-in = ["WORLD"]': ""}, "R011", "info", "it is not said where the book may be sold"),
    ],
)  # fmt: skip
def test_each_is_found(tmp_path: Path, changes: dict[str, str], code: str, severity: str, words: str) -> None:
    (problem,) = problems(tmp_path / "m", changes)
    assert (problem.code, problem.severity, problem.what) == (code, severity, words)
    assert problem.place.path.endswith("m/book.toml") and problem.place.line
    assert problem.why and problem.mend


def test_a_book_by_nobody(tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m")
    text = (root / "book.toml").read_text("utf-8")
    head, _, rest = text.partition("[[contributors]]")
    (root / "book.toml").write_text(head + rest[rest.index("[contents]") :], encoding="utf-8")
    found = requirements(manuscript.read(root), revision(root))
    assert "the book says no contributor" in [problem.what for problem in found]


def test_all_is_told_at_once(tmp_path: Path) -> None:
    changes = {f'isbn = "{released.EPUB}"\n': "", 'publisher = "Quayside Press"': "", 'edition = "First edition"': 'edition = "A draft"'}
    root = released.manuscript(tmp_path / "m", changes, kept=False)
    chapter = root / "parts" / "1-1-entries.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\nBorn in TK.\n", encoding="utf-8")
    codes = [problem.code for problem in requirements(manuscript.read(root), revision(root))]
    assert sorted(codes) == ["R001", "R002", "R003", "R004", "R008"]


def test_a_text_that_is_not_committed_is_told(tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m")
    (root / "parts" / "1-1-entries.md").open("a", encoding="utf-8").write("\nMore.\n")
    (problem,) = requirements(manuscript.read(root), revision(root))
    assert (problem.code, problem.severity) == ("R007", "warning")


def test_a_text_without_git_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "m", {}, kept=False)
    assert (problem.code, problem.severity) == ("R008", "info")


def test_a_book_without_a_page_for_its_version_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "m", {', "colophon"': "", ' "copyright-page",': ""})
    assert problem.code == "R009"


@pytest.mark.parametrize(("size", "code"), [((600, 1000), "R005"), ((800, 900), "R005"), ((1000, 1600), "R006"), ((1600, 2560), "")])
def test_a_cover_that_is_too_small(tmp_path: Path, size: tuple[int, int], code: str) -> None:
    root = released.manuscript(tmp_path / "m", {"description =": 'cover = "cover.png"\ncover-alt = "A quay."\ndescription ='}, kept=False)
    Image.new("RGB", size).save(root / "cover.png")
    released.keep(root)
    found = requirements(manuscript.read(root), revision(root))
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(problem.place.line and f"{size[0]} × {size[1]}" in problem.what for problem in found)


def test_editions_that_are_not_handed_out_need_no_number(tmp_path: Path) -> None:
    changes = {'editions = ["print", "pdf", "epub", "html"]': 'editions = ["html"]', f'isbn = "{released.EPUB}"\n': ""}
    assert problems(tmp_path / "m", changes) == []


def test_without_a_list_a_pdf_is_handed_out_if_it_has_a_number(tmp_path: Path) -> None:
    unsaid = {'editions = ["print", "pdf", "epub", "html"]\n': ""}
    book = manuscript.read(released.manuscript(tmp_path / "m", unsaid, kept=False))
    assert handed_out(book) == ("print", "pdf", "epub", "html")
    book = manuscript.read(released.manuscript(tmp_path / "n", unsaid | {f'isbn = "{released.PDF}"\n': ""}, kept=False))
    assert handed_out(book) == ("print", "epub", "html")


def test_printers(tmp_path: Path) -> None:
    listed = {"[release]": '[release]\nprinters = ["kdp", "ingramspark"]'}
    assert printers(manuscript.read(released.manuscript(tmp_path / "m", listed, kept=False))) == ("kdp", "ingramspark")
    assert printers(manuscript.read(released.manuscript(tmp_path / "n", kept=False))) == ("plain",)
    only = {'editions = ["print", "pdf", "epub", "html"]': 'editions = ["epub"]'}
    assert printers(manuscript.read(released.manuscript(tmp_path / "o", only, kept=False))) == ()


def test_a_number_of_ten_digits_becomes_one_of_thirteen(tmp_path: Path) -> None:
    book = manuscript.read(released.manuscript(tmp_path / "m", {"978-0-306-40615-7": "0-306-40615-2"}, kept=False))
    assert isbn(book, "print") == released.PRINT
