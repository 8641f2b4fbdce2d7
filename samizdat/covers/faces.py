"""The book's faces as a cover measures them: widths shaped by HarfBuzz, which WeasyPrint shapes with too, and the letters that they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz  # type: ignore[import-untyped]

from samizdat import styles

UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that are never drawn; a font need not have them."""

STRANGER = 1.0
"""The width of a letter that the family lacks, in ems: that of a Chinese character, the widest that another font may put in."""


@dataclass(frozen=True, slots=True)
class Face:
    """A cut of the book's family (`style` is `normal` or `italic`, `weight` 400 or 700) with OpenType `features` by their tags and `spacing` between
    letters. All lengths are in ems."""

    style: str = "normal"
    weight: int = 400
    features: tuple[str, ...] = ()
    spacing: float = 0.0

    def width(self, line: str) -> float:
        """The width of a line."""
        return _advance(self.style, self.weight, self._shaping, line) + self.spacing * len(line)

    def overhang(self, line: str) -> tuple[float, float]:
        """How far the ink of a line stands out over its width on the left and on the right, as that of a last f does."""
        left, right = _ink(self.style, self.weight, self._shaping, line)
        return max(left, 0.0), max(right - self.spacing, 0.0)

    @property
    def _shaping(self) -> tuple[str, ...]:
        """Its features as HarfBuzz is told them; letters that are spaced are not ligated (CSS Text 3, 8.2)."""
        return (*self.features, *(("-liga", "-clig") if self.spacing else ()))

    @property
    def baseline(self) -> float:
        """From the top of a line box as high as the type to its base line (CSS 2.2, 10.8.1)."""
        extents = _font(self.style, self.weight).get_font_extents("ltr")
        return 0.5 + float(extents.ascender + extents.descender) / 2 / _upem(self.style, self.weight)

    @property
    def capital(self) -> float:
        """The height of its capitals."""
        font = _font(self.style, self.weight)
        extents = font.get_glyph_extents(font.get_nominal_glyph(ord("H")))
        return float(extents.y_bearing) / _upem(self.style, self.weight)

    @property
    def descent(self) -> float:
        """How far its letters hang below the base line."""
        font = _font(self.style, self.weight)
        extents = font.get_glyph_extents(font.get_nominal_glyph(ord("p")))
        return float(-extents.y_bearing - extents.height) / _upem(self.style, self.weight)

    def missing(self, texts: Iterable[str]) -> str:
        """The characters of `texts` that it has no glyph for, each once, sorted."""
        font = _font(self.style, self.weight)
        seen = {letter for text in texts for letter in text if not letter.isspace() and letter not in UNSEEN}
        return "".join(sorted(letter for letter in seen if not font.get_nominal_glyph(ord(letter))))


@cache
def _font(style: str, weight: int) -> uharfbuzz.Font:
    """The cut of the family that is nearest to the weight asked for."""
    cuts = [font for font in styles.fonts() if font.style == style]
    nearest = min(cuts, key=lambda font: abs(font.weight - weight))
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(nearest.path))))


def _upem(style: str, weight: int) -> int:
    return int(_font(style, weight).face.upem)


@lru_cache(maxsize=4096)
def _advance(style: str, weight: int, features: tuple[str, ...], line: str) -> float:
    buffer = _shaped(style, weight, features, line)
    upem = _upem(style, weight)
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return sum(float(place.x_advance if glyph.codepoint else STRANGER * upem) for glyph, place in glyphs) / upem


@lru_cache(maxsize=4096)
def _ink(style: str, weight: int, features: tuple[str, ...], line: str) -> tuple[float, float]:
    """How far the first and the last glyph of a line stand out over its advance; less than 0 where they do not."""
    buffer, font = _shaped(style, weight, features, line), _font(style, weight)
    if not buffer.glyph_infos:
        return 0.0, 0.0
    first, last = (font.get_glyph_extents(buffer.glyph_infos[place].codepoint) for place in (0, -1))
    out = last.x_bearing + last.width - buffer.glyph_positions[-1].x_advance
    return -float(first.x_bearing) / _upem(style, weight), float(out) / _upem(style, weight)


def _shaped(style: str, weight: int, features: tuple[str, ...], line: str) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(style, weight), buffer, {tag.removeprefix("-"): not tag.startswith("-") for tag in features})
    return buffer
