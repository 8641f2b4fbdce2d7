"""The notes of the PDF: its link annotations, named places and printed numbers (rules 010 to 014)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samizdat.problems import Place, Problem
from samizdat.verify import rules
from samizdat.verify.notes import expected_numbers
from samizdat.verify.pdf.sheets import Link, Print
from samizdat.verify.truth import Call, Chapter, Note, Truth

LEANING = re.compile(r"^[^\d*†‡§‖¶]+")


def check(print_: Print, shown: str, truth: Truth) -> list[Problem]:
    """What is wrong with the notes. A PDF without any link, as some printers want it, is held to its names and words alone."""
    found = [*_bodies(print_, truth)]
    if print_.links:
        for chapter in truth.chapters:
            found += _calls(print_, chapter)
        found += [one for note in truth.notes.values() for one in _ways_back(print_, note)]
    moved = [rules.problem("P", 15, Place(shown), what, severity="warning") for what in _not_at_foot(print_, truth)]
    return [*(rules.problem("P", number, Place(shown), what) for number, what in found), *moved]


def homes(truth: Truth) -> dict[str, str]:
    """The key of the section that calls each note."""
    return {call.note: chapter.key for chapter in truth.chapters for call in chapter.calls}


def _not_at_foot(print_: Print, truth: Truth) -> Iterator[str]:
    """A note at the foot of a page begins on the page of a call of it."""
    for name in sorted(print_.at_foot):
        sheet = print_.targets[name].sheet
        calls = [print_.targets[call].sheet for call in truth.notes[name].ways_back if call in print_.targets]
        if calls and sheet not in calls:
            labels = print_.sheets[sheet].label, print_.sheets[calls[0]].label
            yield f"note {name} stands at the foot of page {labels[0]} and its call on page {labels[1]}"


def _bodies(print_: Print, truth: Truth) -> Iterator[tuple[int, str]]:
    for note in truth.notes.values():
        if note.id not in print_.targets:
            source = note.words[0].source if note.words else "without words"
            yield 14, f"note body {note.id} ({source}) has no named place in the PDF"


def _calls(print_: Print, chapter: Chapter) -> Iterator[tuple[int, str]]:
    """Each call is a link to its body, and shows the number that is due."""
    due: dict[str, list[str]] = {}
    for call, number in zip(chapter.calls, expected_numbers(chapter.calls), strict=True):
        due.setdefault(call.note, []).append(number)
    for name, numbers in due.items():
        links = _calling(print_, name, chapter.calls)
        if len(links) < len(numbers):
            yield 10, f"{len(links)} of {len(numbers)} calls of note {name} in {chapter.name} are links to it"
        for link in links:
            # An italic letter may lean into the box of the number after it.
            if link.text and link.text != numbers[0] and LEANING.sub("", link.text) != numbers[0]:
                yield 13, f"the call of note {name} on page {link.sheet + 1} shows “{link.text}” where “{numbers[0]}” is due"


def _calling(print_: Print, name: str, calls: Sequence[Call]) -> list[Link]:
    """The links to a note body, one for each page and line: a call set as a link within a link has two rectangles in one place."""
    apart: list[Link] = []
    for link in print_.links_to.get(name, []):
        if not any(link.sheet == other.sheet and link.box[0] < other.box[2] and other.box[0] < link.box[2]
                   and link.box[1] < other.box[3] and other.box[1] < link.box[3] for other in apart):  # fmt: skip
            apart.append(link)
    return apart


def _ways_back(print_: Print, note: Note) -> Iterator[tuple[int, str]]:
    """Each call is a named place, and from the page of the body, or one that it runs on to, a link leads to it; at the foot of its own page a
    note needs none."""
    body = print_.targets.get(note.id)
    if body is None:
        return
    for name in [name for name in note.ways_back if name not in print_.targets]:
        yield 12, f"call {name} has no named place in the PDF, so its note cannot lead back to it"
    for name in note.ways_back:
        in_sight = note.id in print_.at_foot and name in print_.targets and print_.targets[name].sheet == body.sheet
        if not in_sight and not any(link.sheet >= body.sheet for link in print_.links_to.get(name, [])):
            yield 12, f"note {note.id} on page {body.sheet + 1} has no link back to its call {name}"
