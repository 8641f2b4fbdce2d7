"""`[release]`: which editions are handed out, for which printers, to whom, and who answers letters."""

from __future__ import annotations

import re
from pathlib import Path

from samizdat import printers
from samizdat.book import Releasing
from samizdat.manuscript import faults, texts
from samizdat.manuscript.toml import Table

KEYS = ("editions", "printers", "contact", "audience", "sold-in")
EDITIONS = ("print", "pdf", "epub", "html")
AUDIENCES = ("general", "children", "teenage", "education", "higher-education", "professional")
"""Whom a book can be for; `samizdat.release.onix` has the code of each in ONIX list 28."""
CONTACT = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
COUNTRY = re.compile(r"[A-Z]{2}")
WORLD = "WORLD"


def releasing(root: Path, table: Table) -> Releasing:
    """What `[release]` says; `root` is the manuscript folder, where a printer's profile may stand."""
    table.only(KEYS)
    return Releasing(
        editions=_among(table, "editions", EDITIONS),
        printers=_printers(root, table),
        contact=_contact(table),
        audience=table.word("audience", AUDIENCES, "general"),
        sold_in=_countries(table),
    )


def _among(table: Table, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The words at `key`, each once; one that is not known is noted."""
    words = tuple(dict.fromkeys(table.strings(key)))
    for word in words:
        if word not in known:
            table.found.append(faults.unknown_word(table.place(key, word), f"release.{key}", word, known))
    return words


def _printers(root: Path, table: Table) -> tuple[str, ...]:
    """The names at `printers`: profiles that come with the pipeline, or TOML files of the manuscript that can be used as one."""
    names = tuple(dict.fromkeys(table.strings("printers")))
    for name in names:
        place = table.place("printers", name)
        if not name.endswith(".toml"):
            if name not in printers.names():
                table.found.append(faults.unknown_word(place, "release.printers", name, printers.names()))
        elif path := texts.locate(root, name, place, table.found):
            try:
                printers.read(path)
            except (OSError, ValueError) as error:
                table.found.append(faults.bad_printer(place, name, str(error)))
    return names


def _contact(table: Table) -> str:
    contact = table.string("contact")
    if contact and not CONTACT.fullmatch(contact):
        table.found.append(faults.bad_contact(table.place("contact"), contact))
    return contact


def _countries(table: Table) -> tuple[str, ...]:
    codes = table.strings("sold-in")
    for code in codes:
        if not (COUNTRY.fullmatch(code) or (code == WORLD and len(codes) == 1)):
            table.found.append(faults.bad_country(table.place("sold-in", code), code))
    return codes
