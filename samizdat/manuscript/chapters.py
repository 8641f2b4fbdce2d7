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
    block, text = _opening(whole.text, path, found)
    kind = _kind(block, relative, usual)
    return Chapter(
        source=Source(relative, text),
        kind=kind,
        title=_title(text, path, kind, found),
        short_title=block.text("short-title"),
        subtitle=block.text("subtitle"),
        authors=block.names("author"),
        language=block.language("lang"),
        origin=block.text("source"),
        rights=block.text("rights"),
    )


def notes(root: Path, relative: str, found: list[Problem]) -> Source | None:
    """The file in `endnotes/` that has the file name of the chapter at `relative`; None if there is none."""
    own = f"endnotes/{PurePosixPath(relative).name}"
    return texts.read(root, own, Place(texts.shown(root, own)), found) if (root / own).exists() else None


@dataclass(frozen=True, slots=True)
class Block:
    """The opening block of a chapter: what it `said`, the `lines` of the file at `path`, and where faults go."""

    said: Mapping[str, object]
    lines: str
    path: str
    found: list[Problem]

    def place(self, key: str) -> Place:
        """The line that begins with `key`, else the first."""
        starts = (f"{key}:", f'"{key}"', f"'{key}'")
        number = next((number for number, line in enumerate(self.lines.split("\n"), 1) if line.startswith(starts)), 1)
        return Place(self.path, number, 1)

    def text(self, key: str) -> str:
        """The text at `key`, empty if absent; a list or a mapping is noted."""
        value = self.said.get(key, "")
        if not isinstance(value, str):
            self.found.append(faults.wrong_type(self.place(key), key, "a text on the same line"))
            return ""
        return value.strip()

    def names(self, key: str) -> tuple[str, ...]:
        """The name or the list of names at `key`; anything else is noted."""
        value = self.said.get(key, "")
        given: list[object] = value if isinstance(value, list) else [value]
        names = [name.strip() for name in given if isinstance(name, str)]
        if len(names) < len(given):
            self.found.append(faults.wrong_type(self.place(key), key, "one name or a list of names"))
        return tuple(filter(None, names))

    def language(self, key: str) -> str:
        """The language tag at `key`, noted if it is not well formed."""
        tag = self.text(key)
        if tag and not metadata.is_language(tag):
            self.found.append(faults.bad_language(self.place(key), tag))
        return tag


def _opening(text: str, path: str, found: list[Problem]) -> tuple[Block, str]:
    """The block, and the text with blank lines where it was, so that line numbers stay right."""
    match = BLOCK.match(text)
    if match is None:
        return Block({}, "", path, found), text
    rest = "\n" * match[0].count("\n") + text[match.end() :]
    block = Block(_yaml(match[1], path, found), match[0], path, found)
    for key in block.said:
        if key not in BLOCK_KEYS:
            found.append(faults.unknown_key(block.place(str(key)), str(key), BLOCK_KEYS, str(key)))
    return block, rest


def _yaml(block: str, path: str, found: list[Problem]) -> Mapping[str, object]:
    """What the lines of the block say; nothing, with the fault noted, if they are not a mapping in YAML."""
    try:  # BaseLoader makes texts, lists and mappings alone: `1917` and `no` stay what the author wrote
        said = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 1)
        found.append(faults.not_yaml(place, error.problem or "it is not YAML"))
        return {}
    except (yaml.YAMLError, RecursionError, ValueError):
        found.append(faults.not_yaml(Place(path, 1), "it is not YAML"))
        return {}
    if said and not isinstance(said, dict):
        found.append(faults.not_yaml(Place(path, 1), "its lines are not of the form key: value"))
    return said if isinstance(said, dict) else {}


def _kind(block: Block, relative: str, usual: str) -> Kind:
    given = block.text("kind")
    if given and given not in WRITTEN:
        block.found.append(faults.unknown_word(block.place("kind"), "kind", given, WRITTEN))
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
