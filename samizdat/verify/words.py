"""The words of an element in reading order, and what is lost, added or moved between two sequences of words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from rapidfuzz.distance import Indel

from samizdat.verify.documents import classes, has_role, types

INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q ruby rb rp rt s samp small span strong sub sup time u var wbr".split()
)
"""Elements that do not part words; every other element begins and ends one."""

UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff]")
"""Soft hyphens, joiners and variation selectors: not a part of a word."""

_NO_LETTERS = re.compile(r"[\W_]+")

SILENT = frozenset(("head", "script", "style", "template", "svg", "nav", "button"))

CONTEXT = 4
"""How many words a message shows on each side of lost ones."""

Test = Callable[[etree._Element], bool]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its punctuation, and the `path:line` of the block that it came from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words that stands in one sequence alone, and the words round it; `source` is where its author wrote it (or what stands before it)."""

    kind: Literal["lost", "added", "moved"]
    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: str

    def __str__(self) -> str:
        middle = self.words if len(self.words) <= 12 else (*self.words[:12], "…")
        return " ".join([*self.before, "[" + " ".join(middle) + "]", *self.after])


def is_call(element: etree._Element) -> bool:
    """Whether the element is a note call."""
    return has_role(element, "doc-noteref") or "noteref" in classes(element) or "noteref" in types(element)


def is_body(element: etree._Element) -> bool:
    """Whether the element is the body of a note."""
    return has_role(element, "doc-footnote") or bool({"note-body", "footnote"} & set(classes(element)))


def is_backlink(element: etree._Element) -> bool:
    """Whether the element leads from a note body back to its call."""
    return has_role(element, "doc-backlink") or "backlink" in classes(element)


def is_apparatus(element: etree._Element) -> bool:
    """Whether the element is no part of the author's text: scripts, navigation, page breaks, numbers of notes, lists of notes, repeated sentences."""
    return (
        element.tag in SILENT
        or is_call(element)
        or is_backlink(element)
        or has_role(element, "doc-pagebreak")
        or has_role(element, "doc-endnotes")
        or element.get("aria-hidden") == "true"
        or bool({"note-number", "chapter-notes", "pullquote", "permalink", "unseen"} & set(classes(element)))
    )


def words(element: etree._Element, leave_out: Test) -> list[Word]:
    """The words of `element` in Unicode's NFC, without what `leave_out` says (the element itself is never left out)."""
    found: list[Word] = []
    standing, source = "", ""
    for fragment, place in [*_fragments(element, leave_out, _source(element)), (" ", "")]:
        for piece in re.split(r"(\s+)", UNSEEN.sub("", fragment)):
            if piece.isspace():
                if standing:
                    found.append(Word(unicodedata.normalize("NFC", standing), source))
                standing = ""
            elif piece:
                source = source if standing else place
                standing += piece
    return found


def text(element: etree._Element, leave_out: Test) -> str:
    """The text of `element` as `words` reads it, in one."""
    return "".join(fragment for fragment, _ in _fragments(element, leave_out, ""))


def _source(element: etree._Element) -> str:
    here: etree._Element | None = element
    while here is not None:
        if here.get("data-source"):
            return str(here.get("data-source"))
        here = here.getparent()
    return ""


def _fragments(element: etree._Element, leave_out: Test, source: str) -> Iterator[tuple[str, str]]:
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or ""), source
    for child in element:
        if not leave_out(child):
            yield from _fragments(child, leave_out, child.get("data-source") or source)
        elif child.tag not in INLINE:
            yield " ", source
        yield child.tail or "", source
    if edge:
        yield edge, source


def letters(text: str) -> str:
    """Letters and digits alone, in Unicode's NFKC and without case: what stays of a word however it is set and broken."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def compare(expected: Sequence[Word], found: Sequence[str]) -> list[Difference]:
    """What `found` has lost or added against `expected`, in the order of the text; what is lost here and added there is moved."""
    texts = [word.text for word in expected]
    if texts == list(found):
        return []
    lost: list[Difference] = []
    added: list[Difference] = []
    for code in Indel.opcodes(texts, list(found)):
        if code.tag == "delete":
            lost.append(_difference("lost", texts, code.src_start, code.src_end, expected, code.src_start))
        elif code.tag == "insert":
            added.append(_difference("added", list(found), code.dest_start, code.dest_end, expected, code.src_start))
    same = Counter(one.words for one in lost) & Counter(one.words for one in added)
    moved = [Difference("moved", one.words, one.before, one.after, one.source) for one in lost if one.words in same]
    return [*moved, *(one for one in [*lost, *added] if one.words not in same)]


def _difference(
    kind: Literal["lost", "added"], texts: Sequence[str], start: int, end: int, expected: Sequence[Word], place: int
) -> Difference:
    source = expected[min(place, len(expected) - 1)].source if expected else ""
    return Difference(
        kind, tuple(texts[start:end]), tuple(texts[max(0, start - CONTEXT) : start]), tuple(texts[end : end + CONTEXT]), source
    )
