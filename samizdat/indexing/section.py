"""The section `index` in the tree: a list for each letter, sub-entries as lists in their entries, every place and every reference a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree

from samizdat.book import Index
from samizdat.indexing import headings
from samizdat.indexing.entries import Entry
from samizdat.indexing.marks import Locator

ABOUT = "Numbers are those of chapter and paragraph: 3.12 is the twelfth paragraph of chapter 3, and 3n4 its fourth note."

Element = etree._Element


def fill(section: Element, entries: Sequence[Entry], index: Index) -> None:
    """Write the entries into the section. Changes it."""
    key = section.get("id", "")
    idents = _idents(entries, key)
    about = etree.SubElement(section, "p", {"class": "index-about"})
    about.text = ABOUT
    letters = etree.SubElement(section, "div", {"class": "letters"})
    for letter, group in groupby(entries, lambda entry: headings.letter(entry.written, index.sort)):
        name = letter or "0–9"
        part = etree.SubElement(letters, "section", {"class": "initial", "id": f"{key}--{letter.lower() or '0'}"})
        heading = etree.SubElement(part, "h2", {"id": f"{part.get('id')}-title"})
        heading.text = name
        part.set("aria-labelledby", heading.get("id", ""))
        part.append(_list(group, idents, index))


def _idents(entries: Iterable[Entry], key: str) -> dict[str, str]:
    """The ids of the main entries by heading; alike ones are told apart by a number."""
    idents: dict[str, str] = {}
    for entry in entries:
        wanted = headings.ident(entry.written, key)
        ident, again = wanted, 2
        while ident in idents.values():
            ident, again = f"{wanted}--{again}", again + 1
        idents[entry.written] = ident
    return idents


def _list(entries: Iterable[Entry], idents: dict[str, str], index: Index) -> Element:
    listed = etree.Element("ul", {"class": "entries"})
    for entry in entries:
        item = etree.SubElement(listed, "li", {"class": "entry"})
        if entry.written in idents:
            item.set("id", idents[entry.written])
        line = etree.SubElement(item, "p")
        word = etree.SubElement(line, "span", {"class": "heading"})
        headings.set_words(word, headings.levels(entry.written)[-1])
        if entry.written in index.languages:
            word.set("lang", index.languages[entry.written])
        if entry.locators:
            word.tail = ", "
            line.append(_locators(entry.locators))
        _refer(line, "See", entry.see, idents)
        _refer(line, "See also", entry.see_also, idents)
        if entry.below:
            item.append(_list(entry.below.values(), idents, index))
    return listed


def _locators(locators: Sequence[Locator]) -> Element:
    places = etree.Element("span", {"class": "locators"})
    for number, locator in enumerate(locators):
        link = etree.SubElement(places, "a", {"class": "locator", "href": f"#{locator.ident}"})
        link.text = _name(locator)
        if locator.note:
            link.set("data-note-number", locator.note)
        if locator.end:
            link.set("data-end", locator.end)
        if locator.also:
            link.set("data-also", " ".join(locator.also))
        link.tail = ", " if number + 1 < len(locators) else None
    return places


def _name(locator: Locator) -> str:
    """“3.12”, and for a range “3.12–14”."""
    if not locator.end_name:
        return locator.name
    label, _, paragraph = locator.end_name.rpartition(".")
    return f"{locator.name}–{paragraph if label and locator.name.startswith(f'{label}.') else locator.end_name}"


def _refer(line: Element, word: str, targets: Sequence[str], idents: dict[str, str]) -> None:
    """*See* and *see also*: after a stop, their targets in the order of the alphabet with semicolons between (CMOS 15.15–15.20)."""
    if not targets:
        return
    last = "".join(map(str, line.itertext()))[-1:]
    line[-1].tail = " " if last == "." else ". "
    said = etree.SubElement(line, "em", {"class": "see"})
    said.text, said.tail = word, " "
    for number, target in enumerate(sorted(targets, key=headings.whole_order)):
        main = headings.levels(target)[0]
        link = etree.SubElement(line, "a", {"class": "see-target", "href": f"#{idents[main]}"})
        headings.set_words(link, target.replace(headings.LEVELS, ": "))
        link.tail = "; " if number + 1 < len(targets) else None
