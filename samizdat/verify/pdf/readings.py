"""What PDFium reads on the pages of a PDF: text, runs of letters with their boxes, what stands under links, whether there is a picture.

Reading is slow and depends on a page alone: its content, its fonts and other resources, its size and the rectangles of its links. So a page is read
once and its reading kept under the digest of all these, taken from the file that is judged. Pages to be read are shared out to workers.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pypdfium2.raw import (  # type: ignore[import-untyped]
    FPDF_PAGEOBJ_FORM,
    FPDF_PAGEOBJ_IMAGE,
    FPDF_PAGEOBJ_PATH,
    FPDF_PAGEOBJ_SHADING,
)

from samizdat import workers
from samizdat.files import write_whole

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
Run = tuple[Box, str]
"""Letters of one face and size on one line, and the box round them."""

RULES = 4
"""The most lines that stand on a page for the sake of order: under a running head, round a frame."""
FEW = 40
"""Pages that are sooner read here than by workers that have to be started."""
SHOWN_BY = ("/Contents", "/Resources", "/Rotate", "/UserUnit")
"""The entries of a page that say, with its boxes, what is seen on it (ISO 32000-1, 7.7.3.3)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as PDFium reads it: its text, its runs in the order of drawing, the text in each of the boxes asked for, and whether it has a picture."""

    text: str
    runs: tuple[Run, ...]
    under: tuple[str, ...]
    picture: bool


def readings(pdf: pikepdf.Pdf, data: bytes, boxes: Sequence[Sequence[Box]], kept: Path | None) -> list[Reading]:
    """The readings of all pages of an open PDF whose bytes are `data`, with the text in the `boxes` of each page; `kept` is the file that holds those
    of the last time (None: there is none).
    """
    known = _opened(kept)
    keys = _keys(pdf, boxes)
    missing = [number for number, key in enumerate(keys) if key not in known]
    known |= zip((keys[number] for number in missing), _read_all(data, missing, [boxes[number] for number in missing]), strict=True)
    if kept and missing:
        rows = {key: (one.text, one.runs, one.under, one.picture) for key, one in zip(keys, map(known.__getitem__, keys), strict=True)}
        write_whole(kept, json.dumps({"by": _by(), "readings": rows}, ensure_ascii=False).encode())
    return [known[key] for key in keys]


def read(data: bytes, numbers: Sequence[int], boxes: Sequence[Sequence[Box]]) -> list[Reading]:
    """The readings of the pages with these numbers, counted from 0."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [_reading(pdf[number], asked) for number, asked in zip(numbers, boxes, strict=True)]
    finally:
        pdf.close()


def _read_all(data: bytes, numbers: Sequence[int], boxes: Sequence[Sequence[Box]]) -> list[Reading]:
    hands = workers.cores()
    if len(numbers) <= FEW or hands == 1:
        return read(data, numbers, boxes)
    share = -(-len(numbers) // hands)
    starts = range(0, len(numbers), share)
    with ProcessPoolExecutor(hands, workers.start(), workers.leave_interrupts) as others:
        parts = [others.submit(read, data, numbers[start : start + share], boxes[start : start + share]) for start in starts]
        return list(chain.from_iterable(part.result() for part in parts))


def _reading(page: Any, asked: Sequence[Box]) -> Reading:
    text = page.get_textpage()
    around = [text.get_rect(number) for number in range(text.count_rects())]
    runs = tuple((tuple(box), text.get_text_bounded(*box)) for box in around)
    return Reading(text.get_text_range(), runs, tuple(text.get_text_bounded(*box).strip() for box in asked), _has_picture(page))


def _has_picture(page: Any) -> bool:
    """Whether an image or a form is on the page, or more lines than rules and frames need: an SVG is drawn with lines."""
    kinds = Counter(thing.type for thing in page.get_objects())
    return kinds[FPDF_PAGEOBJ_PATH] > RULES or any(kinds[kind] for kind in (FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_SHADING, FPDF_PAGEOBJ_FORM))


def _by() -> str:
    """What has read the pages: this code and PDFium."""
    return f"{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()} {pypdfium2.PDFIUM_INFO}"


def _opened(kept: Path | None) -> dict[str, Reading]:
    """The readings in a file; none where it cannot be read or others have read them."""
    try:
        held = json.loads(kept.read_bytes()) if kept else {}
        if held.get("by") != _by():
            return {}
        return {key: _from_row(row) for key, row in held["readings"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _from_row(row: Sequence[Any]) -> Reading:
    text, runs, under, picture = row
    return Reading(text, tuple((tuple(box), said) for box, said in runs), tuple(under), picture)


def _keys(pdf: pikepdf.Pdf, boxes: Sequence[Sequence[Box]]) -> list[str]:
    """The digest of each page with the boxes that are asked for."""
    seen: dict[tuple[int, int], bytes] = {}
    keys = []
    for page, asked in zip(pdf.pages, boxes, strict=True):
        digest = hashlib.sha256(repr((list(map(float, page.mediabox)), list(map(float, page.cropbox)), list(asked))).encode())
        for name in SHOWN_BY:
            digest.update(_digest(_inherited(page.obj, name), seen))
        keys.append(digest.hexdigest())
    return keys


def _inherited(page: pikepdf.Object, name: str) -> Any:
    """An entry of a page, or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    here = page
    while name not in here and "/Parent" in here:
        here = here.Parent
    return here.get(name)


def _digest(value: Any, seen: dict[tuple[int, int], bytes]) -> bytes:
    """The digest of an object and of all that it leads to; `seen` has those of indirect objects. One that leads back to itself stops there."""
    indirect = isinstance(value, pikepdf.Object) and value.is_indirect
    if indirect and value.objgen in seen:
        return seen[value.objgen]
    if indirect:
        seen[value.objgen] = b"round"
    digest = hashlib.sha256()
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for name in sorted(value.keys()):
            if name != "/Parent":
                digest.update(name.encode() + b"\0" + _digest(value[name], seen))
        if isinstance(value, pikepdf.Stream):
            digest.update(value.read_raw_bytes())
    elif isinstance(value, pikepdf.Array):
        digest.update(b"[" + b"".join(_digest(one, seen) if _leads_on(one) else repr(one).encode() for one in value))
    else:
        digest.update(f"{type(value).__name__} {value!r}".encode())
    if indirect:
        seen[value.objgen] = digest.digest()
    return digest.digest()


def _leads_on(value: Any) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array))
