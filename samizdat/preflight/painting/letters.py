"""The operators of text (ISO 32000-1, 9). Letters are marked where their string starts; the words and their extent are read by `lines`."""

from __future__ import annotations

from typing import Any

import pikepdf

from samizdat.preflight import matrices
from samizdat.preflight.boxes import Box
from samizdat.preflight.matrices import IDENTITY
from samizdat.preflight.painting.painted import Type, note
from samizdat.preflight.painting.run import Operator, Run

UNSEEN = (3, 7)
"""Ways of setting that paint nothing."""
STROKED = (1, 5)
"""Ways that paint the outline alone."""


def begin(run: Run, _: Any) -> None:
    """BT"""
    run.line = run.letter = IDENTITY


def font(run: Run, said: Any) -> None:
    """Tf"""
    run.state.font, run.state.size = run.resources.Font[str(said[0])], float(said[1])


def move(run: Run, said: Any) -> None:
    """Td"""
    run.line = run.letter = matrices.times((1, 0, 0, 1, float(said[0]), float(said[1])), run.line)


def move_and_lead(run: Run, said: Any) -> None:
    """TD"""
    run.state.leading = -float(said[1])
    move(run, said)


def place(run: Run, said: Any) -> None:
    """Tm"""
    run.line = run.letter = matrices.matrix(said)


def next_line(run: Run, _: Any) -> None:
    """T*"""
    move(run, (0, -run.state.leading))


def _setting(name: str, part: float = 1.0) -> Operator:
    """TL, Ts, Tz"""

    def operator(run: Run, said: Any) -> None:
        setattr(run.state, name, float(said[0]) * part)

    return operator


def mode(run: Run, said: Any) -> None:
    """Tr"""
    run.state.mode = int(said[0])


def show(run: Run, said: Any) -> None:
    """Tj"""
    _letters(run, bytes(said[-1]))


def show_parts(run: Run, said: Any) -> None:
    """TJ"""
    _letters(run, b"".join(bytes(part) for part in said[0] if isinstance(part, pikepdf.String)))


def next_and_show(run: Run, said: Any) -> None:
    """' and \""""
    next_line(run, said)
    show(run, said)


def _letters(run: Run, text: bytes) -> None:
    state = run.state
    if not text or state.font is None:
        return
    known, missing = run.sheet.shelf.font(state.font)
    whole = matrices.times(run.letter, state.here)
    size = abs(state.size) * matrices.upward(whole)
    x, y = matrices.place(whole, 0, state.rise)
    box = run.seen(Box(x, y, x + size, y + size))
    seen = state.mode not in UNSEEN and box is not None
    colour = state.stroke if state.mode in STROKED else state.fill
    note(
        run.sheet.painted.types,
        Type(known, 0.0 if known.kind == "Type3" else round(size, 2), colour, seen),
        box or Box(x, y, x, y),
        len(text),
    )
    if seen:
        run.sheet.mark("text", colour, box, state.overprint)
    lacking = missing(text)
    if lacking:
        note(run.sheet.painted.missing, known.name, box or Box(x, y, x, y), lacking)


OPERATORS: dict[str, Operator] = {
    "BT": begin, "Tf": font, "Td": move, "TD": move_and_lead, "Tm": place, "T*": next_line, "TL": _setting("leading"), "Ts": _setting("rise"),
    "Tr": mode, "Tj": show, "TJ": show_parts, "'": next_and_show, '"': next_and_show,
}  # fmt: skip
