"""Measuring: a paragraph as it can be broken into lines: its text, where a line of it may end, and how wide all is up to there.

The text is that of the HTML; the styles are those of the boxes it was laid out in, and WeasyPrint's own Pango layouts measure it, so small
capitals, italics and note calls have their true width. Lengths are CSS pixels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyphen  # type: ignore[import-untyped]
from lxml import etree
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.text.line_break import Layout, get_log_attrs, line_size  # type: ignore[import-untyped]

from samizdat.pdf.composition_pages import DIVISION
from samizdat.pdf.ties import BREAK, NO_BREAK_SPACE

SPACES = " \n\t\r"
WORD = re.compile(r"[^\W\d_]+")
SHORTEST, LEAST = 6, 3
"""Letters of a word that may be divided, and before and after its hyphen."""
LONG, BEFORE = 9, 2
"""A word so long, if it is no name, may be divided after two letters (Bringhurst 2.4.1)."""

Element = etree._Element
Style = Any
Measure = Callable[[str, Style], float]


@dataclass(frozen=True, slots=True)
class End:
    """A place where a line may end: after so many signs of the text (`signs`, spaces not counted), at a `space` or not, by dividing a word or not.

    `width` is that of all signs before it, `spaces` how many there are before it, `hyphen` how wide the hyphen is that a division adds. `part`: how many
    letters of the word stand before that hyphen. `visible`: whether the text has a hyphen of its own there.
    """

    place: int
    signs: int
    width: float
    spaces: int
    space: bool
    hyphen: float = 0
    part: int = 0
    visible: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A justified paragraph: its `text`, with note calls as so many spaces of no width, the places where a line may end (the last is its own end), the
    `measure`, how far its first line is set in, the natural width of a `space` and the `size` of the letters."""

    text: str
    ends: tuple[End, ...]
    measure: float
    indent: float
    space: float
    size: float


def texts(block: Element) -> Iterator[tuple[Element, str]]:
    """The text nodes of a block in their order, each as an element and `text` or `tail`; notes at the foot of the page are left out."""
    yield block, "text"
    for child in block:
        if child.get("role") != "doc-footnote":
            yield from texts(child)
        yield child, "tail"


def measurer() -> Measure:
    """A function that tells how wide a text is in a style. It remembers what it has measured."""
    known: dict[tuple[int, str], float] = {}
    layouts: dict[int, tuple[Style, Layout]] = {}

    def width(text: str, style: Style) -> float:
        key = id(style), text
        if key not in known:
            layout = layouts.setdefault(id(style), (style, Layout(style)))[1]
            layout.set_text(text)
            known[key] = line_size(layout.get_first_line()[0], style)[0]
        return known[key]

    return width


def paragraph(block: Element, lines: Sequence[boxes.LineBox], holder: boxes.Box, width: Measure) -> Paragraph | None:
    """A block that was laid out in these lines of the box `holder`; None if it can't be followed: text that the style sheet changes, pictures, blocks in it."""
    text = _run("".join(getattr(element, kind) or "" for element, kind in texts(block)))
    plain = _run("".join(_plain(element, kind) for element, kind in texts(block)))
    signs = list(_signs(lines))
    first = next((leaf for line in lines for leaf in _leaves(line)), None)
    if not text or first is None or "".join(sign for sign, _, _ in signs) != text.replace(" ", ""):
        return None
    style = lines[0].style
    ends, indent = tuple(_ends(text, signs, style, width)), first.position_x - holder.content_box_x()
    return Paragraph(plain, ends, holder.width, indent, width(NO_BREAK_SPACE, style), style["font_size"])


def _run(text: str) -> str:
    return re.sub(rf"[{SPACES}]+", " ", text).strip(" ")


def _plain(element: Element, kind: str) -> str:
    """A text node, a note call as spaces of no width."""
    text = getattr(element, kind) or ""
    within = (element, *element.iterancestors()) if kind == "text" else element.iterancestors()
    return BREAK * len(text) if any(one.get("role") == "doc-noteref" for one in within) else text


def _signs(lines: Sequence[boxes.LineBox]) -> Iterator[tuple[str, Style, float]]:
    """The signs of laid-out lines, spaces left out: each with its style, or with the width of the box that it begins and no style."""
    for line in lines:
        leaves = list(_leaves(line))
        for place, leaf in enumerate(leaves):
            if isinstance(leaf, boxes.TextBox):
                text = leaf.text.replace(" ", "")
                divided = place == len(leaves) - 1 and text.endswith(DIVISION)
                yield from ((sign, leaf.style, 0.0) for sign in (text[:-1] if divided else text))
            else:
                inner = [sign for sign, _, _ in _signs([leaf])]
                yield from ((sign, None, 0.0 if number else leaf.margin_width()) for number, sign in enumerate(inner))


def _leaves(box: boxes.Box) -> Iterator[boxes.Box]:
    """What stands on a line: texts, and boxes that are set as one sign."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox | boxes.AtomicInlineLevelBox):
            yield child
        elif isinstance(child, boxes.InlineBox | boxes.LineBox) or (isinstance(child, boxes.BlockBox) and child.is_in_normal_flow()):
            yield from _leaves(child)


def _ends(text: str, signs: Sequence[tuple[str, Style, float]], style: Style, width: Measure) -> Iterator[End]:
    """Every place where a line may end, in their order."""
    attributes = get_log_attrs(text, style["lang"])
    stops = [place for place in range(1, len(text)) if attributes[place].is_line_break] + [len(text)]
    start = done = spaces = 0
    total = 0.0
    for stop in stops:
        piece = text[start:stop].rstrip(" ")
        run = signs[done : done + len(piece)]
        yield from _divisions(piece, run, End(start, done, total, spaces, False), width)
        total += _wide(run, width)
        spaces += _fixed(run)
        done += len(piece)
        yield End(start + len(piece), done, total, spaces, stop > start + len(piece), visible=piece.endswith("-"))
        spaces += stop > start + len(piece)
        start = stop


def _fixed(run: Sequence[tuple[str, Style, float]]) -> int:
    """How many no-break spaces there are among signs, which stretch as others do."""
    return sum(sign == NO_BREAK_SPACE for sign, style, _ in run if style is not None)


def _wide(run: Sequence[tuple[str, Style, float]], width: Measure) -> float:
    """How wide signs are that stand together, without the spaces that no line ends at."""
    whole = 0.0
    for style, group in groupby(run, key=lambda sign: sign[1]):
        several = list(group)
        whole += sum(wide for _, _, wide in several)
        if style is not None:
            whole += sum(width(part, style) for part in "".join(sign for sign, _, _ in several).split(NO_BREAK_SPACE) if part)
    return whole


def _divisions(piece: str, run: Sequence[tuple[str, Style, float]], before: End, width: Measure) -> Iterator[End]:
    """The places in a piece of text where a word may be divided."""
    for word in WORD.finditer(piece):
        style = run[word.start()][1]
        if word.end() - word.start() < SHORTEST or style is None or style["hyphens"] != "auto" or style["lang"] is None:
            continue
        if any(other is not style for _, other, _ in run[word.start() : word.end()]):
            continue
        language = pyphen.language_fallback(style["lang"])
        if language is None:
            continue
        left = BEFORE if len(word[0]) >= LONG and word[0].islower() else LEAST
        for part in pyphen.Pyphen(lang=language, left=left, right=LEAST).positions(word[0]):
            place = word.start() + part
            wide, spaces = before.width + _wide(run[:place], width), before.spaces + _fixed(run[:place])
            yield End(before.place + place, before.signs + place, wide, spaces, False, width(DIVISION, style), int(part))
