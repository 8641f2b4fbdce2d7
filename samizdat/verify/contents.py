"""Contents lists of an edition made of documents, held against the headings that they name (rule 022)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from samizdat.problems import Problem
from samizdat.verify.documents import HEADINGS, Document, Edition, enclosing, target
from samizdat.verify.truth import Truth, headings, plain
from samizdat.verify.words import letters


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a contents list: its text and where it leads."""

    label: str
    href: str


def entries(nav: etree._Element) -> list[Entry]:
    """The lines of a contents list."""
    return [Entry(plain(link), link.get("href") or "") for link in nav.iter("a")]


def check(edition: Edition, document: Document, lines: Sequence[Entry], truth: Truth) -> Iterator[Problem]:
    """What is wrong with one contents list, which stands in `document` (links are relative to it)."""
    keys: list[str] = []
    for line in lines:
        element = target(edition, document, line.href)
        if element is None:
            yield edition.problem(document, 23, f"the contents' “{line.label}” leads nowhere ({line.href})")
            continue
        keys.append(_key(element, truth))
        known = names(element)
        # A list may set “1. Title” where the page sets the number above the title.
        if known and letters(line.label) not in {letters(name) for name in known}:
            yield edition.problem(document, 22, f"the contents say “{line.label}” where the heading says “{known[0]}”")
    yield from _all_there(edition, document, [key for key in keys if key], truth)


def names(element: etree._Element) -> tuple[str, ...]:
    """What the element may be called: a heading itself, a section by its heading, a whole document by the first section in it."""
    if element.tag in HEADINGS:
        around = element.getparent()
        return (plain(element), *(headings(around) if around is not None and around.tag in ("header", "hgroup") else ()))
    if element.tag == "html":
        section = next(iter(element.iter("section", "nav", "main")), None)
        return headings(section) if section is not None else ()
    return headings(element)


def _key(element: etree._Element, truth: Truth) -> str:
    """The content document that a line leads to; empty where it leads to a part of one."""
    if element.tag == "html":
        return next((str(inner.get("id")) for inner in element.iter("*") if inner.get("id") in truth.keys), "")
    if element.tag in HEADINGS:
        key = enclosing(element, set(truth.keys))
        section = truth.document.ids.get(key)
        first = next(iter(section.iter(*HEADINGS)), None) if section is not None else None
        return key if first is not None and first.get("id") == element.get("id") else ""
    return str(element.get("id")) if element.get("id") in truth.keys else ""


def _all_there(edition: Edition, document: Document, keys: Sequence[str], truth: Truth) -> Iterator[Problem]:
    """Each section that the manuscript's contents list has is in this one, in the same order."""
    due = [key for key in truth.contents if key in truth.keys and edition.find(key) is not None]
    missing = [key for key in due if key not in keys]
    for key in missing:
        yield edition.problem(document, 22, f"the contents do not list “{key}”")
    if not missing and [key for key in keys if key in due] != due:
        yield edition.problem(document, 22, f"the contents list {_out_of_order(keys, due)} out of its order")


def _out_of_order(keys: Sequence[str], due: Sequence[str]) -> str:
    standing = [key for key in keys if key in due]
    return next((f"“{key}”" for key, wanted in zip(standing, due, strict=False) if key != wanted), "a section twice:")
