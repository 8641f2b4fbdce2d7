"""Pages of a PDF as lines of text with the places of their baselines, for tests on the printed page. Lengths are points, from above."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

UNSEEN = "\r\n\u2060\u200b\u00ad\ufffe"
NEAR = 0.7
"""Points: baselines as near as that are one line's, but for raised figures, which are smaller."""


@dataclass(frozen=True)
class Line:
    """What stands on one baseline: the text, where it begins and ends, the size of most of its letters."""

    text: str
    baseline: float
    left: float
    right: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """A page: its label, width and height, its lines from above, and whether a section opens on it."""

    label: str
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    opens: bool

    @property
    def recto(self) -> bool:
        """Whether it is a right-hand page."""
        return self.number % 2 == 1


def sheets(path: Path, sections: Collection[str] = ()) -> list[Sheet]:
    """The pages of a PDF; `sections` are the ids of what opens a page."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        pairs = pdf.Root.Names.Dests.Names
        places = {str(pairs[at]): numbers[pairs[at + 1][0].objgen] for at in range(0, len(pairs), 2)}
    opened = {places[section] for section in sections if section in places}
    with pypdfium2.PdfDocument(path) as document:
        return [
            Sheet(document.get_page_label(place), place + 1, *document[place].get_size(), tuple(_lines(document[place])), place in opened)
            for place in range(len(document))
        ]


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    text, height = page.get_textpage(), page.get_size()[1]
    rows: dict[float, list[tuple[float, str, float]]] = defaultdict(list)
    for place in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, place))
        if sign in UNSEEN or (sign == " " and pdfium.FPDFText_IsGenerated(text, place)):
            continue
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        size = pdfium.FPDFText_GetFontSize(text, place) * abs(matrix.d)
        base = next((row for row in rows if abs(row - (height - y.value)) < NEAR), height - y.value)
        rows[base].append((x.value, sign, size))
    return [_line(base, signs) for base, signs in sorted(rows.items()) if any(sign.strip() for _, sign, _ in signs)]


def _line(base: float, signs: list[tuple[float, str, float]]) -> Line:
    sizes = sorted(size for _, _, size in signs)
    places = [x for x, sign, _ in signs if sign.strip()]
    return Line("".join(sign for _, sign, _ in signs).strip(), base, min(places), max(places), sizes[len(sizes) // 2])
