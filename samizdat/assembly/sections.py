"""One content document: pandoc's fragment of a chapter in, the section as the tree wants it out."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from samizdat.assembly.blocks import normalise, restrict
from samizdat.assembly.places import locate, locate_notes
from samizdat.assembly.shell import shell
from samizdat.book import Section
from samizdat.notes import EDITORS_PREFIX
from samizdat.splice import drop, unwrap

LINE = "line-of-"


def parse(html: str) -> etree._Element:
    """The fragment as a tree: a `div` that holds all of it."""
    parser = etree.XMLParser(huge_tree=True, remove_comments=True, resolve_entities=False)
    return etree.fromstring(f"<div>{html}</div>".encode(), parser)


def written(section: Section) -> str:
    """The Markdown of a section for pandoc: its text, its notes, and the lines from its block of keys that may hold markup, each in a div of its own."""
    assert section.source is not None
    lines = (("subtitle", section.subtitle), ("origin", section.origin), ("rights", section.rights))
    pieces = [section.source.text, *([section.notes.text] if section.notes else [])]
    return "\n\n".join([*pieces, *(f"::: {LINE}{name}\n{text}\n:::" for name, text in lines if text)])


def opened(section: Section, fragment: etree._Element) -> etree._Element:
    """The content document of a section with a source, its blocks in the tree's form, its notes last as `div.note-body`."""
    assert section.source is not None
    notes = _take_notes(fragment)
    for part in (fragment, *notes):
        restrict(part)
    lines = {name: _take_lines(fragment, name) for name in ("subtitle", "origin", "rights")}
    chapter = fragment.find("section")
    title = _take_title(chapter)
    document = shell(section, title, lines["subtitle"])
    if chapter is not None and title is not None:
        document.set("data-own-id", chapter.get("id", ""))
        unwrap(chapter)
    document.extend(list(fragment))
    normalise(document)
    locate(document, section.source)
    for body in notes:
        normalise(body)
    locate_notes(notes, [source for source in (section.notes, section.source) if source])
    document.extend([*lines["origin"], *lines["rights"], *notes])
    return document


def _take_title(chapter: etree._Element | None) -> etree._Element | None:
    if chapter is None or "level1" not in chapter.get("class", "").split():
        return None
    title = chapter.find("h1")
    if title is not None:
        chapter.remove(title)
    return title


def _take_lines(fragment: etree._Element, name: str) -> list[etree._Element]:
    """The paragraphs of the div that `written` made for a line, with the line's name as their class."""
    divs = [div for div in fragment.iter("div") if div.get("class") == f"{LINE}{name}"]
    paragraphs = [paragraph for div in divs for paragraph in div.findall("p")]
    for div in divs:
        drop(div)
    for paragraph in paragraphs:
        paragraph.set("class", name)
    return paragraphs


def _take_notes(fragment: etree._Element) -> list[etree._Element]:
    """Take pandoc's list of notes out; calls get `data-note`, bodies become `div.note-body` with `data-note`, `data-label` and `data-series`."""
    for call in fragment.iter("a"):
        if call.get("role") == "doc-noteref":
            note = call.get("href", "").removeprefix("#")
            call.attrib.clear()
            call.set("class", "noteref")
            call.set("data-note", note)
    listed = fragment.find("section[@id='footnotes']")
    if listed is None:
        return []
    fragment.remove(listed)
    return [_body(item) for item in listed.iterfind("ol/li")]


def _body(item: etree._Element) -> etree._Element:
    body = etree.Element("div", {"class": "note-body", "data-note": item.get("id", "")})
    for link in list(item.iter("a")):
        if link.get("role") == "doc-backlink":
            drop(link)
    label = next((span for span in item.iter("span") if span.get("class") == "note-label"), None)
    if label is not None:
        name = unquote(label.get("data-label", ""))
        body.set("data-label", name)
        holder = label.getparent()
        drop(label)
        if holder is not None and not len(holder) and not (holder.text or "").strip() and len(item) > 1:
            drop(holder)
    body.set("data-series", "editor" if body.get("data-label", "").startswith(EDITORS_PREFIX) else "author")
    body.extend(list(item))
    return body
