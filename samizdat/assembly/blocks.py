"""The blocks of a chapter: pandoc's HTML in, the tree's vocabulary out (verse, attributions, tables, breaks, pull quotations)."""

from __future__ import annotations

import re

from lxml import etree

from samizdat.splice import replace_tag, take_attribute, unwrap

ATTRIBUTES = frozenset("id class lang dir href src alt title start type value colspan rowspan style scope".split())
OURS = frozenset(
    "note-body note-label note-number noteref backlink backlinks footnote note chapter-notes opener subtitle byline editor".split()
)
QUESTION = "Q"
NO_BREAK_SPACE = "\u00a0"
FRENCH_SPACE = re.compile(r"(?<=«) | (?=[»!?;:])")
"""Spaces that French sets round these marks, at which no line may break (Lexique des règles typographiques, “Ponctuation”)."""
TEXT_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


def normalise(document: etree._Element) -> None:
    """Bring every block and inline below `document` to the form that ARCHITECTURE.md describes; changes the tree in place."""
    for citation in [span for span in document.iter("span") if span.get("class") == "citation"]:
        _carry_keys(citation)
    for lines in [div for div in document.iter("div") if div.get("class") == "line-block"]:
        _set_verse(lines)
    for span in [span for span in document.iter("span") if span.get("class") == "source"]:
        _set_attribution(span)
    for speaker in document.iter("span"):
        if speaker.get("class") == "speaker" and speaker.text == QUESTION:
            _set_question(speaker)
    for rule in document.iter("hr"):
        rule.set("class", "break")
    for table in document.iter("table"):
        _set_table(table)
    for div in document.iter("div"):
        classes = div.get("class", "").split()
        if "epigraph" in classes:
            div.set("role", "doc-epigraph")
        if "pullquote" in classes:
            replace_tag(div, "aside", {"class": "pullquote", "aria-hidden": "true"})
    for element in document.iter("span", "div", "p", "a", "code", "pre", "img"):
        take_attribute(element, "style")
    _hold_french_spaces(document)


def restrict(fragment: etree._Element) -> None:
    """Keep only attributes that the format has, and no class that the pipeline gives: an author's `onclick` or `.note-body` would reach the editions."""
    for element in fragment.iterdescendants():
        _restrict(element)


def _restrict(element: etree._Element) -> None:
    for name in [str(name) for name in element.attrib if str(name) not in ATTRIBUTES and not str(name).startswith("data-")]:
        take_attribute(element, name)
    if "data-note" not in element.attrib and element.get("class"):
        classes = [name for name in take_attribute(element, "class").split() if name not in OURS]
        if classes:
            element.set("class", " ".join(classes))


def _carry_keys(citation: etree._Element) -> None:
    """The keys of the works go to the nearest block, where the bibliography looks for them; the wrapping spans go."""
    keys = citation.get("data-cites", "")
    block = next(parent for parent in citation.iterancestors() if parent.tag not in ("span", "em", "strong", "a"))
    block.set("data-cites", " ".join(filter(None, (block.get("data-cites"), keys))))
    for inner in [span for span in citation.iter("span") if span is not citation and not span.attrib]:
        unwrap(inner)
    unwrap(citation)


def _hold_french_spaces(document: etree._Element) -> None:
    """Make the spaces round French punctuation no-break spaces."""
    for french in [element for element in document.iter(etree.Element) if element.get("lang", "").partition("-")[0] == "fr"]:
        for element in french.iter(etree.Element):
            element.text = FRENCH_SPACE.sub(NO_BREAK_SPACE, element.text) if element.text else element.text
            if element is not french and element.tail:
                element.tail = FRENCH_SPACE.sub(NO_BREAK_SPACE, element.tail)


def _set_verse(block: etree._Element) -> None:
    """`div.line-block` with line breaks becomes `div.verse` of `p.stanza` of `span.line`; an empty line ends a stanza."""
    stanzas: list[list[etree._Element]] = [[]]
    for line in _lines(block):
        if len(line) or (line.text or "").strip():
            stanzas[-1].append(line)
        elif stanzas[-1]:
            stanzas.append([])
    paragraphs = [_stanza(lines) for lines in stanzas if lines]
    parent = block.getparent()
    assert parent is not None
    if "verse" in parent.get("class", "").split():
        at = parent.index(block)
        parent.remove(block)
        for offset, paragraph in enumerate(paragraphs):
            parent.insert(at + offset, paragraph)
        return
    replace_tag(block, "div", {"class": "verse"})
    del block[:]
    block.text = None
    block.extend(paragraphs)


def _stanza(lines: list[etree._Element]) -> etree._Element:
    stanza = etree.Element("p", {"class": "stanza"})
    for line in lines[:-1]:
        stanza.append(line)
        etree.SubElement(stanza, "br")
    stanza.append(lines[-1])
    return stanza


def _lines(block: etree._Element) -> list[etree._Element]:
    lines = [etree.Element("span", {"class": "line"})]
    lines[0].text = block.text
    for child in list(block):
        tail, child.tail = child.tail, None
        if child.tag == "br":
            lines.append(etree.Element("span", {"class": "line"}))
            lines[-1].text = (tail or "").lstrip("\n")
        else:
            lines[-1].append(child)
            child.tail = tail
    for line in lines:
        _indent(line)
    return lines


def _indent(line: etree._Element) -> None:
    """Pandoc keeps leading spaces as no-break spaces; two of them make one step of indent."""
    text = line.text or ""
    spaces = len(text) - len(text.lstrip(NO_BREAK_SPACE))
    if spaces:
        line.set("class", f"line indent-{min((spaces + 1) // 2, 6)}")
        line.text = text.lstrip(NO_BREAK_SPACE)


def _set_attribution(span: etree._Element) -> None:
    """A paragraph that holds just `[…]{.source}` is the attribution of an extract or epigraph."""
    paragraph = span.getparent()
    alone = paragraph is not None and paragraph.tag == "p" and len([c for c in paragraph if c.tag != "a"]) == 1
    if paragraph is not None and alone and not (paragraph.text or "").strip():
        paragraph.set("class", "source")
        unwrap(span)


def _set_question(speaker: etree._Element) -> None:
    """A question of an interview stays with its answer; its class says so to the style sheets."""
    paragraph = speaker.getparent()
    if paragraph is not None and paragraph.tag == "p":
        paragraph.set("class", "question")


def _set_table(table: etree._Element) -> None:
    """Widths and inline styles go (a page sets its own), alignment becomes a class, header cells say what they head; empty ones are plain cells."""
    take_attribute(table, "style")
    for columns in table.findall("colgroup"):
        table.remove(columns)
    for row in table.iter("tr"):
        take_attribute(row, "class")
    for cell in table.iter("th", "td"):
        style = TEXT_ALIGN.search(take_attribute(cell, "style"))
        if style and style[1] != "left":
            cell.set("class", f"align-{style[1]}")
        if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
            cell.tag = "td"
        elif cell.tag == "th":
            inside_head = next(cell.iterancestors("thead"), None) is not None
            cell.set("scope", "col" if inside_head else "row")
