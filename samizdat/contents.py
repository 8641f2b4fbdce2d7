"""Step 5, contents: the list of what the book holds, made from its headings."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

Element = etree._Element

UNLISTED = frozenset("half-title title-page copyright-page dedication epigraph contents".split())
"""Kinds that a printed contents page leaves out (CMOS 1.38)."""


def make(tree: Element) -> Element:
    """Fill `nav#contents` with an entry for every section after the opening pages, chapters under their part. Changes the tree."""
    nav = tree.find("body/div/nav[@data-kind='contents']")
    if nav is None:
        return tree
    listed = etree.SubElement(nav, "ol")
    parts: dict[str, Element] = {}
    for document in tree.iterfind("body/div/*"):
        if document.get("data-kind") in UNLISTED:
            continue
        part = document.get("data-part")
        under = _below(parts[part]) if part in parts else listed
        entry = _entry(document)
        under.append(entry)
        if document.get("data-kind") == "part":
            parts[document.get("id", "")] = entry
    return tree


def _below(entry: Element) -> Element:
    below = entry.find("ol")
    return etree.SubElement(entry, "ol") if below is None else below


def _entry(document: Element) -> Element:
    entry = etree.Element("li", {"class": document.get("data-kind", "")})
    link = etree.SubElement(entry, "a", href=f"#{document.get('id')}")
    if document.get("data-label"):
        label = etree.SubElement(link, "span", {"class": "label"})
        label.text, label.tail = document.get("data-label"), " "
    title = document.find("header/h1")
    shown = etree.SubElement(link, "span", {"class": "title"}) if title is None else deepcopy(title)
    if title is None:
        shown.text = document.get("data-title")
        return entry
    shown.tag = "span"
    shown.attrib.clear()
    shown.set("class", "title")
    for linked in list(shown.iter("a")):
        linked.tag = "span"
        linked.attrib.clear()
    link.append(shown)
    if document.get("data-authors") and document.get("data-kind") == "essay":
        shown.tail = " "
        etree.SubElement(link, "span", {"class": "byline"}).text = document.get("data-authors", "").replace("; ", ", ")
    return entry
