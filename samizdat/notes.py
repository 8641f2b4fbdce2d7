"""Step 5, notes: number them by chapter in two series, gather them at the back, and place them as an edition wants them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from samizdat.book import Edition
from samizdat.splice import prune

EDITORS_PREFIX = "ed-"
UNLABELLED = "unlabelled "
EDITORS_MARKS = "*†‡§‖¶"
LONGEST_FOOTNOTE = 300
"""Words of a note at the foot of a page: about half of a page of text. The number is ours."""
BACK_ARROW = "\u21a9\ufe0e"
"""A leftwards arrow with hook, and the selector that keeps it from being drawn as a picture."""

NO_BREAK_SPACE = "\u00a0"

Element = etree._Element


@dataclass(slots=True)
class _Note:
    """One note of a chapter while it is numbered: its body, its number or mark, and the ids of its calls."""

    body: Element
    ident: str
    mark: str
    series: str
    calls: list[str] = field(default_factory=list)


def mark(series: str, number: int) -> str:
    """The mark of the nth note: its number, or for editor's notes * † ‡ § ‖ ¶, then doubled, tripled… (CMOS 14.28)."""
    if series != "editor":
        return str(number)
    times, place = divmod(number - 1, len(EDITORS_MARKS))
    return EDITORS_MARKS[place] * (times + 1)


def number(tree: Element) -> Element:
    """Number the calls of every content document, give calls and bodies ids made of their labels, link them both ways, and gather the bodies
    by chapter in the section `notes`; that section goes if the book has no notes. The tree given is changed and returned.
    """
    section = tree.find("body/div/section[@data-kind='notes']")
    assert section is not None
    for document in tree.iterfind("body/div/*"):
        notes = _number_chapter(document)
        if notes:
            section.append(_group(document, notes))
    if section.find("section") is None:
        prune(section)
    return tree


def _number_chapter(document: Element) -> list[_Note]:
    bodies = {body.get("data-note"): body for body in document.findall("div[@class='note-body']")}
    key = document.get("id", "")
    notes: dict[str, _Note] = {}
    counts: dict[str, int] = defaultdict(int)
    for call in [a for a in document.iter("a") if a.get("class") == "noteref"]:
        body = bodies[call.get("data-note")]
        label = body.get("data-label") or f"{UNLABELLED}{body.get('data-note')}"
        if label not in notes:
            series = body.get("data-series", "author")
            counts[series] += 1
            if not body.get("data-source"):
                body.set("data-source", _place_of(call))
            notes[label] = _Note(body, _ident(label, notes, counts), mark(series, counts[series]), series)
        _set_call(call, key, notes[label])
    for body in bodies.values():
        document.remove(body)
    for note in notes.values():
        _set_body(key, note)
    return list(notes.values())


def _place_of(call: Element) -> str:
    """A note that stands in the text itself has the place of its block."""
    return next((str(block.get("data-source")) for block in call.iterancestors() if block.get("data-source")), "")


def _ident(label: str, notes: dict[str, _Note], counts: dict[str, int]) -> str:
    """The label as an id; a note without a label (an inline note, a citation in the text) is named by its number."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    unlabelled = label.startswith(UNLABELLED)
    slug = f"n{counts['author']}" if unlabelled else re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "note"
    taken = {note.ident for note in notes.values()}
    ident, again = slug, 2
    while ident in taken:
        ident, again = f"{slug}-{again}", again + 1
    return ident


def _set_call(call: Element, key: str, note: _Note) -> None:
    ident = f"{key}-ref-{note.ident}"
    if note.calls:
        ident += f"--{len(note.calls) + 1}"
    note.calls.append(ident)
    del call.attrib["data-note"]
    call.set("class", "noteref editor" if note.series == "editor" else "noteref")
    call.set("role", "doc-noteref")
    call.set("id", ident)
    call.set("href", f"#{key}-note-{note.ident}")
    tail = call.tail
    call[:] = []
    call.text = None
    etree.SubElement(call, "sup").text = note.mark
    call.tail = tail


def _set_body(key: str, note: _Note) -> None:
    body = note.body
    etree.strip_attributes(body, "data-note", "data-label", "data-series")
    body.tail = None
    body.set("id", f"{key}-note-{note.ident}")
    body.set("role", "doc-footnote")
    body.set("data-number", note.mark)
    _set_number(body, note)
    last = body[-1]
    if last.tag != "p":
        last = etree.SubElement(body, "p", {"class": "backlinks"})
    for nth, call in enumerate(note.calls, 1):
        _append(last, NO_BREAK_SPACE)
        which = f"{note.mark}, place {nth}" if len(note.calls) > 1 else note.mark
        link = etree.SubElement(
            last, "a", {"class": "backlink", "role": "doc-backlink", "href": f"#{call}", "aria-label": f"Back to note call {which}"}
        )
        link.text = BACK_ARROW


def _set_number(body: Element, note: _Note) -> None:
    shown = etree.Element("span", {"class": "note-number"})
    shown.text = note.mark if note.series == "editor" else f"{note.mark}."
    first = body[0] if len(body) else None
    if first is None or first.tag != "p":
        first = etree.Element("p")
        body.insert(0, first)
    shown.tail = " " + (first.text or "").lstrip()
    first.text = None
    first.insert(0, shown)


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + text
    else:
        element.text = (element.text or "").rstrip() + text


def _group(document: Element, notes: list[_Note]) -> Element:
    key = document.get("id", "")
    group = etree.Element(
        "section", {"class": "chapter-notes", "id": f"{key}-notes", "data-chapter": key, "aria-labelledby": f"{key}-notes-title"}
    )
    if document.get("lang"):
        group.set("lang", document.get("lang", ""))
    heading = etree.SubElement(group, "h2", {"id": f"{key}-notes-title"})
    link = etree.SubElement(heading, "a", href=f"#{key}")
    if document.get("data-label"):
        label = etree.SubElement(link, "span", {"class": "label"})
        name = document.get("data-label", "")
        label.text, label.tail = f"{name}{':' if ' ' in name else '.'}", " "
    etree.SubElement(link, "span", {"class": "title"}).text = document.get("data-title")
    for series in ("author", "editor"):
        bodies = [note.body for note in notes if note.series == series]
        if bodies:
            group.append(_list(bodies, series))
    return group


def _list(bodies: list[Element], series: str) -> Element:
    listed = etree.Element("ol", {"class": "note-list editor" if series == "editor" else "note-list"})
    for body in bodies:
        etree.SubElement(listed, "li", {"class": "note"}).append(body)
    return listed


def place(tree: Element, edition: Edition) -> Element:
    """A copy of the tree with each series of notes where the edition has it: at the back, at the end of its chapter, or at the foot of the page. A note
    that is too long for the foot of a page goes to the end of its chapter, marked `data-overlong` with its number of words."""
    tree = deepcopy(tree)
    section = tree.find("body/div/section[@data-kind='notes']")
    if section is None:
        return tree
    documents = {document.get("id"): document for document in tree.iterfind("body/div/*")}
    for group in section.findall("section"):
        document = documents[group.get("data-chapter")]
        for listed in group.findall("ol"):
            _place_list(listed, group, document, edition.editor_notes if "editor" in listed.get("class", "").split() else edition.notes)
        if group.find("ol") is None:
            section.remove(group)
    if section.find("section") is None:
        for entry in [a.getparent() for a in tree.iter("a") if a.get("href") == "#notes"]:
            if entry is not None and entry.tag == "li":
                prune(entry)
        prune(section)
    return tree


def _place_list(listed: Element, group: Element, document: Element, where: str) -> None:
    if where == "chapter":
        _chapter_notes(document).append(listed)
    elif where == "page":
        _send_back(listed, document)
        bodies = {body.get("id"): body for body in listed.iterfind("li/div")}
        for call in [a for a in document.iter("a") if a.get("role") == "doc-noteref"]:
            body = bodies.pop(call.get("href", "")[1:], None)
            if body is not None:
                _set_at_foot(call, body)
        group.remove(listed)


def _send_back(listed: Element, document: Element) -> None:
    """Move the notes that are too long for the foot of a page to the end of their chapter, each with the number it has."""
    overlong = [note for note in listed.findall("li") if len(_words(note)) > LONGEST_FOOTNOTE]
    if overlong:
        back = etree.SubElement(_chapter_notes(document), "ol", {"class": listed.get("class", "")})
        for note in overlong:
            note[0].set("data-overlong", str(len(_words(note))))
            back.append(note)


def _words(element: Element) -> list[str]:
    return " ".join(map(str, element.itertext())).split()


def _chapter_notes(document: Element) -> Element:
    found = document.find("section[@class='chapter-notes']")
    if found is not None:
        return found
    key = document.get("id", "")
    section = etree.SubElement(
        document, "section", {"class": "chapter-notes", "role": "doc-endnotes", "id": f"{key}-chapter-notes", "data-chapter": key}
    )
    section.set("aria-labelledby", f"{key}-chapter-notes-title")
    etree.SubElement(section, "h2", {"id": f"{key}-chapter-notes-title"}).text = "Notes"
    return section


def _set_at_foot(call: Element, body: Element) -> None:
    """Set the body behind its call as spans: a paragraph cannot hold blocks."""
    for block in body.iterdescendants():
        if block.tag in ("p", "ul", "ol", "li", "blockquote", "div"):
            block.set("class", " ".join(filter(None, (str(block.tag), block.get("class")))))
            block.tag = "span"
    body.tag = "span"
    body.set("class", "footnote editor" if "editor" in call.get("class", "").split() else "footnote")
    body.tail, call.tail = call.tail, None
    call.addnext(body)
