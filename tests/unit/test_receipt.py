"""The receipt of a build: what stands is told again, and any change on either side makes a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samizdat import commands, line, receipt
from samizdat.problems import Place, Problem
from samizdat.report import Made, Report, as_values, from_values

TOML = '[book]\ntitle = "Small"\nlanguage = "en-US"\n\n[contents]\nchapters = ["parts/one.md"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A manuscript, and results with their receipt beside it."""
    (tmp_path / "book/parts").mkdir(parents=True)
    (tmp_path / "book/book.toml").write_text(TOML)
    (tmp_path / "book/parts/one.md").write_text("# One\n\nWords.\n")
    (tmp_path / "out/html").mkdir(parents=True)
    (tmp_path / "out/small.pdf").write_bytes(b"%PDF")
    (tmp_path / "out/html/one.html").write_text("<p>Words.</p>")
    receipt.keep(tmp_path / "out", ("pdf",), went_in(tmp_path), report(tmp_path))
    return tmp_path


def report(folder: Path) -> Report:
    told = Problem(Place("parts/one.md", 3, 1), "T001", "what", "why", "mend", "warning")
    made = (Made("pdf", folder / "out/small.pdf", 7, (told,), ("One",)), Made("html", folder / "out/html"))
    return Report("Small", made, 2, 0, {"read": 0.5}, (told,))


def went_in(folder: Path, editions: tuple[str, ...] = ("pdf",)) -> str:
    return receipt.went_in(folder / "book", folder / "out", editions)


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert from_values(as_values(report(tmp_path))) == report(tmp_path)


def test_what_stands_is_told_again(folder: Path) -> None:
    kept = receipt.kept(folder / "out", ("pdf",), went_in(folder))
    assert kept is not None
    assert kept.unchanged
    assert (kept.made, kept.problems, kept.words) == (report(folder).made, report(folder).problems, 2)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda root: (root / "book/parts/one.md").write_text("# One\n\nWorks.\n"),
    "a new file": lambda root: (root / "book/parts/two.md").write_text(""),
    "a file gone": lambda root: (root / "book/parts/one.md").unlink(),
    "a file renamed": lambda root: (root / "book/parts/one.md").rename(root / "book/parts/won.md"),
    "a link to nowhere": lambda root: (root / "book/x.png").symlink_to(root / "nowhere.png"),
    "a link to a folder": lambda root: (root / "book/more").symlink_to(root / "book/parts"),
    "a result altered": lambda root: (root / "out/small.pdf").write_bytes(b"%PDG"),
    "a result gone": lambda root: (root / "out/small.pdf").unlink(),
    "a file more in a result": lambda root: (root / "out/html/two.html").write_text(""),
    "a page of a result altered": lambda root: (root / "out/html/one.html").write_text("<p>Works.</p>"),
    "a spoiled receipt": lambda root: next((root / "out/.cache/receipts").iterdir()).write_text("{"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_makes_a_build(name: str, folder: Path) -> None:
    CHANGES[name](folder)
    assert receipt.kept(folder / "out", ("pdf",), went_in(folder)) is None


def test_other_editions_and_another_date_make_a_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = went_in(folder)
    assert receipt.kept(folder / "out", ("epub",), went_in(folder, ("epub",))) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert went_in(folder) != before


def test_the_time_of_a_file_is_nothing(folder: Path) -> None:
    before = went_in(folder)
    (folder / "book/parts/one.md").touch()
    (folder / "out/other.txt").write_text("no source")
    assert went_in(folder) == before


def test_results_inside_the_manuscript_folder_are_no_source(folder: Path) -> None:
    inner = folder / "book/build"
    before = receipt.went_in(folder / "book", inner, ("pdf",))
    inner.mkdir()
    (inner / "small.pdf").write_bytes(b"%PDF")
    assert receipt.went_in(folder / "book", inner, ("pdf",)) == before


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The builds that were made, each with whether validators were asked."""
    made: list[bool] = []

    def build(root: Path, out: Path, names: tuple[str, ...], steps: object, validators: bool = False) -> Report:
        made.append(validators)
        (out / "html").mkdir(parents=True, exist_ok=True)
        (out / "small.pdf").write_bytes(b"%PDF")
        return report(root.parent)

    monkeypatch.setattr(line, "build", build)
    return made


def test_the_command_builds_once_and_says_so(tmp_path: Path, builds: list[bool], capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book").mkdir()
    call = commands.Call(tmp_path / "book", tmp_path / "out")
    assert commands.build(call, ("pdf",)) == 0
    assert "nothing changed" not in capsys.readouterr().out
    assert commands.build(call, ("pdf",)) == 0
    said = capsys.readouterr()
    assert builds == [False]
    assert "nothing changed since the last build" in said.out
    assert "T001" in said.err


def test_validators_are_always_asked(tmp_path: Path, builds: list[bool]) -> None:
    (tmp_path / "book").mkdir()
    call = commands.Call(tmp_path / "book", tmp_path / "out", quiet=True)
    for validators in (False, True, True):
        commands.build(call, ("pdf",), validators)
    assert builds == [False, True, True]


def test_a_file_changed_while_the_build_ran_leaves_no_receipt(tmp_path: Path, builds: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "book").mkdir()
    build = line.build

    def slow(root: Path, *rest: object) -> Report:
        (root / f"{len(builds)}.md").write_text("")
        return build(root, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(line, "build", slow)
    call = commands.Call(tmp_path / "book", tmp_path / "out", quiet=True)
    for _ in range(2):
        commands.build(call, ("pdf",))
    assert len(builds) == 2
