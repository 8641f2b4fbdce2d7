"""Readings of pages kept from one time to the next: the file on disk is judged, whatever was read before."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from verify.by_hand import SLUG, manuscript, print_pdf

from samizdat import verify
from samizdat.verify.pdf import readings


def codes(folder: Path) -> set[str]:
    (folder / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    return {problem.code for problem in verify.verify(folder, SLUG, ["pdf"], cache=folder / "cache")}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A folder with a good PDF that has been verified, with its readings."""
    print_pdf(tmp_path / f"{SLUG}.pdf")
    assert codes(tmp_path) == set()
    assert (tmp_path / f"cache/{SLUG}.json").exists()
    return tmp_path


def test_a_page_that_is_as_it_was_is_not_read_again(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read = readings.read
    monkeypatch.setattr(readings, "read", lambda data, numbers, boxes: (asked.extend(numbers), read(data, numbers, boxes))[1])
    assert codes(good) == set()
    assert asked == []


def spoil_content(pdf: pikepdf.Pdf) -> None:
    """No words are shown any more on the last page."""
    page = pdf.pages[-1]
    page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes().replace(b" TJ", b" pop").replace(b" Tj", b" pop"))


def spoil_font(pdf: pikepdf.Pdf) -> None:
    """The glyphs are drawn as before, but stand for other letters."""
    for page in pdf.pages:
        for font in page.obj.Resources.Font.values():
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0061>", b"<0062>"))


@pytest.mark.parametrize("spoil", [spoil_content, spoil_font])
def test_a_planted_fault_is_found_with_the_readings_of_the_good_one(good: Path, spoil: object) -> None:
    with pikepdf.open(good / f"{SLUG}.pdf", allow_overwriting_input=True) as pdf:
        spoil(pdf)  # type: ignore[operator]
        pdf.save(good / f"{SLUG}.pdf")
    assert "P030" in codes(good)


def test_spoiled_readings_are_read_anew(good: Path) -> None:
    for text in ("{", "[]", '{"by": "another", "readings": {}}'):
        (good / f"cache/{SLUG}.json").write_text(text)
        assert codes(good) == set()


def test_pages_shared_out_to_workers_are_read_as_here(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (good / f"{SLUG}.pdf").read_bytes()
    with pikepdf.open(good / f"{SLUG}.pdf") as pdf:
        boxes = [[(0.0, 0.0, 100.0, 100.0)] for _ in pdf.pages]
        here = readings.readings(pdf, data, boxes, None)
        monkeypatch.setattr(readings, "FEW", 0)
        monkeypatch.setattr(readings.workers, "cores", lambda: 2)
        assert readings.readings(pdf, data, boxes, None) == here
