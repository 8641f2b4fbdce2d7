"""The frame of a content document: attributes, label, title, subtitle and authors, the same for written and made sections."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from samizdat.book import Section


def shell(section: Section, title: etree._Element | None, subtitle: Sequence[etree._Element] = ()) -> etree._Element:
    """The section without its text: attributes, label, title, subtitle, authors. Without a title it is named by `aria-label`."""
    tag = "nav" if section.kind.name == "contents" else "section"
    document = etree.Element(tag, {"id": section.key, "class": _classes(section), "data-kind": section.kind.name})
    names = {
        "role": section.kind.role,
        "data-part": section.part,
        "data-label": section.label,
        "data-title": section.title,
        "data-short": section.short_title or section.title,
        "data-authors": "; ".join(section.authors),
        "lang": section.language,
        "data-source": f"{section.source.path}:1" if section.source else "",
    }
    for name, value in names.items():
        if value:
            document.set(name, value)
    if title is None:
        document.set("aria-label", section.title)
        return document
    document.set("aria-labelledby", f"{section.key}-title")
    document.append(_opener(section, title, subtitle))
    return document


def _classes(section: Section) -> str:
    return "chapter essay" if section.kind.name == "essay" else section.kind.name


def _opener(section: Section, title: etree._Element, subtitle: Sequence[etree._Element]) -> etree._Element:
    opener = etree.Element("header", {"class": "opener"})
    if section.label:
        etree.SubElement(opener, "p", {"class": "label"}).text = section.label
    title.tag = "h1"
    title.attrib.clear()
    title.set("id", f"{section.key}-title")
    title.tail = None
    opener.append(title)
    for line in subtitle:
        line.set("role", "doc-subtitle")
        opener.append(line)
    if section.authors:
        etree.SubElement(opener, "p", {"class": "byline"}).text = _listed(section.authors)
    return opener


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
