"""A cover as it looks: its tones, and the barcode on it, read from the page as PDFium draws it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import Any

from PIL import Image

from samizdat.preflight.boxes import Box

PPI = 300.0
"""As fine as a barcode's thinnest bar needs: four pixels to a module of 0.33 mm."""
LARGEST = 30_000_000
"""Pixels that a page is drawn with at the most."""
COARSE_PPI = 72.0


@dataclass(frozen=True, slots=True)
class Code:
    """A barcode: its number, and where its bars stand, in points."""

    number: str
    box: Box


@dataclass(frozen=True, slots=True)
class Look:
    """How a page looks: grey tones of 0 (black) to 255 by rows from the head, `across` of them to a row and `up` rows, over `frame` in points; the barcodes
    of books on it; `reads` is whether barcodes could be looked for at all."""

    frame: Box
    across: int
    up: int
    tones: bytes
    codes: tuple[Code, ...] = ()
    reads: bool = False

    def within(self, box: Box) -> bytes:
        """The tones inside a rectangle, sorted from dark to light."""
        wide, high = self.across / max(self.frame.width, 1e-6), self.up / max(self.frame.height, 1e-6)
        left, right = (round((x - self.frame.left) * wide) for x in (box.left, box.right))
        top, foot = (round((self.frame.high - y) * high) for y in (box.high, box.low))
        rows = range(max(0, top), min(self.up, foot))
        return bytes(
            sorted(b"".join(self.tones[row * self.across + max(0, left) : row * self.across + min(self.across, right)] for row in rows))
        )


def look(page: Any) -> Look:
    """How a page of PDFium looks; a page turned or without extent has no tones."""
    left, low, right, high = (float(edge) for edge in page.get_cropbox())
    frame = Box(left, low, right, high)
    scale = min(PPI / 72, (LARGEST / max(frame.width * frame.height, 1.0)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    small = COARSE_PPI / 72 / scale
    coarse = picture.resize((max(1, round(picture.width * small)), max(1, round(picture.height * small))), Image.Resampling.BOX)
    reads = importlib.util.find_spec("zxingcpp") is not None
    return Look(frame, coarse.width, coarse.height, coarse.tobytes(), _codes(picture, frame) if reads else (), reads)


def _codes(picture: Image.Image, frame: Box) -> tuple[Code, ...]:
    import zxingcpp

    found = [code for code in zxingcpp.read_barcodes(picture) if code.format == zxingcpp.BarcodeFormat.EAN13]
    return tuple(sorted((Code(code.text, _box(code.position, picture, frame)) for code in found), key=lambda code: code.number))


def _box(position: Any, picture: Image.Image, frame: Box) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    across, down = (
        [corner.x * frame.width / picture.width for corner in corners],
        [corner.y * frame.height / picture.height for corner in corners],
    )
    return Box(frame.left + min(across), frame.high - max(down), frame.left + max(across), frame.high - min(down))
