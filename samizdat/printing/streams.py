"""Content streams: everything in a PDF that draws, each with its resources, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Drawing:
    """One that draws: `holder` is a page's dictionary or the stream of a form, a pattern, a glyph or a soft mask; `page` the first that it was
    met on, from 1; `mask` is whether it is drawn for a soft mask, and not to be printed."""

    holder: pikepdf.Object
    resources: pikepdf.Object
    page: int
    mask: bool = False


def drawings(pdf: pikepdf.Pdf) -> Iterator[Drawing]:
    """All that draws in a PDF. A page and what it may draw with come one after the other."""
    met: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        if "/Resources" not in page.obj:
            page.obj.Resources = pikepdf.Dictionary()
        yield Drawing(page.obj, page.obj.Resources, number)
        yield from _within(Drawing(page.obj, page.obj.Resources, number), met)


def resources(pdf: pikepdf.Pdf) -> Iterator[Drawing]:
    """Drawings of a PDF again, but one for each dictionary of resources."""
    met: set[tuple[int, int]] = set()
    for drawing in drawings(pdf):
        key = drawing.resources.objgen
        if key == (0, 0) or key not in met:
            met.add(key)
            yield drawing


def entries(resources: pikepdf.Object, kind: str) -> Iterator[tuple[str, pikepdf.Object]]:
    """The resources of one kind, as “/XObject”, by name."""
    yield from resources.get(kind, pikepdf.Dictionary()).items()


def masks(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The soft masks in the graphics states of `resources`."""
    for _, state in entries(resources, "/ExtGState"):
        if isinstance(state.get("/SMask"), pikepdf.Dictionary):
            yield state.SMask


def _within(outer: Drawing, met: set[tuple[int, int]]) -> Iterator[Drawing]:
    """What is drawn with the resources of `outer`."""
    if outer.resources.objgen in met:
        return
    if outer.resources.objgen != (0, 0):
        met.add(outer.resources.objgen)
    for stream, resources, mask in _streams(outer.resources):
        if stream.objgen not in met:
            met.add(stream.objgen)
            inner = Drawing(stream, resources, outer.page, outer.mask or mask)
            yield inner
            yield from _within(inner, met)


def _streams(outer: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object, bool]]:
    """Each stream that `outer` names, the resources that it draws with, and whether it is a soft mask."""
    for _, one in entries(outer, "/XObject"):
        if one.get("/Subtype") == "/Form":
            yield one, one.get("/Resources", outer), False
    for _, one in entries(outer, "/Pattern"):
        if one.get("/PatternType") == 1:
            yield one, one.get("/Resources", outer), False
    for mask in masks(outer):
        yield mask.G, mask.G.get("/Resources", outer), True
    for _, font in entries(outer, "/Font"):
        if font.get("/Subtype") == "/Type3":
            for _, glyph in font.CharProcs.items():
                yield glyph, glyph.get("/Resources", font.get("/Resources", outer)), False
