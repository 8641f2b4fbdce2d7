"""The bundled book as its tests read it: the single manuscript, its sections, notes, words, and what stands in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[2] / "manuscript"
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
APPARATUS = frozenset(("note-number", "backlink", "noteref"))
MADE = frozenset(("half-title", "title-page", "copyright-page", "contents", "notes", "bibliography", "index", "colophon"))

Element = etree._Element


@dataclass(frozen=True)
class Manuscript:
    """The book after step 5, from `manuscript.html`."""

    tree: Element

    @cached_property
    def sections(self) -> dict[str, Element]:
        """Every content document by its key, in the order of the book."""
        return {str(section.get("id")): section for section in self.tree.iterfind("body/div/*")}

    @cached_property
    def written(self) -> dict[str, Element]:
        """The sections that somebody wrote."""
        return {key: section for key, section in self.sections.items() if section.get("data-kind") not in MADE}

    @cached_property
    def notes(self) -> dict[str, list[Element]]:
        """The note bodies of each section that has notes."""
        groups = self.sections["notes"].findall("section")
        return {str(group.get("data-chapter")): [div for div in group.iter("div") if div.get("role") == "doc-footnote"] for group in groups}

    def calls(self, key: str) -> list[Element]:
        """The note calls of a section."""
        return [link for link in self.sections[key].iter("a") if link.get("role") == "doc-noteref"]

    def text(self, key: str, notes: bool = False) -> str:
        """The words of a section in one line, with those of its notes if wanted."""
        parts = [self.sections[key], *(self.notes.get(key, ()) if notes else ())]
        return " ".join(" ".join(running(part) for part in parts).split())


def read(path: Path) -> Manuscript:
    """The book in the file `path`."""
    return Manuscript(etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot())


def running(element: Element, leave_out: frozenset[str] = APPARATUS) -> str:
    """The words of an element without note numbers, calls and ways back; blocks are parted by spaces."""
    return "".join(_pieces(element, leave_out))


def words(text: str) -> list[str]:
    """The words of a text, as a press counts them."""
    return WORD.findall(text)


def _pieces(element: Element, leave_out: frozenset[str]) -> Iterator[str]:
    if not isinstance(element.tag, str) or set(element.get("class", "").split()) & leave_out:
        return
    inline = element.tag in ("a", "em", "strong", "span", "sup", "cite", "i")
    yield "" if inline else " "
    yield element.text or ""
    for child in element:
        yield from _pieces(child, leave_out)
        yield child.tail or ""
    yield "" if inline else " "
