"""The compositor: pieces laid out and drawn by a press. What a piece is made of is laid out once, as if it began on a recto; when its first folio
is known, its pages take their sides, their running heads and folios, and are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import Document  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import MarginBox  # type: ignore[import-untyped]

from samizdat.overheard import overheard
from samizdat.pdf import breaks, composition, mending
from samizdat.pdf.galleys import Bookmark, Galley, digest_of
from samizdat.pdf.pieces import Copy
from samizdat.pdf.press import Press
from samizdat.pdf.tags import mend_lists
from samizdat.problems import Problem

POINTS_PER_PX = 0.75
MARGINS_APART = 1e-6
"""CSS pixels: margins that differ by less are the same."""


class Compositor:
    """One who lays out pieces of a book with a press of his own, and keeps those standing that are not drawn yet."""

    def __init__(self, root: Path, page_css: str) -> None:
        self._root, self._page_css = root, page_css
        self._heard: tuple[tuple[int, str], ...] = ()
        self._standing: dict[str, tuple[Document, Galley]] = {}

    def lay_out(self, copy: Copy) -> Galley:
        """The galley of a piece, with a fragment if it is to be drawn. Raises RecursionError where blocks are nested too deeply."""
        standing = self._standing.pop(copy.source, None) or self._laid_out(copy)
        if not copy.heads:
            self._standing[copy.source] = standing
            return standing[1]
        document, galley = standing
        with overheard() as listener:
            self._set_heads(document, copy)
            composed = composition.report(document.pages, copy.start, copy.matter, self._root)
            fragment = _drawn(document, galley.calls, copy.ident)
        bookmarks = tuple(_bookmarks(document))
        return replace(
            galley,
            bookmarks=bookmarks,
            messages=(*galley.messages, *listener.messages),
            composed=tuple(map(_row, composed)),
            fragment=fragment,
        )

    def _laid_out(self, copy: Copy) -> tuple[Document, Galley]:
        press, piece = self._press, copy.piece
        press.read.clear()
        with overheard() as listener:
            document = mending.mended(piece, copy.source, press)
        notes = mending.foot_notes(piece)
        anchors = tuple(tuple(page.anchors) for page in document.pages)
        links = (target for page in document.pages for kind, target, _, _ in page.links if kind == "internal")
        read = tuple((address, digest_of(address)) for address in sorted(press.read))
        galley = Galley(
            anchors,
            calls=tuple(sorted(set(links) - set(chain.from_iterable(anchors)))),
            put_off=tuple(sorted(note for note, _ in mending.put_off(document.pages, notes))),
            starts=breaks.starts(document.pages),
            messages=(*self._heard, *listener.messages),
            read=read,
        )
        return document, galley

    def _set_heads(self, document: Document, copy: Copy) -> None:
        """Give the pages their running heads and folios, and move what stands on them to the margins of their sides."""
        for page, headed in zip(document.pages, self._press.lay_out(copy.heads).pages, strict=True):
            box, other = page._page_box, headed._page_box
            shift = other.margin_left - box.margin_left
            text = [child for child in box.children if not isinstance(child, MarginBox)]
            if abs(shift) > MARGINS_APART:
                for child in text:
                    child.translate(dx=shift)
                _shift_places(page, shift)
                box.margin_left, box.margin_right = other.margin_left, other.margin_right
            box.children = (*text, *(child for child in other.children if isinstance(child, MarginBox)))

    @cached_property
    def _press(self) -> Press:
        with overheard() as listener:
            press = Press(self._root, self._page_css)
        self._heard = tuple(listener.messages)
        return press


def _shift_places(page: Any, shift: float) -> None:
    """Move the places of names, links and outline entries of a page."""
    page.anchors = {name: (x1 + shift, y1, x2 + shift, y2) for name, (x1, y1, x2, y2) in page.anchors.items()}
    page.links = [(kind, target, (x1 + shift, y1, x2 + shift, y2), box) for kind, target, (x1, y1, x2, y2), box in page.links]
    page.bookmarks = [(level, label, (x + shift, y), state) for level, label, (x, y), state in page.bookmarks]


def _bookmarks(document: Document) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, label, (x, y), state in page.bookmarks:
            yield Bookmark(level, label, number, x * POINTS_PER_PX, (page.height - y) * POINTS_PER_PX, state)


def _drawn(document: Document, calls: Iterable[str], ident: str) -> bytes:
    """The PDF of a piece. WeasyPrint drops links to ids it does not find, so those of other pieces stand on the first page until the joining."""
    document.pages[0].anchors.update(dict.fromkeys(calls, (0, 0, 0, 0)))

    def finisher(_: Document, file: pydyf.PDF) -> None:
        mend_lists(file)
        for element in file.objects:
            if isinstance(element, Mapping):
                _name_headers(element, ident)

    data: bytes = document.write_pdf(finisher=finisher, pdf_tags=True)
    return data


def _name_headers(element: Mapping[str, object], ident: str) -> None:
    """Make the names by which table cells know their headers unlike those of other pieces: WeasyPrint counts them anew in each document."""
    attributes = element.get("A")
    headers = attributes.get("Headers", ()) if isinstance(attributes, Mapping) else ()
    for name in (element.get("ID"), *headers):
        if isinstance(name, pydyf.String) and not str(name.string).startswith(f"{ident}-"):
            name.string = f"{ident}-{name.string}"


def _row(problem: Problem) -> tuple[Any, ...]:
    place = problem.place
    return ((place.path, place.line, place.column), problem.code, problem.what, problem.why, problem.mend, problem.severity)
