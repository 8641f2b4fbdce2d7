"""What stands where in a text of pandoc Markdown: a light scanner for the checks, which need places that pandoc does not give.

It knows fenced and indented code, inline code, comments, mathematics and escapes, and takes nothing inside them for Markdown. It follows pandoc's
reader where the two could differ: a note body, a div and a heading begin only after a blank line (Pandoc User's Guide, “Paragraphs”).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from samizdat.scan.blocks import Blocks, blocks
from samizdat.scan.inline import Inlines, blank_out, inlines, literals
from samizdat.scan.marks import At, Body, Call, Heading, Image, IndexMark, Link, Loose, Named, Raw, Scan
from samizdat.scan.plain import automatic_id, plain

__all__ = [
    "At",
    "Body",
    "Call",
    "Heading",
    "Image",
    "IndexMark",
    "Link",
    "Loose",
    "Named",
    "Raw",
    "Scan",
    "bodies",
    "headings",
    "plain",
    "scan",
]


@lru_cache(maxsize=256)
def scan(text: str) -> Scan:
    """Everything that stands in `text`, with its places; read once, for the checks and the assembly ask for the same. Never raises: any text is a text."""
    lines = blocks(text)
    without_code = blank_out(text, lines.opaque)
    spans, raws = literals(without_code)
    found = inlines(text, blank_out(without_code, spans))
    found.raws.extend(raws)
    return _scan(text, lines, found)


def headings(text: str) -> tuple[Heading, ...]:
    """The headings of `text`."""
    return _headings(text, blocks(text), Places(text))


def bodies(text: str) -> tuple[Body, ...]:
    """The note bodies in `text`."""
    return _bodies(blocks(text), Places(text))


class Places:
    """Turns offsets in one text into lines and columns."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def __call__(self, offset: int) -> At:
        """The place at `offset`."""
        line = bisect_right(self.starts, offset)
        return At(offset, line, offset - self.starts[line - 1] + 1)


def _scan(text: str, lines: Blocks, found: Inlines) -> Scan:
    at = Places(text)
    raws = [*found.raws, *((name, text[start:end], start) for name, start, end in lines.raws)]
    return Scan(
        headings=_headings(text, lines, at),
        bodies=_bodies(lines, at),
        calls=_calls(lines, found, at),
        inline_notes=tuple(map(at, found.inline_notes)),
        images=tuple(Image(target, caption, alt, at(place)) for target, caption, alt, place in found.images),
        links=tuple(sorted((Link(target, at(place)) for target, place in found.links), key=lambda link: link.at)),
        ids=tuple(Named(name, at(place)) for name, place in found.ids),
        keys=tuple(Named(name, at(place)) for name, place in found.keys),
        handlers=tuple(Named(name, at(place)) for name, place in found.handlers),
        raws=tuple(sorted((Raw(name, raw, at(place)) for name, raw, place in raws), key=lambda raw: raw.at)),
        loose=tuple(Loose(what, words, at(place)) for what, words, place in lines.loose),
        strays=tuple(map(at, lines.strays)),
        marks=_marks(lines, found, at),
    )


def _headings(text: str, lines: Blocks, at: Places) -> tuple[Heading, ...]:
    made = []
    for level, start, end, block_end in lines.headings:
        words = plain(text[start:end])
        ids = inlines(text[start:end], text[start:end]).ids
        made.append(Heading(level, words, ids[-1][0] if ids else "", automatic_id(words), at(start), block_end))
    return tuple(made)


def _bodies(lines: Blocks, at: Places) -> tuple[Body, ...]:
    return tuple(Body(label, at(place), start, end) for label, place, start, end in lines.bodies)


def _calls(lines: Blocks, found: Inlines, at: Places) -> tuple[Call, ...]:
    labels = {place for _, place, _, _ in lines.bodies} | {place for what, _, place in lines.loose if what == "glued note"}
    body_starts = [start for _, _, start, _ in lines.bodies]
    heading_starts = [start for _, start, _, _ in lines.headings]
    calls = []
    for label, place in found.calls:
        if place in labels:
            continue
        body = bisect_right(body_starts, place) - 1
        inside = lines.bodies[body][0] if body >= 0 and place < lines.bodies[body][3] else ""
        calls.append(Call(label, at(place), inside, _in_heading(lines, heading_starts, place)))
    return tuple(calls)


def _marks(lines: Blocks, found: Inlines, at: Places) -> tuple[IndexMark, ...]:
    starts = [start for _, start, _, _ in lines.headings]
    return tuple(
        IndexMark(words, entry, range_, at(place), _in_heading(lines, starts, place)) for words, entry, range_, place in found.marks
    )


def _in_heading(lines: Blocks, starts: list[int], place: int) -> bool:
    heading = bisect_right(starts, place) - 1
    return heading >= 0 and place < lines.headings[heading][3]
