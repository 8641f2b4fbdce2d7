"""Widths: how wide words are in the book's type, before anything is laid out."""

from __future__ import annotations

from functools import cache
from typing import Literal

import uharfbuzz  # type: ignore[import-untyped]

from samizdat.styles import fonts

Style = Literal["normal", "italic"]


def width(text: str, style: Style = "normal", small_capitals: bool = False) -> float:
    """How wide a line of text is in ems of its letters, kerned, in the weight of text."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _font(style)
    uharfbuzz.shape(font, buffer, {"smcp": small_capitals, "onum": True, "pnum": True})
    return float(sum(position.x_advance for position in buffer.glyph_positions or ()) / font.face.upem)


@cache
def _font(style: Style) -> uharfbuzz.Font:
    path = next(font.path for font in fonts() if font.style == style and font.weight == 400)
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
