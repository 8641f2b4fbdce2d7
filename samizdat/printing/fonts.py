"""Fonts: whether all that a PDF uses are in it."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from samizdat.printing import streams

FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def missing(pdf: pikepdf.Pdf) -> list[str]:
    """The names of fonts that are not embedded, sorted."""
    return sorted({str(font.get("/BaseFont", name)).lstrip("/") for name, font in _fonts(pdf) if not _embedded(font)})


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    met: set[tuple[int, int]] = set()
    for drawing in streams.resources(pdf):
        for name, font in streams.entries(drawing.resources, "/Font"):
            if font.objgen == (0, 0) or font.objgen not in met:
                met.add(font.objgen)
                yield name, font


def _embedded(font: pikepdf.Object) -> bool:
    """A font of drawn glyphs (Type 3) is always in the file."""
    if font.get("/Subtype") == "/Type3":
        return True
    described = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
    return any(key in described.get("/FontDescriptor", {}) for key in FILES)
