"""Matrices of PDF, six numbers (ISO 32000-1, 8.3.3), and what they make of rectangles."""

from __future__ import annotations

from math import hypot
from typing import Any

from samizdat.preflight.boxes import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FARTHEST = 1e7
"""Points: what a broken file says of places is kept within numbers that can be reckoned with."""


def matrix(said: Any) -> Matrix:
    """Six numbers as a matrix. Raises TypeError or ValueError where they are none."""
    a, b, c, d, e, f = (max(-FARTHEST, min(FARTHEST, float(number))) for number in said)
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """`first`, and `then` after it."""
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p


def place(here: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    return x * here[0] + y * here[2] + here[4], x * here[1] + y * here[3] + here[5]


def around(here: Matrix, box: Box) -> Box:
    """The rectangle round what `box` becomes."""
    corners = [place(here, x, y) for x in (box.left, box.right) for y in (box.low, box.high)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def across(here: Matrix) -> float:
    """How many points a length of one along becomes."""
    return hypot(here[0], here[1])


def upward(here: Matrix) -> float:
    """How many points a length of one upward becomes."""
    return hypot(here[2], here[3])


def narrow(here: Matrix) -> float:
    """The least that a length of one becomes, in any direction that a stroke may have: what the width of a rule is told by."""
    return min(across(here), upward(here))
