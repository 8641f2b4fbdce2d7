"""The documents and style sheets: their size, their styles, what they run or fetch, pictures without words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from samizdat import ebookcss
from samizdat.problems import Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import Opened, local
from samizdat.stores.words import problem

KILOBYTE = 1_000
RUNNING = frozenset(("script", "iframe", "object", "embed", "applet", "form"))
LOADED = {"img": "src", "audio": "src", "video": "src", "source": "src", "link": "href", "image": "{http://www.w3.org/1999/xlink}href"}
REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
CSS_REMOTE = re.compile(r"url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)
LONGEST_SHEET = 500_000
MOST_TOLD = 20
"""Faults of one kind in one file that are told one by one."""


def sizes(opened: Opened, store: Store) -> Iterator[Problem]:
    """E225 Documents too long for old devices."""
    for item in opened.items:
        kilobytes = item.bytes / KILOBYTE
        passed = [limit for limit in store.of("document-kilobytes") if limit.most is not None and kilobytes > limit.most]
        if item.path in opened.documents and passed:
            what = f"the document has {kilobytes:,.0f} KB, and {passed[0].most:,.0f} is the most"
            yield problem(225, opened.place(item.path), what, passed[0].severity, passed[0].source.title)


def styles(opened: Opened, store: Store) -> Iterator[Problem]:
    """E228 Styles that old readers choke on."""
    for limit in store.of("styles"):
        for path, css in opened.sheets.items():
            for fault in _faults(css):
                yield problem(228, opened.place(path, fault.line), fault.what, limit.severity, limit.source.title)


def _faults(css: str) -> list[ebookcss.Fault]:
    """The first faults of a sheet that is no longer than any book's."""
    if len(css) > LONGEST_SHEET:
        return [ebookcss.Fault(0, "the style sheet is too long to be read")]
    try:
        return ebookcss.faults(css)[:MOST_TOLD]
    except RecursionError:
        return [ebookcss.Fault(0, "its brackets are nested without end")]


def foreign(opened: Opened, store: Store) -> Iterator[Problem]:
    """E229 What runs, and what is fetched."""
    for path, root in opened.documents.items():
        for element in root.iter(etree.Element):
            name = local(element)
            line = element.sourceline if isinstance(element.sourceline, int) else 0
            if name in RUNNING:
                for limit in store.of("scripts"):
                    yield problem(229, opened.place(path, line), f"the document has a {name}", limit.severity, limit.source.title)
            if name in LOADED and REMOTE.match(element.get(LOADED[name]) or ""):
                yield problem(229, opened.place(path, line), f"“{(element.get(LOADED[name]) or '')[:80]}” is fetched from the net")
    for path, css in opened.sheets.items():
        if CSS_REMOTE.search(css):
            yield problem(229, opened.place(path), "the style sheet fetches from the net")


def described(opened: Opened, store: Store) -> Iterator[Problem]:
    """E230 Pictures without words."""
    for limit in store.of("described"):
        for path, root in opened.documents.items():
            for image in root.iter("{*}img"):
                silent = image.get("role") in ("presentation", "none") or image.get("aria-hidden") == "true"
                if not (image.get("alt") or "").strip() and not silent:
                    line = image.sourceline if isinstance(image.sourceline, int) else 0
                    what = f"the picture {(image.get('src') or '')[:80]} has no alternative text"
                    yield problem(230, opened.place(path, line), what, limit.severity, limit.source.title)


RULES = (sizes, styles, foreign, described)
