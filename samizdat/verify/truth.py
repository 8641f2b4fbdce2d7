"""The single manuscript, `build/manuscript.html`, read back from disk: what each edition is held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from samizdat.verify.documents import HEADINGS, Document, classes, parse, text
from samizdat.verify.words import Word, is_apparatus, is_backlink, is_body, is_call, words

WITHOUT_WORDS = ("contents", "notes")
"""Kinds of section whose words are made from others: the contents are held against headings, notes against their own bodies."""


@dataclass(frozen=True, slots=True)
class Call:
    """A note call: its id, the id of the body that it calls, and the number or mark that a reader sees."""

    id: str
    note: str
    number: str
    editor: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note body: its words without number and way back, and the number that stands before it."""

    id: str
    number: str
    words: tuple[Word, ...]
    ways_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A content document: `headings` are the texts that a contents list may give it, the barest first; `pictures` its alternative texts."""

    key: str
    kind: str
    source: str
    headings: tuple[str, ...]
    words: tuple[Word, ...]
    calls: tuple[Call, ...]
    pictures: tuple[str, ...]

    @property
    def name(self) -> str:
        """How a message names it."""
        return f"“{self.headings[0]}”" if self.headings else f"“{self.key}”"


@dataclass(frozen=True)
class Truth:
    """The whole manuscript: `contents` are the keys that its contents list has, in order, empty where it has none."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    notes: dict[str, Note]
    contents: tuple[str, ...]
    document: Document

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its content documents."""
        return frozenset(chapter.key for chapter in self.chapters)

    def sections(self, key: str) -> etree._Element:
        """The element of a content document."""
        return self.document.ids[key]


def read(path: Path) -> Truth:
    """The manuscript in the file at `path`. Raises OSError, or Unreadable where it is not well-formed."""
    document = parse(path.name, path.read_bytes(), xml=True)
    root = document.root
    chapters = tuple(_chapter(section) for section in root.iterfind("body/div/*[@id]"))
    notes = {note.id: note for note in (note_in(body) for body in root.iter("*") if is_body(body) and body.get("id"))}
    listed = [link.get("href") or "" for nav in root.iter("nav") if "contents" in classes(nav) for link in nav.iter("a")]
    return Truth(
        root.findtext("head/title") or "", root.get("lang") or "", chapters, notes, tuple(href.lstrip("#") for href in listed), document
    )


def _chapter(section: etree._Element) -> Chapter:
    kind = section.get("data-kind") or (classes(section) or [""])[0]
    return Chapter(
        key=section.get("id") or "",
        kind=kind,
        source=section.get("data-source") or "",
        headings=headings(section),
        words=() if kind in WITHOUT_WORDS else tuple(words(section, is_no_text)),
        calls=calls_in(section),
        pictures=tuple(image.get("alt") or "" for image in section.iter("img")),
    )


def is_no_text(element: etree._Element) -> bool:
    """Whether the element is left out when the words of a section are read: bodies of notes are read on their own."""
    return is_apparatus(element) or is_body(element)


def _is_no_note_text(element: etree._Element) -> bool:
    return is_backlink(element) or "note-number" in classes(element)


def _is_no_heading_text(element: etree._Element) -> bool:
    return is_call(element) or is_backlink(element)


def calls_in(section: etree._Element) -> tuple[Call, ...]:
    """The note calls of an element in the order of the text."""
    return tuple(
        Call(call.get("id") or "", (call.get("href") or "").rpartition("#")[2], text(call), "editor" in classes(call))
        for call in section.iter("a", "span")
        if is_call(call)
    )


def note_in(body: etree._Element) -> Note:
    """The note whose body is the element."""
    number = next((text(span).rstrip(".") for span in body.iter("span") if "note-number" in classes(span)), "")
    ways_back = tuple((link.get("href") or "").rpartition("#")[2] for link in body.iter("a") if is_backlink(link))
    return Note(body.get("id") or "", number, tuple(words(body, _is_no_note_text)), ways_back)


def headings(section: etree._Element) -> tuple[str, ...]:
    """What a section may be called: its first heading, with and without label, subtitle and byline; empty where it has no heading."""
    heading = next((element for element in section.iter(*HEADINGS)), None)
    title = plain(heading) if heading is not None else section.get("data-title") or ""
    if not title:
        return ()
    opener = heading.getparent() if heading is not None else None
    around = opener if opener is not None and opener.tag in ("header", "hgroup") else None
    label, subtitle, byline = (_paragraph(around, name) for name in ("label", "subtitle", "byline"))
    heads, tails = ((title,), (label, title)), ((), (subtitle,), (byline,), (subtitle, byline))
    return tuple(dict.fromkeys(" ".join(filter(None, (*head, *tail))) for tail in tails for head in heads))


def _paragraph(opener: etree._Element | None, name: str) -> str:
    found = opener.iter("p") if opener is not None else ()
    return next((plain(paragraph) for paragraph in found if name in classes(paragraph)), "")


def plain(element: etree._Element) -> str:
    """The text of a heading or of an entry in a contents list, without note calls."""
    return " ".join(word.text for word in words(element, _is_no_heading_text))
