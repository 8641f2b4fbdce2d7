"""`[release]`: the editions, the printers, the contact, the audience and the countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from samizdat import manuscript
from samizdat.book import Releasing
from samizdat.manuscript.releasing import AUDIENCES
from samizdat.problems import ProblemsFound
from samizdat.release.onix.subjects import AUDIENCES as CODED

BOOK = '[book]\ntitle = "A Book"\nlanguage = "en"\n[contents]\nchapters = ["one.md"]\n'


def read(root: Path, said: str) -> Releasing:
    """`[release]` of a small book that says `said` there."""
    (root / "book.toml").write_text(f"{BOOK}[release]\n{said}", encoding="utf-8")
    (root / "one.md").write_text("# One\n\nText.\n", encoding="utf-8")
    (root / "ours.toml").write_text('name = "Ours"\n', encoding="utf-8")
    return manuscript.read(root).releasing


def test_a_book_that_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Releasing()


def test_all_of_it_is_read(tmp_path: Path) -> None:
    said = 'editions = ["epub"]\nprinters = ["kdp", "ours.toml"]\ncontact = "a@b.org"\naudience = "children"\nsold-in = ["IE", "GB"]\n'
    assert read(tmp_path, said) == Releasing(("epub",), ("kdp", "ours.toml"), "a@b.org", "children", ("IE", "GB"))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('editions = ["mobi"]', "M012"),
        ('printers = ["kpd"]', "M012"),
        ('printers = ["theirs.toml"]', "S020"),
        ('contact = "The Press"', "M030"),
        ('audience = "everybody"', "M012"),
        ('sold-in = ["Ireland"]', "M031"),
        ('sold-in = ["WORLD", "IE"]', "M031"),
        ('sold = ["IE"]', "M003"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, said: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, said)
    assert [problem.code for problem in found.value.problems] == [code]


def test_every_audience_has_a_code() -> None:
    assert set(AUDIENCES) == set(CODED)
