"""A heading of an index as its author writes it, `Marx, Karl!on the *Manifesto*`: its levels, and where it stands in the alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from lxml import etree

from samizdat.slug import slug

LEVELS = "!"
SEVERAL = ";"
LEADING = frozenset(
    "a about after against among an and as at before between by during for from in into its of on over the through to toward under versus with without".split()
)
"""Words that do not count for the order of a sub-entry when they open it (CMOS 15.76)."""
WORDS_END = re.compile(r"[\s\u2013\u2014/]+")
EMPHASIS = re.compile(r"\*([^*]+)\*")

Key = tuple[tuple[tuple[str, ...], ...], str]


def several(written: str) -> tuple[str, ...]:
    """The headings of one mark, which may name more than one, with semicolons between."""
    return tuple(heading for part in written.split(SEVERAL) if (heading := normal(part)))


def normal(written: str) -> str:
    """A heading with single spaces, none round the marks between its levels, and apostrophes as they are printed."""
    return LEVELS.join(" ".join(level.split()) for level in written.replace("'", "’").split(LEVELS)).strip(LEVELS)


def levels(heading: str) -> tuple[str, ...]:
    """The levels of a heading, the main one first."""
    return tuple(heading.split(LEVELS))


def order(heading: str, sort: Mapping[str, str]) -> Key:
    """What a heading is sorted by: word by word (CMOS 15.66), without case, accents and punctuation; a comma ends the words that count first.

    `sort` holds what the author would have it sorted as. Words that open a sub-entry without weight are passed over.
    """
    level = levels(heading)[-1]
    told = sort.get(heading)
    words = [_words(part) for part in (told or level).split(",")]
    if not told and LEVELS in heading:
        while len(words[0]) > 1 and words[0][0] in LEADING:
            words[0] = words[0][1:]
    return tuple(tuple(part) for part in words), level.casefold()


def whole_order(heading: str) -> tuple[Key, ...]:
    """What a heading with all its levels is sorted by where it stands in a row with others."""
    return tuple(order(LEVELS.join(levels(heading)[: depth + 1]), {}) for depth in range(len(levels(heading))))


def letter(heading: str, sort: Mapping[str, str]) -> str:
    """The letter under which a main heading stands; empty for one that begins with a figure or a sign."""
    first = next((word for part in order(heading, sort)[0] for word in part), "")[:1].upper()
    return first if first.isalpha() else ""


def ident(heading: str, key: str) -> str:
    """The id of a main heading in the section `key`."""
    return f"{key}-{slug(heading) or 'entry'}"


def set_words(element: etree._Element, level: str) -> None:
    """Write one level of a heading into an element: what stands between asterisks, a title, as `em`."""
    pieces = EMPHASIS.split(level)
    element.text = pieces[0]
    for emphasised, after in zip(pieces[1::2], pieces[2::2], strict=True):
        child = etree.SubElement(element, "em")
        child.text, child.tail = emphasised, after


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return [kept for word in WORDS_END.split(plain) if (kept := "".join(c for c in word if c.isalnum()))]
