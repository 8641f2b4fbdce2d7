"""HTML-like files as they stand on disk: documents, and the edition (a folder or a package) that they make together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lxml import etree

from samizdat.problems import Place, Problem
from samizdat.verify import rules

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Unreadable(ValueError):
    """A file is not what its name says it is; the text says why, in a phrase."""


@dataclass(frozen=True)
class Document:
    """One file: its path inside the edition and its elements, without namespaces."""

    path: str
    root: etree._Element

    @cached_property
    def ids(self) -> dict[str, etree._Element]:
        """The first element of each id."""
        found: dict[str, etree._Element] = {}
        for element in self.root.iter("*"):
            found.setdefault(element.get("id", ""), element)
        found.pop("", None)
        return found


@dataclass(frozen=True)
class Edition:
    """An edition made of documents: `family` is E or H, `shown` its path as the author knows it, `documents` in reading order, `files` all its files."""

    family: str
    shown: str
    documents: tuple[Document, ...]
    files: frozenset[str]

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """Its documents by path."""
        return {document.path: document for document in self.documents}

    def find(self, name: str) -> tuple[Document, etree._Element] | None:
        """The first element with that id, in reading order, and its document."""
        return next(((document, document.ids[name]) for document in self.documents if name in document.ids), None)

    def problem(self, document: Document, number: int, what: str, element: etree._Element | None = None, mend: str = "") -> Problem:
        """A problem of rule `number` at an element of one of its documents."""
        place = f"{self.shown}/{document.path}" if document.path not in ("", self.shown) else self.shown
        return rules.problem(self.family, number, Place(place, line(element)), what, mend)


def parse(path: str, data: bytes, xml: bool) -> Document:
    """The document in `data`, by the rules of XML or of HTML; comments dropped. Raises Unreadable."""
    try:
        root = etree.fromstring(data, _xml_parser() if xml else _html_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if root is None:
        raise Unreadable("it is empty")
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return Document(path, root)


def _xml_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)


def _html_parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)


def line(element: etree._Element | None) -> int:
    """The line that an element stands on in its file; 0 where that is not known."""
    number = element.sourceline if element is not None else None
    return number if isinstance(number, int) else 0


def classes(element: etree._Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def types(element: etree._Element) -> list[str]:
    """The `epub:type` words of an element, also where a parser for HTML kept the prefix."""
    return (element.get(EPUB_TYPE) or element.get("epub:type") or "").split()


def has_role(element: etree._Element, role: str) -> bool:
    """Whether the element has that ARIA role."""
    return role in (element.get("role") or "").split()


def text(element: etree._Element) -> str:
    """All its text with white space made single."""
    return " ".join("".join(map(str, element.itertext())).split())


def resolve(document: Document, href: str) -> tuple[str, str] | None:
    """The path inside the edition and the fragment that `href` leads to; None for an address outside it (`https:`, `mailto:`, `data:`)."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), unquote(parts.path))) if parts.path else document.path
    return path, unquote(parts.fragment)


def target(edition: Edition, document: Document, href: str) -> etree._Element | None:
    """The element that `href` leads to (the root, if it has no fragment); None if there is none."""
    place = resolve(document, href)
    found = edition.by_path.get(place[0]) if place else None
    if place is None or found is None:
        return None
    return found.ids.get(place[1]) if place[1] else found.root


def enclosing(element: etree._Element, names: set[str]) -> str:
    """The nearest id among `names` on the element or round it, else an empty text."""
    here: etree._Element | None = element
    while here is not None:
        if here.get("id") in names:
            return str(here.get("id"))
        here = here.getparent()
    return ""


def links(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Its `a` elements and where they lead."""
    for element in document.root.iter("a", "area"):
        if element.get("href") is not None:
            yield element, str(element.get("href"))
