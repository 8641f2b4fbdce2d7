"""The words of an edition made of documents, held against the manuscript section by section and note by note (rules 020, 021, 030 to 032)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from samizdat.problems import Problem
from samizdat.verify.documents import Document, Edition
from samizdat.verify.truth import WITHOUT_WORDS, Chapter, Truth, is_no_text, note_in
from samizdat.verify.words import Difference, Word, compare, is_body, words

OPTIONAL = (*WITHOUT_WORDS, "half-title")
"""Kinds of section that an edition may do without: notes may stand in their chapters, a half title is for a printed leaf."""

PLACED = (*OPTIONAL, "title-page", "copyright-page")
"""Kinds that a web edition puts first or last wherever they stand in the manuscript."""

KINDS = {"lost": 30, "added": 31, "moved": 32}
SAID = {"lost": "lost from", "added": "added to", "moved": "out of their place in"}


def check(edition: Edition, truth: Truth) -> list[Problem]:
    """What is lost, added or moved in an edition."""
    return [*_sections(edition, truth), *_order(edition, truth), *_notes(edition, truth)]


def said(differences: Sequence[Difference], where: str) -> Iterator[tuple[int, str]]:
    """The differences in one section or note as rule numbers and phrases: one phrase for each kind, naming the first place and counting the rest."""
    for kind, number in KINDS.items():
        runs = [one for one in differences if one.kind == kind]
        if runs:
            total = sum(len(run.words) for run in runs)
            more = f", the first of {len(runs)} places" if len(runs) > 1 else ""
            source = f" ({runs[0].source})" if runs[0].source else ""
            yield number, f"{total} word{'s' if total > 1 else ''} {SAID[kind]} {where}: “{runs[0]}”{source}{more}"


def _sections(edition: Edition, truth: Truth) -> Iterator[Problem]:
    for chapter in truth.chapters:
        place = edition.find(chapter.key)
        if place is None and chapter.kind not in OPTIONAL:
            yield edition.problem(edition.documents[0], 20, f"{chapter.name} ({chapter.source or chapter.key}) is not in this edition")
        elif place is not None:
            yield from _words(edition, *place, chapter.words, chapter.name, chapter.kind)
            yield from _pictures(edition, *place, chapter)


def _words(
    edition: Edition, document: Document, element: etree._Element, expected: Sequence[Word], name: str, kind: str = ""
) -> Iterator[Problem]:
    found = [word.text for word in words(element, is_no_text)] if kind not in WITHOUT_WORDS else []
    for number, what in said(compare(expected, found), name):
        yield edition.problem(document, number, what, element)


def _pictures(edition: Edition, document: Document, element: etree._Element, chapter: Chapter) -> Iterator[Problem]:
    found = [image.get("alt") or "" for image in element.iter("img")]
    for alt in [alt for alt in chapter.pictures if alt not in found]:
        yield edition.problem(document, 25, f"the picture “{alt}” is not in {chapter.name}", element)


def _order(edition: Edition, truth: Truth) -> Iterator[Problem]:
    """Sections stand in the order of the book."""
    free = PLACED if edition.family == "H" else ()
    keys = [chapter.key for chapter in truth.chapters if chapter.kind not in free]
    wanted = set(keys)
    standing = [(document, str(name)) for document in edition.documents for name in document.ids if name in wanted]
    present = {name for _, name in standing}
    due = [key for key in keys if key in present]
    for (document, name), key in zip(standing, due, strict=False):
        if name != key:
            yield edition.problem(document, 21, f"“{name}” stands where “{key}” is due", document.ids[name])
            return


def _notes(edition: Edition, truth: Truth) -> Iterator[Problem]:
    """Each note body stands once, with all its words."""
    standing: dict[str, list[tuple[Document, etree._Element]]] = {}
    for document in edition.documents:
        for element in document.root.iter("*"):
            if is_body(element):
                standing.setdefault(element.get("id") or "", []).append((document, element))
    for note in truth.notes.values():
        places = standing.pop(note.id, [])
        if not places:
            yield edition.problem(edition.documents[0], 14, f"note body {note.id} ({_source(note.words)}) is not in this edition")
        for document, element in places[1:]:
            yield edition.problem(document, 31, f"note body {note.id} stands twice", element)
        for document, element in places[:1]:
            for number, what in said(compare(note.words, [word.text for word in note_in(element).words]), f"note {note.id}"):
                yield edition.problem(document, number, what, element)
    for name, places in standing.items():
        yield edition.problem(places[0][0], 14, f"note body {name or 'without an id'} is not in the manuscript", places[0][1])


def _source(text: Sequence[Word]) -> str:
    return text[0].source if text else "without words"
