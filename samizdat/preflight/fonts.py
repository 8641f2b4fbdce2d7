"""The fonts of a PDF: whether and how they are embedded, and whether a text asks them for letters that they have not (ISO 32000-1, 9.6 to 9.9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
STANDARD = frozenset(
    "Courier Courier-Bold Courier-Oblique Courier-BoldOblique Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique Times-Roman Times-Bold "
    "Times-Italic Times-BoldItalic Symbol ZapfDingbats".split()
)
"""The fonts that every viewer has (ISO 32000-1, 9.6.2.2), and no press."""

SPACE = 32
"""A code that asks for nothing to be drawn."""


@dataclass(frozen=True, slots=True, order=True)
class Font:
    """A font in the file: its name, its kind (`Type0`, `TrueType`…), whether it is embedded, and cut to the letters used."""

    name: str
    kind: str
    embedded: bool
    subset: bool


Asks = Callable[[bytes], int]
"""How many letters that a font has not a string asks for."""


def read(font: Any) -> Font:
    """The font that a dictionary describes."""
    kind = str(font.get("/Subtype", "/unknown")).lstrip("/")
    bearer = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    names = (font.get("/BaseFont", ""), bearer.get("/BaseFont", ""), bearer.get("/FontDescriptor", {}).get("/FontName", ""))
    return Font(font_name(font), kind, embedded(font), kind == "Type3" or any(str(name)[7:8] == "+" for name in names))


def font_name(font: Any) -> str:
    """The name of a font, without the six letters of a subset."""
    name = str(font.get("/BaseFont", font.get("/Name", "without a name"))).lstrip("/")
    return name[7:] if name[6:7] == "+" else name


def embedded(font: Any) -> bool:
    """Whether the letters of a font are in the file; those of a Type 3 font always are."""
    if font.get("/Subtype") == "/Type3":
        return True
    bearer = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return any(key in bearer.get("/FontDescriptor", {}) for key in FILES)


def missing(font: Any) -> Asks:
    """What counts the letters that a string asks for and `font` has not: glyph 0 of a composite font whose codes are glyphs, a code outside the range or
    named `.notdef` of a simple one. Other encodings are not read: nothing is counted."""
    if "/DescendantFonts" in font:
        if str(font.get("/Encoding", "")) not in ("/Identity-H", "/Identity-V"):
            return _none
        table = font.DescendantFonts[0].get("/CIDToGIDMap")
        return _composite(table.read_bytes() if isinstance(table, pikepdf.Stream) else b"")
    return _simple(font)


def _none(_: bytes) -> int:
    return 0


def _composite(table: bytes) -> Asks:
    def count(text: bytes) -> int:
        codes = range(0, len(text) - 1, 2)
        if not table:
            return sum(text[place] == 0 and text[place + 1] == 0 for place in codes) if b"\0\0" in text else 0
        starts = (2 * (text[place] << 8 | text[place + 1]) for place in codes)
        return sum(not any(table[start : start + 2]) for start in starts)

    return count


def _simple(font: Any) -> Asks:
    if font.get("/Subtype") == "/Type3" or "/FirstChar" not in font or "/LastChar" not in font:
        return _none
    known = {SPACE, *range(int(font.FirstChar), int(font.LastChar) + 1)}
    encoding = font.get("/Encoding")
    code = 0
    for one in encoding.get("/Differences", ()) if isinstance(encoding, pikepdf.Dictionary) else ():
        if isinstance(one, int):
            code = int(one)
        else:
            known -= {code} if str(one) == "/.notdef" else set()
            code += 1
    return lambda text: sum(byte not in known for byte in text)
