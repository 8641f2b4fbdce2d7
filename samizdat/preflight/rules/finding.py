"""What a rule is told and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from samizdat.book import Trim
from samizdat.preflight.boxes import MM_PER_POINT, Box
from samizdat.preflight.document import Document
from samizdat.preflight.words import amount, on_pages
from samizdat.printers import Printer, Standard
from samizdat.problems import Place, Problem, Severity

Kind = Literal["interior", "cover"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file is to say: names and ISBN of the book, the size it is cut to, how many pages it has, how wide its spine is (for a cover). Each may be
    empty or None where it is not known."""

    title: str = ""
    authors: tuple[str, ...] = ()
    isbn: str = ""
    trim: Trim | None = None
    pages: int | None = None
    spine_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What a file is held against: the printer, whether it is pages or a cover, what it is to say."""

    printer: Printer
    kind: Kind
    expected: Expected = Expected()

    @property
    def standard(self) -> Standard:
        """The PDF/X that the printer asks for."""
        return self.printer.cover.standard if self.kind == "cover" else self.printer.file.standard

    @property
    def bleed_mm(self) -> float | None:
        """What is to be printed past the trim."""
        return self.printer.cover.bleed_mm if self.kind == "cover" else self.printer.interior.bleed_mm


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: a page (0 is the whole file), and where on it in points, None where that is not known."""

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, once for each cause: as in Problem, with every place where it is so."""

    code: str
    what: str
    why: str = ""
    mend: str = ""
    severity: Severity = "error"
    spots: tuple[Spot, ...] = ()

    def problem(self, shown: str) -> Problem:
        """The finding as a problem of the file that the author knows as `shown`."""
        return Problem(Place(shown), self.code, self.what + on_pages(spot.page for spot in self.spots), self.why, self.mend, self.severity)


Rule = Callable[[Document, Job], Iterator[Finding]]


def grouped(found: Iterable[tuple[str, Spot]]) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    """Places by what is wrong there, in the order of first mention."""
    spots: dict[str, list[Spot]] = {}
    for what, spot in found:
        spots.setdefault(what, []).append(spot)
    for what, places in spots.items():
        yield what, tuple(places)


def mm(points: float) -> str:
    """A length in points, said in mm: “152.4 mm”."""
    return f"{amount(round(points * MM_PER_POINT, 2))} mm"


def points(length_mm: float) -> float:
    """A length in mm, in points."""
    return length_mm / MM_PER_POINT


def size(box: Box, unit: float = 1.0) -> str:
    """For example “152.4 × 228.6 mm”."""
    width, height = (amount(round(side * unit, 1)) for side in box.size_mm)
    return f"{width} × {height} mm"
