"""The HTML edition read back from disk: the folder of pages, and the whole book in one file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from samizdat.problems import Place, Problem
from samizdat.verify import contents, links, notes, rules, text
from samizdat.verify.documents import Document, Edition, Unreadable, classes, has_role, parse, resolve, types
from samizdat.verify.truth import Truth

FIRST = "index.html"


def check_site(folder: Path, shown: str, truth: Truth) -> list[Problem]:
    """What is wrong with the folder of pages."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    try:
        pages = [parse(name, path.read_bytes(), xml=False) for name, path in files.items() if name.endswith(".html")]
    except (OSError, Unreadable) as error:
        return [rules.problem("H", 1, Place(shown), f"the HTML edition cannot be read: {error}")]
    if not any(page.path == FIRST for page in pages):
        return [rules.problem("H", 1, Place(shown), f"the HTML edition has no {FIRST}")]
    edition = Edition("H", shown, tuple(_by_chain(pages)), frozenset(files))
    styles = {name: path.read_text("utf-8", "replace") for name, path in files.items() if name.endswith(".css")}
    return [*_shared(edition, truth), *links.check(edition, styles), *_chain(edition, truth)]


def check_single(path: Path, shown: str, truth: Truth) -> list[Problem]:
    """What is wrong with the book in one file."""
    try:
        page = parse(path.name, path.read_bytes(), xml=False)
    except (OSError, Unreadable) as error:
        return [rules.problem("H", 1, Place(shown), f"the HTML edition cannot be read: {error}")]
    edition = Edition("H", shown, (page,), frozenset((path.name,)))
    return [*_shared(edition, truth), *links.check(edition, {})]


def _shared(edition: Edition, truth: Truth) -> list[Problem]:
    found = [*notes.check(edition, truth), *text.check(edition, truth)]
    for document in edition.documents:
        for nav in document.root.iter("nav"):
            if "contents" in classes(nav) or "toc" in types(nav) or has_role(nav, "doc-toc"):
                found += contents.check(edition, document, contents.entries(nav), truth)
    return found


def _way(page: Document, way: str) -> str:
    """The page that `rel="next"` or `rel="prev"` leads to; empty if there is none."""
    for link in page.root.iter("a", "link"):
        if way in (link.get("rel") or "").split():
            place = resolve(page, link.get("href") or "")
            return place[0] if place else ""
    return ""


def _by_chain(pages: list[Document]) -> Iterator[Document]:
    """The pages in the order in which a reader turns them, then those that no way leads to."""
    left = {page.path: page for page in pages}
    page = left.pop(FIRST, None)
    while page is not None:
        yield page
        page = left.pop(_way(page, "next"), None)
    yield from left.values()


def _chain(edition: Edition, truth: Truth) -> Iterator[Problem]:
    """From the first page `next` leads through every page that holds a part of the book, and `prev` back again."""
    book = [document for document in edition.documents if document.path == FIRST or truth.keys & set(document.ids)]
    for before, after in pairwise(book):
        if _way(before, "next") != after.path:
            yield edition.problem(before, 29, f"no way leads on from here to {after.path}")
        if _way(after, "prev") != before.path:
            yield edition.problem(after, 29, f"no way leads back from here to {before.path}")
    if book and _way(book[-1], "next"):
        yield edition.problem(book[-1], 29, f"the last page leads on to {_way(book[-1], 'next')}")
