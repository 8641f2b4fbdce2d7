"""What is made from the finished PDF."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from samizdat import job
from samizdat.problems import Place, Problem, ProblemsFound
from samizdat.steps import Steps

MINIMAL = Path(__file__).parents[1] / "books" / "minimal"


def test_the_archive_stands_beside_the_pdf(tmp_path: Path) -> None:
    report = job.archive(MINIMAL, tmp_path, Steps(quiet=True))
    made = {made.edition: made for made in report.made}
    assert made["archive"].path == made["pdf"].path.with_name("lamp-archive.pdf")
    with pikepdf.open(made["archive"].path) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
        assert len(pdf.pages) == made["archive"].pages
    assert "archive" in report.seconds


def test_an_archive_that_fails_leaves_the_last_good_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job.archive(MINIMAL, tmp_path, Steps(quiet=True))
    before = (tmp_path / "lamp-archive.pdf").read_bytes()
    monkeypatch.setattr(job, "archived", lambda *_: (b"spoiled", [Problem(Place("lamp-archive.pdf"), "P090", "no archive")]))
    with pytest.raises(ProblemsFound):
        job.archive(MINIMAL, tmp_path, Steps(quiet=True))
    assert (tmp_path / "lamp-archive.pdf").read_bytes() == before
