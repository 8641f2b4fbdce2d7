"""Breaking: a paragraph in lines, all of them weighed together (as Knuth and Plass do, *Breaking Paragraphs into Lines*, 1981), in a given number of lines.

WeasyPrint fills each line as it comes, and a line is loose because of those before it. What is found here is asked of it by tying words together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from samizdat.pdf.composition import HYPHENS, RUNT, STRETCH
from samizdat.pdf.composition_pages import UNSEEN
from samizdat.pdf.mending.measuring import End, Paragraph

TIGHTEST = 0.85
"""Of the natural word space, .17 em in EB Garamond: less than Bringhurst's fifth of an em (2.1.1), for the font's own space is that fifth. Ours."""
WIDEST = 4.0
"""Of the natural word space: no line is tried beyond it."""
HELD = 0.95
"""Of the natural word space: a last line that would go into the line before it with such spaces can't be kept from it."""
SAFE = 0.2
"""CSS pixels by which a line is narrower than the measure, for what kerning at a space may add."""
FEW = 4
"""Spaces."""
FAULT = 10.0
"""What a fault of the composition report weighs; a line as loose as may be weighs two, a hyphen half of one."""
FOOT = 6.0
"""What a hyphen at the foot of a page weighs. On which side the page will stand is not known when a piece is laid out, so it is the mean of both."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A paragraph in lines: where they end, how wide each line's word spaces are (1 is natural, the last line is), and what all of it weighs."""

    ends: tuple[End, ...]
    stretch: tuple[float, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _State:
    """The best way to some end with so many lines and hyphens in a row."""

    weight: float
    stretch: float
    before: tuple[int, int, int] | None


def broken(paragraph: Paragraph, counts: Collection[int], feet: Collection[int], tightest: float = TIGHTEST) -> dict[int, Broken]:
    """A paragraph in so many lines, as well as each can be; a count that cannot be is left out. `feet`: the lines with which pages end.
    `tightest`: how narrow word spaces may be, 1 being natural."""
    ends = (End(0, 0, 0.0, 0, False), *paragraph.ends)
    states: list[dict[tuple[int, int], _State]] = [{} for _ in ends]
    states[0][0, 0] = _State(0.0, 1.0, None)
    most = max(counts)
    for start in range(len(ends) - 1):
        reach = list(_reach(paragraph, ends, start, tightest)) if states[start] else []
        for (line, run), state in states[start].items():
            for place, stretch in reach if line < most else ():
                last = place == len(ends) - 1
                if last and state.before and stretched(paragraph, ends[state.before[0]], ends[place]) > HELD:
                    continue
                hyphens = (run + 1) if (ends[place].hyphen or ends[place].visible) and not last else 0
                weight = state.weight + _weight(paragraph, ends[start], ends[place], stretch, hyphens, last, run)
                weight += FOOT if hyphens and line in feet else 0.0
                key = line + 1, min(hyphens, HYPHENS)
                if key not in states[place] or weight < states[place][key].weight:
                    states[place][key] = _State(weight, stretch, (start, line, run))
    return {count: found for count in counts if (found := _best(ends, states, count)) is not None}


def stretched(paragraph: Paragraph, start: End, end: End) -> float:
    """How wide the word spaces of a line are between two ends, 1 being natural. Of a line with few spaces, an address or a long word, it is told what they
    would be if it had some: what it lacks to the measure is as ugly there."""
    spaces = end.spaces - start.spaces - start.space
    room = paragraph.measure - SAFE - (paragraph.indent if start.signs == 0 else 0) - (end.width - start.width) - end.hyphen
    natural = spaces * paragraph.space
    return 1 + (room - natural) / (max(spaces, FEW) * paragraph.space) if room >= natural else room / natural if spaces else 0.0


def _reach(paragraph: Paragraph, ends: tuple[End, ...], start: int, tightest: float) -> Iterator[tuple[int, float]]:
    """The ends that a line may have that begins at a start, with how wide its word spaces would be."""
    for place in range(start + 1, len(ends)):
        stretch = stretched(paragraph, ends[start], ends[place])
        if stretch < tightest:
            if not ends[place].hyphen:
                return
        elif place == len(ends) - 1:
            yield place, min(stretch, 1.0)
        elif stretch <= WIDEST:
            yield place, stretch


def _weight(paragraph: Paragraph, start: End, end: End, stretch: float, hyphens: int, last: bool, run: int) -> float:
    weight = ((1 - stretch) / (1 - TIGHTEST)) ** 2 if stretch < 1 else 2 * ((stretch - 1) / (STRETCH - 1)) ** 3
    if stretch > STRETCH - 0.05:
        weight += FAULT * (stretch / STRETCH) ** 2
    weight += 0.5 * bool(end.hyphen) + 0.3 * (0 < end.part < 3) + 0.5 * (hyphens == HYPHENS - 1) + FAULT * (hyphens >= HYPHENS)
    if last:
        text = paragraph.text[start.place :].translate(UNSEEN).strip()
        weight += FAULT * (len(text) < RUNT or (run > 0 and " " not in text))
    return weight


def _best(ends: tuple[End, ...], states: list[dict[tuple[int, int], _State]], count: int) -> Broken | None:
    finals = {key: state for key, state in states[-1].items() if key[0] == count}
    if not finals:
        return None
    line, run = min(finals, key=lambda key: (finals[key].weight, key))
    weight = finals[line, run].weight
    chosen: list[tuple[End, float]] = []
    at: tuple[int, int, int] | None = (len(ends) - 1, line, run)
    while at is not None and at[0]:
        place, line, run = at
        state = states[place][line, run]
        chosen.append((ends[place], state.stretch))
        at = state.before
    found, stretch = zip(*reversed(chosen), strict=True)
    return Broken(tuple(found), tuple(stretch), weight)
