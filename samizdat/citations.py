"""Step 5, citations: which works the book cites, their list in the section `bibliography`, and the language of their titles.

Notes got their texts from citeproc in step 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from samizdat.splice import drop, unwrap

Element = etree._Element

TAG = re.compile(r"<[^>]*>")
INNER_STOP = re.compile(r"’([,.])”")
STRAIGHT = str.maketrans("’‘“”", "''\"\"")


def cited(tree: Element) -> tuple[str, ...]:
    """The keys of all works cited in the book, sorted; blocks carry them in `data-cites`."""
    return tuple(sorted({key for block in tree.iter() for key in block.get("data-cites", "").split()}))


def titles(works: Iterable[Mapping[str, object]], language: str) -> dict[str, str]:
    """The titles of the works that are not in the language of the book, long and short, each with its language."""
    found: dict[str, str] = {}
    for work in works:
        spoken = str(work.get("language") or language)
        if spoken.partition("-")[0] != language.partition("-")[0]:
            given = (str(work.get(name) or "") for name in ("title", "title-short", "container-title"))
            found |= {_plain(title): spoken for title in given if title}
    return found


def set_languages(tree: Element, works: Element | None, foreign: Mapping[str, str]) -> Element:
    """Say the language of titles that are in `foreign` wherever they are cited, for hyphenation and for screen readers (WCAG 3.1.2). Changes the tree."""
    for block in _citing(tree, works):
        for title in [em for em in block.iter("em") if not em.get("lang")]:
            language = foreign.get(_plain("".join(map(str, title.itertext()))))
            if language:
                title.set("lang", language)
        for element in list(block.iter()):
            _wrap_quoted(element, foreign)
    return tree


def set_american_stops(tree: Element, works: Element | None) -> Element:
    """Put the comma or stop that follows a quotation within a quotation inside both marks (CMOS 6.9), which citeproc leaves between them. Changes the tree."""
    for block in _citing(tree, works):
        for element in block.iter():
            element.text = INNER_STOP.sub(r"\1’”", element.text) if element.text else element.text
            if element is not block:
                element.tail = INNER_STOP.sub(r"\1’”", element.tail) if element.tail else element.tail
    return tree


def _citing(tree: Element, works: Element | None) -> list[Element]:
    """The blocks that hold what citeproc wrote: those that cite, and the list of works."""
    return [*(block for block in tree.iter() if block.get("data-cites")), *([works] if works is not None else [])]


def _plain(title: str) -> str:
    return TAG.sub("", title).translate(STRAIGHT)


def _wrap_quoted(element: Element, foreign: Mapping[str, str]) -> None:
    """Put titles that stand in quotation marks in the text before and after the children of an element into spans with their language."""
    for child in (None, *list(element)):
        text = (element.text if child is None else child.tail) or ""
        straight = text.translate(STRAIGHT)
        title = next((title for title in foreign if f'"{title}' in straight), None)
        if title:
            at = straight.index(f'"{title}') + 1
            span = etree.Element("span", lang=foreign[title])
            span.text, span.tail = text[at : at + len(title)], text[at + len(title) :]
            if child is None:
                element.text = text[:at]
                element.insert(0, span)
            else:
                child.tail = text[:at]
                child.addnext(span)


def place(tree: Element, works: Element | None) -> Element:
    """Put the works (citeproc's `div.references`, None for none) as a list into the bibliography; without works that section goes. Changes the tree."""
    section = tree.find("body/div/section[@data-kind='bibliography']")
    etree.strip_attributes(tree, "data-cites")
    if section is None or section.get("data-source"):
        return tree
    entries = [] if works is None else [div for div in works.iter("div") if "csl-entry" in div.get("class", "").split()]
    if not entries:
        drop(section)
        return tree
    listed = etree.SubElement(section, "ul", {"class": "works"})
    for entry in entries:
        listed.append(_work(entry))
    return tree


def _work(entry: Element) -> Element:
    work = etree.Element("li", {"id": f"work-{entry.get('id', '').removeprefix('ref-')}"})
    work.text = (entry.text or "").lstrip()
    for child in list(entry):
        work.append(child)
    for span in [span for span in work.iter("span") if not span.get("lang") and span.get("class") != "nocase"]:
        unwrap(span)
    if len(work):
        work[-1].tail = (work[-1].tail or "").rstrip()
    return work
