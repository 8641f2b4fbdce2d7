"""What the author sees and what a script gets: texts, JSON, and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samizdat import commands, line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "book"
    (root / "parts").mkdir(parents=True)
    (root / "book.toml").write_text('[book]\ntitle = "Small"\nlanguage = "en-US"\n\n[contents]\nchapters = ["parts/one.md"]\n')
    (root / "parts/one.md").write_text("# One\n\nWords.[^1]\n\n[^1]: Note.\n")
    monkeypatch.setenv("SAMIZDAT_CWD", str(tmp_path))
    return root


def test_paths_are_relative_to_where_the_author_stands(folder: Path) -> None:
    call = commands.call("book", "out", False, False, False)
    assert call.book.resolve() == folder
    assert call.out.resolve() == folder.parent / "out"


def test_without_words_the_bundled_book_is_meant() -> None:
    call = commands.call("", "", False, False, False)
    assert (call.book / "book.toml").is_file()
    assert call.out.name == "build"


def test_assemble_reports_words_notes_and_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.assemble(commands.call("book", "out", False, False, False)) == 0
    said = capsys.readouterr()
    assert "1 notes" in said.out or "1 note" in said.out
    assert "manuscript.md" in said.out
    assert "3 convert" in said.err


def test_quiet_says_nothing_when_all_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.assemble(commands.call("book", "out", True, False, False)) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == ""


def test_json_is_a_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.assemble(commands.call("book", "out", False, True, False)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["notes"] == 1
    assert report["problems"] == []


def test_errors_end_with_status_one_and_all_messages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "parts/one.md").write_text("# One\n\nWords.[^1] And.[^2]\n")
    assert commands.check(commands.call("book", "out", False, False, False)) == 1
    said = capsys.readouterr().err
    assert said.count(" error N001 ") == 2
    assert "2 errors" in said
    assert "Traceback" not in said


def test_check_of_a_sound_book_ends_well(folder: Path) -> None:
    assert commands.check(commands.call("book", "out", False, False, False)) == 0


def test_our_own_fault_is_called_one(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(line, "join", fault)
    assert commands.assemble(commands.call("book", "out", False, False, False)) == 2
    said = capsys.readouterr().err
    assert "this is a bug in samizdat" in said
    assert "Traceback" not in said
    commands.assemble(commands.call("book", "out", False, False, True))
    assert "Traceback" in capsys.readouterr().err
