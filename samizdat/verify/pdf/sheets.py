"""A PDF as plain values: what stands on each page, where names and links lead, what the outline says. Lengths in PDF points (1/72 inch)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf

from samizdat.verify.pdf.readings import Box, Run, readings
from samizdat.verify.words import letters

HYPHENS = "-\u2010\u2011\u00ad\u0002\ufffe"
"""Hyphens as WeasyPrint sets them, and what PDFium says for one at the end of a line."""

EDGE_PT = 0.7
"""How far a letter may reach over the edge of the box beside it."""

HEAD_LINES = 3
"""The most lines of a running head."""

_NOTES_TO_PAGES = re.compile(r"notestopages?[0-9ivxlcdm]+")


@dataclass(frozen=True, slots=True)
class Target:
    """A place on a page: `sheet` counts from 0; `x` and `y` from the left and the bottom."""

    sheet: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: its page and rectangle, the name or address that it leads to, and the text under it."""

    sheet: int
    box: Box
    name: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read: its label, its whole text, and the runs of it in the order of drawing."""

    label: str
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the margin of a page: its height above the foot of the page, what it says, how many runs it has, and whether they stand one over another."""

    height: int
    said: str
    runs: int
    collides: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its label, its text without running heads and folio, these, the text of notes at its foot, whether a picture is on it, and
    whether running head and folio stand one over the other."""

    label: str
    text: str
    foot: str
    margin: tuple[str, ...]
    picture: bool
    collides: bool


@dataclass(frozen=True)
class Print:
    """The whole PDF; `at_foot` are the ids of the note bodies that stand at the foot of a page."""

    sheets: tuple[Sheet, ...]
    targets: dict[str, Target]
    links: tuple[Link, ...]
    outline: tuple[tuple[str, Target | None], ...]
    at_foot: frozenset[str]

    @cached_property
    def links_to(self) -> dict[str, list[Link]]:
        """The links by the name that they lead to."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.name, []).append(link)
        return found


def read(
    pdf: pikepdf.Pdf, data: bytes, heads: Collection[str], sections: Collection[str], notes: Mapping[str, str], kept: Path | None = None
) -> Print:
    """The values of an open PDF whose bytes are `data`; `heads` are the running heads it may bear, as `letters`; `sections` the keys
    of content documents, and `notes` the ids of note bodies, each with the key of the section that calls it; `kept` the file of readings."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    targets = dict(_targets(pdf, numbers))
    linked = [list(_links(page, number)) for number, page in enumerate(pdf.pages)]
    found = readings(pdf, data, [[_core(link.box) for link in links] for links in linked], kept)
    links = tuple(
        replace(link, text=said)
        for here, reading in zip(linked, found, strict=True)
        for link, said in zip(here, reading.under, strict=True)
    )
    pages = [Page(str(page.label), reading.text, reading.runs) for page, reading in zip(pdf.pages, found, strict=True)]
    marginal = [_marginal(page.runs, page.text, heads, letters(page.label)) for page in pages]
    margins = _kept(pages, marginal, [float(page.mediabox[3]) for page in pdf.pages])
    at_foot = frozenset(_at_foot(targets, sections, notes))
    feet = _feet(targets, at_foot)
    sheets = tuple(_sheet(page, margins[number], feet.get(number), found[number].picture) for number, page in enumerate(pages))
    return Print(sheets, targets, links, tuple(_outline(pdf, numbers, targets)), at_foot)


def _targets(pdf: pikepdf.Pdf, numbers: dict[Any, int]) -> Iterator[tuple[str, Target]]:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/Dests" in names:
        for name, destination in pikepdf.NameTree(names.Dests).items():
            target = _target(destination, numbers)
            if target:
                yield str(name), target


def _target(destination: Any, numbers: dict[Any, int]) -> Target | None:
    """A destination is an array of page, kind and coordinates, or a dictionary that holds one (ISO 32000-2, 12.3.2)."""
    array = destination.get("/D") if isinstance(destination, pikepdf.Dictionary) else destination
    if not isinstance(array, pikepdf.Array) or len(array) < 1 or getattr(array[0], "objgen", None) not in numbers:
        return None
    x, y = (float(array[place]) if len(array) > place and array[place] is not None else 0.0 for place in (2, 3))
    return Target(numbers[array[0].objgen], x, y)


def _links(page: pikepdf.Page, number: int) -> Iterator[Link]:
    """The links of a page, without the text under them."""
    for annotation in page.get("/Annots", []):
        if annotation.get("/Subtype") != "/Link":
            continue
        action = annotation.get("/A", pikepdf.Dictionary())
        destination = annotation.get("/Dest", action.get("/D"))
        x1, y1, x2, y2 = (float(edge) for edge in annotation.Rect)
        box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        name = str(destination) if isinstance(destination, (pikepdf.String, pikepdf.Name)) else ""
        yield Link(number, box, name.lstrip("/"), str(action.get("/URI", "")), "")


def _core(box: Box) -> Box:
    """The middle of a box: letters of the lines above and below reach into its upper and lower quarter, those beside it over its edges."""
    left, bottom, right, top = box
    edge = min(EDGE_PT, (right - left) / 4)
    return left + edge, bottom + (top - bottom) / 4, right - edge, top - (top - bottom) / 4


def _outline(pdf: pikepdf.Pdf, numbers: dict[Any, int], targets: dict[str, Target]) -> Iterator[tuple[str, Target | None]]:
    with pdf.open_outline() as outline:
        standing = list(reversed(outline.root))
        while standing:
            item = standing.pop()
            standing += reversed(item.children)
            destination = item.destination if item.destination is not None else (item.action.get("/D") if item.action is not None else None)
            name = str(destination) if isinstance(destination, (str, pikepdf.String)) else ""
            yield str(item.title), targets.get(name) if name else _target(destination, numbers)


def _at_foot(targets: dict[str, Target], sections: Collection[str], notes: Mapping[str, str]) -> Iterator[str]:
    """The notes that stand among the pages of the section that calls them, before its own list of notes (`…-chapter-notes`)."""
    starts = sorted(targets[key].sheet for key in sections if key in targets)
    for name, key in notes.items():
        body, home, collected = targets.get(name), targets.get(key), targets.get(f"{key}-chapter-notes")
        if body and home:
            end = min((start for start in starts if start > home.sheet), default=body.sheet + 1)
            if home.sheet <= body.sheet < (min(end, collected.sheet) if collected else end):
                yield name


def _feet(targets: dict[str, Target], at_foot: Collection[str]) -> dict[int, float]:
    """The upper edge of the first note at the foot of each page."""
    feet: dict[int, float] = {}
    for target in [targets[name] for name in at_foot]:
        feet[target.sheet] = max(target.y, feet.get(target.sheet, 0))
    return feet


def _sheet(page: Page, margin: Sequence[Line], foot: float | None, picture: bool) -> Sheet:
    text = _cut(page.text, sum(len(letters(line.said)) for line in margin))[0]
    body = page.runs[: len(page.runs) - sum(line.runs for line in margin)]
    below = [said for box, said in body if foot is not None and box[1] < foot]
    inside, at_foot = _cut(text, sum(len(letters(said)) for said in below))
    return Sheet(page.label, inside, at_foot, tuple(line.said for line in margin), picture, any(line.collides for line in margin))


def _marginal(runs: Sequence[Run], text: str, heads: Collection[str], folio: str) -> list[Line]:
    """The lines that may stand in the margins of a page: those drawn last, above or below all others, that say a running head or the folio."""
    body: list[Run] = list(runs)
    found: list[Line] = []
    while line := _last_head(body, text, heads, folio):
        del body[len(body) - line.runs :]
        text = _cut(text, len(letters(line.said)))[0]
        found.insert(0, line)
    return found


def _last_head(runs: Sequence[Run], text: str, heads: Collection[str], folio: str) -> Line | None:
    """The last of the runs, one line or, for a long running head, a few, if they are a running head or a folio.

    What they say is read from the text of the page too: the boxes of letters printed one over the other tell it wrongly.
    """
    start, lines = len(runs), [line for line in text.splitlines() if letters(line)]
    for count in range(1, HEAD_LINES + 1):
        start = _start_of_line(runs, start)
        before, line = runs[:start], runs[start:]
        bottom, top = min((box[1] for box, _ in line), default=0), max((box[3] for box, _ in line), default=0)
        outermost = all(box[1] >= top for box, _ in before) or all(box[3] <= bottom for box, _ in before)
        for said in ("".join(run for _, run in line), "".join(lines[-count:])):
            if line and outermost and _is_margin(letters(said), heads, folio):
                return Line(round((bottom + top) / 2), said, len(line), _collide([box for box, _ in line]))
    return None


def _collide(boxes: Sequence[Box]) -> bool:
    """Whether letters stand over others on a line."""
    return any(
        one[0] < other[2] - EDGE_PT and other[0] < one[2] - EDGE_PT and _overlap(one, other) for one, other in combinations(boxes, 2)
    )


def _start_of_line(runs: Sequence[Run], end: int) -> int:
    """Where the line begins that ends before `end`."""
    start = max(0, end - 1)
    while start > 0 and _overlap(runs[start - 1][0], runs[end - 1][0]):
        start -= 1
    return start


def _kept(pages: Sequence[Page], candidates: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Those candidates that stand in a margin: above or below the text of every page, and at a height where another page has one too, or
    in the outer twelfth of the page."""
    text = [
        box
        for page, lines in zip(pages, candidates, strict=True)
        for box, _ in page.runs[: len(page.runs) - sum(line.runs for line in lines)]
    ]
    lowest, highest = min((box[1] for box in text), default=0), max((box[3] for box in text), default=0)
    bands = Counter(band for lines in candidates for band in {line.height for line in lines})
    kept: list[list[Line]] = []
    for lines, height in zip(candidates, heights, strict=True):
        marginal = [
            not lowest < line.height < highest and (bands[line.height] > 1 or not height / 12 < line.height < height * 11 / 12)
            for line in lines
        ]
        kept.append([line for number, line in enumerate(lines) if all(marginal[number:])])
    return kept


def _overlap(one: Box, other: Box) -> bool:
    return one[1] < other[3] and other[1] < one[3]


def _is_margin(said: str, heads: Collection[str], folio: str) -> bool:
    """A folio, a running head, or both; a running head may join two names, as part and chapter."""
    bare = {said, said.removeprefix(folio), said.removesuffix(folio)}
    joined = any(said_.startswith(head) and said_.removeprefix(head) in heads for said_ in bare for head in heads)
    return said == folio or bool(bare & set(heads)) or joined or any(_NOTES_TO_PAGES.fullmatch(one) for one in bare)


def _cut(text: str, count: int) -> tuple[str, str]:
    """The text cut in two before its last `count` letters."""
    place = len(text)
    while count > 0 and place:
        place -= 1
        count -= len(letters(text[place]))
    return text[:place], text[place:]
