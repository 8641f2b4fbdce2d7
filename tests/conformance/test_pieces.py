"""Pieces: the print PDF that is joined from them has the pages of the book laid out in one go."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BOOKS, Builder
from in_one_go import laid_in_one_go, unlike

from samizdat import line, notes
from samizdat.steps import Steps


@pytest.mark.parametrize("name", ["minimal", "scholarly"])
def test_joined_pages_are_those_of_one_document(built: Builder, tmp_path: Path, name: str) -> None:
    whole = line.prepare(BOOKS / name, tmp_path, Steps(quiet=True))
    in_one_go = laid_in_one_go(notes.place(whole.tree, whole.book.edition("pdf")), whole.book)
    assert unlike(built(name).pdf, in_one_go) == []


def test_a_changed_word_lays_out_its_chapter_alone(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(BOOKS / "scholarly", tmp_path / "book")
    line.build(tmp_path / "book", tmp_path / "out", ("pdf",), Steps(quiet=True))
    chapter = sorted((tmp_path / "book").glob("parts/*.md"))[-1]
    text = chapter.read_text("utf-8")
    assert " the " in text
    chapter.write_text(text.replace(" the ", " its ", 1), "utf-8")
    report = line.build(tmp_path / "book", tmp_path / "out", ("pdf",), Steps(quiet=True))
    (made,) = [made for made in report.made if made.edition == "pdf"]
    assert len(made.pieces) == 1
