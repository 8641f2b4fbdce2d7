"""A long notes section cut into several documents: old reading systems stop at files of some 300 KB."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

LARGEST_BYTES = 240_000


def divide(section: etree._Element, largest_bytes: int = LARGEST_BYTES) -> list[etree._Element]:
    """`section` itself, or, if it is a notes section of more than `largest_bytes`, several, cut between chapters.

    The first keeps the id of the whole. Each of the others opens with the same heading and its number: “Notes (2)”.
    """
    if section.get("data-kind") != "notes" or len(etree.tostring(section)) <= largest_bytes:
        return [section]
    groups = list(_groups(section.findall("section"), largest_bytes))
    for group in groups[1:]:
        for chapter in group:
            section.remove(chapter)
    return [section, *(_continued(section, group, number) for number, group in enumerate(groups[1:], start=2))]


def _groups(chapters: list[etree._Element], largest_bytes: int) -> Iterator[list[etree._Element]]:
    """The chapters' notes in runs of at most `largest_bytes`; one chapter alone may be longer."""
    run: list[etree._Element] = []
    length = 0
    for chapter in chapters:
        more = len(etree.tostring(chapter))
        if run and length + more > largest_bytes:
            yield run
            run, length = [], 0
        run.append(chapter)
        length += more
    if run:
        yield run


def _continued(first: etree._Element, chapters: list[etree._Element], number: int) -> etree._Element:
    """The notes section number `number`, which holds `chapters`."""
    identifier = f"{first.get('id')}-{number}"
    section = etree.Element("section", {str(name): str(value) for name, value in first.attrib.items() if name != "data-title"})
    section.set("id", identifier)
    section.set("aria-labelledby", f"{identifier}-title")
    heading = first.find(".//h1")
    header = etree.SubElement(section, "header", {"class": "opener"})
    title = deepcopy(heading) if heading is not None else etree.Element("h1")
    title.set("id", f"{identifier}-title")
    title.tail = None
    header.append(title)
    _append_text(title, f" ({number})")
    section.extend(chapters)
    return section


def _append_text(element: etree._Element, text: str) -> None:
    """Set `text` at the end of the element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
