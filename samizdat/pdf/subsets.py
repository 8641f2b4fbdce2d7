"""Subsets: each part of a joined PDF has its own subset of each font; they become one. WeasyPrint keeps the numbers of glyphs, so no text changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import fontTools  # type: ignore[import-untyped]
import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import OVERLAP_COMPOUND, Glyph, flagOverlapSimple  # type: ignore[import-untyped]
from fontTools.ttLib.tables.ttProgram import Program  # type: ignore[import-untyped]

from samizdat.files import write_whole

PAIR = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", re.MULTILINE)
FONTS_KEPT = 32
"""Merged fonts that stay in a cache, at the most: a book has two to six."""
BATCH = 100
"""Pairs in one `bfchar` section, at the most (ISO 32000-1, 9.10.3)."""


def merge_fonts(whole: pikepdf.Pdf, cache: Path | None = None) -> None:
    """Make one font of those that have the same name and TrueType outlines, with the glyphs of all; others stay as they are. The folder `cache`
    keeps fonts that were made.
    """
    places: dict[str, list[tuple[pikepdf.Object, str]]] = {}
    for resources in _font_resources(whole):
        for key, font in resources.items():
            if str(font.get("/Encoding")) == "/Identity-H" and "/FontFile2" in font.DescendantFonts[0].FontDescriptor:
                places.setdefault(f"{key} {font.BaseFont}", []).append((resources, key))
    for same in places.values():
        if len(same) > 1:
            merged = _merged(whole, [resources[key] for resources, key in same], cache)
            for resources, key in same:
                resources[key] = merged


def characters(font: pikepdf.Object) -> dict[int, str]:
    """The text that each glyph of a font stands for."""
    pairs = PAIR.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for glyph, text in pairs}


def fonts(whole: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The fonts of a PDF, each once."""
    found = {font.objgen: font for resources in _font_resources(whole) for _, font in resources.items()}
    return iter(found.values())


def _font_resources(whole: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The dictionaries of fonts in a PDF, each once."""
    found = {page.obj.Resources.Font.objgen: page.obj.Resources.Font for page in whole.pages if "/Font" in page.obj.Resources}
    return iter(found.values())


def _merged(whole: pikepdf.Pdf, same: Sequence[pikepdf.Object], cache: Path | None) -> pikepdf.Object:
    font, inner = same[0], same[0].DescendantFonts[0]
    data = _kept_union([(one.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes(), glyphs) for one, glyphs in _enough(same)], cache)
    widths = {glyph: width for one in same for glyph, width in _widths(one.DescendantFonts[0].W)}
    inner.W = pikepdf.Array([value for glyph in sorted(widths) for value in (glyph, pikepdf.Array([widths[glyph]]))])
    box = inner.FontDescriptor.FontBBox
    box[2] = max(one.DescendantFonts[0].FontDescriptor.FontBBox[2] for one in same)
    inner.FontDescriptor.FontFile2 = whole.make_stream(data, Length1=len(data))
    texts: dict[bytes, bytes] = {}
    for one in same:
        texts = dict(PAIR.findall(one.ToUnicode.read_bytes())) | texts
    font.ToUnicode = whole.make_stream(_to_unicode(font.ToUnicode.read_bytes(), texts))
    return font


def _kept_union(subsets: Sequence[tuple[bytes, set[int]]], cache: Path | None) -> bytes:
    """The union of subsets, from the folder `cache` where it was made before."""
    if cache is None:
        return union(subsets)
    digest = hashlib.sha256(f"{fontTools.version} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}".encode())
    for data, glyphs in subsets:
        digest.update(hashlib.sha256(data).digest() + repr(sorted(glyphs)).encode())
    place = cache / f"{digest.hexdigest()}.font"
    try:
        size, _, data = place.read_bytes().partition(b"\n")
        if int(size) == len(data):
            return data
    except (OSError, ValueError):
        pass
    data = union(subsets)
    write_whole(place, b"%d\n%s" % (len(data), data))
    for old in sorted(cache.glob("*.font"), key=lambda path: path.stat().st_mtime_ns)[:-FONTS_KEPT]:
        old.unlink(missing_ok=True)
    return data


def _enough(same: Sequence[pikepdf.Object]) -> Iterator[tuple[pikepdf.Object, set[int]]]:
    """Fonts that have together the glyphs of all, the fullest first, each with the glyphs that those before it have not."""
    had: set[int] = set()
    glyphs = [(one, {glyph for glyph, _ in _widths(one.DescendantFonts[0].W)}) for one in same]
    for one, own in sorted(glyphs, key=lambda pair: -len(pair[1])):
        if own - had:
            yield one, own - had
            had |= own


def _widths(array: pikepdf.Object) -> Iterator[tuple[int, object]]:
    """Glyphs and widths of an array of runs, each its first glyph and the widths from there (ISO 32000-1, 9.7.4.3)."""
    values = list(array)
    for first, run in zip(values[::2], values[1::2], strict=True):
        yield from enumerate(run, int(first))


def _to_unicode(cmap: bytes, texts: dict[bytes, bytes]) -> bytes:
    """The character map `cmap` with these pairs in the place of its own."""
    head, tail = cmap[: cmap.index(b"endcodespacerange")], cmap[cmap.rindex(b"endcmap") :]
    pairs = [b"<%s> <%s>" % pair for pair in sorted(texts.items())]
    batches = [pairs[start : start + BATCH] for start in range(0, len(pairs), BATCH)]
    sections = [b"%d beginbfchar\n%s\nendbfchar\n" % (len(batch), b"\n".join(batch)) for batch in batches]
    return head + b"endcodespacerange\n" + b"".join(sections) + tail


def union(subsets: Sequence[tuple[bytes, set[int]]]) -> bytes:
    """One TrueType font of the given glyphs of several subsets of one font that have kept their numbers.

    An accented letter becomes an outline of its own: the parts it is put together from have other numbers in each subset.
    """
    parts = [(TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False), glyphs) for data, glyphs in subsets]
    whole = max((part for part, _ in parts), key=lambda part: part["maxp"].numGlyphs)
    made, metrics = dict.fromkeys(whole.getGlyphOrder(), Glyph()), dict(whole["hmtx"].metrics)
    for part, glyphs in parts:
        for number in glyphs:
            name, own = part.getGlyphName(number), whole.getGlyphName(number)
            made[own], metrics[own] = _outline(part["glyf"], name), part["hmtx"].metrics[name]
        for field, value in vars(part["maxp"]).items():
            if field.startswith("max"):
                setattr(whole["maxp"], field, max(value, getattr(whole["maxp"], field)))
    whole["glyf"].glyphs, whole["hmtx"].metrics = made, metrics
    data = BytesIO()
    whole.save(data)
    return data.getvalue()


def _outline(outlines: Any, name: str) -> Any:
    """A glyph, simple, and drawn as before: contours that may overlap stay marked so."""
    glyph = outlines[name]
    if glyph.isComposite():
        overlaps = any(part.flags & OVERLAP_COMPOUND for part in glyph.components)
        glyph.coordinates, glyph.endPtsOfContours, glyph.flags = glyph.getCoordinates(outlines)
        glyph.numberOfContours = len(glyph.endPtsOfContours)
        glyph.flags[0] |= flagOverlapSimple if overlaps else 0
        glyph.program = Program()
        glyph.program.fromBytecode(b"")
        glyph.coordinates.toInt()
    return glyph
