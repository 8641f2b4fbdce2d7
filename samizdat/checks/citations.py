"""Rules for works and their keys (family C)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from samizdat import files
from samizdat.checks.copy import Copy
from samizdat.nearest import nearest
from samizdat.problems import Place, Problem

BIBTEX_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*[{(]\s*(?:([^\s,{}()=]+)\s*,)?", re.MULTILINE)
BIBTEX_OTHER = ("comment", "string", "preamble")
ID_IN_JSON = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')


@dataclass(frozen=True)
class Works:
    """The works in the references: their keys in order with their lines (0 unknown), and what is wrong with the file."""

    keys: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the keys can be relied on."""
        return not self.problems


def unknown_key(copy: Copy) -> Iterator[Problem]:
    """C001 A citation of a work that is not in the references.

    What it does: Looks up the key of every citation, and those in `also` under `[citations]`, in the references.
    Why it matters: The note would say “???”.
    Example: `@marx1781` where the references have `marx1871`
    Use instead: `@marx1871`; for an at sign that is no citation, `\\@`.
    """
    works = _works(copy)
    known = {key for key, _ in works.keys}
    if not works.readable:
        return
    for text in copy.texts:
        for key in text.found.keys:
            if key.name not in known:
                yield _not_known(text.place(key.at), key.name, known, copy.book.citations.references)
    for name in copy.book.citations.also:
        if name not in known and name != "*":
            yield _not_known(Place(copy.path("book.toml")), name, known, copy.book.citations.references)


def bad_references(copy: Copy) -> Iterator[Problem]:
    """C002 A file of references that cannot be read, or that has a key twice.

    What it does: Reads `references.json` as CSL-JSON, a list of works that each have an `id`; in a `.bib` file it looks at keys and braces.
    Why it matters: No citation can be set without it; of two works with one key, one is lost.
    Example: `[{"id": "marx1871"}, {"id": "marx1871"}]`
    Use instead: `[{"id": "marx1871a"}, {"id": "marx1871b"}]`
    """
    works = _works(copy)
    yield from works.problems
    path = copy.path(copy.book.citations.references)
    first: dict[str, int] = {}
    for key, line in works.keys:
        if key in first:
            why = f"the first is on line {first[key]}" if first[key] else "one of the two would be lost"
            yield Problem(Place(path, line), "C002", f"the key {key} is given to two works", why, "give one of them another key")
        first.setdefault(key, line)


RULES = (unknown_key, bad_references)


def _not_known(place: Place, key: str, known: set[str], references: str) -> Problem:
    offer = nearest(key, known)
    escape = f"write \\@{key} if this is not a citation"
    if not references:
        return Problem(place, "C001", f"@{key} is cited, and the book has no references", "nothing could be printed for it",
                       f"put the work into references.json, or {escape}")  # fmt: skip
    return Problem(place, "C001", f"@{key} is not in {references}", "nothing could be printed for it",
                   f"write @{offer}" if offer else f"add the work there, or {escape}")  # fmt: skip


def _works(copy: Copy) -> Works:
    relative = copy.book.citations.references
    if not relative:
        return Works()
    path = copy.path(relative)
    try:
        text = files.inside(copy.book.root, relative).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _broken(Place(path), f"byte {error.start} is not UTF-8")
    except (OSError, ValueError) as error:
        return _broken(Place(path), getattr(error, "strerror", None) or "it leads out of the manuscript folder")
    return _bibtex(path, text) if relative.endswith(".bib") else _csl_json(path, text)


def _csl_json(path: str, text: str) -> Works:
    try:
        works = json.loads(text)
    except json.JSONDecodeError as error:
        return _broken(Place(path, error.lineno, error.colno), error.msg.lower())
    except (RecursionError, ValueError):
        return _broken(Place(path), "it is nested too deeply or has an impossible number")
    if not isinstance(works, list):
        return _broken(Place(path, 1), "it is not a list of works, [ … ]")
    lines: dict[str, list[int]] = {}
    for match in ID_IN_JSON.finditer(text):
        lines.setdefault(match[1].strip('"'), []).append(text.count("\n", 0, match.start()) + 1)
    keys = []
    for number, work in enumerate(works, 1):
        ident = work.get("id") if isinstance(work, dict) else None
        if not isinstance(ident, str | int) or isinstance(ident, bool) or not str(ident).strip():
            return _broken(Place(path), f"work {number} has no id")
        waiting = lines.get(str(ident), [])
        keys.append((str(ident), waiting.pop(0) if waiting else 0))
    return Works(tuple(keys))


def _bibtex(path: str, text: str) -> Works:
    keys = []
    for entry in BIBTEX_ENTRY.finditer(text):
        line = text.count("\n", 0, entry.start(1)) + 1
        if entry[1].lower() not in BIBTEX_OTHER:
            if not entry[2]:
                return _broken(Place(path, line), "this work has no key")
            keys.append((entry[2], line))
    if text.replace("\\{", "").count("{") != text.replace("\\}", "").count("}"):
        return _broken(Place(path), "its braces do not match")
    return Works(tuple(keys))


def _broken(place: Place, said: str) -> Works:
    problem = Problem(place, "C002", f"the references cannot be read: {said}", "no citation can be set without them",
                      "mend the file, or export it again from your reference manager")  # fmt: skip
    return Works(problems=(problem,))
