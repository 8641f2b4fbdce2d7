"""The key that a section has as its id in every edition, made of its file name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from samizdat.slug import slug

LEADING_NUMBERS = re.compile(r"^[\d\W_]+")


def stem(path: str) -> str:
    """The file name without folder, extension and leading numbers: `parts/1-1-seventy-two-days.md` gives `seventy-two-days`."""
    return LEADING_NUMBERS.sub("", PurePosixPath(path).stem)


def key(path: str, kind: str) -> str:
    """An id for the file at `path`: its stem as a slug; if nothing of that is left, the kind and what digits the name has."""
    return slug(stem(path)) or "-".join(filter(None, (kind, slug(PurePosixPath(path).stem))))


def unique(wanted: str, folder: str, taken: Iterable[str]) -> str:
    """`wanted`; if it is taken, with `folder` before it; if that is taken too, with the first free number from 2 after it."""
    used = set(taken)
    if wanted not in used:
        return wanted
    longer = f"{slug(folder)}-{wanted}" if slug(folder)[:1].isalpha() else wanted
    if longer not in used:
        return longer
    number = 2
    while f"{longer}-{number}" in used:
        number += 1
    return f"{longer}-{number}"
