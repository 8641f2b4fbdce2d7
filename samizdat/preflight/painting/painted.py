"""What is painted on a page, as plain values: inks, pictures, rules, letters, and what goes over the edge of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from samizdat.preflight.boxes import Box
from samizdat.preflight.colours import Colour
from samizdat.preflight.fonts import Font
from samizdat.preflight.spaces import Space

Key = TypeVar("Key")
What = Literal["text", "fill", "stroke", "picture"]

MOST = 400
"""Kinds of one thing that are kept apart on a page; a drawing can have a million colours."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stands on a page: where, its pixels, how many of them there are to an inch at the least, whether it is line art (one bit), its colour
    space, how much ink its densest points have in per cent (the 99.9th percentile; None where that cannot be told), why it could not be looked at."""

    box: Box
    width: int
    height: int
    ppi: float
    line: bool
    space: Space
    ink: float | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """Letters of one font, size (pt; 0 where it cannot be told) and colour; `seen` says whether they are painted at all."""

    font: Font
    size_pt: float
    colour: Colour
    seen: bool = True


@dataclass(slots=True)
class Tally:
    """How often something is there, and where first."""

    box: Box
    count: int = 0


@dataclass(slots=True)
class Painted:
    """All that is painted on one page. Keys say what, tallies how often and where first. `edges` are painted areas that come near the edge of the page or
    go over it; `rules` are by their width in pt, `missing` by the name of the font that lacks letters; `features` what of transparency and overprint is used;
    `faults` what could not be read."""

    inks: dict[tuple[What, Colour], Tally] = field(default_factory=dict)
    types: dict[Type, Tally] = field(default_factory=dict)
    rules: dict[float, Tally] = field(default_factory=dict)
    features: dict[str, Tally] = field(default_factory=dict)
    missing: dict[str, Tally] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    edges: list[Box] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether nothing that can be seen is painted."""
        return not self.pictures and not any(colour.kind != "white" for _, colour in self.inks)


def note(tallies: dict[Key, Tally], key: Key, box: Box, count: int = 1) -> None:
    """Count something that is painted in `box`; new kinds are left out where there are very many already."""
    tally = tallies.get(key)
    if tally is None:
        if len(tallies) >= MOST:
            return
        tally = tallies[key] = Tally(box)
    tally.count += count
