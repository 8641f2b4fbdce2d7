"""Lines: which paragraphs of a piece are ill set, and how each is set better in as many lines, so that no page changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

from lxml import etree
from weasyprint.document import Page  # type: ignore[import-untyped]

from samizdat.pdf.composition import HYPHENS, PAST_PT, RUNT, STRETCH
from samizdat.pdf.composition_pages import Line, SetPage, line_boxes
from samizdat.pdf.mending.breaking import FAULT, FOOT, TIGHTEST, Broken, broken
from samizdat.pdf.mending.measuring import Paragraph, measurer, paragraph
from samizdat.pdf.mending.repairs import Repair, repair

ILL = 2.0
"""A harm that is let stand: less than that of any fault."""
PLAIN = 0.5
"""What a good line weighs."""


@dataclass(frozen=True)
class Laid:
    """A piece as it was laid out: its pages, the same as they are read, and the blocks of its HTML by number."""

    pages: Sequence[Page]
    sheets: Sequence[SetPage]
    blocks: Mapping[str, etree._Element]

    @cached_property
    def lines(self) -> dict[str, list[Line]]:
        """The lines of each justified block, over pages, by its number."""
        blocks: dict[str, list[Line]] = {}
        for sheet in self.sheets:
            for line in sheet.lines:
                blocks.setdefault(line.block, []).append(line)
        return {number: lines for number, lines in blocks.items() if lines[0].justified and number in self.blocks}

    @cached_property
    def feet(self) -> dict[str, set[int]]:
        """For each block that a page ends in or after, with which of its lines."""
        feet: dict[str, set[int]] = {}
        for sheet in self.sheets[:-1]:
            if sheet.lines and sheet.lines[-1].block in self.lines:
                line = sheet.lines[-1]
                feet.setdefault(line.block, set()).add(self.lines[line.block].index(line))
        return feet

    @cached_property
    def harms(self) -> dict[str, float]:
        """What is wrong with the lines of each block, by number."""
        return {number: harm(lines, self.feet.get(number, ())) for number, lines in self.lines.items()}

    @cached_property
    def paragraphs(self) -> Callable[[str], Paragraph | None]:
        """A function that measures a block; it remembers what it has measured."""
        boxes, width = line_boxes(self.pages), measurer()

        @cache
        def measured(number: str) -> Paragraph | None:
            holder, lines = boxes[number]
            return paragraph(self.blocks[number], lines, holder, width)

        return measured

    def options(self, number: str) -> dict[int, Broken]:
        """The ways to set a block in a line less, as many lines or a line more, by that difference; none where it can't be followed."""
        whole, count = self.paragraphs(number), len(self.lines[number])
        ways = broken(whole, {count - 1, count, count + 1}, ()) if whole else {}
        return {lines - count: way for lines, way in ways.items() if whole and repair(whole, way)}

    @property
    def gains(self) -> dict[str, dict[int, float]]:
        """For each ill set block that is no better in as many lines, how much better it is in a line less or more."""
        found: dict[str, dict[int, float]] = {}
        for number, ill in self.harms.items():
            if ill > ILL:
                ways = {change: max(way.weight - PLAIN * len(way.stretch), 0.0) for change, way in self.options(number).items()}
                left = min(ill, ways.get(0, ill))
                found[number] = {change: left - weight for change, weight in ways.items() if change and left - weight > FAULT / 2}
        return {number: gains for number, gains in found.items() if gains}


def repairs(laid: Laid, lengths: Mapping[str, int], feet: Mapping[str, Collection[int]], tightest: float = TIGHTEST) -> dict[str, Repair]:
    """The repairs, by number of the block, that make the lines of a piece better, or longer and shorter by so many lines as `lengths` says; the length of no
    other paragraph is changed. `feet` says where pages will end, `tightest` how narrow word spaces may be, 1 being natural.
    """
    found = {}
    for number, lines in laid.lines.items():
        ends = feet.get(number, ())
        ill = harm(lines, ends)
        if number not in lengths and ill <= ILL:
            continue
        whole, count = laid.paragraphs(number), len(lines) + lengths.get(number, 0)
        best = broken(whole, {count}, ends, tightest).get(count) if whole else None
        if whole and best and (number in lengths or best.weight < ill + PLAIN * count) and (mend := repair(whole, best)):
            found[number] = mend
    return found


def failed(repaired: Collection[str], before: Laid, after: Laid, lengths: Mapping[str, int]) -> set[str]:
    """The repaired blocks that are not as long as they should be, or worse than before."""
    return {
        number
        for number in repaired
        if len(after.lines.get(number, ())) != len(before.lines[number]) + lengths.get(number, 0)
        or after.harms[number] > max(before.harms[number], FOOT) + ILL
    }


def harm(lines: Sequence[Line], feet: Collection[int]) -> float:
    """What is wrong with the lines of a paragraph by the rules of the composition report, a fault weighing as much as in `breaking`."""
    return sum(_faults(lines)) + sum(FOOT for place in feet if place < len(lines) and lines[place].hyphen)


def _faults(lines: Sequence[Line]) -> Iterator[float]:
    for line in lines:
        if line.stretch > STRETCH:
            yield FAULT * (line.stretch / STRETCH) ** 2
        if line.past > PAST_PT:
            yield FAULT**2
    for hyphen, run in groupby(lines, key=lambda line: line.hyphen):
        count = len(list(run))
        if hyphen and count >= HYPHENS:
            yield FAULT * (count - HYPHENS + 1)
    if len(lines) > 1 and lines[-1].justified:
        stub = lines[-2].divided and " " not in lines[-1].text.replace("\u00a0", " ")
        if stub or len(lines[-1].text) < RUNT:
            yield FAULT
