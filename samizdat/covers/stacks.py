"""Stacks: texts and shapes one below the other in a box, made smaller together until they fit. Lengths are units of the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from samizdat.covers.blocks import Block

Stand = Literal["top", "middle", "foot"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a stack: a block of text, or a shape of a height without one; `above` is what parts it from the thing before."""

    element: etree._Element
    above: float
    shape_height: float = 0.0
    block: Block | None = None

    @property
    def height(self) -> float:
        """From the top of its first capitals to its last base line, or of the shape."""
        return self.block.height if self.block else self.shape_height


def piled(items: Sequence[Item], top: float, height: float, stand: Stand) -> Iterator[tuple[float, Item]]:
    """The items, fitted to a box that begins at `top`, each with the place of its own top."""
    items = fitting(items, height)
    free = height - _height(items)
    y = top + {"top": 0.0, "middle": free / 2, "foot": free}[stand]
    for place, item in enumerate(items):
        y += item.above if place else 0.0
        yield y, item
        y += item.height


def fitting(items: Sequence[Item], height: float) -> list[Item]:
    """The items with their texts made smaller, step by step, until they are no higher than `height`: first the one that is furthest above its least size."""
    fitted = list(items)
    while _height(fitted) > height:
        place = max(range(len(fitted)), key=lambda place: _ease(fitted[place]))
        smaller = _smaller(fitted[place])
        if smaller == fitted[place]:
            break
        fitted[place] = smaller
    return fitted


def _ease(item: Item) -> float:
    """How far a text is above its least size: the one with most gives way."""
    return item.block.size / item.block.setting.least if item.block else 0.0


def _smaller(item: Item) -> Item:
    return replace(item, block=item.block.smaller()) if item.block else item


def _height(items: Iterable[Item]) -> float:
    return sum(item.height + (item.above if place else 0.0) for place, item in enumerate(items))
