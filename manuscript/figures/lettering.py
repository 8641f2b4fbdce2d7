"""Words as outlines: a figure then looks the same on every device, whatever fonts it has.

Lines of text are shaped by HarfBuzz with the book's own type, and each glyph is drawn once and used where it stands.
"""

from __future__ import annotations

from pathlib import Path

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
FILES = {"roman": "EBGaramond-Regular.ttf", "italic": "EBGaramond-Italic.ttf"}
FEATURES = {"kern": True, "liga": True, "onum": True, "pnum": True}


def number(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Lettering:
    """The words of one figure at one size (in the figure's units); keeps the outlines that `definitions` writes."""

    def __init__(self, size: float) -> None:
        self.size = size
        self._outlines: dict[str, str] = {}
        self._fonts = {style: TTFont(FONTS / name) for style, name in FILES.items()}
        faces = {style: uharfbuzz.Face(uharfbuzz.Blob.from_file_path(FONTS / name)) for style, name in FILES.items()}
        self._shapers = {style: uharfbuzz.Font(face) for style, face in faces.items()}

    def line(self, x: float, y: float, runs: list[tuple[str, str]], anchor: str = "start") -> str:
        """SVG for a line of `runs` (words, style) on the baseline `y`; `anchor` says which point of it stands at `x`: start, middle or end."""
        shaped = [(style, *self._shape(words, style)) for words, style in runs]
        width = sum(advance for _, _, advance in shaped)
        at = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        uses = []
        for style, glyphs, advance in shaped:
            uses += [f'<use href="#{self._outline(style, glyph)}" x="{number(at + dx)}" y="{number(y)}"/>' for glyph, dx in glyphs]
            at += advance
        return "".join(uses)

    def width(self, runs: list[tuple[str, str]]) -> float:
        """How wide a line of `runs` is."""
        return sum(self._shape(words, style)[1] for words, style in runs)

    def definitions(self) -> str:
        """The outlines of all glyphs used so far."""
        return "<defs>" + "\n".join(f'<path id="{name}" d="{path}"/>' for name, path in self._outlines.items()) + "</defs>"

    def _shape(self, words: str, style: str) -> tuple[list[tuple[str, float]], float]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._shapers[style], buffer, FEATURES)
        scale = self.size / self._fonts[style]["head"].unitsPerEm
        glyphs, at = [], 0.0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append((self._fonts[style].getGlyphName(info.codepoint), (at + position.x_offset) * scale))
            at += position.x_advance
        return glyphs, at * scale

    def _outline(self, style: str, glyph: str) -> str:
        name = f"{style}-{glyph}"
        if name not in self._outlines:
            scale = self.size / self._fonts[style]["head"].unitsPerEm
            glyphs = self._fonts[style].getGlyphSet()
            pen = SVGPathPen(glyphs, ntos=number)
            glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
            self._outlines[name] = pen.getCommands()
        return name
