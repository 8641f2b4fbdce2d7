"""`[print]`: which printer, on which paper, in which colours, and what the cover says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samizdat import printers
from samizdat.book import Edition, Printing
from samizdat.manuscript import editions, faults, metadata, texts
from samizdat.manuscript.toml import Table

KEYS = ("printer", "paper", "profile", "condition", "isbn", "cover", "back")


def printing(root: Path, table: Table, made: Sequence[Edition]) -> Printing:
    """What `[print]` says; `made` are the editions, none of which may have the ISBN of the printed book. `root` is the manuscript folder."""
    table.only(KEYS)
    isbn = editions.isbn(table)
    owner = next((edition.name for edition in made if edition.isbn and editions.digits(edition.isbn) == editions.digits(isbn)), None)
    if owner:
        table.found.append(faults.same_isbn(table.place("isbn"), isbn, owner))
    name, paper = table.string("printer") or Printing().printer, table.string("paper")
    if profile := _profile(root, table, name):
        known = tuple(one.key for one in profile.papers)
        if paper and paper not in known:
            table.found.append(faults.unknown_word(table.place("paper"), "print.paper", paper, known))
    return Printing(
        printer=name,
        paper=paper,
        profile=metadata.path(root, table, "profile"),
        condition=table.string("condition"),
        isbn=isbn,
        cover=metadata.path(root, table, "cover"),
        back=table.strings("back"),
    )


def _profile(root: Path, table: Table, name: str) -> printers.Printer | None:
    """The printer's profile: one of those that come with the pipeline, or a file of the manuscript; None where there is none, which is noted."""
    if not name.endswith(".toml"):
        known = printers.names()
        return printers.printer(name) if table.word("printer", known, "plain") == name else None
    path = texts.locate(root, name, table.place("printer"), table.found)
    try:
        return printers.read(path) if path else None
    except ValueError as error:
        table.found.append(faults.bad_printer(table.place("printer"), name, str(error)))
        return None
