"""Depth: how the lines of a piece fall on its pages, foretold, so that a change can be weighed before the piece is laid out again.

A page is filled as WeasyPrint fills it: as many lines as it holds, then back to the last place where it may end. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from samizdat.pdf.composition import GAP, LAST_PAGE, ROUNDING, UNEVEN
from samizdat.pdf.composition_pages import Inset, Line, SetPage

KEPT = 2
"""Lines of a paragraph on either side of a page's end."""
FAULT, UNEVEN_FAULT = 10.0, 1.5
"""What a warning of the composition report weighs, and pages that are not level, which face each other in one case of two."""
GRADE, NEAR = 2.0, 2
"""What each line of a gap or of a short last page weighs beside, and so many lines of a gap at the most: a greater one is not to be filled by and by."""
CLOSE = 0.5
"""Points: what rounding may take from the depth of a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line, a picture or a table in the flow: the block it belongs to, empty for none; how far below the top of the row before it it begins, how
    high it is, and how high the notes that it calls to the foot of the page; whether it is a heading, and text at all."""

    block: str
    advance: float
    height: float
    called: float
    heading: bool
    text: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as foretold: the places of its first row and of that after its last, how many lines of the text are left empty below them, and whether
    there are notes at its foot, which stand level with those of any other page."""

    first: int
    after: int
    room: float
    noted: bool

    @property
    def level(self) -> float:
        """How many lines the foot of the page stands too high."""
        return 0.0 if self.noted else self.room


@dataclass(frozen=True)
class Flow:
    """The rows of a piece and the pages they fall on: where the rows of a page begin, in points from above, where they must end, how much the rule over
    the notes takes at the foot, and the places of rows that begin a page for a reason that is not understood here. Of these, `holes` leave a gap on the
    page before: WeasyPrint 70 takes a whole paragraph to the next page where a note that it calls near the foot has not the room, and where it stands a
    line higher or lower does not."""

    rows: tuple[Row, ...]
    tops: tuple[float, ...]
    depths: tuple[float, ...]
    leading: float
    rule: float
    forced: frozenset[int]
    holes: frozenset[int] = frozenset()

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The pages, filled."""
        found: list[Leaf] = []
        first = 0
        while first < len(self.rows):
            number = len(found)
            top = self.tops[min(number, len(self.tops) - 1)]
            after, room = self._filled(first, top, self.depth(number))
            found.append(Leaf(first, after, room / self.leading, any(row.called for row in self.rows[first:after])))
            first = after
        return tuple(found)

    def depth(self, number: int) -> float:
        """Where the rows of a page end at the latest."""
        return self.depths[min(number, len(self.depths) - 1)]

    def _filled(self, first: int, top: float, depth: float) -> tuple[int, float]:
        """The row that a page which begins with `first` ends before, and the room below its last row or above its notes."""
        y, last, notes = top, None, 0.0
        rooms: list[float] = []
        for place in range(first, len(self.rows)):
            row = self.rows[place]
            y += row.advance if place > first else 0.0
            notes += row.called + (self.rule if row.called and not notes else 0.0)
            rooms.append(depth - notes - y - row.height)
            if rooms[-1] < -CLOSE or (place > first and place in self.forced):
                break
            if place + 1 == len(self.rows) or self._may_end(place + 1):
                last = place + 1
        last = last or max(place, first + 1)
        return last, rooms[last - first - 1]

    def _may_end(self, place: int) -> bool:
        """Whether a page may end before the row at a place."""
        before, after = self.rows[place - 1], self.rows[place]
        if before.heading or not before.text:
            return False
        if before.block and before.block == after.block:
            return all(0 <= at < len(self.rows) and self.rows[at].block == before.block for at in (place - KEPT, place + KEPT - 1))
        return True

    @property
    def faulty(self) -> dict[int, float]:
        """What is wrong with the pages by the rules of the composition report, by number; of two that may face each other it is told of the first.
        On which side a page will stand is not known when a piece is laid out, so each should be level with the next."""
        leaves = self.leaves
        found: dict[int, float] = {}
        for number, (leaf, following) in enumerate(pairwise(leaves)):
            if leaf.room > GAP + ROUNDING and not self.rows[following.first].heading:
                found[number] = FAULT + GRADE * min(leaf.room - GAP, NEAR)
            levels = leaf.level, following.level
            if number + 2 < len(leaves) and abs(levels[0] - levels[1]) > UNEVEN - ROUNDING and max(levels) <= GAP + ROUNDING:
                found[number] = found.get(number, 0.0) + UNEVEN_FAULT
        lines = leaves[-1].after - leaves[-1].first
        if len(leaves) > 1 and lines < LAST_PAGE and all(row.text for row in self.rows[leaves[-1].first :]):
            found[len(leaves) - 1] = FAULT + GRADE * (LAST_PAGE - lines)
        return found

    @property
    def ends(self) -> dict[str, set[int]]:
        """For each block that a page ends in or after, with which of its lines."""
        found: dict[str, set[int]] = {}
        for leaf in self.leaves[:-1]:
            block = self.rows[leaf.after - 1].block
            found.setdefault(block, set()).add(sum(row.block == block for row in self.rows[: leaf.after]) - 1)
        return found

    def changed(self, lengths: Mapping[str, int]) -> Flow:
        """The flow with blocks longer or shorter by so many lines. Its `forced` breaks keep their rows, but for holes below a change."""
        rows: list[Row] = []
        forced = set()
        for place, row in enumerate(self.rows):
            if place in self.forced and not (place in self.holes and len(rows) != place):
                forced.add(len(rows))
            last = place + 1 == len(self.rows) or self.rows[place + 1].block != row.block
            change = lengths.get(row.block, 0) if row.block and last else 0
            if change < 0:
                del rows[change:]
            rows += [row] * (1 + max(change, 0))
        return replace(self, rows=tuple(rows), forced=frozenset(forced))


def flow(sheets: Sequence[SetPage]) -> Flow | None:
    """The flow of a piece as it was laid out; None for one that is set in columns or has pages without rows."""
    if any(not (sheet.lines or sheet.insets) or any(line.column > 1 for line in sheet.lines) for sheet in sheets):
        return None
    rows: list[Row] = []
    starts = []
    before: Line | Inset | None = None
    for sheet in sheets:
        starts.append(len(rows))
        things = _things(sheet)
        for thing in things:
            known = before is not None and thing is not things[0]
            advance = thing.top - before.top if known and before is not None else _usual(before, thing)
            rows.append(_row(thing, advance))
            before = thing
    tops = tuple(min(thing.top for thing in _things(sheet)) for sheet in sheets)
    depths = tuple(max(thing.bottom for thing in _things(sheet)) + sheet.room + sheet.foot for sheet in sheets)
    rule = max(sheet.foot - sum(line.called for line in sheet.lines) for sheet in sheets)
    made = Flow(tuple(rows), tops, depths, sheets[0].leading, rule, frozenset())
    forced = {after for start, after in pairwise(starts) if made._filled(start, *_span(made, starts.index(start)))[0] != after}
    holes = {
        after for sheet, after in zip(sheets, starts[1:], strict=False) if after in forced and sheet.room / sheet.leading > GAP + ROUNDING
    }
    return replace(made, forced=frozenset(forced), holes=frozenset(holes))


def _things(sheet: SetPage) -> list[Line | Inset]:
    things: list[Line | Inset] = [*sheet.lines, *sheet.insets]
    return sorted(things, key=lambda thing: (thing.top, thing.bottom))


def _span(made: Flow, number: int) -> tuple[float, float]:
    return made.tops[number], made.depths[number]


def _row(thing: Line | Inset, advance: float) -> Row:
    if isinstance(thing, Line):
        return Row(thing.block, advance, thing.bottom - thing.top, thing.called, thing.heading, True)
    return Row("", advance, thing.bottom - thing.top, 0.0, False, False)


def _usual(before: Line | Inset | None, thing: Line | Inset) -> float:
    """How far a row would stand below the one before it, which ends a page: directly below, a heading by a line more."""
    if before is None:
        return 0.0
    height = before.bottom - before.top
    return height + (1.5 * height if isinstance(thing, Line) and thing.heading else 0.0)
