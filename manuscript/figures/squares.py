"""Fields of small squares, one for a person: filled, half filled or open."""

from __future__ import annotations

from itertools import chain, repeat

from lettering import number
from sheet import RULE, Sheet, box

PITCH = 8  # from one square to the next: 2 mm
SIDE = 6.2


def field(sheet: Sheet, x: float, y: float, tall: int, marks: list[tuple[str, int]]) -> float:
    """Draws squares in columns of `tall`, downward and then to the right, so many of each mark; returns the width of the field."""
    solid, outline = [], []
    total = 0
    for place, mark in enumerate(chain.from_iterable(repeat(mark, count) for mark, count in marks)):
        left, top = x + place // tall * PITCH, y + place % tall * PITCH
        if mark == "full":
            solid.append(box(left, top, SIDE, SIDE))
        else:
            outline.append(box(left + RULE / 2, top + RULE / 2, SIDE - RULE, SIDE - RULE))
        if mark == "half":
            solid.append(f"M{number(left)} {number(top + SIDE)}v{number(-SIDE)}l{number(SIDE)} {number(SIDE)}z")
        total = place + 1
    for paths, draw in ((solid, sheet.solid), (outline, sheet.rule)):
        if paths:
            draw("".join(paths))
    return -(-total // tall) * PITCH - (PITCH - SIDE)
