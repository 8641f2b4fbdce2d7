"""The single manuscript as files: `manuscript.html`, which is the tree itself, and `manuscript.md`, the same for people and for Word."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from samizdat import pandoc
from samizdat.splice import drop, unwrap

Element = etree._Element

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
KEPT = frozenset("id lang href src alt class scope".split())
CALL, BODY = "\ufdd0{}\ufdd1", "\ufdd2{}\ufdd3"
"""Noncharacters round a number: pandoc carries them through as plain text, and none may stand in a text (The Unicode Standard, 23.7)."""


def as_html(tree: Element) -> bytes:
    """The tree as HTML that an XML parser reads too, so that anybody's tools can."""
    tree = deepcopy(tree)
    for element in tree.iter():
        if element.tag not in VOID and not len(element) and element.text is None:
            element.text = ""
    return b"<!DOCTYPE html>\n" + etree.tostring(tree, encoding="utf-8") + b"\n"


def as_markdown(tree: Element) -> str:
    """The tree as one pandoc Markdown text: every note once, under a label of its own (`[^chapter-label]`), after the last chapter. Raises PandocFailed."""
    tree = deepcopy(tree)
    bodies = {str(body.get("id")): body for body in tree.iter("div") if body.get("role") == "doc-footnote"}
    labels = list(bodies)
    for call in [a for a in tree.iter("a") if a.get("role") == "doc-noteref"]:
        _set_text(call, CALL.format(labels.index(call.get("href", "")[1:])))
    body = tree.find("body")
    assert body is not None
    for number, note in enumerate(bodies.values()):
        etree.SubElement(body, "p").text = BODY.format(number)
        body.extend(list(note))
    _plainer(tree)
    text = pandoc.markdown_from(etree.tostring(tree, encoding="unicode"))
    return _with_notes(text, [label.replace("-note-", "-", 1) for label in labels])


def _set_text(call: Element, text: str) -> None:
    tail = call.tail
    call.clear()
    call.tag, call.text, call.tail = "span", text, tail
    unwrap(call)


def _plainer(tree: Element) -> None:
    """Leave out what only an edition needs: contents, index and its marks, the frames of the notes, numbers, ways back,
    and elements without meaning here."""
    for element in [document for document in tree.iterfind("body/div/*") if document.get("data-kind") in ("contents", "notes", "index")]:
        drop(element)
    for mark in [span for span in tree.iter("span") if span.get("class") == "index"]:
        unwrap(mark)
    for element in [e for e in tree.iter("a", "span", "p") if e.get("class") in ("backlink", "backlinks", "note-number")]:
        drop(element)
    for section in list(tree.iter("section")):
        _plain_section(section)
    for element in [e for e in tree.iter("header", "span") if e.tag == "header" or e.get("class", "").startswith("line")]:
        unwrap(element)
    for element in tree.iter():
        kept = [(str(name), str(value)) for name, value in element.attrib.items() if name in KEPT]
        element.attrib.clear()
        element.attrib.update(kept)


def _plain_section(section: Element) -> None:
    """A content document is a div with its id; a section inside one is its heading, which takes the id."""
    if section.get("data-kind"):
        section.tag = "div"
        return
    if len(section):
        section[0].set("id", section.get("id", ""))
    unwrap(section)


def _with_notes(text: str, labels: list[str]) -> str:
    main, *notes = re.split(r"^\ufdd2\d+\ufdd3\n*", text, flags=re.MULTILINE)
    written = [f"[^{label}]: {_indented(note.strip())}" for label, note in zip(labels, notes, strict=True)]
    called = re.sub(r"\ufdd0(\d+)\ufdd1", lambda found: f"[^{labels[int(found[1])]}]", main)
    return "\n\n".join([called.strip(), *written]) + "\n"


def _indented(note: str) -> str:
    return "\n".join(f"    {line}" if at and line else line for at, line in enumerate(note.split("\n")))
