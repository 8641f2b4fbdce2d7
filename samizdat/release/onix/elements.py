"""Elements of ONIX by their reference names."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
ISBN_13 = "15"
"""Of ONIX list 5."""

Element = etree._Element


def said(name: str, *content: Element | str | None, **attributes: str) -> Element | None:
    """The element `name` with the elements or the text given; None where there is nothing to say: an element of ONIX is never empty."""
    element = etree.Element(f"{{{NAMESPACE}}}{name}", attributes)
    for part in content:
        if isinstance(part, str):
            element.text = part or None
        elif part is not None:
            element.append(part)
    return element if len(element) or element.text else None


def empty(name: str) -> Element:
    """One of the few elements that say something by standing there, as NoContributor."""
    return etree.Element(f"{{{NAMESPACE}}}{name}")


def identifier(isbn: str) -> Element | None:
    """An edition by its ISBN."""
    return said("ProductIdentifier", said("ProductIDType", ISBN_13), said("IDValue", isbn))
