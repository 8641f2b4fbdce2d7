"""Cutting and joining in an lxml tree without losing the text that lxml hangs behind each element."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree


def drop(element: etree._Element) -> None:
    """Take an element and all in it away; the text after it stays where it was."""
    parent = element.getparent()
    assert parent is not None
    _append_text(element, element.tail or "")
    element.tail = None
    parent.remove(element)


def prune(element: etree._Element) -> None:
    """Take an element that stands between others away, and the `div` round it where nothing else is in that."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if not len(parent) and parent.tag == "div":
            prune(parent)


def unwrap(element: etree._Element) -> None:
    """Take an element away and leave its text and children in its place."""
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    _append_text(element, element.text or "")
    children = list(element)
    tail = element.tail or ""
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        _append_text(element, tail)
    element.tail = None
    parent.remove(element)


def replace_tag(element: etree._Element, tag: str, attributes: Mapping[str, str]) -> None:
    """Give an element another name and just these attributes, but keep its `id` and `lang`."""
    kept = {name: value for name, value in element.attrib.items() if name in ("id", "lang")}
    element.tag = tag
    element.attrib.clear()
    for name, value in {**attributes, **kept}.items():
        element.set(name, value)


def _append_text(element: etree._Element, text: str) -> None:
    """Add text before an element: to the tail of what stands before it, else to its parent's text."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
        return
    parent = element.getparent()
    assert parent is not None
    parent.text = (parent.text or "") + text


def take_attribute(element: etree._Element, name: str) -> str:
    """The value of an attribute, which is taken away; an empty string if there is none."""
    return str(element.attrib.pop(name, ""))
