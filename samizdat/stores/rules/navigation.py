"""The ways into the book: contents, NCX, levels, links."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from samizdat.problems import Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import Opened, local, resolved
from samizdat.stores.words import problem

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def contents(opened: Opened, store: Store) -> Iterator[Problem]:
    """E221 A table of contents, E224 the NCX."""
    assert opened.package is not None
    toc = _toc(opened)
    # EPUB 2 has the NCX alone.
    listed = _links(toc) if toc is not None else _points(opened) if (opened.package.get("version") or "").startswith("2") else ()
    for limit in store.of("navigation"):
        if not listed:
            yield problem(221, opened.place(opened.package_path), "it has no table of contents", limit.severity, limit.source.title)
    for limit in store.of("ncx"):
        if not _points(opened):
            yield problem(224, opened.place(opened.package_path), "it has no NCX with entries", limit.severity, limit.source.title)


def depth(opened: Opened, store: Store) -> Iterator[Problem]:
    """E222 How many levels the contents have."""
    toc = _toc(opened)
    levels = _levels(toc) if toc is not None else 0
    for limit in [limit for limit in store.of("navigation-depth") if limit.most is not None and levels > limit.most][:1]:
        what = f"its contents have {levels} levels, and {limit.most:g} are shown"
        yield problem(222, opened.place(opened.nav[0] if opened.nav else ""), what, limit.severity, limit.source.title)


def links(opened: Opened, _: Store) -> Iterator[Problem]:
    """E223 Links in the contents, the page list, the landmarks and the NCX that lead nowhere."""
    ids = {path: {str(one.get("id")) for one in root.iter(etree.Element) if one.get("id")} for path, root in opened.documents.items()}
    for base, href, label in _addresses(opened):
        path, fragment = resolved(base, href), href.partition("#")[2]
        if path is None or path not in opened.members:
            yield problem(223, opened.place(base), f"“{label}” leads to no file ({href})")
        elif fragment and path in ids and fragment not in ids[path]:
            yield problem(223, opened.place(base), f"“{label}” leads to no place ({href})")


def _addresses(opened: Opened) -> Iterator[tuple[str, str, str]]:
    if opened.nav:
        path, root = opened.nav
        for link in root.iter("{http://www.w3.org/1999/xhtml}a"):
            if any(local(one) == "nav" for one in link.iterancestors()):
                yield path, link.get("href") or "", " ".join("".join(map(str, link.itertext())).split())
    path = next((item.path for item in opened.items if item.media_type.endswith("ncx+xml")), "")
    for point in _points(opened):
        content = point.find("{*}content")
        yield path, (content.get("src") or "") if content is not None else "", point.findtext("{*}navLabel/{*}text") or ""


def _points(opened: Opened) -> list[etree._Element]:
    return list(opened.ncx.iter("{*}navPoint")) if opened.ncx is not None else []


def _toc(opened: Opened) -> etree._Element | None:
    navs = opened.nav[1].iter("{http://www.w3.org/1999/xhtml}nav") if opened.nav else ()
    return next((nav for nav in navs if "toc" in (nav.get(EPUB_TYPE) or "").split()), None)


def _links(toc: etree._Element) -> list[etree._Element]:
    return [link for link in toc.iter("{http://www.w3.org/1999/xhtml}a") if link.get("href")]


def _levels(toc: etree._Element) -> int:
    """How deep lists stand in lists."""
    lists = list(toc.iter("{http://www.w3.org/1999/xhtml}ol"))
    return max((1 + sum(1 for one in each.iterancestors() if local(one) == "ol") for each in lists), default=0)


RULES = (contents, depth, links)
