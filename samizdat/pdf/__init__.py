"""Step 6, the print PDF: a tree placed for the `pdf` edition in, a PDF ready for the printer out.

1 page      `page`     trim size → letters, leading, margins
2 pieces    `pieces`   the tree → what is laid out together, with running heads and outline entries
3 bind      `binding`  pieces → `galleys`, laid out by the `press` or kept from the last build, again until every folio is right
4 finish    `finish`   galleys → PDF, by `joining`, with labels, metadata and viewer preferences
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from samizdat.book import Book
from samizdat.files import write_whole
from samizdat.pagebreaks import PageBreak
from samizdat.pdf import faults, finish, pieces
from samizdat.pdf.binding import Bound, bind
from samizdat.pdf.composing_room import ComposingRoom
from samizdat.pdf.galleys import Galleys, setting
from samizdat.pdf.page import css, page
from samizdat.problems import Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class PdfRecord:
    """What came of writing a PDF: how many pages, blanks included, the problems that the layout showed, the ids of the pieces laid out
    for it, what is wrong with its composition, and where its pages begin in the text."""

    pages: int
    problems: tuple[Problem, ...]
    laid: tuple[str, ...] = ()
    composition: tuple[Problem, ...] = ()
    breaks: tuple[PageBreak, ...] = ()


def write(tree: etree._Element, book: Book, path: Path, cache: Path | None = None) -> PdfRecord:
    """Write the print PDF of a tree placed for the `pdf` edition to `path`, whole. Bytes depend on the tree, the book and the styles alone.
    The folder `cache` keeps pieces laid out for the next time.

    Raises ProblemsFound when blocks are nested too deeply to be laid out.
    """
    trim = book.edition("pdf").trim
    page_css = css(page(trim))
    with ComposingRoom(book.root, page_css) as room:
        galleys = Galleys(room, setting(book.root, page_css), cache)
        try:
            bound = bind(pieces.cut(pieces.prepared(tree, book)), galleys, book.metadata.language, finish.head(tree, book), trim)
        except RecursionError:
            raise ProblemsFound([faults.too_deep(book)]) from None
    data, families = finish.pdf(bound, tree, book.metadata.language, cache)
    write_whole(path, data)
    galleys.prune()
    problems = [
        *faults.from_press(_messages(bound), tree, book),
        *faults.long_footnotes(tree, book),
        *faults.notes_put_off(frozenset(note for galley in bound.galleys for note in galley.put_off), tree, book),
        *faults.foreign_fonts(families, book),
    ]
    composed = sorted({problem for galley in bound.galleys for problem in galley.composition})
    return PdfRecord(bound.pages, tuple(sorted(set(problems))), tuple(galleys.laid), tuple(composed), bound.breaks)


def _messages(bound: Bound) -> Iterator[tuple[int, str]]:
    """What WeasyPrint said of the galleys, and what it would say of links that lead nowhere in the whole."""
    known = {anchor for galley in bound.galleys for anchors in galley.anchors for anchor in anchors}
    for galley in bound.galleys:
        yield from galley.messages
        for call in sorted(set(galley.calls) - known):
            yield logging.ERROR, f"No anchor #{call} for internal URI reference"
