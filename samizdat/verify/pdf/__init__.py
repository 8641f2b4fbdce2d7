"""The print PDF read back from its file (family P): the file itself, its names and outline, its notes, its words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from samizdat.problems import Place, Problem
from samizdat.verify import rules
from samizdat.verify.pdf import inspection, notes, text, ways
from samizdat.verify.pdf.sheets import read
from samizdat.verify.truth import Truth


def check(
    path: Path, shown: str, truth: Truth, trim_mm: tuple[float, float] | None = None, pictures: Path | None = None, kept: Path | None = None
) -> list[Problem]:
    """What is wrong with the PDF at `path`; `trim_mm` is the width and height it ought to have, in mm (left out, the size of most pages),
    `pictures` the folder that the addresses of pictures start from, for the words that stand in drawings, `kept` the file where readings of pages
    are kept from one time to the next."""
    try:
        data = path.read_bytes()
        with ThreadPoolExecutor(1) as beside, pikepdf.open(path) as pdf:
            damages = beside.submit(_damages, path)
            print_ = read(pdf, data, text.running_heads(truth), truth.keys, notes.homes(truth), kept)
            inspected = inspection.check(pdf, shown, print_, truth.language, trim_mm)
            found = [*ways.check(print_, shown, truth), *notes.check(print_, shown, truth), *text.check(print_, shown, truth, pictures)]
            inspected += [rules.problem("P", 1, Place(shown), f"the PDF is damaged: {damage}") for damage in damages.result()]
    except (OSError, pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        return [rules.problem("P", 1, Place(shown), f"the PDF cannot be read: {error}")]
    return [*inspected, *found]


def _damages(path: Path) -> list[str]:
    """What qpdf says of the syntax; it takes its time without holding Python, so it is asked beside the rest, in a file opened for it alone."""
    with pikepdf.open(path) as pdf:
        return pdf.check_pdf_syntax()
