"""`[contents]` and `[numbering]`: the sections of the book in their order, with keys and labels."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import get_args

from samizdat.book import Numerals, Section, Source
from samizdat.kinds import KINDS, MADE, Matter
from samizdat.manuscript import chapters, faults, keys
from samizdat.manuscript.labels import label
from samizdat.manuscript.toml import Table
from samizdat.problems import Place, Problem
from samizdat.slug import slug

KEYS = ("front", "chapters", "parts", "essays", "back")
NUMERALS: tuple[Numerals, ...] = get_args(Numerals)
DISPLAY = ("half-title", "title-page", "copyright-page", "dedication", "epigraph")
"""The pages before the contents (CMOS 1.4)."""
AFTER_NOTES = ("glossary", "bibliography", "index", "colophon")
"""What follows the notes in the back matter; appendices and a chronology come before them (CMOS 1.4)."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How parts, chapters and essays are numbered; `english` says whether “Part” may stand before a number."""

    parts: Numerals
    chapters: Numerals
    essays: Numerals
    english: bool

    def label(self, kind: str, number: int) -> str:
        """The label of the part, chapter or essay with that number; other kinds have none."""
        numerals: Numerals = {"part": self.parts, "chapter": self.chapters, "essay": self.essays}.get(kind, "none")
        return label(number, numerals, KINDS[kind].title if self.english else "", always=kind == "part")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sections out of the folder `root`; faults go to `found`. `listed` holds the items met, for finding one listed twice."""

    root: Path
    found: list[Problem]
    listed: set[str] = field(default_factory=set)

    def items(self, table: Table, key: str, matter: Matter, usual: str, part: str = "") -> list[Section]:
        """The sections in the list at `key`: files, of the kind `usual` unless they say otherwise, and names of made sections."""
        sections = (self.item(item, table.place(key, item), matter, usual) for item in table.strings(key))
        return [replace(section, part=part) for section in sections if section]

    def item(self, item: str, place: Place, matter: Matter, usual: str) -> Section | None:
        """The section that is named `item` at `place`; None, with the fault noted, if it cannot be had."""
        item = posixpath.normpath(item) if item.endswith(".md") else item
        if item in self.listed:
            self.found.append(faults.listed_twice(place, item))
            return None
        self.listed.add(item)
        if item in MADE:
            return made(item, matter)
        if not item.endswith(".md"):
            self.found.append(faults.not_a_section(place, item, MADE))
            return None
        chapter = chapters.chapter(self.root, item, place, usual, self.found)
        return _section(chapter, item, matter, chapters.notes(self.root, item, self.found)) if chapter else None

    def group(self, table: Table, usual: str) -> list[Section]:
        """A part with its opening and its chapters, of the kind `usual` unless they say otherwise."""
        table.only(("title", "file", "subtitle", "chapters"))
        opening = self.opening(table)
        return [*opening, *self.items(table, "chapters", "bodymatter", usual, opening[0].key if opening else "")]

    def opening(self, table: Table) -> list[Section]:
        """The opening of a part, from its file or its title; none if it has neither."""
        title, subtitle, file = table.string("title"), table.string("subtitle"), table.string("file")
        if file:
            section = self.item(file, table.place("file"), "bodymatter", "part")
            return [replace(section, kind=KINDS["part"], subtitle=section.subtitle or subtitle)] if section else []
        if not title:
            return []
        return [Section(f"{title}\n{table.address}\n{table.number}", KINDS["part"], "bodymatter", title, subtitle=subtitle)]


def sections(root: Path, contents: Table, numbering: Numbering, references: bool) -> tuple[Section, ...]:
    """All sections of the book in order, made ones included. `references`: whether there are works for a bibliography."""
    contents.only(KEYS)
    reader = Reader(root, contents.found)
    front = reader.items(contents, "front", "frontmatter", "preface")
    body = reader.items(contents, "chapters", "bodymatter", "chapter")
    for part in contents.tables("parts"):
        if not part.string("title") and not part.string("file"):
            contents.found.append(faults.part_without_title(part.place()))
        body += reader.group(part, "chapter")
    parts = sum(section.kind.name == "part" for section in body)
    body += reader.group(contents.table("essays"), "essay")
    back = reader.items(contents, "back", "backmatter", "appendix")
    if not any(item.endswith(".md") for item in reader.listed):
        contents.found.append(faults.missing_key(contents.place(), "contents.chapters"))
    _share_no_notes(root, [*front, *body, *back], contents.found)
    return with_keys(numbered(with_usual(front, body, back, references), numbering, parts))


def numbering(table: Table, language: str) -> Numbering:
    """What `[numbering]` says. Words are the default for parts of English books, roman numerals for those of others."""
    table.only(("parts", "chapters", "essays"))
    english = language.lower().split("-")[0] == "en"
    foreign = "" if english else language
    return Numbering(
        parts=_numerals(table, "parts", "words" if english else "roman", foreign),
        chapters=_numerals(table, "chapters", "arabic", foreign),
        essays=_numerals(table, "essays", "roman", foreign),
        english=english,
    )


def made(name: str, matter: Matter) -> Section:
    """The section of that name which the pipeline makes."""
    return Section(name, KINDS[name], matter, KINDS[name].title)


def with_usual(front: list[Section], body: list[Section], back: list[Section], references: bool) -> list[Section]:
    """The three matters in one; title page, contents, notes and bibliography are put in their usual places if they are nowhere."""
    there = {section.kind.name for section in (*front, *body, *back)}
    if "title-page" not in there:
        front.insert(1 if front and front[0].kind.name == "half-title" else 0, made("title-page", "frontmatter"))
    if "contents" not in there:
        after = next((place for place, section in enumerate(front) if section.kind.name not in DISPLAY), len(front))
        front.insert(after, made("contents", "frontmatter"))
    if "notes" not in there:
        before = next((place for place, section in enumerate(back) if section.kind.name in AFTER_NOTES), len(back))
        back.insert(before, made("notes", "backmatter"))
    if "bibliography" not in there and references:
        notes = next((place for place, section in enumerate(back) if section.kind.name == "notes"), -1)
        back.insert(notes + 1 or len(back), made("bibliography", "backmatter"))
    return [*front, *body, *back]


def numbered(sections: list[Section], numbering: Numbering, parts: int) -> list[Section]:
    """The sections with their labels; the first `parts` part openings are numbered, the opening of the essays is not."""
    counts: dict[str, int] = {}
    labelled = []
    for section in sections:
        kind = section.kind.name
        counts[kind] = counts.get(kind, 0) + 1
        text = "" if kind == "part" and counts[kind] > parts else numbering.label(kind, counts[kind])
        labelled.append(replace(section, label=text))
    return labelled


def with_keys(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with keys that are ids: made ones have their name, the others what their file or title gives; no two are the same."""
    ordered = list(sections)
    final = {section.key: section.key for section in ordered if section.key in MADE}
    for section in ordered:
        if section.key not in final:
            path = section.source.path if section.source else section.title
            wanted = keys.key(path, section.kind.name) if section.source else slug(path).lstrip("0123456789-") or section.kind.name
            final[section.key] = keys.unique(wanted, PurePosixPath(path).parent.name, final.values())
    return tuple(replace(section, key=final[section.key], part=final.get(section.part, "")) for section in ordered)


def _section(chapter: chapters.Chapter, item: str, matter: Matter, notes: Source | None) -> Section:
    return Section(
        key=item,
        kind=chapter.kind,
        matter=matter,
        title=chapter.title,
        source=chapter.source,
        notes=notes,
        short_title=chapter.short_title,
        subtitle=chapter.subtitle,
        authors=chapter.authors,
        language=chapter.language,
        origin=chapter.origin,
        rights=chapter.rights,
    )


def _numerals(table: Table, key: str, usual: Numerals, foreign: str) -> Numerals:
    word = table.word(key, NUMERALS, usual)
    if word == "words" and foreign:
        table.found.append(faults.no_words_for_numbers(table.place(key), f"numbering.{key}", foreign))
    return next(numerals for numerals in NUMERALS if numerals == word)


def _share_no_notes(root: Path, sections: list[Section], found: list[Problem]) -> None:
    owners: dict[str, str] = {}
    for section in sections:
        if section.notes and section.source:
            first = owners.setdefault(section.notes.path, section.source.path)
            if first != section.source.path:
                found.append(faults.same_stem(Place((root / section.notes.path).as_posix()), first, section.source.path))
