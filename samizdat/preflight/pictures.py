"""The pixels of a picture: how many there are, and how much ink the densest of them ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import pikepdf
from PIL import Image

from samizdat.preflight import colours
from samizdat.preflight.spaces import Space

LARGEST = 200_000_000
"""Pixels: a picture with more is not looked at."""
LOOKED_AT = 500_000
"""Pixels that are looked at of a picture, spread evenly."""
PERCENTILE = 0.999
"""A few dense pixels are no stain: what 99.9 per cent of them stay under."""
CODED = ("/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
"""Filters that qpdf does not undo."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """How wide and high a picture is, its bits for each number, the ink of its densest points in per cent (None where that is not known), and why it
    could not be looked at."""

    width: int
    height: int
    bits: int
    ink: float | None = None
    fault: str = ""


def read(said: Any, space: Space) -> Pixels:
    """The pixels of a picture (its stream) whose colours are in `space`. Only what can ask for more than one ink is decoded."""
    width, height = (max(1, int(said.get(key, said.get(short, 1)))) for key, short in (("/Width", "/W"), ("/Height", "/H")))
    mask = bool(said.get("/ImageMask", said.get("/IM", False)))
    bits = 1 if mask else int(said.get("/BitsPerComponent", said.get("/BPC", 8)))
    if mask or not _many_inks(space):
        return Pixels(width, height, bits, None if mask or space.last.components == 3 else 100.0)
    if width * height > LARGEST:
        return Pixels(width, height, bits, None, f"{width} × {height} pixels are more than are looked at")
    if bits != 8 or _filters(said) & set(CODED):
        return Pixels(width, height, bits)
    try:
        return Pixels(width, height, bits, _ink(said, space, width, height))
    except (pikepdf.PdfError, ValueError, MemoryError, NotImplementedError) as error:
        return Pixels(width, height, bits, None, f"its pixels cannot be read ({error})")


def _many_inks(space: Space) -> bool:
    """Whether a point can have more than one ink, and the inks are known."""
    return len(colours.inks(space)) > 1


def _filters(said: Any) -> set[str]:
    filters = said.get("/Filter", ())
    return {str(name) for name in ([filters] if isinstance(filters, pikepdf.Name) else filters)}


def _ink(said: Any, space: Space, width: int, height: int) -> float | None:
    """The percentile of the inks of the pixels, in per cent."""
    data, count = bytes(said.read_bytes(pikepdf.StreamDecodeLevel.all)), space.components
    if len(data) < width * height * count:
        raise ValueError("there are fewer than it says")
    if space.family == "Indexed":
        totals: Counter[float] = Counter()
        for value, number in Counter(_sample(data, width, height)).items():
            totals[colours.colour(space, [value]).total] += number
        return _percentile(totals)
    bands = _bands(data, width, height) if count == 4 else [_sample(data[band::count], width, height) for band in range(count)]
    sums = Counter(map(sum, zip(*bands, strict=True)))
    most = 255 * count
    return _percentile(Counter({100 * (most - total if _turned(said) else total) / 255: number for total, number in sums.items()}))


def _turned(said: Any) -> bool:
    """Whether the picture says its inks the other way round (Decode 1 0)."""
    decode = said.get("/Decode", said.get("/D", ()))
    return len(decode) > 1 and float(decode[0]) > float(decode[1])


def _step(width: int, height: int) -> int:
    return max(1, round(sqrt(width * height / LOOKED_AT)))


def _sample(data: bytes, width: int, height: int) -> bytes:
    step = _step(width, height)
    return data if step == 1 else b"".join(data[row * width : (row + 1) * width : step] for row in range(0, height, step))


def _bands(data: bytes, width: int, height: int) -> Sequence[bytes]:
    """Four inks, taken apart by Pillow, which is faster than slicing."""
    image = Image.frombytes("CMYK", (width, height), data[: width * height * 4])
    step = _step(width, height)
    if step > 1:
        image = image.resize((max(1, width // step), max(1, height // step)), Image.Resampling.NEAREST)
    return [band.tobytes() for band in image.split()]


def _percentile(totals: Counter[float]) -> float:
    left = sum(totals.values()) * (1 - PERCENTILE)
    for total in sorted(totals, reverse=True):
        left -= totals[total]
        if left <= 0:
            return total
    return 0.0
