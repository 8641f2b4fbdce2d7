"""Rules for note calls and note bodies (family N)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from samizdat.checks.copy import Chapter, Copy, Text
from samizdat.nearest import nearest
from samizdat.problems import Place, Problem

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def call_without_body(copy: Copy) -> Iterator[Problem]:
    """N001 A note call has no note body.

    What it does: Looks, in the chapter and in its file of notes, for the text of every note that the chapter calls.
    Why it matters: The call would be printed as the characters that you typed, and the note would be missing.
    Example: `The cannon.[^canon]` where the note is `[^cannon]: Paid for by subscription.`
    Use instead: `The cannon.[^cannon]`
    """
    astray = {label for label in _callers(copy) if _strays(copy, label)}
    for chapter in copy.chapters:
        glued = {loose.text for text in chapter.texts for loose in text.found.loose if loose.what == "glued note"}
        told = {*chapter.labels, *glued, *astray}
        for call in chapter.text.found.calls:
            if call.label not in told and not call.body:
                told.add(call.label)
                yield Problem(chapter.text.place(call.at), "N001", f"note call [^{call.label}] has no note body",
                              f"it would be printed as the characters “[^{call.label}]”", _where_to_add(copy, chapter, call.label))  # fmt: skip


def body_without_call(copy: Copy) -> Iterator[Problem]:
    """N002 A note body is never called.

    What it does: Looks for a call of every note body, in the chapter to which it belongs.
    Why it matters: No reader would ever see the note: it is left out in silence.
    Example: `[^cannon]: Paid for by subscription.` in a chapter that has no `[^cannon]`
    Use instead: `The cannon.[^cannon]` in the chapter, or no such note.
    """
    callers = _callers(copy)
    for chapter in copy.chapters:
        called = {call.label for call in chapter.text.found.calls}
        offered = {nearest(label, set(chapter.labels)) for label in called - set(chapter.labels)}
        told = {*called, *offered, *callers}
        for text in chapter.texts:
            for body in text.found.bodies:
                if body.label not in told:
                    told.add(body.label)
                    yield Problem(text.place(body.at), "N002", f"note [^{body.label}] is never called", "it would be left out of the book",
                                  f"write [^{body.label}] in {chapter.text.path}, or take the note out")  # fmt: skip


def two_bodies(copy: Copy) -> Iterator[Problem]:
    """N003 Two note bodies have one label.

    What it does: Compares the labels of the note bodies of a chapter, those in its file of notes included.
    Why it matters: Only one of the two would be printed, under both calls.
    Example: `[^1]: First.` and `[^1]: Second.` for the same chapter.
    Use instead: `[^1]: First.` and `[^2]: Second.`, each with its call.
    """
    for chapter in copy.chapters:
        first: dict[str, str] = {}
        for text in chapter.texts:
            for body in text.found.bodies:
                place = text.place(body.at)
                if first.setdefault(body.label, str(place)) != str(place):
                    yield Problem(place, "N003", f"note [^{body.label}] has a second body", f"the first is at {first[body.label]}, and only "
                                  "one would be printed", "give one of the two another label, here and at its call")  # fmt: skip


def body_in_another_chapter(copy: Copy) -> Iterator[Problem]:
    """N004 A note body stands with the wrong chapter.

    What it does: Looks for a note body that its own chapter does not call while another chapter, which has no such note, does.
    Why it matters: Labels belong to their chapter; the note would be missing where it is called.
    Example: `[^penza]: …` in `endnotes/2-1-before.md` where `parts/2-3-cheka.md` has the call.
    Use instead: `[^penza]: …` in `endnotes/2-3-cheka.md`
    """
    for label, caller in _callers(copy).items():
        for place in _strays(copy, label):
            yield Problem(place, "N004", f"note [^{label}] stands with another chapter than its call",
                          f"it is called in {caller.text.path}, and labels belong to their chapter",
                          f"move it to {_notes_path(copy, caller)}")  # fmt: skip


def call_in_heading(copy: Copy) -> Iterator[Problem]:
    """N005 A note is called in a heading.

    What it does: Looks for note calls, and for citations, which make notes, in headings of any level.
    Why it matters: Headings are repeated in the contents, the running heads and the navigation of an e-book, where the call would be read as part
        of the title.
    Example: `## The cannon[^cannon]`
    Use instead: The call at the end of the first sentence below the heading.
    """
    for chapter in copy.chapters:
        spans = [(heading.at.offset, heading.end) for heading in chapter.text.found.headings]
        others = [*chapter.text.found.inline_notes, *(key.at for key in chapter.text.found.keys)]
        inside = [at for at in others if any(start <= at.offset < end for start, end in spans)]
        for at in [*(call.at for call in chapter.text.found.calls if call.heading), *inside]:
            yield Problem(chapter.text.place(at), "N005", "a note is called in a heading",
                          "headings are repeated in the contents and the running heads",
                          "move the call to the end of the first sentence below the heading")  # fmt: skip


def empty_note(copy: Copy) -> Iterator[Problem]:
    """N006 A note has no text.

    What it does: Looks for note bodies with nothing after the colon.
    Why it matters: A number with nothing behind it would stand among the notes.
    Example: `[^cannon]:`
    Use instead: `[^cannon]: Paid for by public subscription.`
    """
    for text in copy.texts:
        for body in text.found.bodies:
            if not text.source.text[body.start : body.end].strip():
                yield Problem(text.place(body.at), "N006", f"note [^{body.label}] is empty", "a number with no text would be printed",
                              "write its text after the colon, or take the note and its call out")  # fmt: skip


def nested_note(copy: Copy) -> Iterator[Problem]:
    """N007 A note is called inside a note.

    What it does: Looks for note calls in the text of notes.
    Why it matters: A note of a note has no place on a page, and would be printed as the characters that you typed.
    Example: `[^cannon]: Paid for by subscription.[^subscription]`
    Use instead: `[^cannon]: Paid for by subscription, which Le Rappel opened.`
    """
    for text in copy.texts:
        inline = [at for at in text.found.inline_notes if any(body.start <= at.offset < body.end for body in text.found.bodies)]
        for at in [*(call.at for call in text.found.calls if call.body), *inline]:
            yield Problem(text.place(at), "N007", "a note is called inside a note", "a note of a note has no place on the page",
                          "put its text into this note, or into one that the chapter calls")  # fmt: skip


def text_outside_notes(copy: Copy) -> Iterator[Problem]:
    """N008 Text in a file of notes that belongs to no note.

    What it does: Looks, in `endnotes/`, for paragraphs that are not part of a note: most often a second paragraph without its indentation.
    Why it matters: The text would be printed in the chapter itself, at its end.
    Example: A second paragraph of a note that begins at the start of the line.
    Use instead: The same paragraph with four spaces before it.
    """
    for chapter in copy.chapters:
        if chapter.notes is None:
            continue
        for place in (*_before_the_first(chapter.notes), *map(chapter.notes.place, chapter.notes.found.strays)):
            yield Problem(place, "N008", "this text belongs to no note", "it would be printed in the chapter",
                          "put four spaces before it if it goes on a note; take it out if it is a heading")  # fmt: skip


def glued_note(copy: Copy) -> Iterator[Problem]:
    """N009 A note body right under a paragraph.

    What it does: Looks for `[^label]:` at the start of a line that follows a line of text.
    Why it matters: Without an empty line between them the note is read as part of the paragraph, and printed there.
    Example: `[^cannon]: Paid for.` on the line after `The cannon.[^cannon]`
    Use instead: The same two lines with an empty line between them.
    """
    for text in copy.texts:
        for loose in text.found.loose:
            if loose.what == "glued note":
                yield Problem(text.place(loose.at), "N009", f"the body of note [^{loose.text}] is read as part of the paragraph above it",
                              "a note body begins after an empty line", "put an empty line before it")  # fmt: skip


RULES = (call_without_body, body_without_call, two_bodies, body_in_another_chapter, call_in_heading, empty_note, nested_note,
         text_outside_notes, glued_note)  # fmt: skip


def _callers(copy: Copy) -> dict[str, Chapter]:
    """For each label that is called in a chapter without a body for it, the first such chapter."""
    callers: dict[str, Chapter] = {}
    for chapter in copy.chapters:
        for call in chapter.text.found.calls:
            if call.label not in chapter.labels:
                callers.setdefault(call.label, chapter)
    return callers


def _before_the_first(notes: Text) -> list[Place]:
    """Where text that is no remark stands before the first note of a file of notes."""
    bodies = notes.found.bodies
    before = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), notes.source.text[: bodies[0].at.offset if bodies else None])
    start = len(before) - len(before.lstrip())
    line = before.rfind("\n", 0, start) + 1
    return [Place(notes.path, notes.source.text.count("\n", 0, start) + 1, start - line + 1)] if before.strip() else []


def _strays(copy: Copy, label: str) -> list[Place]:
    """Where bodies with that label stand with chapters that do not call it."""
    chapters = (chapter for chapter in copy.chapters if all(call.label != label for call in chapter.text.found.calls))
    return [text.place(body.at) for chapter in chapters for text in chapter.texts for body in text.found.bodies if body.label == label]


def _notes_path(copy: Copy, chapter: Chapter) -> str:
    return copy.path(f"endnotes/{PurePosixPath(chapter.text.source.path).name}")


def _where_to_add(copy: Copy, chapter: Chapter, label: str) -> str:
    mend = f"add  [^{label}]: …  to {_notes_path(copy, chapter)}"
    offer = nearest(label, set(chapter.labels))
    return f"{mend}, or did you mean [^{offer}]?" if offer else mend
