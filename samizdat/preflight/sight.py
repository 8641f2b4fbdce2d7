"""What can be seen of a PDF: its words and where they stand, how a page looks. PDFium reads and draws."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from samizdat.preflight.boxes import Box
from samizdat.preflight.codes import Look, look
from samizdat.preflight.document import Line

MOST_LINES = 3000
"""Lines of a page that are kept."""
THUMBNAIL_PX, WIDE_PX = 420, 960
"""The longer side of a page drawn small; of one wider than high, as covers are."""
TONES = 32


@dataclass(slots=True)
class Sight:
    """What was seen: the text of each page and its lines, how the first page looks (None where that was not asked), what could not be read."""

    words: dict[int, tuple[str, tuple[Line, ...]]] = field(default_factory=dict)
    look: Look | None = None
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A page drawn small: a PNG of so many pixels, and what of the page it shows, in points; `turned` as the page is, in degrees."""

    png: bytes
    width: int
    height: int
    frame: Box
    turned: int


def see(path: Path, count: int, looks: bool) -> Sight:
    """The words of the first `count` pages of the PDF at `path`; `looks` says whether its first page is looked at too."""
    seen = Sight()
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        seen.faults.append(f"its words cannot be read ({error})")
        return seen
    try:
        for index in range(min(count, len(document))):
            _see_page(document, index, seen, looks and index == 0)
    finally:
        document.close()
    return seen


def _see_page(document: Any, index: int, seen: Sight, looks: bool) -> None:
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        seen.faults.append(f"the words of page {index + 1} cannot be read ({error})")
        return
    try:
        seen.words[index + 1] = str(text.get_text_range()), tuple(_lines(text))
        if looks and not page.get_rotation():
            seen.look = look(page)
    finally:
        text.close()
        page.close()


def _lines(text: Any) -> Iterator[Line]:
    left, high, right, low = (ctypes.c_double() for _ in range(4))
    for number in range(min(MOST_LINES, pdfium.FPDFText_CountRects(text, 0, -1))):
        if pdfium.FPDFText_GetRect(text, number, left, high, right, low):
            box = Box(left.value, low.value, right.value, high.value)
            said = str(text.get_text_bounded(box.left, box.low, box.right, box.high)).strip()
            if said:
                yield Line(box, said)


def draw(path: Path, numbers: Sequence[int]) -> dict[int, Thumbnail]:
    """Pages of the PDF at `path` (1 is the first), drawn small; those that cannot be drawn are left out."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return {}
    found = {}
    try:
        for number in numbers:
            if 1 <= number <= len(document) and (drawn := _drawn(document, number - 1)):
                found[number] = drawn
    finally:
        document.close()
    return found


def _drawn(document: Any, index: int) -> Thumbnail | None:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        left, low, right, high = (float(edge) for edge in page.get_cropbox())
        longest = WIDE_PX if right - left > high - low else THUMBNAIL_PX
        few = page.render(scale=longest / max(right - left, high - low, 1.0)).to_pil().convert("RGB").quantize(TONES)
        stream = io.BytesIO()
        few.save(stream, "PNG", optimize=True)
        return Thumbnail(stream.getvalue(), few.width, few.height, Box(left, low, right, high), int(page.get_rotation()))
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    finally:
        page.close()
