"""Display: titles of more than one line, broken so that the lines are about as long as each other and none ends in a word that leads on
(Bringhurst, 3.3 and 4.2, asks for display that is broken by the sense)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from samizdat.pdf.page import Page
from samizdat.pdf.running_heads import LINKS
from samizdat.pdf.ties import NO_BREAK_SPACE
from samizdat.pdf.widths import Style
from samizdat.pdf.widths import width as _width

SAFE = 0.97
"""Of the measure: what is measured here without its inline elements may be a little wider."""
LEADS_ON = 0.1
"""What a line that ends in a linking word weighs: as much as two lines that differ by not quite half the measure."""
STOPS = {",": 0.05, "—": 0.05, ";": 0.15, ":": 0.15, "?": 0.15, "!": 0.15}
"""Signs after which a line ends well, and what such an end makes up for."""
MOST_LINES = 8
MOST_WORDS = 40
"""Of a title that is looked at; a longer one is no title."""

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Face:
    """How a kind of title is set: the size of its letters and what stands free of the measure, in ems of the text."""

    size: float
    free: float = 0.0
    style: Style = "normal"
    small_capitals: bool = False


FACES = {
    ("half-title", "title"): Face(1.15, small_capitals=True),
    ("title-page", "h1"): Face(2.75),
    ("title-page", "subtitle"): Face(1.25, style="italic"),
    ("part", "h1"): Face(2.1, free=3.0),
    ("", "h1"): Face(1.9, free=3.0),
    ("", "h2"): Face(1.15, small_capitals=True),
    ("", "subtitle"): Face(1.15, style="italic"),
    ("", "standfirst"): Face(1.0, style="italic"),
}
"""The faces of styles/, by kind of section (empty: any) and tag, or class of a paragraph or of what it stands in."""


def balance(document: Element, page: Page) -> None:
    """Break the titles of a section by balance, with no-break spaces where a line is not to end. Changes the document."""
    kind = document.get("data-kind", "")
    for title in document.iter("h1", "h2", "p"):
        name = _name(title)
        face = FACES.get((kind, name)) or FACES.get(("", name))
        if face:
            _hold(title, _lines("".join(map(str, title.itertext())), face, page.measure / page.size - face.free))


def _name(title: Element) -> str:
    parent = title.getparent()
    return str(title.get("class") or ("" if parent is None else parent.get("class")) if title.tag == "p" else title.tag)


def _lines(text: str, face: Face, room: float) -> tuple[int, ...]:
    """The numbers of the spaces of a title at which its lines end, none if it is one line or can't be helped."""
    words = text.split(" ")
    if len(words) > MOST_WORDS or _wide(text, face) <= room:
        return ()
    ways = (_ways(words, count, face, room * SAFE) for count in range(2, MOST_LINES + 1))
    return next((way for way in ways if way), ())


def _ways(words: Sequence[str], count: int, face: Face, room: float) -> tuple[int, ...]:
    """The best places to end all but the last of so many lines, each a word's number; none if the words don't fit."""
    mean = _wide(" ".join(words), face) / count / room
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number in range(1, count + 1):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (weight, ends) in best.items():
            for end in range(start + 1, len(words) + 1) if number < count else (len(words),):
                share = _wide(" ".join(words[start:end]), face) / room
                if share > 1 or start == end:
                    break
                way = (weight + (share - mean) ** 2 + _sense(words[end - 1]) * (end < len(words)), (*ends, end - 1))
                longer[end] = min(longer.get(end, way), way)
        best = longer
    return best.get(len(words), (0.0, ()))[1][:-1]


def _sense(word: str) -> float:
    """What a word weighs at the end of a line."""
    return LEADS_ON * (word.lower() in LINKS) - STOPS.get(word[-1:], 0.0)


def _wide(text: str, face: Face) -> float:
    return face.size * _width(text, face.style, face.small_capitals)


def _hold(title: Element, ends: Sequence[int]) -> None:
    """Make every space of a title but these a no-break space."""
    number = 0
    for element, kind in _texts(title) if ends else ():
        parts = (getattr(element, kind) or "").split(" ")
        for place in range(1, len(parts)):
            parts[place] = (" " if number in ends else NO_BREAK_SPACE) + parts[place]
            number += 1
        setattr(element, kind, "".join(parts))


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"
