"""`index.toml`: where an index sends its reader, and how its headings are sorted."""

from __future__ import annotations

from pathlib import Path

from samizdat.book import Index
from samizdat.indexing.headings import normal
from samizdat.manuscript import faults, texts, toml
from samizdat.manuscript.metadata import is_language
from samizdat.manuscript.toml import Table
from samizdat.problems import Place, Problem

NAME = "index.toml"
TABLES = ("see", "see-also", "sort", "language")


def index(root: Path, found: list[Problem]) -> Index:
    """What the file says; an empty index where there is none. Faults go to `found`."""
    if not (root / NAME).exists():
        return Index()
    path = texts.shown(root, NAME)
    source = texts.read(root, NAME, Place(path), found)
    table = toml.parse(path, source.text, found) if source else None
    if table is None:
        return Index(NAME)
    table.only(TABLES)
    see, also, sort, language = (table.table(name) for name in TABLES)
    return Index(NAME, _targets(see), _targets(also), _words(sort), _languages(language))


def _targets(table: Table) -> dict[str, tuple[str, ...]]:
    """The headings to look under, by heading; one may stand without brackets."""
    return {
        normal(key): tuple(map(normal, (value,) if isinstance(value, str) else table.strings(key))) for key, value in table.values.items()
    }


def _words(table: Table) -> dict[str, str]:
    return {normal(key): table.string(key) for key in table.values}


def _languages(table: Table) -> dict[str, str]:
    for key in table.values:
        if (tag := table.string(key)) and not is_language(tag):
            table.found.append(faults.bad_language(table.place(key), tag))
    return _words(table)
