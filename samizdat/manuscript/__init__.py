"""Step 1, read: a manuscript folder in, a Book out."""

from __future__ import annotations

from pathlib import Path

from samizdat import files
from samizdat.book import Book, Citations, Index
from samizdat.manuscript import contents, editions, faults, index, metadata, printing, releasing, texts, toml
from samizdat.manuscript.toml import Table
from samizdat.problems import Place, Problem, ProblemsFound

TABLES = ("book", "contributors", "contents", "numbering", "citations", "editions", "print", "release")
REFERENCES = ("references.json", "references.bib")


def read(root: Path) -> Book:
    """The book that the folder `root` holds. Raises ProblemsFound with everything that is wrong with its files and with `book.toml`."""
    found: list[Problem] = []
    table = _book_toml(root, found)
    book = _book(root, table, index.index(root, found)) if table else None
    if found or book is None:
        raise ProblemsFound(found)
    return book


def _book_toml(root: Path, found: list[Problem]) -> Table | None:
    path = texts.shown(root, "book.toml")
    try:
        there = files.inside(root, "book.toml").is_file()
    except (files.OutsideFolder, OSError, RuntimeError, ValueError):
        there = True
    if not there:
        found.append(faults.missing_book_toml(Place(path), root.as_posix()))
        return None
    source = texts.read(root, "book.toml", Place(path), found)
    return toml.parse(path, source.text, found) if source else None


def _book(root: Path, table: Table, headings: Index) -> Book:
    table.only(TABLES)
    contributors = tuple(filter(None, map(metadata.contributor, table.tables("contributors"))))
    about = metadata.metadata(root, table.table("book"), contributors)
    citations = _citations(root, table.table("citations"))
    numbering = contents.numbering(table.table("numbering"), about.language)
    sections = contents.sections(root, table.table("contents"), numbering, bool(citations.references))
    made = editions.editions(table.table("editions"))
    printed, released = printing.printing(root, table.table("print"), made), releasing.releasing(root, table.table("release"))
    return Book(root, about, sections, made, citations, headings, printed, released)


def _citations(root: Path, table: Table) -> Citations:
    table.only(("references", "style", "also"))
    references = metadata.path(root, table, "references") or next((name for name in REFERENCES if (root / name).exists()), "")
    style = table.string("style")
    if style.endswith(".csl"):
        metadata.path(root, table, "style")
    return Citations(references, style or Citations().style, table.strings("also"))
