"""Step 4, assemble: converted chapters in, the one semantic tree out (its form: ARCHITECTURE.md, “The tree”)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from samizdat.assembly.ids import unify
from samizdat.assembly.made import made
from samizdat.assembly.sections import opened, parse
from samizdat.book import Book, Section
from samizdat.manuscript.faults.structure import lost_call
from samizdat.problems import Place, Problem
from samizdat.scan import scan

MATTERS = ("frontmatter", "bodymatter", "backmatter")


def assemble(book: Book, fragments: Mapping[str, str]) -> tuple[etree._Element, list[Problem]]:
    """The tree of the whole book, and what is wrong with its links and note calls.

    `fragments` holds the HTML of each section that has a source, by the section's key. Note bodies stand at the end of their
    section in `div.note-body`, calls carry `data-note`: `notes.number` gives both their places.
    """
    html = etree.Element("html", lang=book.metadata.language)
    head = etree.SubElement(html, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "title").text = ": ".join(filter(None, (book.metadata.title, book.metadata.subtitle)))
    body = etree.SubElement(html, "body")
    matters = {name: etree.SubElement(body, "div", {"class": name}) for name in MATTERS}
    for section in book.sections:
        matters[section.matter].append(_document(book, section, fragments))
    for matter in matters.values():
        if not len(matter):
            body.remove(matter)
    return html, [*unify(book, html), *_lost_calls(book, html)]


def _document(book: Book, section: Section, fragments: Mapping[str, str]) -> etree._Element:
    if section.source is None:
        return made(book, section)
    return opened(section, parse(fragments[section.key]))


def _lost_calls(book: Book, html: etree._Element) -> list[Problem]:
    """The note calls that the scanner sees and pandoc did not take for calls."""
    documents = {document.get("id"): document for document in html.iterfind("body/div/*")}
    problems = []
    for section in book.sections:
        if section.source:
            found = {body.get("data-label") for body in documents[section.key].iterfind("div[@class='note-body']")}
            lost = [call for call in scan(section.source.text).calls if not call.body and call.label not in found]
            path = str(book.root / section.source.path)
            problems += [lost_call(Place(path, call.at.line, call.at.column), call.label) for call in lost]
    return problems
