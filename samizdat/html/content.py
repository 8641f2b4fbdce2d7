"""Changes to the tree that both forms of the HTML edition share: tree in, tree out, or a content document changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from samizdat.book import Book

_DEEPEST = 6
_NOTE_LINKS = ("doc-noteref", "doc-backlink")


def with_headings(tree: etree._Element, book: Book) -> etree._Element:
    """A copy of the tree in which every content document has a heading."""
    tree = deepcopy(tree)
    for document in content_documents(tree):
        _give_heading(document, book)
    return tree


def without_data(tree: etree._Element) -> etree._Element:
    """The tree, changed in place, without `data-*` attributes: what they say is in the book."""
    for element in tree.iter("*"):
        _drop_data(element)
    return tree


def content_documents(tree: etree._Element) -> list[etree._Element]:
    """The content documents of the book, in reading order."""
    return [document for wrapper in tree.iterfind("body/div") for document in wrapper.iterchildren("*")]


def text_of(element: etree._Element) -> str:
    """The words of an element in one line, without note calls and what screen readers are spared."""
    return " ".join("".join(_read_aloud(element)).split())


def ids_in(elements: Iterable[etree._Element]) -> list[str]:
    """Every id in these elements, in reading order."""
    return [inner.get("id", "") for element in elements for inner in element.iter("*") if inner.get("id")]


def shift_headings(element: etree._Element) -> None:
    """Set every heading in `element` one level down, h6 staying h6, so that it can stand under another h1."""
    for heading in element.iter("h1", "h2", "h3", "h4", "h5"):
        heading.tag = f"h{min(int(heading.tag[1]) + 1, _DEEPEST)}"


def meet_links(elements: Iterable[etree._Element], here: str, addresses: Mapping[str, str]) -> None:
    """Give the links `#id` that lead out of the page `here` the address of that id in the site; one that no page holds is left as it is."""
    for element in elements:
        for link in element.iter("a"):
            href = link.get("href", "")
            address = addresses.get(href[1:], here) if href.startswith("#") else here
            if address.partition("#")[0] != here:
                link.set("href", address)


def _read_aloud(element: etree._Element) -> Iterator[str]:
    if element.get("role") not in _NOTE_LINKS and element.get("aria-hidden") != "true":
        yield element.text or ""
        for child in element.iterchildren("*"):
            yield from _read_aloud(child)
            yield child.tail or ""


def _give_heading(document: etree._Element, book: Book) -> None:
    """A dedication or an epigraph shows no heading; a page still needs one to be found by (WCAG 2.4.6)."""
    if document.find(".//h1") is None:
        heading = etree.Element("h1", {"class": "unseen"})
        heading.text = book.section(document.get("id", "")).title
        heading.tail = "\n"
        document.insert(0, heading)


def _drop_data(element: etree._Element) -> None:
    for name in [name for name in element.attrib if str(name).startswith("data-")]:
        del element.attrib[name]
