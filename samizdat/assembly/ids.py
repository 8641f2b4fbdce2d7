"""Ids that are unique in the whole book, and links that lead to them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from samizdat.book import Book
from samizdat.nearest import nearest
from samizdat.problems import Place, Problem
from samizdat.splice import take_attribute

RESERVED = re.compile(r"(title|notes|chapter-notes)(-title)?$|(ref|note|ix)-")
"""Ids that the pipeline gives to titles, note calls and notes; an author's id of that form gets a letter before it."""


@dataclass(slots=True)
class _Names:
    """What a link may be written with: ids by chapter, ids of the whole book, and the keys and file names of sections."""

    local: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    everywhere: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    taken: set[str] = field(default_factory=set)

    def enter(self, key: str, written: str, given: str) -> None:
        self.local[key][written] = given
        self.everywhere[written].append(given)
        self.taken.add(given)

    def meant(self, key: str, written: str) -> str | None:
        """The id that `#written` means in the section `key`: its own first, then the only one of that name in the book."""
        own = self.local[key].get(written)
        others = self.everywhere.get(written, [])
        return own or (others[0] if others else None)


def unify(book: Book, html: etree._Element) -> list[Problem]:
    """Give every id below a content document the prefix of its section's key and turn links after them; problems for links that lead nowhere."""
    names = _Names()
    documents = [(section, document) for section in book.sections if (document := _by_id(html, section.key)) is not None]
    for section, _ in documents:
        names.enter(section.key, section.key, section.key)
        if section.source:
            names.everywhere[PurePosixPath(section.source.path).stem].append(section.key)
    for section, document in documents:
        own = take_attribute(document, "data-own-id")
        if own:
            names.enter(section.key, own, section.key)
        _rename(document, section.key, names)
    return [problem for section, document in documents for problem in _turn_links(document, section.key, names, book)]


def _by_id(html: etree._Element, key: str) -> etree._Element | None:
    return next((document for document in html.iterfind("body/div/*") if document.get("id") == key), None)


def _rename(document: etree._Element, key: str, names: _Names) -> None:
    made = {key, f"{key}-title"}
    names.taken |= made
    for element in document.iterdescendants():
        written = element.get("id")
        if written is None or not element.get("data-source") or (element.tag == "h1" and written in made):
            continue
        plain = f"{key}-x-{written}" if RESERVED.match(written) else f"{key}-{written}"
        given, number = plain, 2
        while given in names.taken:
            given, number = f"{plain}--{number}", number + 1
        names.enter(key, written, given)
        element.set("id", given)


def _turn_links(document: etree._Element, key: str, names: _Names, book: Book) -> list[Problem]:
    problems = []
    for link in document.iter("a"):
        written = link.get("href", "")
        if not written.startswith("#") or not written[1:]:
            continue
        meant = names.meant(key, written[1:])
        if meant:
            link.set("href", f"#{meant}")
            link.set("class", " ".join(filter(None, (link.get("class"), "crossref"))))
        else:
            problems.append(_nowhere(link, written, names, book))
    return problems


def _nowhere(link: etree._Element, written: str, names: _Names, book: Book) -> Problem:
    source = next((str(parent.get("data-source")) for parent in link.iterancestors() if parent.get("data-source")), "")
    path, _, line = source.partition(":")
    near = nearest(written[1:], names.everywhere)
    return Problem(
        Place(str(book.root / path), int(line or 0)),
        "S005",
        f"the link {written} leads nowhere",
        "no heading, figure, table or section of the book has this id",
        f"write #{near}" if near else f"give its target the id {{{written}}}",
    )
