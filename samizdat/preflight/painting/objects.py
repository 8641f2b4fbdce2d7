"""The operators that paint pictures, forms and shadings (ISO 32000-1, 8.7 to 8.10)."""

from __future__ import annotations

from typing import Any

import pikepdf

from samizdat.preflight import boxes, matrices, spaces
from samizdat.preflight.boxes import Box
from samizdat.preflight.matrices import IDENTITY
from samizdat.preflight.painting.painted import Picture, note
from samizdat.preflight.painting.patterns import shading
from samizdat.preflight.painting.run import Operator, Run

INLINE = "INLINE IMAGE"
"""What pikepdf calls a picture in the content stream."""
UNIT = Box(0, 0, 1, 1)


def do(run: Run, said: Any) -> None:
    """Do"""
    thing = run.resources.XObject[str(said[0])]
    kind = str(thing.get("/Subtype", ""))
    if kind == "/Form":
        form(run, thing)
    elif kind == "/Image":
        picture(run, thing)


def form(run: Run, said: Any) -> None:
    """Paint a form: a content stream with a matrix, a rectangle that clips, and resources of its own."""
    inner = run.inner(said.get("/Resources", run.resources))
    inner.state.here = matrices.times(matrices.matrix(said.get("/Matrix", IDENTITY)), inner.state.here)
    box = boxes.rectangle(said.get("/BBox"))
    if box is not None:
        inner.state.clip = inner.seen(matrices.around(inner.state.here, box))
    if said.get("/Group", {}).get("/S") == "/Transparency" and inner.state.clip is not None:
        note(run.sheet.painted.features, "a transparency group", inner.state.clip)
    run.sheet.follow(said, inner)


def picture(run: Run, said: Any) -> None:
    """Tell of a picture: a square of one by one that the matrix has drawn out."""
    state, painted = run.state, run.sheet.painted
    box = run.seen(matrices.around(state.here, UNIT))
    if box is None or not box.meets(run.sheet.cut):
        return
    mask = bool(said.get("/ImageMask", said.get("/IM", False)))
    space = spaces.read(said.get("/ColorSpace", said.get("/CS", pikepdf.Name.DeviceGray)), run.resources)
    pixels = run.sheet.shelf.pixels(said, space)
    ppi = min(pixels.width * 72 / max(matrices.across(state.here), 1e-6), pixels.height * 72 / max(matrices.upward(state.here), 1e-6))
    if isinstance(said.get("/SMask"), pikepdf.Stream):
        note(painted.features, "a picture with a soft mask", box)
    line = mask or pixels.bits == 1
    painted.pictures.append(Picture(box, pixels.width, pixels.height, ppi, line, space, pixels.ink, pixels.fault))
    if mask:
        run.sheet.mark("picture", state.fill, box, state.overprint)
    else:
        run.sheet.edge(box)


def inline(run: Run, said: Any) -> None:
    """BI, ID, EI"""
    picture(run, said.iimage.obj)


def shade(run: Run, said: Any) -> None:
    """sh: paints all that is not clipped away."""
    run.sheet.mark("fill", shading(run.resources.Shading[str(said[0])], run.resources), run.state.clip, run.state.overprint)


OPERATORS: dict[str, Operator] = {"Do": do, INLINE: inline, "sh": shade}
