"""A PDF as preflight sees it: plain values, read once, that every rule is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samizdat.preflight.boxes import Box, Boxes
from samizdat.preflight.codes import Look
from samizdat.preflight.fonts import Font
from samizdat.preflight.intents import Intent
from samizdat.preflight.painting.painted import Painted


@dataclass(frozen=True, slots=True)
class Line:
    """A run of words in one font on one line: where its letters stand, and what they say."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number (1 is the first), its boxes, how it is turned (degrees) and how long a unit is (1/72 inch), its label, its words, what is painted
    on it, and its annotations by kind with their places."""

    number: int
    boxes: Boxes
    turned: int = 0
    unit: float = 1.0
    label: str = ""
    text: str = ""
    lines: tuple[Line, ...] = ()
    painted: Painted = field(default_factory=Painted)
    annotations: tuple[tuple[str, Box], ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return self.painted.blank

    @property
    def recto(self) -> bool:
        """Whether it lies on the right: odd pages do."""
        return self.number % 2 == 1


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: title, author, subject and keywords (where an ISBN may stand), the PDF/X it says it is, its output intents."""

    title: str = ""
    author: str = ""
    words: str = ""
    claimed: str = ""
    intents: tuple[Intent, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be opened: its length in bytes, its PDF version, whether it is encrypted, what is damaged in it, its pages and fonts; `carries` are
    things besides pages by a name (`outline`, `tags`, `metadata`, `layers`) and `active` those that do something (forms, scripts, attachments); `faults`
    what keeps it from being the PDF/X that it claims or is asked to be; `look` is how its first page looks, where that was asked for (covers)."""

    length: int
    version: str
    encrypted: bool
    damage: tuple[str, ...]
    pages: tuple[Page, ...]
    fonts: Mapping[Font, tuple[int, ...]]
    about: About
    carries: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, with the code of the rule that says so, and why."""

    code: str
    why: str
