"""Repairs: what a paragraph is told so that it breaks where we want it to, and the HTML of a piece with them. None changes a word.

A paragraph that is repaired is divided at its soft hyphens and nowhere else, and its word spaces may be narrowed. WeasyPrint puts all on a line that it
can: where a line is to end before that, the word that would follow is tied to the one after it, and both go down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from samizdat.pdf.mending.breaking import SAFE, Broken
from samizdat.pdf.mending.measuring import SPACES, End, Paragraph, texts
from samizdat.pdf.ties import NO_BREAK_SPACE, WORD_JOINER

SOFT_HYPHEN = "\u00ad"
SURE = 2
"""Thousandths of an em by which word spaces are narrower than they need be, for what rounding may take."""
CLOSE = 1.0
"""CSS pixels: a word that would miss a line by less is tied all the same."""
BEGIN = End(0, 0, 0.0, 0, False)


@dataclass(frozen=True, slots=True)
class Repair:
    """`spacing`: what is added to the word spaces, in thousandths of an em. `signs`: what is put into the text after so many of its signs, spaces not
    counted: a no-break space in the stead of the space there, a word joiner, or a soft hyphen."""

    spacing: int
    signs: tuple[tuple[int, str], ...]


def repair(paragraph: Paragraph, lines: Broken) -> Repair | None:
    """The repair that makes a paragraph break into these lines; None where a line can't be kept from taking in all the rest."""
    narrow = min(*lines.stretch, 1.0)
    spacing = -math.ceil((1 - narrow) * paragraph.space / paragraph.size * 1000) - (SURE if narrow < 1 else 0)
    space = paragraph.space + spacing / 1000 * paragraph.size
    signs = {end.signs: SOFT_HYPHEN for end in lines.ends if end.hyphen}
    for start, end in pairwise((BEGIN, *lines.ends[:-1])):
        for tie in _fitting(paragraph, start, end, space):
            if tie is paragraph.ends[-1]:
                return None
            signs.setdefault(tie.signs, NO_BREAK_SPACE if tie.space else WORD_JOINER)
    return Repair(spacing, tuple(sorted(signs.items())))


def _fitting(paragraph: Paragraph, start: End, end: End, space: float) -> Iterator[End]:
    """The ends after that of a line at which it could end too, its word spaces being as wide as `space`."""
    room = paragraph.measure + CLOSE - SAFE - (paragraph.indent if start.signs == 0 else 0)
    for later in paragraph.ends:
        if later.signs > end.signs and not later.hyphen:
            if later.width - start.width + (later.spaces - start.spaces - start.space) * space > room:
                return
            yield later


def apply(block: etree._Element, repair: Repair) -> None:
    """Change a block in place."""
    block.set("style", f"hyphens: manual; word-spacing: {repair.spacing / 1000:g}em")
    wanted = dict(repair.signs)
    done = 0
    bound = False
    for element, kind in list(texts(block)):
        written: list[str] = []
        for sign in getattr(element, kind) or "":
            if sign in SPACES:
                if wanted.get(done) == NO_BREAK_SPACE:
                    written += [] if bound else [NO_BREAK_SPACE]
                    bound = True
                else:
                    written.append(sign)
                continue
            if wanted.get(done) in (SOFT_HYPHEN, WORD_JOINER) and not bound:
                written.append(wanted[done])
            done, bound = done + 1, False
            written.append(sign)
        setattr(element, kind, "".join(written) or None)
