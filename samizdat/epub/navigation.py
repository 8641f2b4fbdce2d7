"""The ways into the book: the nav document with its contents, and hidden in it the landmarks and the pages of the print edition (EPUB 3.3 section 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from samizdat.epub.documents import NAV, Document, separator, text
from samizdat.epub.pages import ROLE as PAGE
from samizdat.epub.semantics import EPUB_TYPE
from samizdat.kinds import KINDS

LANDMARKS = """cover titlepage toc foreword preface introduction prologue conclusion epilogue afterword appendix glossary
endnotes bibliography index acknowledgments copyright-page colophon""".split()
UNLISTED = {"cover", "halftitlepage", "titlepage", "copyright-page", "dedication", "epigraph", "toc"}
"""What a contents does not list (CMOS 1.38 lists what follows it, and what precedes it is seen before it)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its text, the file (and fragment) it leads to from text/, and the lines below it."""

    text: str
    href: str
    children: tuple[Entry, ...] = ()


def complete(documents: Sequence[Document]) -> list[Document]:
    """The documents with the contents made a nav document; a book that prints no contents gets one before its body, for a screen needs it."""
    whole = list(documents)
    if not any(document.term == "toc" for document in whole):
        body = next((place for place, document in enumerate(whole) if document.matter != "frontmatter"), len(whole))
        whole.insert(body, _contents(whole))
    return [_nav(document, whole) if document.term == "toc" else document for document in whole]


def entries(documents: Sequence[Document]) -> tuple[Entry, ...]:
    """The lines of the nav among `documents`, which `complete` has made."""
    nav = next(document.root for document in documents if document.term == "toc").find("nav")
    ol = nav.find("ol") if nav is not None else None
    return tuple(_entries(ol))


def pages(documents: Sequence[Document]) -> tuple[Entry, ...]:
    """The pages of the print edition that begin in `documents`, in their order; none where no page breaks are marked."""
    found = [(document, mark) for document in documents for mark in document.root.iterfind(f".//*[@role='{PAGE}']")]
    return tuple(Entry(mark.get("aria-label", ""), f"{document.name}#{mark.get('id')}") for document, mark in found)


def _nav(document: Document, documents: Sequence[Document]) -> Document:
    """The contents with nothing in its nav but heading and list (EPUB 3.3 section 7.3), and the landmarks after it.

    Reading systems show a line of the nav without its markup, so label, title and byline are told apart by punctuation.
    """
    nav = document.root
    heading, ol = nav.find(".//h1"), nav.find("ol")
    marks = nav.findall(f"*[@role='{PAGE}']")
    for child in list(nav):
        nav.remove(child)
    nav.extend(element for element in (heading, ol) if element is not None)
    for span in nav.iterfind(".//a/span"):
        if span.get("class") == "label":
            span.text = f"{text(span)}{separator(text(span))}"
        elif span.get("class") == "byline":
            span.text = f"/ {text(span)}"
    root = etree.Element("div")
    root.extend([*marks[:1], nav, *marks[1:], _landmarks(documents)])
    document = replace(document, root=root, properties=("nav",))
    root.extend(_page_list(pages([document if one.term == "toc" else one for one in documents])))
    return document


def _page_list(lines: Sequence[Entry]) -> Iterator[etree._Element]:
    """The hidden nav of the pages (EPUB 3.3 section 7.4.4), if there are any."""
    if not lines:
        return
    nav = etree.Element(
        "nav", {EPUB_TYPE: "page-list", "role": "doc-pagelist", "id": "page-list", "aria-label": "Pages", "hidden": "hidden"}
    )
    ol = etree.SubElement(nav, "ol")
    for line in lines:
        etree.SubElement(etree.SubElement(ol, "li"), "a", {"href": line.href}).text = line.text
    yield nav


def _landmarks(documents: Sequence[Document]) -> etree._Element:
    """The hidden nav of landmarks: the first document of each kind that has one, in reading order, and the start of the text."""
    nav = etree.Element("nav", {EPUB_TYPE: "landmarks", "id": "landmarks", "aria-label": "Landmarks", "hidden": "hidden"})
    ol = etree.SubElement(nav, "ol")
    seen: set[str] = set()
    for document in documents:
        for term in (document.matter, document.term):
            if term not in seen and term in ("bodymatter", *LANDMARKS):
                etree.SubElement(etree.SubElement(ol, "li"), "a", {EPUB_TYPE: term, "href": document.name}).text = document.title
            seen.add(term)
    return nav


def _contents(documents: Sequence[Document]) -> Document:
    """A contents made from the documents themselves, for a book that prints none."""
    kind = KINDS["contents"]
    nav = etree.Element("nav", {EPUB_TYPE: "toc", "role": "doc-toc", "id": "contents", "aria-labelledby": "contents-title"})
    etree.SubElement(nav, "h1", {"id": "contents-title"}).text = kind.title
    ol = etree.SubElement(nav, "ol")
    part: etree._Element | None = None
    for document in documents:
        if document.term in UNLISTED:
            continue
        within = ol
        if document.term == "part" or document.matter != "bodymatter":
            part = None
        elif part is not None:
            below = part.find("ol")
            within = below if below is not None else etree.SubElement(part, "ol")
        line = etree.SubElement(within, "li")
        etree.SubElement(line, "a", {"href": document.name}).text = document.title
        part = line if document.term == "part" else part
    return Document(NAV, kind.epub_type, "frontmatter", kind.title, documents[0].language, nav)


def _entries(ol: etree._Element | None) -> Iterator[Entry]:
    """The lines of one list of the nav."""
    for line in ol.findall("li") if ol is not None else ():
        link = line.find("a")
        if link is not None:
            yield Entry(text(link), link.get("href", ""), tuple(_entries(line.find("ol"))))
