"""Step 6, the print PDF: a tree placed for the `pdf` edition in, a PDF ready for the printer out.

1 page      `page`     trim size → letters, leading, margins
2 pieces    `pieces`   the tree → what is laid out together, with running heads and outline entries
3 bind      `binding`  pieces → pages, laid out by the `press`, again until every folio is right
4 finish    `finish`   pages → PDF with labels, metadata and viewer preferences
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from samizdat.book import Book
from samizdat.files import write_whole
from samizdat.pdf import faults, finish, pieces
from samizdat.pdf.binding import bind
from samizdat.pdf.page import css, page
from samizdat.pdf.press import Press, overheard
from samizdat.problems import Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class PdfRecord:
    """What came of writing a PDF: how many pages, blanks included, and the problems that the layout showed."""

    pages: int
    problems: tuple[Problem, ...]


def write(tree: etree._Element, book: Book, path: Path) -> PdfRecord:
    """Write the print PDF of a tree placed for the `pdf` edition to `path`, whole. Bytes depend on the tree, the book and the styles alone.

    Raises ProblemsFound when blocks are nested too deeply to be laid out.
    """
    with overheard() as listener:
        press = Press(book.root, css(page(book.edition("pdf").trim)))
        try:
            bound = bind(pieces.cut(pieces.prepared(tree, book)), press, book.metadata.language, finish.head(tree, book))
            data, document = finish.pdf(bound)
        except RecursionError:
            raise ProblemsFound([faults.too_deep(book)]) from None
    write_whole(path, data)
    problems = [
        *faults.from_press(listener.messages, tree, book),
        *faults.long_footnotes(tree, book),
        *faults.notes_put_off(bound.put_off, tree, book),
        *faults.foreign_fonts(document, book),
    ]
    return PdfRecord(len(bound.pages), tuple(sorted(set(problems))))
