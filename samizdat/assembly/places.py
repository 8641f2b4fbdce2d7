"""Where each block came from: the author's file and line, found by following the words of the block through the source.

Pandoc's Markdown reader keeps no positions. Words keep their order on the way through it, so a block's first words,
looked for from the place of the block before it, lead to its line; what has no words has the line of the block before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from samizdat.book import Source

WORD = re.compile(r"\w+")
BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote figure figcaption img table caption tr td th div section aside hr pre dl dt dd ul ol".split()
)
LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 figcaption caption td th pre dt dd".split())
INDEX_MARK = re.compile(r"\{[^{}\n]*\.index\b[^{}\n]*\}")
"""What is written in a mark for the index is in no block."""

LONGEST = 5
OWN_TEXT: Callable[[etree._Element], list[str]] = etree.XPath(".//text()[not(ancestor::a[@class='noteref'])]")  # type: ignore[assignment]
NEAR = 80
"""How many words ahead a single word may be looked for; longer runs of words are looked for to the end of the file."""


@dataclass(frozen=True, slots=True)
class _Words:
    words: tuple[str, ...]
    lines: tuple[int, ...]
    at: dict[str, list[int]]


def locate(document: etree._Element, source: Source) -> None:
    """Set `data-source` (`path:line`) on every block below `document` that came from `source`; changes the tree in place."""
    _follow(document, _words(source.text), source.path, 0)


def locate_notes(bodies: Sequence[etree._Element], sources: Sequence[Source]) -> None:
    """Set `data-source` on each note body that has a label, and on its blocks. Of two sources that hold the label the first counts."""
    read = [(source, _words(source.text)) for source in sources]
    for body in bodies:
        label = body.get("data-label")
        for source, words in read:
            found = label and re.search(rf"^ {{0,3}}\[\^{re.escape(label)}\]:", source.text, re.MULTILINE)
            if found:
                line = source.text.count("\n", 0, found.start()) + 1
                body.set("data-source", f"{source.path}:{line}")
                _follow(body, words, source.path, bisect_left(words.lines, line))
                break


def _words(text: str) -> _Words:
    words: list[str] = []
    lines: list[int] = []
    at: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(INDEX_MARK.sub("", text).split("\n"), 1):
        for word in WORD.findall(line):
            at[word].append(len(words))
            words.append(word)
            lines.append(number)
    return _Words(tuple(words), tuple(lines), at)


def _follow(document: etree._Element, source: _Words, path: str, start: int) -> None:
    here = start
    line = source.lines[here] if here < len(source.lines) else 1
    for block in document.iterdescendants():
        if block.tag not in BLOCKS or block.get("class") in ("label", "subtitle", "byline"):
            continue
        wanted = _first_words(block)
        found = _find(source, wanted, here) if wanted else None
        if found is not None:
            line = source.lines[found]
            here = found + (min(len(wanted), LONGEST) if block.tag in LEAVES else 0)
        block.set("data-source", f"{path}:{line}")


def _first_words(block: etree._Element) -> list[str]:
    """The first words of a block, note calls left out: their numbers are not in the source."""
    words: list[str] = []
    for text in OWN_TEXT(block):
        words += WORD.findall(str(text))
        if len(words) >= LONGEST:
            break
    return words[:LONGEST]


def _find(source: _Words, wanted: list[str], here: int) -> int | None:
    for length in range(len(wanted), 0, -1):
        run = tuple(wanted[:length])
        candidates = source.at.get(run[0], [])
        for at in candidates[bisect_left(candidates, here) :]:
            if length < 3 and at > here + NEAR:
                break
            if source.words[at : at + length] == run:
                return at
    return None
