"""The operators that make paths, paint them and clip by them (ISO 32000-1, 8.5). A path is kept as the rectangles round its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from samizdat.preflight import matrices
from samizdat.preflight.boxes import Box
from samizdat.preflight.painting.run import Operator, Run

STROKED, FILLED = frozenset("S s B B* b b*".split()), frozenset("f F f* B B* b b*".split())
BAR = 8.0
"""How many times as long as wide a filled rectangle is that is a rule."""
BARS, PARTS = 400, 400
"""Rectangles of one path that are looked at, and parts that are kept apart."""


def _begin(run: Run, x: float, y: float) -> None:
    """Begin a part of the path."""
    x, y = matrices.place(run.state.here, x, y)
    if len(run.path) < PARTS:
        run.path.append(Box(x, y, x, y))
    else:
        _grow(run, x, y)


def _reach(run: Run, x: float, y: float) -> None:
    """Take a point into the part begun."""
    if not run.path:
        _begin(run, x, y)
    _grow(run, *matrices.place(run.state.here, x, y))


def _grow(run: Run, x: float, y: float) -> None:
    part = run.path[-1]
    if not (part.left <= x <= part.right and part.low <= y <= part.high):
        run.path[-1] = part.around(Box(x, y, x, y))


def begin(run: Run, said: Any) -> None:
    """m"""
    _begin(run, float(said[0]), float(said[1]))


def point(run: Run, said: Any) -> None:
    """l, c, v, y: the points that steer a curve stand round it."""
    numbers = [float(number) for number in said]
    for place in range(0, len(numbers) - 1, 2):
        _reach(run, numbers[place], numbers[place + 1])


def rectangle(run: Run, said: Any) -> None:
    """re"""
    x, y, across, up = (float(number) for number in said)
    _begin(run, x, y)
    _reach(run, x + across, y + up)
    _reach(run, x + across, y)
    _reach(run, x, y + up)
    if len(run.bars) < BARS:
        run.bars.append(matrices.around(run.state.here, Box(min(x, x + across), min(y, y + up), max(x, x + across), max(y, y + up))))


def clip(run: Run, _: Any) -> None:
    """W and W*: the path clips when it is ended."""
    run.clips = True


def end(run: Run, _: Any) -> None:
    """n, and what ends every painting."""
    if run.clips:
        run.state.clip = run.seen(_all(run.path)) if run.path else None
    run.path, run.bars, run.clips = [], [], False


def _all(parts: Sequence[Box]) -> Box:
    return reduce(Box.around, parts)


def _on_page(run: Run, parts: Iterable[Box]) -> Box | None:
    """The rectangle round the parts that can be seen within the trim; None where there are none: marks for the cut are often one path, all round it."""
    seen = [box for part in parts if (box := run.seen(part)) is not None and box.meets(run.sheet.cut)]
    return _all(seen) if seen else None


def _painting(name: str) -> Operator:
    def operator(run: Run, _: Any) -> None:
        if name in FILLED:
            _fill(run)
        if name in STROKED:
            _stroke(run)
        end(run, _)

    return operator


def _fill(run: Run) -> None:
    state = run.state
    run.sheet.mark("fill", state.fill, _on_page(run, run.path), state.overprint)
    for bar in run.bars:
        seen, thin, long = run.seen(bar), min(bar.width, bar.height), max(bar.width, bar.height)
        # A frame is drawn as one rectangle less another: without sides it leaves one of no height beside the true ones.
        leftover = not thin and len(run.bars) > 1
        if seen is not None and thin * BAR < long and not leftover and state.fill.kind != "white":
            run.sheet.rule(thin, seen)


def _stroke(run: Run) -> None:
    state = run.state
    width = state.width * matrices.narrow(state.here)
    half = width / 2
    seen = _on_page(run, (Box(part.left - half, part.low - half, part.right + half, part.high + half) for part in run.path))
    run.sheet.mark("stroke", state.stroke, seen, state.overprint)
    if seen is not None and state.stroke.kind != "white":
        run.sheet.rule(width, seen)


OPERATORS: dict[str, Operator] = {
    "m": begin, **dict.fromkeys(("l", "c", "v", "y"), point), "re": rectangle, "W": clip, "W*": clip, "n": end,
    **{name: _painting(name) for name in STROKED | FILLED},
}  # fmt: skip
