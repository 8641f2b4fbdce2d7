"""Step 5, cross-references: figures and tables numbered through the book, and links without words given the name of what they lead to."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

NUMBERED = (("figure", "figcaption", "Figure"), ("table", "caption", "Table"))


def resolve(tree: Element) -> Element:
    """Number every figure and table that has a caption, and write “Figure 1”, “Table 2” or the heading's words into links that have none. Changes the tree."""
    named = {
        element.get("id"): name
        for tag, caption, word in NUMBERED
        for element, name in _number(tree, tag, caption, word)
        if element.get("id")
    }
    named |= {element.get("id"): _heading(element) for element in tree.iter("section", "nav") if element.get("id")}
    for link in tree.iter("a"):
        if link.get("href", "").startswith("#") and not len(link) and not (link.text or "").strip():
            link.text = named.get(link.get("href", "")[1:], "") or None
    return tree


def _number(tree: Element, tag: str, caption_tag: str, word: str) -> list[tuple[Element, str]]:
    captioned = [(element, caption) for element in tree.iter(tag) if (caption := element.find(caption_tag)) is not None]
    names = []
    for number, (element, caption) in enumerate(captioned, 1):
        element.set("data-number", str(number))
        name = f"{word}\u00a0{number}"
        _set_label(caption, f"{name}.")
        names.append((element, name))
    return names


def _set_label(caption: Element, text: str) -> None:
    """The label stands in the caption's line: inside its paragraph where pandoc made one."""
    line = caption[0] if len(caption) and caption[0].tag == "p" and not (caption.text or "").strip() else caption
    label = etree.Element("span", {"class": "label"})
    label.text = text
    label.tail = " " + (line.text or "").lstrip()
    line.text = None
    line.insert(0, label)


def _heading(section: Element) -> str:
    if section.get("data-title"):
        return section.get("data-title", "")
    heading = next(section.iter("h2", "h3", "h4", "h5", "h6"), None)
    return "" if heading is None else " ".join("".join(str(text) for text in heading.itertext()).split())
