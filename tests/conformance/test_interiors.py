"""The printer's interior of whole books: the same letters in the same places, in black alone, in a file that another reader has nothing to say of."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Builder

from samizdat import printers, printing
from samizdat.book import MM_PER_INCH, Trim
from samizdat.printing import streams

BOOKS = ("scholarly", "manuscript")


def job(screen: Path) -> printing.Job:
    """A job for the trim of a PDF, for PDF/X-1a."""
    with pikepdf.open(screen) as pdf:
        width, height = (float(side) / 72 * MM_PER_INCH for side in pdf.pages[0].obj.TrimBox[2:])  # type: ignore[index]
    return printing.Job(Trim(width, height), "A Book", ("An Author",), "", "en", datetime(2026, 1, 1, tzinfo=UTC), condition="FOGRA52")


def letters(pdf: bytes) -> list[tuple[str, list[tuple[float, ...]]]]:
    """The text of every page, and where each letter stands."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    return [(page.get_text_range(), [page.get_charbox(n) for n in range(page.count_chars())]) for page in pages]


@pytest.mark.parametrize("name", BOOKS)
def test_no_letter_moves(built: Builder, name: str) -> None:
    screen = built(name).pdf
    before, after = (
        letters(pdf)
        for pdf in (screen.read_bytes(), printing.interior(screen.read_bytes(), printers.printer("offset-eu"), job(screen)).pdf)
    )
    assert after[: len(before)] == before
    assert len(after) % 4 == 0
    assert not "".join(text for text, _ in after[len(before) :])


@pytest.mark.parametrize("name", BOOKS)
def test_the_file_is_black_and_earns_its_name(built: Builder, tmp_path: Path, name: str) -> None:
    screen = built(name).pdf
    made = printing.interior(screen.read_bytes(), printers.printer("ingramspark"), job(screen))
    assert (made.standard, made.problems) == ("PDF/X-1a:2003", ())
    path = tmp_path / "interior.pdf"
    path.write_bytes(made.pdf)
    with pikepdf.open(path) as pdf:
        for drawing in streams.drawings(pdf):
            assert not pikepdf.parse_content_stream(drawing.holder, "rg RG k K cs CS sc SC scn SCN")
    if shutil.which("gs") is None:
        pytest.skip("ghostscript is not installed, and its reading is left out: apt-get install ghostscript")
    said = subprocess.run(["gs", "-q", "-o", "-", "-sDEVICE=inkcov", path], capture_output=True, text=True, check=True)
    assert said.stderr == ""
    assert {tuple(line.split()[:3]) for line in said.stdout.splitlines()} == {("0.00000",) * 3}
