"""The words and shapes of one panel put in their places: texts fitted, stacks piled up, percentages counted out.

Lengths are units of the template. A percentage is of the panel's width or height, by its attribute. What an attribute says is in docs/cover.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from math import inf

from lxml import etree

from samizdat.covers.blocks import TINIEST, Block, Setting, direction, fitted
from samizdat.covers.faces import Face
from samizdat.covers.measures import ACROSS, DOWN, WEIGHTS
from samizdat.covers.stacks import Item, Stand, piled
from samizdat.covers.templates import SVG
from samizdat.covers.words import filled

TEXT = f"{{{SVG}}}text"
RAGGED = 0.1
"""What full lines leave free before an edge that letters keep off, in ems: as much as the ink of a last letter stands out."""
STANDS: dict[str | None, Stand] = {"middle": "middle", "foot": "foot"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its base line is at `y`; `x` is where it starts, ends or has its middle, by `anchor` (`start`, `end`, `middle`)."""

    text: str
    x: float
    y: float
    size: float
    face: Face
    fill: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Room:
    """The size of a panel; `safe`: how far from its left, top, right and bottom letters stay; `turned`: it is a spine, whose letters are made small enough
    for what is left of its height; `corner`: left and top of what has the lower right corner to itself."""

    width: float
    height: float
    safe: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    turned: bool = False
    corner: tuple[float, float] = (inf, inf)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a panel: shapes, then lines of text over them; `small` are the texts that had to be set smaller than the template allows."""

    shapes: tuple[etree._Element, ...] = ()
    lines: tuple[Line, ...] = ()
    small: tuple[str, ...] = ()

    def __add__(self, other: Content) -> Content:
        """Both, the other one on top."""
        return Content(self.shapes + other.shapes, self.lines + other.lines, self.small + other.small)


def placed(panel: etree._Element, known: Mapping[str, str], room: Room) -> Content:
    """The content of a panel with the words that are `known`. A text or a stack without words, and a shape that is `data-with` them, is left out."""
    content = Content()
    for element in wanted(panel, known):
        counted = counted_out(element, room)
        if counted.tag == TEXT or counted.get("data-stand"):
            content += _stack(counted, known, room)
        else:
            content += Content((counted,))
    return content


def wanted(group: etree._Element, known: Mapping[str, str]) -> list[etree._Element]:
    """The elements of a group without those that belong to words that the book has not."""
    return [one for one in group if not one.get("data-with") or known.get(one.get("data-with", ""))]


def counted_out(element: etree._Element, room: Room) -> etree._Element:
    """A copy of `element` whose lengths in per cent are lengths in units."""
    copied = deepcopy(element)
    copied.tail = None
    for one in copied.iter():
        for name, value in one.items():
            if name in ACROSS | DOWN and str(value).endswith("%"):
                whole = room.width if name in ACROSS else room.height
                one.set(str(name), f"{float(str(value)[:-1]) / 100 * whole:.4f}")
    return copied


def number(element: etree._Element, name: str, default: float = 0.0) -> float:
    """The number of an attribute."""
    return float(element.get(name) or default)


def _stack(element: etree._Element, known: Mapping[str, str], room: Room) -> Content:
    """The texts and shapes of a stack, or a text alone: a stack of one."""
    inside = [element] if element.tag == TEXT else wanted(element, known)
    items = [item for item in (_item(one, known, room) for one in inside) if item is not None]
    if not any(item.block for item in items):
        return Content()
    top, height = _box(element, items, room)
    content = Content()
    for y, item in piled(items, top, height, STANDS.get(element.get("data-stand"), "top")):
        if item.block:
            small = (item.block.text,) if item.block.small else ()
            content += Content((), tuple(_lines(item.block, item.element, y, room)), small)
        else:
            item.element.set("transform", f"translate(0 {y - number(item.element, 'y'):.4f})")
            content += Content((item.element,))
    return content


def _box(element: etree._Element, items: Sequence[Item], room: Room) -> tuple[float, float]:
    """Top and height of a stack's box, kept off the panel's edges. One that would run into the panel's corner ends above it: cut, or moved up if it stands
    on its foot."""
    top = number(element, "y")
    foot = top + number(element, "data-height", room.height - top)
    _, above, _, below = room.safe
    top, foot = (
        max(top, above + _overhang(items[0])) if above else top,
        min(foot, room.height - below - _overhang(items[-1])) if below else foot,
    )
    if max(_right(item, room) for item in items) > room.corner[0] and foot > room.corner[1]:
        top -= foot - room.corner[1] if element.get("data-stand") == "foot" else 0.0
        foot = room.corner[1]
    return top, foot - top


def _overhang(item: Item) -> float:
    """How far letters may stand out over the capitals, with accents, or hang below the base line: the latter is the more."""
    return item.block.setting.face.descent * item.block.size if item.block else 0.0


def _right(item: Item, room: Room) -> float:
    """How far to the right the lines of a text reach."""
    if not item.block:
        return 0.0
    width = max((item.block.setting.face.width(line) for line, _ in item.block.lines), default=0.0) * item.block.size
    return _start(item.element, room) + width * {"middle": 0.5, "end": 0.0}.get(item.element.get("text-anchor", ""), 1.0)


def _item(element: etree._Element, known: Mapping[str, str], room: Room) -> Item | None:
    """A thing of a stack; None for a text without words."""
    above = number(element, "data-above")
    if element.tag != TEXT:
        return Item(element, above, number(element, "height"))
    text = filled("".join(str(part) for part in element.itertext()).strip(), known)
    return Item(element, above, block=fitted(text, _setting(element, room))) if text else None


def _setting(element: etree._Element, room: Room) -> Setting:
    """How a text is to be set, by the attributes of its element. On a spine letters are small enough for it, those that hang included."""
    weight = element.get("font-weight") or "400"
    face = Face(
        "italic" if element.get("font-style") == "italic" else "normal",
        WEIGHTS.get(weight) or int(weight),
        tuple((element.get("data-features") or "").split()),
        number(element, "letter-spacing"),
    )
    size = number(element, "font-size", 4)
    size = min(size, number(element, "data-most", size))
    if room.turned:
        size = min(size, max(room.height - room.safe[1] - room.safe[3], size * TINIEST) / (face.capital + 2 * face.descent))
    even, free = element.get("data-breaks") != "full", _free(element, room)
    return Setting(
        face,
        measure=max(min(number(element, "data-width", room.width), free if even else free - RAGGED * size), 0.0),
        largest=size,
        least=min(number(element, "data-least", size), size),
        leading=number(element, "data-leading", 1.15),
        lines=int(number(element, "data-lines")),
        even=even,
        gap=number(element, "data-gap"),
        free=free,
    )


def _start(element: etree._Element, room: Room) -> float:
    """Where the lines of a text start, end or have their middle, moved off the edge that it is too near to."""
    return min(max(number(element, "x"), room.safe[0]), room.width - room.safe[2])


def _free(element: etree._Element, room: Room) -> float:
    """The longest measure of a text that keeps off the edges; no limit where the panel has none to keep off."""
    if not any(room.safe):
        return inf
    x, left, right = _start(element, room), room.safe[0], room.width - room.safe[2]
    return {"middle": 2 * min(x - left, right - x), "end": x - left}.get(element.get("text-anchor", ""), right - x)


def _lines(block: Block, element: etree._Element, top: float, room: Room) -> list[Line]:
    """The lines of a block whose first capitals begin at `top`; those that run from right to left start on the right."""
    first = top + block.setting.face.capital * block.size
    x, fill, anchor = _start(element, room), element.get("fill") or "#000000", element.get("text-anchor") or "start"
    if anchor == "start" and direction(block.text) == "rtl":
        x, anchor = x + block.setting.measure, "end"
    face = block.setting.face
    lines = [Line(text, x, first + depth, block.size, face, fill, anchor) for text, depth in block.lines]
    return [replace(line, x=line.x + _off_edges(line, room)) for line in lines] if any(room.safe) else lines


def _off_edges(line: Line, room: Room) -> float:
    """How far a line has to move to the right, or less than 0 to the left, for its ink to keep off the edges."""
    width = line.face.width(line.text) * line.size
    start = line.x - width * {"middle": 0.5, "end": 1.0}.get(line.anchor, 0.0)
    before, after = (out * line.size for out in line.face.overhang(line.text))
    return max(room.safe[0] - (start - before), 0.0) or min(room.width - room.safe[2] - (start + width + after), 0.0)
