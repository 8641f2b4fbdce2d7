"""Note calls and note bodies in an edition made of documents (rules 010 to 014)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from samizdat.problems import Problem
from samizdat.verify.documents import Document, Edition, links, resolve, target, text
from samizdat.verify.truth import Call, Chapter, Note, Truth, calls_in, note_in
from samizdat.verify.words import is_backlink, is_body, is_call

MARKS = "*†‡§‖¶"
"""The editor's series, in this order and then doubled (CMOS 14.28)."""


def mark(number: int) -> str:
    """The editor's mark of the note with that number, counted from 1."""
    return MARKS[(number - 1) % len(MARKS)] * ((number - 1) // len(MARKS) + 1)


def check(edition: Edition, truth: Truth) -> list[Problem]:
    """What is wrong with the notes of an edition."""
    bodies = dict(_bodies(edition))
    found = [*_dead_calls(edition), *_uncalled(edition, bodies), *_lost_ways_back(edition, bodies)]
    for chapter in truth.chapters:
        place = edition.find(chapter.key)
        if place:
            found += _misnumbered(edition, *place, {name: note for name, (_, _, note) in bodies.items()})
            found += _against_manuscript(edition, *place, chapter)
    return found


def expected_numbers(calls: Sequence[Call]) -> list[str]:
    """The numbers that these calls of one chapter ought to show: each series from 1 in the order of first calls, a second call repeating its number."""
    series: dict[bool, dict[str, str]] = {False: {}, True: {}}
    for call in calls:
        numbers = series[call.editor]
        numbers.setdefault(call.note, mark(len(numbers) + 1) if call.editor else str(len(numbers) + 1))
    return [series[call.editor][call.note] for call in calls]


Body = tuple[Document, etree._Element, Note]


def _bodies(edition: Edition) -> Iterator[tuple[str, Body]]:
    for document in edition.documents:
        for element in document.root.iter("*"):
            if is_body(element):
                note = note_in(element)
                yield note.id, (document, element, note)


def _called(edition: Edition) -> Iterator[tuple[Document, etree._Element, etree._Element | None]]:
    """Each call with the element that it leads to."""
    for document in edition.documents:
        for link, href in links(document):
            if is_call(link):
                yield document, link, target(edition, document, href)


def _dead_calls(edition: Edition) -> Iterator[Problem]:
    for document, call, body in _called(edition):
        if body is None or not is_body(body):
            yield edition.problem(document, 10, f"note call {_shown(call)} leads to no note body", call)


def _shown(call: etree._Element) -> str:
    number = text(call)
    return f"{number} ({call.get('id') or 'without an id'})"


def _uncalled(edition: Edition, bodies: dict[str, Body]) -> Iterator[Problem]:
    called = {body.get("id") for _, _, body in _called(edition) if body is not None}
    for name, (document, element, note) in bodies.items():
        if name not in called:
            opening = " ".join(word.text for word in note.words[:6])
            yield edition.problem(
                document, 11, f"no call leads to the note {note.number} “{opening} …” ({name or 'without an id'})", element
            )


def _lost_ways_back(edition: Edition, bodies: dict[str, Body]) -> Iterator[Problem]:
    """A body leads back to each call that leads to it, and nowhere else."""
    calls_of: dict[str, list[tuple[str, str]]] = {name: [] for name in bodies}
    for document, call, body in _called(edition):
        name = str(body.get("id")) if body is not None else ""
        if name in calls_of:
            calls_of[name].append((document.path, call.get("id") or ""))
    for name, (document, element, note) in bodies.items():
        back = {resolve(document, link.get("href") or "") for link in element.iter("a") if is_backlink(link)}
        for place in [place for place in calls_of[name] if place not in back]:
            yield edition.problem(
                document, 12, f"note {note.number} ({name}) has no way back to its call {place[1] or 'without an id'}", element
            )
        if back - set(calls_of[name]):
            yield edition.problem(document, 12, f"a way back of note {note.number} ({name}) leads to no call of this note", element)


def _misnumbered(edition: Edition, document: Document, section: etree._Element, notes: dict[str, Note]) -> Iterator[Problem]:
    calls = calls_in(section)
    for call, number in zip(calls, expected_numbers(calls), strict=True):
        if call.number != number:
            yield edition.problem(
                document, 13, f"note call {call.id} shows “{call.number}” where “{number}” is due", document.ids.get(call.id)
            )
        body = notes.get(call.note)
        if body is not None and body.number != number:
            yield edition.problem(document, 13, f"note body {body.id} shows “{body.number}” where its call is due to show “{number}”")


def _against_manuscript(edition: Edition, document: Document, section: etree._Element, chapter: Chapter) -> Iterator[Problem]:
    calls = calls_in(section)
    if [(call.note, call.id) for call in calls] != [(call.note, call.id) for call in chapter.calls]:
        what = f"{chapter.name} has {_count(calls)} where the manuscript has {_count(chapter.calls)}"
        missing = _first_missing(chapter.calls, calls)
        yield edition.problem(document, 14, f"{what}{f'; the first that is missing is {missing}' if missing else ''}", section)


def _count(calls: Sequence[Call]) -> str:
    return f"{len(calls)} note calls to {len({call.note for call in calls})} notes"


def _first_missing(expected: Iterable[Call], found: Iterable[Call]) -> str:
    names = {call.id for call in found}
    return next((call.id for call in expected if call.id not in names), "")
