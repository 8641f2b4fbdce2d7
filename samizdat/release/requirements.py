"""What a book must have before it is handed out, as far as the manuscript shows it: ISBNs, what shops ask for, no open question, a cover large enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samizdat import covers, files
from samizdat.book import Book
from samizdat.covers import pictures
from samizdat.manuscript import texts, toml
from samizdat.manuscript.toml import Table
from samizdat.problems import Place, Problem
from samizdat.release import faults
from samizdat.release.editions import TABLES, handed_out, isbn
from samizdat.release.queries import open_queries
from samizdat.release.revision import Revision

WANTED = {
    "description": ("shops print it beside the cover", 'write  description = "…"  under  [book]'),
    "publisher": ("shops and libraries name it, and ONIX cannot do without", 'write  publisher = "…"  under  [book]'),
    "date": ("shops sell from it on", "write  date = 2026-11-22  under  [book]"),
    "contributors": ("no shop lists a book by nobody", 'write  [[contributors]]  with  name = "…"'),
}
"""What shops ask for, the reason, and what to write; a language and a title no book can be read without (M005)."""
SUBJECTS = (
    "subject codes",
    "shops shelve the book by them, and words alone are not read",
    'write  bisac = ["…"]  or  thema = ["…"]  under  [book]',
)
NO_ISBN_NEEDED = "html"
DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
LEAST_COVER = (625, 1000)
"""KDP: “The minimum image size allowed is 1,000 x 625 pixels” (kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX), height first."""


def requirements(book: Book, revision: Revision | None) -> list[Problem]:
    """Everything that is missing, sorted by place; errors and what is only to be known."""
    table = _book_toml(book)
    found = [*_isbns(book, table), *_metadata(book, table), *_draft(book, table), *_cover(book, table), *open_queries(book)]
    return sorted({*found, *_revision(book, revision, table), *_release(book, table)})


def _book_toml(book: Book) -> Table:
    """The book's own file, read again for the places in it."""
    path = texts.shown(book.root, "book.toml")
    text = files.inside(book.root, "book.toml").read_text("utf-8")
    return toml.parse(path, text, []) or Table(path, text, {}, [])


def _isbns(book: Book, table: Table) -> Iterator[Problem]:
    every = handed_out(book)
    for edition in every:
        if edition != NO_ISBN_NEEDED and not isbn(book, edition):
            others = [name for name in every if name != edition]
            yield faults.no_isbn(_place(table, TABLES[edition]), edition, TABLES[edition], others)


def _metadata(book: Book, table: Table) -> Iterator[Problem]:
    place = table.table("book").place()
    for key, (why, mend) in WANTED.items():
        if not getattr(book.metadata, key):
            yield faults.no_metadata(place, key.removesuffix("s"), why, mend)
    if not (book.metadata.bisac or book.metadata.thema):
        yield faults.no_metadata(place, *SUBJECTS)


def _draft(book: Book, table: Table) -> Iterator[Problem]:
    if DRAFT.search(book.metadata.edition):
        yield faults.draft(table.table("book").place("edition"), book.metadata.edition)


def _cover(book: Book, table: Table) -> Iterator[Problem]:
    """The book's own picture; a drawn cover is as large as shops ask."""
    size = pictures.size(files.inside(book.root, book.metadata.cover)) if book.metadata.cover else None
    if size is None:
        return
    place = table.table("book").place("cover")
    if size[0] < LEAST_COVER[0] or size[1] < LEAST_COVER[1]:
        yield faults.small_cover(place, size, LEAST_COVER, "KDP")
    elif size[0] < covers.WIDTH or size[1] < covers.HEIGHT:
        yield faults.stretched_cover(place, size, (covers.WIDTH, covers.HEIGHT))


def _revision(book: Book, revision: Revision | None, table: Table) -> Iterator[Problem]:
    from samizdat.assembly.made import revision_page

    here = Place(texts.shown(book.root, "."))
    if revision is None:
        yield faults.no_revision(here)
    elif revision.modified:
        yield faults.modified(here, revision.number)
    if revision and not revision_page(book):
        yield faults.no_revision_page(_place(table, "contents"))


def _release(book: Book, table: Table) -> Iterator[Problem]:
    place = _place(table, "release")
    if not book.releasing.contact:
        yield faults.no_contact(place)
    if not book.releasing.sold_in:
        yield faults.no_countries(place)


def _place(table: Table, address: str) -> Place:
    """Where a table stands; the file where it does not."""
    for name in address.split("."):
        table = table.table(name)
    return table.place()
