"""Permanent links: each paragraph of the text has an id made of its own words, so that a link to it holds while the text round it changes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml import etree

from samizdat.html.content import text_of

_FIRST = 12
"""Words that name a paragraph: an edit after them, or in any other paragraph, leaves its id as it was."""

_HOLDERS = ("p", "li", "dd")
_BLOCKS = frozenset("p ul ol dl li dd blockquote div section figure table".split())
_CLOSED = frozenset("header nav aside table figure".split())
_CLOSED_CLASSES = frozenset(("chapter-notes", "note-body", "pullquote", "source", "label"))
_CLOSED_KINDS = frozenset("half-title title-page copyright-page dedication contents notes index".split())
_WORD = re.compile(r"\w+")
_NAME = {"class": "permalink", "aria-label": "Link to this paragraph"}


def give_permalinks(document: etree._Element) -> None:
    """Give the paragraphs of a content document their ids and links, in place. What has an id keeps it; pages of lists alone get none."""
    if document.get("data-kind") in _CLOSED_KINDS:
        return
    paragraphs = list(_paragraphs(document))
    for paragraph, name in zip(paragraphs, _names(document.get("id", ""), [text_of(one) for one in paragraphs]), strict=True):
        paragraph.set("id", paragraph.get("id") or name)
        etree.SubElement(paragraph, "a", {**_NAME, "href": f"#{paragraph.get('id')}"})


def _names(key: str, texts: list[str]) -> Iterator[str]:
    """An id for each text: of its first words; of all its words where others begin alike; counted where others say the same.

    `key`, the id of the document, is part of what is hashed, so that no two documents share an id.
    """
    spoken = [_WORD.findall(unicodedata.normalize("NFKC", text).casefold()) for text in texts]
    alike: dict[str, set[str]] = defaultdict(set)
    for words in spoken:
        alike[_hash(key, words[:_FIRST])].add(_hash(key, words))
    seen: Counter[str] = Counter()
    for words in spoken:
        first, whole = _hash(key, words[:_FIRST]), _hash(key, words)
        name = first if len(alike[first]) == 1 else whole
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _hash(key: str, words: list[str]) -> str:
    return f"p-{hashlib.blake2s(' '.join([key, *words]).encode(), digest_size=5).hexdigest()}"


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """The blocks of running text in `element` that hold words and no other block, in reading order."""
    for child in element.iterchildren("*"):
        if child.tag in _CLOSED or child.get("aria-hidden") == "true" or _CLOSED_CLASSES & set(child.get("class", "").split()):
            continue
        if child.tag in _HOLDERS and not any(inner.tag in _BLOCKS for inner in child.iterdescendants("*")):
            if _WORD.search(text_of(child)):
                yield child
        else:
            yield from _paragraphs(child)
