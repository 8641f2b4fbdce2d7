"""The page list of the EPUB: in the order of the text, of the marks in it, and of the NCX (rules 051, 061)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from samizdat.problems import Problem
from samizdat.verify.documents import Document, Edition, has_role, resolve
from samizdat.verify.truth import plain

MARK = "doc-pagebreak"


def check(edition: Edition, document: Document, nav: etree._Element | None, ncx: etree._Element | None) -> Iterator[Problem]:
    """What is wrong with the page list `nav` in the navigation `document`, None where there is none; `ncx` is the root of the NCX, if there is one."""
    links = list(nav.iter("a")) if nav is not None else []
    marks = {
        (inner.path, element.get("id") or ""): element
        for inner in edition.documents
        for element in inner.root.iter("*")
        if _is_mark(element)
    }
    listed = [resolve(document, link.get("href") or "") or ("", "") for link in links]
    yield from _order(edition, document, links, listed)
    for link, place in zip(links, listed, strict=True):
        if place not in marks:
            yield edition.problem(document, 61, f"page {plain(link)} leads to no page break", link)
        elif (marks[place].get("aria-label") or "") != plain(link):
            yield edition.problem(document, 61, f"page {plain(link)} leads to the break of page {marks[place].get('aria-label')}", link)
    for place, mark in marks.items():
        if place not in listed:
            yield edition.problem(
                edition.by_path[place[0]], 61, f"the break of page {mark.get('aria-label')} is not in the page list", mark
            )
    yield from _word_parted(edition)
    folios = [(target.findtext("navLabel/text") or "").strip() for target in ncx.iter("pageTarget")] if ncx is not None else []
    if ncx is not None and folios != [plain(link) for link in links]:
        yield edition.problem(document, 61, f"the NCX lists {len(folios)} pages, not the {len(links)} of the page list, or others", nav)


def _is_mark(element: etree._Element) -> bool:
    return has_role(element, MARK)


def _order(edition: Edition, document: Document, links: list[etree._Element], listed: list[tuple[str, str]]) -> Iterator[Problem]:
    """Pages stand in the list in the order of their breaks, and their numbers rise."""
    elements = ((inner.path, element.get("id")) for inner in edition.documents for element in inner.root.iter("*"))
    places = {place: number for number, place in enumerate(elements) if place[1]}
    last, folio = -1, 0
    for link, place in zip(links, listed, strict=True):
        here, label = places.get(place, -1), plain(link)
        number = int(label) if label.isdecimal() else folio
        if here <= last or (label.isdecimal() and number <= folio):
            yield edition.problem(document, 51, f"page {label} stands in the page list after a page that follows it", link)
        last, folio = here, number if label.isdecimal() else folio


def _word_parted(edition: Edition) -> Iterator[Problem]:
    """No break stands within a word."""
    for document in edition.documents:
        for mark in document.root.iter("*"):
            if _is_mark(mark) and _before(mark)[-1:].isalpha() and (mark.tail or "")[:1].isalpha():
                yield edition.problem(document, 61, f"the break of page {mark.get('aria-label')} parts a word", mark)


def _before(mark: etree._Element) -> str:
    """The text right before a mark."""
    previous, parent = mark.getprevious(), mark.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""
