"""Step 5, citations: which works the book cites, and their list in the section `bibliography`. Notes got their texts from citeproc in step 3."""

from __future__ import annotations

from lxml import etree

from samizdat.splice import drop, unwrap

Element = etree._Element


def cited(tree: Element) -> tuple[str, ...]:
    """The keys of all works cited in the book, sorted; blocks carry them in `data-cites`."""
    return tuple(sorted({key for block in tree.iter() for key in block.get("data-cites", "").split()}))


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
