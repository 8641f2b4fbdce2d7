"""The file as it is uploaded: its size and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from samizdat.problems import Place, Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import MEGABYTE
from samizdat.stores.words import problem

ISBN_NAME = re.compile(r"97[89]\d{10}\.epub")


def size(path: Path, shown: str, store: Store) -> Iterator[Problem]:
    """E210 The size of the file, E227 its name."""
    megabytes = path.stat().st_size / MEGABYTE
    for limit in [limit for limit in store.of("file-megabytes") if limit.most is not None and megabytes > limit.most][:1]:
        what = f"the file has {megabytes:,.1f} MB, and {limit.most:,.0f} is the most"
        yield problem(210, Place(shown), what, limit.severity, limit.source.title)
    for limit in store.of("file-name"):
        if not ISBN_NAME.fullmatch(path.name):
            what = f"the file is called {path.name}, and not by its ISBN, as 9781234567897.epub"
            yield problem(227, Place(shown), what, limit.severity, limit.source.title)
