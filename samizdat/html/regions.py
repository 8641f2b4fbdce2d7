"""Regions that scroll by themselves: a wide table or drawing moves sideways in its own box, and the page never does (WCAG 1.4.10)."""

from __future__ import annotations

from lxml import etree

from samizdat.html.content import text_of


def set_in_regions(tree: etree._Element) -> None:
    """Set each table, and each drawing of a figure, in a region of its own, in place.

    Drawings are the pictures in SVG: they hold lettering, which would be too small to read if they shrank with a narrow screen.
    """
    for table in list(tree.iter("table")):
        _set_in_region(table, "table-region", table.find("caption/span[@class='label']"), "Table")
    for figure in list(tree.iter("figure")):
        for image in [image for image in figure.iter("img") if image.get("src", "").lower().endswith(".svg")]:
            _set_in_region(image, "drawing-region", figure.find("figcaption/span[@class='label']"), "Figure")


def _set_in_region(element: etree._Element, name: str, label: etree._Element | None, otherwise: str) -> None:
    """A region that scrolls has a name and takes the focus, so that the keyboard can scroll it (WCAG 2.1.1)."""
    said = text_of(label).rstrip(".") if label is not None else otherwise
    region = etree.Element("div", {"class": name, "role": "region", "aria-label": said, "tabindex": "0"})
    region.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, region)
    region.append(element)
