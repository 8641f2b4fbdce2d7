"""The template of a cover: one SVG with a group for each part of the sheet and a palette that gives every colour as it is seen and as it is printed.

    <defs id="colours"><rect fill="#a8281a" data-cmyk="18 96 100 12"/> …</defs>
    <g id="ground">…</g> <g id="front">…</g> <g id="spine">…</g> <g id="back">…</g>

The pipeline's own is styles/cover/cover.svg. An SVG of the manuscript without a group `front` is no template but a motif: it takes the place of the
leaves in the pipeline's own. How to make one: docs/cover.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from samizdat import files, styles
from samizdat.book import Book
from samizdat.covers import measures
from samizdat.problems import Place, Problem, ProblemsFound

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
MOST_INK = 240.0
"""Per cent of the four inks together: KDP and IngramSpark print covers of up to that or more."""
HEX = re.compile(r"#[0-9a-f]{6}")
Inks = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it was read: the `path` it is named by in messages, its `panels` by name, `inks` in per cent by colour (`#rrggbb`), the drawing of a
    `motif` if the book gives one, and whether it is the book's `own`."""

    path: str
    panels: Mapping[str, etree._Element]
    inks: Mapping[str, Inks]
    motif: etree._Element | None = None
    own: bool = False
    problems: tuple[Problem, ...] = ()


def of_book(book: Book) -> Template:
    """The template for a book: its own, or the pipeline's. Raises ProblemsFound where its own cannot be read."""
    house = read(styles.styles_folder() / "cover" / "cover.svg", "styles/cover/cover.svg")
    named = book.printing.cover
    if not named:
        return house
    own = read(_located(book, named), named)
    if "front" in own.panels:
        return replace(own, own=True)
    _refuse(named, measures.motif_faults(own.panels["svg"]))
    return Template(named, house.panels, {**house.inks, **own.inks}, own.panels["svg"], problems=own.problems)


def read(path: Path, shown: str) -> Template:
    """The template at `path`. Raises ProblemsFound, code P169, for what is no SVG, or has a palette or a number that cannot be read."""
    try:
        root = etree.fromstring(
            path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        )
    except (etree.XMLSyntaxError, OSError) as error:
        raise ProblemsFound([_unreadable(Place(shown, getattr(error, "lineno", 0) or 0), str(error))]) from None
    if root.tag != f"{{{SVG}}}svg":
        raise ProblemsFound([_unreadable(Place(shown), "its outermost element is not <svg> in the namespace of SVG")])
    groups = {group.get("id", ""): group for group in root.iterfind(f"{{{SVG}}}g")}
    panels = {name: groups[name] for name in ("ground", "back", "spine", "front") if name in groups}
    _refuse(shown, measures.faults(panels.values()))
    inks, problems = _palette(root, shown)
    return Template(shown, {"svg": root, **panels}, inks, problems=tuple(problems))


def _refuse(shown: str, faults: Iterable[tuple[int, str]]) -> None:
    """Raise ProblemsFound, code P169, if there are `faults`: lines, and what is wrong in them."""
    if problems := [_unreadable(Place(shown, line), why) for line, why in faults]:
        raise ProblemsFound(problems)


def _located(book: Book, named: str) -> Path:
    try:
        return files.inside(book.root, named)
    except files.OutsideFolder:
        raise ProblemsFound([_unreadable(Place(named), "it is outside the manuscript folder")]) from None


def _palette(root: etree._Element, shown: str) -> tuple[dict[str, Inks], list[Problem]]:
    """The inks of each colour that has `data-cmyk`, and what is wrong with them."""
    inks: dict[str, Inks] = {"#000000": (0, 0, 0, 100), "#ffffff": (0, 0, 0, 0)}
    problems: list[Problem] = []
    for entry in root.iterfind(".//*[@data-cmyk]"):
        colour, values = entry.get("fill", "").lower(), entry.get("data-cmyk", "").split()
        place = Place(shown, _line(entry))
        if not HEX.fullmatch(colour) or len(values) != 4 or not all(re.fullmatch(r"\d+(\.\d+)?", value) for value in values):
            raise ProblemsFound([_unreadable(place, 'a colour of the palette is not like  fill="#a8281a" data-cmyk="18 96 100 12"')])
        inks[colour] = (float(values[0]), float(values[1]), float(values[2]), float(values[3]))
        problems += _excess(place, colour, inks[colour])
    return inks, problems


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _excess(place: Place, colour: str, inks: Inks) -> Iterator[Problem]:
    if max(inks) > 100:
        raise ProblemsFound([_unreadable(place, f"an ink of {colour} is over 100 per cent")])
    if sum(inks) > MOST_INK:
        yield Problem(place, "P166", f"the colour {colour} has {sum(inks):g} per cent of ink", "so much ink dries slowly and sets off on the next sheet",
                      f"take its inks down to {MOST_INK:g} per cent together", "warning")  # fmt: skip


def _unreadable(place: Place, why: str) -> Problem:
    return Problem(
        place, "P169", "the template of the cover cannot be used", why, "mend it (docs/cover.md), or take  cover  out of [print]"
    )
