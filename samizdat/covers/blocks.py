"""Blocks of text: words broken into lines and set in the largest size that fits. Lengths are units of the template, but where ems are said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from samizdat.covers.faces import Face

STEP = 0.98
"""From one size tried to the next smaller one."""
ROUNDED = 0.995
"""What is taken of the free room: the layout rounds the places of letters, which made a line of 34 letters 0.2 per cent longer."""
TINIEST = 0.05
"""No text is set smaller than this share of the size that its template asks for."""

TIE = "\u00a0"
LONE = re.compile(r"(?<!\S)([^\W\d])[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is to be set: sizes from `largest` down to `least`, on a measure, in so many `lines` at most (0: any number); `leading` in ems;
    `even`: lines of like length, as for titles, else full ones; `gap`: what parts paragraphs, in ems; `free`: how much room
    the ink has, which may stand out over the measure."""

    face: Face
    measure: float
    largest: float
    least: float
    leading: float = 1.15
    lines: int = 0
    even: bool = True
    gap: float = 0.0
    free: float = inf


@dataclass(frozen=True, slots=True)
class Block:
    """A text in one size: `lines`, and of each how far its base line is below the first."""

    text: str
    setting: Setting
    size: float
    lines: tuple[tuple[str, float], ...]

    @property
    def height(self) -> float:
        """From the top of the first capitals to the last base line."""
        return self.setting.face.capital * self.size + (self.lines[-1][1] if self.lines else 0.0)

    @property
    def small(self) -> bool:
        """Whether it had to be set smaller than the template allows."""
        return self.size < self.setting.least * STEP

    def smaller(self) -> Block:
        """The same text one step smaller; itself where it cannot be."""
        size = self.size * STEP
        return self if size < self.setting.largest * TINIEST else fitted(self.text, self.setting, size)


def fitted(text: str, setting: Setting, most: float = 0.0) -> Block:
    """`text`, paragraphs parted by line feeds, in the largest size (not above `most`, if given) in which it fits the measure and the number of lines."""
    size = min(setting.largest, most or setting.largest)
    while True:
        lines = tuple(_lines(text, setting, size))
        fits = all(_fits(line, setting, size) for line, _ in lines)
        if (fits and (not setting.lines or len(lines) <= setting.lines)) or size < setting.largest * TINIEST:
            return Block(text, setting, size, lines)
        size *= STEP


def _fits(line: str, setting: Setting, size: float) -> bool:
    width = setting.face.width(line)
    return width * size <= setting.measure * 1.0001 and (width + sum(setting.face.overhang(line))) * size <= setting.free * ROUNDED


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Which way a text runs: as its first letter does (UAX #9, P2)."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return "ltr" if strong == "L" else "rtl"


def _lines(text: str, setting: Setting, size: float) -> Iterator[tuple[str, float]]:
    """The lines of a text in one size, each with the depth of its base line below the first."""
    depth = 0.0
    for number, paragraph in enumerate(part for part in text.splitlines() if part.strip()):
        depth += setting.gap * size if number else 0.0
        for line in _broken(_words(paragraph), setting, setting.measure / size):
            yield line.replace(TIE, " "), depth
            depth += setting.leading * size


def _words(paragraph: str) -> list[str]:
    """What a paragraph may be broken between: a word of one letter stays with the next, and so does what the author tied."""
    return re.split(r"[ \t]+", LONE.sub(rf"\1{TIE}", paragraph.strip()))


def _broken(words: Sequence[str], setting: Setting, measure: float) -> list[str]:
    """As few lines as the `measure` (in ems) allows; where they are to be even, the longest as short as that number allows."""
    full = list(filled(words, setting.face, measure))
    if not setting.even or len(full) == 1:
        return full
    narrow, wide = 0.0, measure
    while wide - narrow > 0.01:
        middle = (narrow + wide) / 2
        if len(list(filled(words, setting.face, middle))) <= len(full):
            wide = middle
        else:
            narrow = middle
    return list(filled(words, setting.face, wide))


def filled(words: Sequence[str], face: Face, measure: float) -> Iterator[str]:
    """Lines filled word by word up to `measure`, in ems; a word longer than that has a line of its own."""
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and face.width(longer) > measure:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
