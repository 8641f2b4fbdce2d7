"""What is made from the finished PDF: the archive, the printer's job, the preflight of anybody's file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from conftest import Builder

from samizdat import job
from samizdat.problems import Place, Problem, ProblemsFound
from samizdat.report import Made, Report
from samizdat.steps import Steps

MINIMAL = Path(__file__).parents[1] / "books" / "minimal"
REPORTS = {f"lamp-{kind}-preflight.{end}" for kind in ("interior", "cover") for end in ("txt", "json", "html")}


@pytest.fixture
def screen(built: Builder, tmp_path: Path) -> Report:
    """The report of a small book's PDF, which stands in `tmp_path`."""
    path = Path(shutil.copy(built("minimal").pdf, tmp_path))
    return Report("The Lamp and the Stairs", (Made("pdf", path, 7),), 143, 3, {}, ())


def test_the_archive_stands_beside_the_pdf(screen: Report) -> None:
    report = job.archive(screen, Steps(quiet=True))
    made = {made.edition: made for made in report.made}
    assert made["archive"].path == made["pdf"].path.with_name("lamp-archive.pdf")
    with pikepdf.open(made["archive"].path) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
        assert len(pdf.pages) == made["archive"].pages
    assert "archive" in report.seconds


def test_an_archive_that_fails_leaves_the_last_good_one(tmp_path: Path, screen: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    job.archive(screen, Steps(quiet=True))
    before = (tmp_path / "lamp-archive.pdf").read_bytes()
    monkeypatch.setattr(job, "archived", lambda *_: (b"spoiled", [Problem(Place("lamp-archive.pdf"), "P090", "no archive")]))
    with pytest.raises(ProblemsFound):
        job.archive(screen, Steps(quiet=True))
    assert (tmp_path / "lamp-archive.pdf").read_bytes() == before


def test_a_printer_gets_interior_cover_and_reports(tmp_path: Path, screen: Report) -> None:
    report = job.send(MINIMAL, "", screen, Steps(quiet=True))
    folder = tmp_path / "print" / "plain"
    assert {path.name for path in folder.iterdir()} == {"lamp-interior.pdf", "lamp-cover.pdf", "lamp-front.jpg", *REPORTS}
    with pikepdf.open(folder / "lamp-interior.pdf") as pdf:
        assert len(pdf.pages) == 8, "seven pages and a blank"
        assert not [page for page in pdf.pages if "/Annots" in page]
    assert json.loads((folder / "lamp-interior-preflight.json").read_text("utf-8"))["passed"]
    assert [(made.edition, made.pages) for made in report.made[1:]] == [("print", 8), ("cover", 1), ("front", 0)]
    questions = [problem for problem in report.problems if problem.code == "P149"]
    assert questions and {problem.place.path for problem in questions} == {str(folder / "lamp-interior.pdf")}
    assert str(MINIMAL / "book.toml") in {problem.place.path for problem in report.problems if problem.code.startswith("P16")}


def test_what_a_printer_would_send_back_is_not_made_but_told(tmp_path: Path, screen: Report) -> None:
    with pytest.raises(ProblemsFound) as found:
        job.send(MINIMAL, "kdp", screen, Steps(quiet=True))
    assert [problem.what for problem in found.value.problems if problem.severity == "error"], "KDP prints no book of eight pages"
    assert {path.name for path in (tmp_path / "print" / "kdp").iterdir()} == REPORTS


def test_the_same_book_gives_a_printer_the_same_bytes(tmp_path: Path, screen: Report) -> None:
    folder = tmp_path / "print" / "plain"
    made = []
    for _ in range(2):
        job.send(MINIMAL, "plain", screen, Steps(quiet=True))
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("printer", "kind", "code"), [("kpd", "interior", "P091"), ("no.toml", "interior", "M021"), ("plain", "cove", "P091")]
)
def test_words_that_mean_nothing_are_told(screen: Report, tmp_path: Path, printer: str, kind: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        job.preflight_of(screen.made[0].path, "lamp.pdf", tmp_path, printer, kind)
    assert [problem.code for problem in found.value.problems] == [code]


def test_any_pdf_is_judged_and_a_missing_one_told(screen: Report, tmp_path: Path) -> None:
    report = job.preflight_of(screen.made[0].path, "lamp.pdf", tmp_path, "plain", "interior")
    assert not report.passed, "the screen edition has links"
    with pytest.raises(ProblemsFound) as found:
        job.preflight_of(tmp_path / "none.pdf", "none.pdf", tmp_path, "plain", "interior")
    assert [problem.code for problem in found.value.problems] == ["P092"]


def test_a_report_takes_the_place_of_a_report_alone(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "a.pdf", tmp_path / "r.html"
    theirs.write_bytes(b"%PDF-1.7")
    ours.write_text("<!doctype html>", encoding="utf-8")
    assert job.page_for_report(ours, "r.html") == ours
    assert job.page_for_report(tmp_path / "new.html", "new.html") == tmp_path / "new.html"
    for path in (theirs, tmp_path, tmp_path / "none" / "r.html"):
        with pytest.raises(ProblemsFound) as found:
            job.page_for_report(path, path.name)
        assert [problem.code for problem in found.value.problems] == ["P093"]
    assert theirs.read_bytes() == b"%PDF-1.7"


def test_options_that_say_nothing_of_a_file_are_told() -> None:
    with pytest.raises(ProblemsFound) as found:
        job.refuse_idle({"--page": "r.html", "--kind": ""}, "a.epub")
    assert [(problem.place.path, problem.code) for problem in found.value.problems] == [("--page", "P094")]
