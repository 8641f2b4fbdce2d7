"""Spelling by the American Hunspell dictionary and the book's own word list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import spylls
from book.reading import APPARATUS, MADE, ROOT, Element, Manuscript
from spylls.hunspell import Dictionary

LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
QUOTED = re.compile(r"“[^”]*(?:”|$)")
ADDRESS = re.compile(r"https?://\S+")
ROMAN = re.compile(r"[IVXLCivxlc]+")
BLOCKS = ("p", "h1", "h2", "h3", "figcaption", "caption", "td", "th", "dt", "dd", "li", "span")


@dataclass(frozen=True)
class WordList:
    """The words of the book: those to be taken as right, those that may stand in quotations only, and those not wanted."""

    right: frozenset[str]
    quoted: frozenset[str]
    unwanted: dict[str, str]


@lru_cache
def word_list() -> WordList:
    """`manuscript/wordlist.txt`; its head says how it is written."""
    right: set[str] = set()
    quoted: set[str] = set()
    unwanted: dict[str, str] = {}
    for line in (ROOT / "wordlist.txt").read_text("utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        word, _, others = entry.partition(" not ")
        if entry.endswith(" (quoted)"):
            quoted.add(entry.removesuffix(" (quoted)").strip())
        elif word:
            right.add(word.strip())
            unwanted |= {other.strip(): word.strip() for other in others.split(",") if other.strip()}
    return WordList(frozenset(right), frozenset(quoted), unwanted)


@lru_cache
def dictionary() -> Dictionary:
    """The American dictionary that comes with spylls (SCOWL)."""
    return Dictionary.from_files(str(Path(spylls.__file__).parent / "hunspell/data/en/en_US"))


@cache
def known(word: str) -> bool:
    """Whether the dictionary or the list has the word, as it stands, without its genitive, or in small letters."""
    plain = word.replace("’", "'")
    forms = {plain, plain.removesuffix("'s"), plain.removesuffix("'")}
    listed = word_list().right
    return bool(ROMAN.fullmatch(word)) or any(form in listed or dictionary().lookup(form) for form in forms)


def unknown(book: Manuscript) -> Iterator[tuple[str, str, str]]:
    """Words that nobody knows, with their section and what stands round them. Runs in other languages are left out, and the bibliography."""
    for key, section in book.sections.items():
        parts = [section, *book.notes.get(key, [])] if section.get("data-kind") not in MADE else []
        for part in parts:
            for text in english(part):
                yield from ((key, word, around) for word, around in _unknown(text))


def english(element: Element) -> Iterator[str]:
    """The text of each block, runs in other languages left out, sentences that are set large and stand twice too."""
    for block in element.iter("p", "h1", "h2", "h3", "figcaption", "caption", "td", "th", "dt", "dd"):
        if not any(child.tag == "p" for child in block) and _is_english(block) and next(block.iterancestors("aside"), None) is None:
            around = [e for e in (block, *block.iterancestors()) if e.tag == "blockquote" or "epigraph" in e.get("class", "")]
            text = "".join(_english(block))
            yield f"“{text}”" if around else text


def _is_english(element: Element) -> bool:
    said = next((around.get("lang") for around in (element, *element.iterancestors()) if around.get("lang")), "en-US")
    return str(said).startswith("en")


def _english(element: Element) -> Iterator[str]:
    if set(element.get("class", "").split()) & (APPARATUS | {"credit"}) or not element.get("lang", "en-US").startswith("en"):
        return
    yield element.text or ""
    for child in element:
        yield " " if child.tag == "br" else ""
        yield from _english(child) if isinstance(child.tag, str) else ()
        yield child.tail or ""


def _unknown(text: str) -> Iterator[tuple[str, str]]:
    text = ADDRESS.sub("", text)
    quotations = [found.span() for found in QUOTED.finditer(text)]
    for found in LETTERS.finditer(text):
        word = found[0]
        inside = any(start <= found.start() < end for start, end in quotations)
        if not known(word) and not (inside and word.replace("’", "'") in word_list().quoted):
            yield word, text[max(0, found.start() - 30) : found.end() + 30]
