"""Index marks in the tree: `span.index` with `data-entry`, round words or at a point; and the names of their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from samizdat.indexing import headings
from samizdat.splice import take_attribute, unwrap

CLASS = "index"
NOT_COUNTED = frozenset(("header", "figure", "table", "aside"))

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Locator:
    """One place of an index: the id of its mark, the name of its place (“3.12”, “3n4”), for a range the id of its end and, where it is another, its name.

    `note` is the number of the note it stands in, empty for one in the text; `also` are the ids of marks that have the same heading and the same
    name of place, which on paper may stand on another page.
    """

    ident: str
    name: str
    note: str = ""
    end: str = ""
    end_name: str = ""
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Mark:
    """A mark while the marks are read: one heading, and one place. `opens` and `closes`: it is the start or the end of a range."""

    heading: str
    ident: str
    name: str
    note: str
    opens: bool
    closes: bool


def take(tree: Element) -> list[tuple[str, Locator]]:
    """Every heading that is marked with the places where it is, chapter by chapter, the text of each before its notes. Changes the tree: marks get ids."""
    notes = {group.get("data-chapter"): group for group in tree.iterfind("body/div/section[@data-kind='notes']/section")}
    found: list[tuple[str, Locator]] = []
    for document in tree.iterfind("body/div/*"):
        key = document.get("id", "")
        if document.get("data-kind") != "notes":
            bodies = [body for body in notes[key].iter("div") if body.get("role") == "doc-footnote"] if key in notes else []
            for number, span in enumerate([span for part in (document, *bodies) for span in _spans(part)], 1):
                span.set("id", f"{key}-ix-{number}")
            found += _ranges([*_in_text(document), *_in_notes(bodies, _label(document))])
    return found


def forget(tree: Element) -> None:
    """Take every mark out of the tree and leave the words that it covers."""
    for span in _spans(tree):
        unwrap(span)


def _spans(element: Element) -> list[Element]:
    return [span for span in element.iter("span") if span.get("class") == CLASS]


def _in_text(document: Element) -> Iterator[Mark]:
    count = 0
    for element in document.iter("p", "li", "dt", "span"):
        if element.tag != "span":
            count += _is_counted(element)
        elif element.get("class") == CLASS:
            yield from _marks(element, _named(document, count), "")


def _is_counted(block: Element) -> bool:
    """Whether the block is a paragraph that is numbered: of the text, not of an opening, a figure, a table or a sentence set large."""
    if block.tag == "li" and block.find("p") is not None:
        return False
    return not any(parent.tag in NOT_COUNTED for parent in block.iterancestors())


def _in_notes(bodies: Sequence[Element], label: str) -> Iterator[Mark]:
    for body in bodies:
        number = body.get("data-number", "")
        for span in _spans(body):
            yield from _marks(span, f"{label}n{number}", number)


def _named(document: Element, count: int) -> str:
    label = _label(document)
    return f"{label}.{count}" if label == document.get("data-label") else f"{label}, ¶\u00a0{count}"


def _label(document: Element) -> str:
    """“3” or “IV”; a section without a number goes by its title."""
    label = document.get("data-label", "")
    return label if label and " " not in label else document.get("data-short") or document.get("data-title") or label


def _marks(span: Element, name: str, note: str) -> Iterator[Mark]:
    """The marks of one span, one for each heading that it names: what its author wrote, else its own words."""
    words = " ".join("".join(str(text) for text in span.itertext()).split())
    written, range_ = take_attribute(span, "data-entry") or words, take_attribute(span, "data-range")
    for heading in headings.several(written):
        yield Mark(heading, span.get("id", ""), name, note, range_ == "start", range_ == "end")


def _ranges(marks: list[Mark]) -> Iterator[tuple[str, Locator]]:
    """The places of one chapter, each range in the place of its start. A range that is never closed is a point: the checks have said so."""
    ends: dict[int, Mark] = {}
    open_: dict[str, int] = {}
    for at, mark in enumerate(marks):
        if mark.opens:
            open_[mark.heading] = at
        elif mark.closes and mark.heading in open_:
            ends[open_.pop(mark.heading)] = mark
    for at, mark in enumerate(marks):
        if not mark.closes:
            end = ends.get(at)
            name = end.name if end and end.name != mark.name else ""
            yield mark.heading, Locator(mark.ident, mark.name, mark.note, end.ident if end else "", name)
