"""The NCX: contents and pages once more, for reading systems of EPUB 2 (OPF 2.0.1 section 2.4.1; ANSI/NISO Z39.86-2005 section 8)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from samizdat.book import Metadata
from samizdat.epub.documents import FOLDER, Document
from samizdat.epub.navigation import Entry, entries, pages
from samizdat.epub.package import NCX_TYPE, XML_LANG, Resource

NCX = "http://www.daisy.org/z3986/2005/ncx/"
ROMAN = frozenset("ivxlcdm")


def ncx(documents: Sequence[Document], uid: str, metadata: Metadata) -> Resource:
    """The NCX with the lines of the nav among `documents` and the pages that begin in them; `uid` is the package's identifier."""
    lines, folios = entries(documents), pages(documents)
    root = etree.Element(f"{{{NCX}}}ncx", {"version": "2005-1", XML_LANG: metadata.language}, nsmap={None: NCX})  # type: ignore[dict-item]
    head = etree.SubElement(root, f"{{{NCX}}}head")
    most = max((int(page.text) for page in folios if page.text.isdecimal()), default=0)
    for name, content in (("uid", uid), ("depth", _depth(lines)), ("totalPageCount", len(folios)), ("maxPageNumber", most)):
        etree.SubElement(head, f"{{{NCX}}}meta", {"name": f"dtb:{name}", "content": str(content)})
    _labelled(root, "docTitle", metadata.title)
    _points(etree.SubElement(root, f"{{{NCX}}}navMap"), lines)
    if folios:
        _targets(etree.SubElement(root, f"{{{NCX}}}pageList"), folios)
    _set_play_order(root, documents)
    return Resource("toc.ncx", NCX_TYPE, etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _depth(lines: Sequence[Entry]) -> int:
    """How many levels the lines have."""
    return max((1 + _depth(line.children) for line in lines), default=0)


def _points(parent: etree._Element, lines: Sequence[Entry]) -> None:
    """Add a navPoint to `parent` for each line, and within it for each line below."""
    for line in lines:
        point = etree.SubElement(parent, f"{{{NCX}}}navPoint")
        _labelled(point, "navLabel", line.text)
        etree.SubElement(point, f"{{{NCX}}}content", {"src": f"{FOLDER}/{line.href}"})
        _points(point, line.children)


def _targets(parent: etree._Element, folios: Sequence[Entry]) -> None:
    """Add a pageTarget to `parent` for each page; roman folios are those of the front matter."""
    _labelled(parent, "navLabel", "Pages")
    for page in folios:
        kind = "normal" if page.text.isdecimal() else "front" if set(page.text.lower()) <= ROMAN else "special"
        target = etree.SubElement(parent, f"{{{NCX}}}pageTarget", {"type": kind})
        if kind == "normal":
            target.set("value", str(int(page.text)))
        _labelled(target, "navLabel", page.text)
        etree.SubElement(target, f"{{{NCX}}}content", {"src": f"{FOLDER}/{page.href}"})


def _set_play_order(root: etree._Element, documents: Sequence[Document]) -> None:
    """Number points and pages together by their places in the text."""
    places: dict[str, int] = {}
    for document in documents:
        places[f"{FOLDER}/{document.name}"] = len(places)
        for element in document.root.iter(etree.Element):
            if element.get("id"):
                places[f"{FOLDER}/{document.name}#{element.get('id')}"] = len(places)
    found = [*root.iter(f"{{{NCX}}}navPoint"), *root.iter(f"{{{NCX}}}pageTarget")]
    sources = [str(content.get("src")) for one in found if (content := one.find(f"{{{NCX}}}content")) is not None]
    order = {source: place for place, source in enumerate(sorted(set(sources), key=lambda source: places.get(source, 0)), start=1)}
    for number, (one, source) in enumerate(zip(found, sources, strict=True), start=1):
        one.set("id", f"point-{number}")
        one.set("playOrder", str(order[source]))


def _labelled(parent: etree._Element, name: str, words: str) -> None:
    """Add an element with its text to `parent`, as the NCX writes it."""
    etree.SubElement(etree.SubElement(parent, f"{{{NCX}}}{name}"), f"{{{NCX}}}text").text = words
