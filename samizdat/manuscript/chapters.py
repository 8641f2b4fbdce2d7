"""One file of the book read as a chapter: its opening block, its title, its kind, its notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from samizdat import scan
from samizdat.book import Source
from samizdat.kinds import KINDS, Kind
from samizdat.manuscript import faults, keys, metadata, texts
from samizdat.problems import Place, Problem

BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
BLOCK_KEYS = ("short-title", "subtitle", "author", "kind", "lang", "source", "rights")
WRITTEN = tuple(name for name in KINDS if name not in ("contents", "notes"))
"""The kinds that a file can be; the contents and the notes are always made."""
UNTITLED = ("dedication", "epigraph", "copyright-page", "title-page", "half-title", "colophon")
"""Kinds that may do without a heading."""
OTHER_NAMES = {"acknowledgements": "acknowledgments"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a file says of itself; `source` is its text with blank lines where the opening block was."""

    source: Source
    kind: Kind
    title: str
    short_title: str
    subtitle: str
    authors: tuple[str, ...]
    language: str
    origin: str
    rights: str


def chapter(root: Path, relative: str, place: Place, usual: str, found: list[Problem]) -> Chapter | None:
    """The file that `place` names as `relative`; None, with the faults noted, if it cannot be had.

    It is of the kind `usual` unless its opening block or its name says otherwise.
    """
    whole = texts.read(root, relative, place, found)
    if whole is None:
        return None
    path = texts.shown(root, relative)
    said, text = _opening_block(whole.text, path, found)
    kind = _kind(said, relative, path, usual, found)
    return Chapter(
        source=Source(relative, text),
        kind=kind,
        title=_title(text, path, kind, found),
        short_title=_text(said, "short-title", path, found),
        subtitle=_text(said, "subtitle", path, found),
        authors=_authors(said, path, found),
        language=_language(said, path, found),
        origin=_text(said, "source", path, found),
        rights=_text(said, "rights", path, found),
    )


def notes(root: Path, relative: str, found: list[Problem]) -> Source | None:
    """The file in `endnotes/` that has the file name of the chapter at `relative`; None if there is none."""
    own = f"endnotes/{PurePosixPath(relative).name}"
    return texts.read(root, own, Place(texts.shown(root, own)), found) if (root / own).exists() else None


def _opening_block(text: str, path: str, found: list[Problem]) -> tuple[Mapping[str, object], str]:
    block = BLOCK.match(text)
    if block is None:
        return {}, text
    rest = "\n" * block[0].count("\n") + text[block.end() :]
    try:  # BaseLoader makes texts, lists and mappings alone: `1917` and `no` stay what the author wrote
        said = yaml.load(block[1], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found.append(faults.not_yaml(Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 1), error.problem or "not YAML"))
        return {}, rest
    except (yaml.YAMLError, RecursionError, ValueError):
        found.append(faults.not_yaml(Place(path, 1), "not YAML"))
        return {}, rest
    if said is None or said == "":
        return {}, rest
    if not isinstance(said, dict):
        found.append(faults.not_yaml(Place(path, 1), "its lines are not of the form key: value"))
        return {}, rest
    for key in said:
        if key not in BLOCK_KEYS:
            found.append(faults.unknown_key(_key_place(path, text, str(key)), str(key), BLOCK_KEYS, str(key)))
    return said, rest


def _key_place(path: str, text: str, key: str) -> Place:
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith((f"{key}:", f'"{key}":', f"'{key}':")):
            return Place(path, number, 1)
    return Place(path, 1)


def _text(said: Mapping[str, object], key: str, path: str, found: list[Problem]) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        found.append(faults.wrong_type(Place(path, 1), key, "a text on the same line"))
        return ""
    return value.strip()


def _authors(said: Mapping[str, object], path: str, found: list[Problem]) -> tuple[str, ...]:
    value = said.get("author", "")
    given: list[object] = value if isinstance(value, list) else [value]
    names = [name.strip() for name in given if isinstance(name, str)]
    if len(names) < len(given):
        found.append(faults.wrong_type(Place(path, 1), "author", "one name or a list of names"))
    return tuple(filter(None, names))


def _language(said: Mapping[str, object], path: str, found: list[Problem]) -> str:
    tag = _text(said, "lang", path, found)
    if tag and not metadata.is_language(tag):
        found.append(faults.bad_language(Place(path, 1), tag))
    return tag


def _kind(said: Mapping[str, object], relative: str, path: str, usual: str, found: list[Problem]) -> Kind:
    given = _text(said, "kind", path, found)
    if given and given not in WRITTEN:
        found.append(faults.unknown_word(Place(path, 1), "kind", given, WRITTEN))
    named = keys.stem(relative).lower()
    named = OTHER_NAMES.get(named, named)
    return KINDS[next(name for name in (given, named, usual) if name in WRITTEN)]


def _title(text: str, path: str, kind: Kind, found: list[Problem]) -> str:
    titles = [heading for heading in scan.headings(text) if heading.level == 1]
    found.extend(faults.two_titles(Place(path, other.line, 1), titles[0].line) for other in titles[1:])
    if titles and titles[0].plain:
        return titles[0].plain
    if titles or kind.name not in UNTITLED:
        found.append(faults.no_title(Place(path, titles[0].line if titles else 1)))
    return kind.title
