"""`[print]`: the printer, the paper, and what goes on the cover."""

from __future__ import annotations

from pathlib import Path

import pytest

from samizdat import manuscript
from samizdat.book import Printing
from samizdat.problems import ProblemsFound

BOOK = '[book]\ntitle = "A Book"\nlanguage = "en"\n[contents]\nchapters = ["one.md"]\n[editions.pdf]\nisbn = "978-0-306-40615-7"\n'
OURS = 'name = "Ours"\n[[papers]]\nkey = "cream"\nname = "Cream"\npage_mm = 0.06\n'


def read(root: Path, said: str) -> Printing:
    """`[print]` of a small book that says `said` there."""
    (root / "book.toml").write_text(f"{BOOK}[print]\n{said}", encoding="utf-8")
    (root / "one.md").write_text("# One\n\nText.\n", encoding="utf-8")
    (root / "ours.toml").write_text(OURS, encoding="utf-8")
    return manuscript.read(root).printing


def test_a_book_without_a_printer_is_for_any(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Printing(printer="plain")


def test_all_of_it_is_read(tmp_path: Path) -> None:
    said = 'printer = "ours.toml"\npaper = "cream"\nisbn = "9780804429573"\ncondition = "FOGRA52"\nback = ["One.", "Two."]\n'
    assert read(tmp_path, said) == Printing("ours.toml", "cream", "", "FOGRA52", "9780804429573", "", ("One.", "Two."))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('printer = "kpd"', "M012"),
        ('printer = "theirs.toml"', "S020"),
        ('printer = "ours.toml"\npaper = "white"', "M012"),
        ('isbn = "978-0-306-40615-7"', "M009"),
        ('isbn = "978-0-306-40615-8"', "M008"),
        ('profile = "x.icc"', "S020"),
        ('printers = "plain"', "M003"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, said: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, said)
    assert code in {problem.code for problem in found.value.problems}


def test_a_paper_of_a_printer_that_names_none(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, 'paper = "papyrus"')
    assert [problem.mend for problem in found.value.problems] == ["take the line out: this printer names no papers"]


def test_a_number_of_printed_music_is_no_isbn(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, 'isbn = "979-0-2600-0043-8"')
    assert [(problem.code, problem.why) for problem in found.value.problems] == [
        ("M008", "979-0 begins the number of printed music (ISMN)")
    ]
