"""Preflight of an EPUB, ours or not: what a shop would send back, and what its readers would stumble over.

    file ──reading, within bounds──▶ Opened ──rules, each with the limits of the shop──▶ problems

A shop is a TOML file in this folder: limits, each with the page that gives it and the day that page was read. A figure that nobody gives is left
out. `plain` is no shop: what every shop asks. Codes E200 to E249, in the order of `rules.RULES`; docs/epub.md lists the limits.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from samizdat.preflight import signatures
from samizdat.problems import Place, Problem
from samizdat.stores import reading
from samizdat.stores.profile import Limit, Source, Store, names, read, store
from samizdat.stores.rules import RULES
from samizdat.stores.rules.file import size
from samizdat.stores.words import problem

MOST = 200
"""Problems of one rule that are told; who has mended these asks again."""

__all__ = ["Limit", "Source", "Store", "names", "preflight", "read", "store"]


def preflight(path: Path, shown: str, store: Store) -> list[Problem]:
    """What is wrong with the EPUB at `path`, which the author knows as `shown`, for a shop; sorted by place.

    Whatever stands in the file, it is told as problems and in bounded time and memory. Raises OSError where the file cannot be opened at all.
    """
    if signatures.no_file(path):
        return [problem(200, Place(shown), signatures.NO_FILE)]
    with path.open("rb") as file:
        opened = reading.read(file, shown)
        found = list(opened.problems)
        if opened.package is not None:
            found += [one for rule in RULES for one in islice(rule(opened, store), MOST)]
            found += size(path, shown, store)
    return sorted(set(found))
