"""The measures that a template gives: which attributes are lengths, and what is wrong with their numbers and with the names of their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import isfinite

from lxml import etree

ACROSS = frozenset({"x", "x1", "x2", "cx", "rx", "width", "data-width", "data-right"})
DOWN = frozenset(
    {"y", "y1", "y2", "cy", "ry", "height", "data-height", "data-above", "data-below", "data-foot", "font-size", "data-least", "data-most"}
)
WEIGHTS = {"normal": 400, "bold": 700}
OF_TEXTS = frozenset({"x", "y", "font-size", "letter-spacing", "font-weight"})
OF_SHAPES = frozenset({"y", "height"})
OF_LEAVES = frozenset({"x", "y", "width", "height"})
OF_ALL = frozenset(
    {"data-width", "data-height", "data-above", "data-below", "data-right", "data-foot", "data-least", "data-most", "data-leading"}
    | {"data-lines", "data-gap"}
)
"""Attributes that the pipeline reads: of texts, of shapes in a stack, of the leaves, and of whatever has them."""
ABOVE_NOTHING = frozenset({"font-size", "data-least", "data-most"})
MOST = 1e6
"""No length of a cover comes near to it."""
NAMED = re.compile(r"\{([^{}\s]+)\}")


def faults(panels: Iterable[etree._Element]) -> Iterator[tuple[int, str]]:
    """Line and fault of each number in the panels that cannot be one."""
    for element in (one for panel in panels for one in panel):
        for inner in element.iter(etree.Element):
            read = _read(inner, alone=inner is element, stacked=inner.getparent() is element and bool(element.get("data-stand")))
            for name, value in ((str(one), str(other)) for one, other in inner.items()):
                counted = name in ACROSS | DOWN and value.strip().endswith("%")
                if (name in read or counted) and not _good(name, value, inner):
                    yield _line(inner), f'{name}="{value}" is no number that can stand there'


def motif_faults(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Line and fault of the size of a motif, which must be known: by its `viewBox`, or by plain numbers."""
    if not root.get("viewBox") and not all(_number(root.get(name, "1")) > 0 for name in ("width", "height")):
        yield _line(root), 'its size is not known: it has no  viewBox="0 0 WIDTH HEIGHT"'


def strangers(panels: Iterable[etree._Element], known: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Line and name of each placeholder, and of each `data-with`, that stands for no words."""
    names = set(known)
    for element in (one for panel in panels for one in panel):
        for inner in [element, *(element if element.get("data-stand") else ())]:
            text = "".join(str(part) for part in inner.itertext()) if _is_text(inner) else ""
            wanted = [*NAMED.findall(text), *filter(None, [inner.get("data-with")])]
            yield from ((_line(inner), str(name)) for name in wanted if name not in names)


def _read(element: etree._Element, *, alone: bool, stacked: bool) -> frozenset[str]:
    """The attributes of an element that the pipeline reads; none of what stands deeper in a drawing."""
    if not (alone or stacked):
        return frozenset()
    if _is_text(element):
        return OF_ALL | OF_TEXTS
    if element.get("id") == "leaves":
        return OF_ALL | OF_LEAVES
    return OF_ALL | OF_SHAPES if stacked or element.get("data-stand") else OF_ALL


def _good(name: str, value: str, element: etree._Element) -> bool:
    if not value or (name == "font-weight" and value in WEIGHTS):
        return True
    number = _number(value.removesuffix("%") if name in ACROSS | DOWN else value)
    above = name in ABOVE_NOTHING or (name == "width" and element.get("id") == "leaves")
    whole = name != "font-weight" or value.isdecimal()
    return abs(number) <= MOST and whole and (number > 0 or not above)


def _number(value: str) -> float:
    """The number, or an endless one where there is none."""
    try:
        number = float(value)
    except ValueError:
        return -float("inf")
    return number if isfinite(number) else -float("inf")


def _is_text(element: etree._Element) -> bool:
    return etree.QName(element).localname == "text"


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
