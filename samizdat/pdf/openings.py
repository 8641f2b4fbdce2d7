"""The opening of a chapter: its first words in small capitals, as a span, so that they stay the words they are (Bringhurst, on openings)."""

from __future__ import annotations

import re

from lxml import etree

OPENED = frozenset(("chapter", "essay", "introduction", "prologue", "conclusion", "epilogue", "afterword"))
"""Kinds of section whose text begins so; a preface, an appendix and what is made begin plainly."""
BEFORE = frozenset(("epigraph", "standfirst", "opener"))
"""What may stand between the title and the first paragraph."""
MOST = 4
"""Words in small capitals, at the most; fewer where a comma or stop comes first."""
FIRST = re.compile(rf"\s*[“‘(]?[^\s.,;:!?—]+(?: [^\s.,;:!?—]+){{0,{MOST - 1}}}")

Element = etree._Element


def lead_in(document: Element) -> None:
    """Put the first words of a chapter into `span.lead`. Changes the document; one that opens with a heading, a speech or a list is left alone."""
    paragraph = _first_paragraph(document) if document.get("data-kind") in OPENED else None
    if paragraph is None:
        return
    holder = _first_text(paragraph)
    words = FIRST.match(holder.text or "")
    if words is None or holder.get("lang"):
        return
    lead = etree.Element("span", {"class": "lead"})
    lead.text, lead.tail = words[0], (holder.text or "")[words.end() :]
    holder.text = None
    holder.insert(0, lead)


def _first_text(element: Element) -> Element:
    """The element whose own text comes first: the paragraph, or a span at its head; marks at a point hold none."""
    if (element.text or "").strip():
        return element
    for child in element:
        if child.tag == "span" and child.get("class") in (None, "index") and (len(child) or child.text):
            return _first_text(child)
        if child.tag != "span" or (child.tail or "").strip():
            break
    return element


def _first_paragraph(document: Element) -> Element | None:
    for child in document:
        if not BEFORE & set(child.get("class", "").split()):
            return child if child.tag == "p" and child.get("class") is None else None
    return None
