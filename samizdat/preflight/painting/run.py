"""Where the reading of a content stream stands: the graphics state, the path begun, the line of letters."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from samizdat.preflight import spaces
from samizdat.preflight.boxes import Box
from samizdat.preflight.colours import BLACK, Colour
from samizdat.preflight.fonts import Asks, Font, missing
from samizdat.preflight.fonts import read as read_font
from samizdat.preflight.matrices import IDENTITY, Matrix
from samizdat.preflight.painting.painted import Painted, What, note
from samizdat.preflight.pictures import Pixels
from samizdat.preflight.pictures import read as read_pixels
from samizdat.preflight.spaces import Space

NEAR_PT = 15.0
"""Points from the trim: what is painted farther inside has nothing to do with the bleed."""
EDGES = 1000
"""Areas at the edge that are kept of a page."""


class TooMuch(Exception):
    """A file asks for more work than any book does."""


@dataclass(slots=True)
class Shelf:
    """What was read once of a file and is met again: its pictures and its fonts; `left` is how many operators may still be read of it."""

    pictures: dict[tuple[int, int], Pixels] = field(default_factory=dict)
    fonts: dict[tuple[int, int], tuple[Font, Asks]] = field(default_factory=dict)
    left: int = 6_000_000

    def spend(self, operators: int) -> None:
        """Count operators. Raises TooMuch."""
        self.left -= operators
        if self.left < 0:
            raise TooMuch

    def font(self, said: Any) -> tuple[Font, Asks]:
        """A font, and what counts the letters that it lacks."""
        if said.objgen == (0, 0):
            return read_font(said), missing(said)
        if said.objgen not in self.fonts:
            self.fonts[said.objgen] = (read_font(said), missing(said))
        return self.fonts[said.objgen]

    def pixels(self, said: Any, space: Space) -> Pixels:
        """The pixels of a picture."""
        if said.objgen == (0, 0):
            return read_pixels(said, space)
        if said.objgen not in self.pictures:
            self.pictures[said.objgen] = read_pixels(said, space)
        return self.pictures[said.objgen]


@dataclass(slots=True)
class Sheet:
    """One page while it is painted: what is on it so far, where it is cut, and how another content stream is followed."""

    painted: Painted
    cut: Box
    shelf: Shelf
    follow: Callable[[Any, Run], None]

    def mark(self, what: What, colour: Colour, box: Box | None, overprint: bool = False) -> None:
        """Tell that something was painted; `box` is where, None where it was clipped away. What lies outside the cut is not told: it is no part of the book."""
        if box is None or not box.meets(self.cut):
            return
        note(self.painted.inks, (what, colour), box)
        white = colour.kind == "white"
        if overprint:
            note(self.painted.features, "overprint of white" if white else "overprint", box)
        if what != "text" and not white:
            self.edge(box)

    def rule(self, width: float, box: Box) -> None:
        """Tell of a rule, its width in points."""
        if box.meets(self.cut):
            note(self.painted.rules, round(width, 3), box)

    def edge(self, box: Box) -> None:
        """Keep an area that is painted, if it comes near the edge of the page."""
        if box.meets(self.cut) and len(self.painted.edges) < EDGES and not self._inner.holds(box):
            self.painted.edges.append(box)

    @property
    def _inner(self) -> Box:
        cut = self.cut
        return Box(cut.left + NEAR_PT, cut.low + NEAR_PT, cut.right - NEAR_PT, cut.high - NEAR_PT)


@dataclass(slots=True)
class State:
    """The graphics state, as far as it is followed; lengths in the units of the page's user space as it was begun."""

    here: Matrix
    clip: Box | None
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Space = spaces.GRAY
    stroke_space: Space = spaces.GRAY
    width: float = 1.0
    font: Any = None
    size: float = 0.0
    leading: float = 0.0
    stretch: float = 1.0
    rise: float = 0.0
    mode: int = 0
    overprint: bool = False


@dataclass(slots=True)
class Run:
    """One content stream while it is read. `path` are the rectangles round the parts of the path begun, `bars` those parts that are rectangles, both in
    points; `clips` whether the path is to clip; `line` and `letter` the matrices of text."""

    sheet: Sheet
    resources: Any
    state: State
    depth: int = 0
    stack: list[State] = field(default_factory=list)
    path: list[Box] = field(default_factory=list)
    bars: list[Box] = field(default_factory=list)
    clips: bool = False
    line: Matrix = IDENTITY
    letter: Matrix = IDENTITY

    def inner(self, resources: Any) -> Run:
        """A run for a stream inside this one, with a state of its own that starts as this one's."""
        return Run(self.sheet, resources, copy(self.state), self.depth + 1)

    def seen(self, box: Box) -> Box | None:
        """What of a rectangle is not clipped away."""
        return None if self.state.clip is None else self.state.clip.common(box)


Operator = Callable[[Run, Any], None]
"""What an operator does, told what stands before it."""
