"""Patterns and shadings: the densest colour that they paint (ISO 32000-1, 8.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from samizdat.preflight import colours, spaces
from samizdat.preflight.boxes import Box
from samizdat.preflight.colours import Colour
from samizdat.preflight.matrices import IDENTITY
from samizdat.preflight.painting.painted import Painted
from samizdat.preflight.painting.run import Run, Sheet, State
from samizdat.preflight.spaces import Space

EVERYWHERE = Box(-1e7, -1e7, 1e7, 1e7)
DEEPEST = 5
"""Functions inside functions."""


def pattern(run: Run, name: str, space: Space, numbers: Sequence[float]) -> Colour:
    """The densest colour of a pattern; `space` and `numbers` colour one that has no colours of its own."""
    said = run.resources.Pattern[name]
    if said.get("/PatternType") == 2:
        return shading(said.Shading, run.resources)
    if said.get("/PaintType") == 2:
        return colours.colour(space.base, numbers) if space.base else Colour()
    painted = Painted()
    sheet = Sheet(painted, EVERYWHERE, run.sheet.shelf, run.sheet.follow)
    run.sheet.follow(said, Run(sheet, said.get("/Resources", run.resources), State(IDENTITY, EVERYWHERE), run.depth + 1))
    run.sheet.painted.faults += painted.faults
    return densest([colour for _, colour in painted.inks])


def shading(said: Any, resources: Any) -> Colour:
    """The densest colour of a shading: of what its functions start and end with; a colour of light where its space is one."""
    space = spaces.read(said.ColorSpace, resources)
    functions = said.get("/Function", ())
    ends = [end for function in (functions if isinstance(functions, pikepdf.Array) else [functions]) for end in _ends(function, 0)]
    if space.components > 1 and isinstance(functions, pikepdf.Array):
        ends = [[number for end in ends for number in end[:1]]]
    found = [colours.colour(space, end) for end in ends if len(end) >= space.components]
    return densest(found) if found else colours.first(space)


def _ends(function: Any, depth: int) -> list[list[float]]:
    if depth > DEEPEST or not isinstance(function, pikepdf.Dictionary | pikepdf.Stream):
        return []
    if "/Functions" in function:
        return [end for one in function.Functions for end in _ends(one, depth + 1)]
    return [[float(number) for number in function.get(key, ())] for key in ("/C0", "/C1")]


def densest(found: Sequence[Colour]) -> Colour:
    """The colour with the most ink; one of light before all others, since its inks are not known; no colour where there is none."""
    return max(found, key=lambda colour: (bool(colour.light), colour.total), default=Colour())
