"""The operators that set the graphics state: matrices, colours, widths, states by name (ISO 32000-1, 8.4 and 8.6)."""

from __future__ import annotations

from copy import copy
from typing import Any, Literal

import pikepdf

from samizdat.preflight import colours, matrices, spaces
from samizdat.preflight.boxes import Box
from samizdat.preflight.colours import Colour
from samizdat.preflight.painting.painted import note
from samizdat.preflight.painting.patterns import pattern
from samizdat.preflight.painting.run import Operator, Run
from samizdat.preflight.spaces import Space

Side = Literal["fill", "stroke"]
NOWHERE = Box(0, 0, 0, 0)


def save(run: Run, _: Any) -> None:
    """q"""
    run.stack.append(copy(run.state))


def restore(run: Run, _: Any) -> None:
    """Q; one too many does nothing."""
    if run.stack:
        run.state = run.stack.pop()


def transform(run: Run, said: Any) -> None:
    """cm"""
    run.state.here = matrices.times(matrices.matrix(said), run.state.here)


def width(run: Run, said: Any) -> None:
    """w"""
    run.state.width = float(said[0])


def named_state(run: Run, said: Any) -> None:
    """gs"""
    state = run.resources.ExtGState[str(said[0])]
    if "/LW" in state:
        run.state.width = float(state.LW)
    if isinstance(state.get("/Font"), pikepdf.Array):
        run.state.font, run.state.size = state.Font[0], float(state.Font[1])
    run.state.overprint = bool(state.get("/op", state.get("/OP", run.state.overprint)))
    for feature in transparent(state):
        note(run.sheet.painted.features, feature, run.state.clip or NOWHERE)


def transparent(state: Any) -> list[str]:
    """What of transparency a named state switches on."""
    found = ["a soft mask"] if str(state.get("/SMask", "/None")) != "/None" else []
    if any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA")):
        found.append("less than full opacity")
    modes = state.get("/BM", ())
    if any(
        str(mode) not in ("/Normal", "/Compatible") for mode in (modes if isinstance(modes, pikepdf.Array) else [modes] if modes else [])
    ):
        found.append("a blend mode")
    return found


def _set(run: Run, side: Side, space: Space, colour: Colour) -> None:
    if side == "fill":
        run.state.fill_space, run.state.fill = space, colour
    else:
        run.state.stroke_space, run.state.stroke = space, colour


def _device(side: Side, space: Space) -> Operator:
    """g, rg, k and G, RG, K"""

    def operator(run: Run, said: Any) -> None:
        _set(run, side, space, colours.colour(space, [float(value) for value in said]))

    return operator


def _space(side: Side) -> Operator:
    """cs and CS"""

    def operator(run: Run, said: Any) -> None:
        space = spaces.read(said[0], run.resources)
        _set(run, side, space, colours.first(space))

    return operator


def _colour(side: Side) -> Operator:
    """sc, scn and SC, SCN"""

    def operator(run: Run, said: Any) -> None:
        space = run.state.fill_space if side == "fill" else run.state.stroke_space
        numbers = [float(value) for value in said if not isinstance(value, pikepdf.Name)]
        if len(said) and isinstance(said[-1], pikepdf.Name):
            _set(run, side, space, pattern(run, str(said[-1]), space, numbers))
        else:
            _set(run, side, space, colours.colour(space, numbers))

    return operator


OPERATORS: dict[str, Operator] = {
    "q": save, "Q": restore, "cm": transform, "w": width, "gs": named_state,
    "g": _device("fill", spaces.GRAY), "rg": _device("fill", spaces.RGB), "k": _device("fill", spaces.CMYK),
    "G": _device("stroke", spaces.GRAY), "RG": _device("stroke", spaces.RGB), "K": _device("stroke", spaces.CMYK),
    "cs": _space("fill"), "CS": _space("stroke"),
    "sc": _colour("fill"), "scn": _colour("fill"), "SC": _colour("stroke"), "SCN": _colour("stroke"),
}  # fmt: skip
