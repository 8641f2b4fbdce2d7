"""Ids, addresses, pictures and heading levels of an edition made of documents (rules 023 to 027 and 033)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from samizdat.problems import Problem
from samizdat.verify.documents import HEADINGS, Document, Edition, has_role, links, resolve, text
from samizdat.verify.words import is_call

_SOURCES = {
    "img": "src", "script": "src", "audio": "src", "video": "src", "source": "src", "track": "src", "iframe": "src", "embed": "src",
    "object": "data", "link": "href", "image": "href", "use": "href",
}  # fmt: skip
_XLINK = "{http://www.w3.org/1999/xlink}href"
_CSS_ADDRESS = re.compile(r"""(?:@import\s+|url\(\s*)["']?([^"')\s]+)""")
_LINKED_ONLY = frozenset(("canonical", "alternate", "author", "license", "me", "help"))
"""Kinds of `link` that name an address and load nothing."""


def check(edition: Edition, styles: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the ids, links and pictures of an edition; `styles` are its style sheets by path."""
    found = [
        one for rule in (_twice, _dead, _pictures, _missing, _holes) for document in edition.documents for one in rule(edition, document)
    ]
    return [*found, *_styles(edition, styles)]


def _twice(edition: Edition, document: Document) -> Iterator[Problem]:
    counts = Counter(element.get("id") for element in document.root.iter("*") if element.get("id") is not None)
    for name in [name for name, count in counts.items() if count > 1 and name is not None]:
        yield edition.problem(document, 24, f"id “{name}” stands {counts[name]} times", document.ids.get(name))


def _dead(edition: Edition, document: Document) -> Iterator[Problem]:
    for link, href in links(document):
        place = resolve(document, href)
        if place is None or is_call(link):
            continue
        path, fragment = place
        home = edition.by_path.get(path)
        if home is None and path not in edition.files:
            yield edition.problem(document, 23, f"link “{href}” leads to no file", link)
        elif fragment and (home is None or fragment not in home.ids):
            yield edition.problem(document, 23, f"link “{href}” leads to no element", link)


def _sources(document: Document) -> Iterator[tuple[str, etree._Element]]:
    """Each address that is loaded when the document is shown, and the element that loads it."""
    for element in document.root.iter(*_SOURCES):
        address = element.get(_SOURCES[str(element.tag)]) or element.get(_XLINK)
        if address and not (element.tag == "link" and _LINKED_ONLY & set((element.get("rel") or "").lower().split())):
            yield address, element
    for element in document.root.iter("style"):
        for address in _CSS_ADDRESS.findall(element.text or ""):
            yield address, element


def _missing(edition: Edition, document: Document) -> Iterator[Problem]:
    for address, element in _sources(document):
        yield from _loaded(edition, document, address, element)


def _loaded(edition: Edition, document: Document, address: str, element: etree._Element | None = None) -> Iterator[Problem]:
    place = resolve(document, address)
    if place is None and not address.startswith(("data:", "blob:", "about:")):
        yield edition.problem(document, 27, f"“{address}” is loaded from outside the book", element)
    elif place is not None and place[0] not in edition.files:
        yield edition.problem(document, 25, f"file “{address}” is not there", element)


def _pictures(edition: Edition, document: Document) -> Iterator[Problem]:
    for image in document.root.iter("img"):
        silent = has_role(image, "presentation") or has_role(image, "none") or image.get("aria-hidden") == "true"
        if not (image.get("alt") or "").strip() and not silent:
            yield edition.problem(document, 26, f"picture “{(image.get('src') or '')[:80]}” has no alternative text", image)


def _holes(edition: Edition, document: Document) -> Iterator[Problem]:
    """A heading is at most one level below the heading before it (WCAG 2.2, technique G141)."""
    level = 0
    for heading in document.root.iter(*HEADINGS):
        fresh = int(str(heading.tag)[1])
        if level and fresh > level + 1:
            yield edition.problem(document, 33, f"h{fresh} “{text(heading)[:60]}” follows h{level}", heading)
        level = fresh


def _styles(edition: Edition, styles: Mapping[str, str]) -> Iterator[Problem]:
    for path, css in styles.items():
        sheet = Document(path, edition.documents[0].root)
        for address in _CSS_ADDRESS.findall(css):
            yield from _loaded(edition, sheet, address)
