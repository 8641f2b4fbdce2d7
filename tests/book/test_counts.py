"""How long the book is, section by section, and that every note is called and every work listed.

After a change of the text, run  GOLDEN=write ./inv test --args=tests/book/test_counts.py  and read the diff.
"""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

from book.reading import ROOT, Manuscript, running, words

COUNTS = Path(__file__).parent / "counts.txt"
HEAD = "words  notes  editor's  figures  tables  section"


def counted(book: Manuscript) -> str:
    """A line for each written section, and the sums."""
    rows = []
    for key, section in book.written.items():
        editors = sum("editor" in call.get("class", "").split() for call in book.calls(key))
        notes = book.notes.get(key, [])
        own = sum(1 for note in notes if note.get("data-number", "").isdecimal())
        rows.append(
            (len(words(book.text(key))), own, len(notes) - own, len(section.findall(".//figure")), len(section.findall(".//table")), key)
        )
        assert editors >= len(notes) - own
    sums = [sum(row[place] for row in rows) for place in range(5)]
    lines = [
        f"{text:5} {own:6} {editors:9} {figures:8} {tables:7}  {key}"
        for text, own, editors, figures, tables, key in [*rows, (*sums, "all")]
    ]
    return "\n".join([HEAD, *lines]) + "\n"


def test_the_book_has_the_length_and_the_notes_it_is_known_for(book: Manuscript) -> None:
    text = counted(book)
    if os.environ.get("GOLDEN") == "write":
        COUNTS.write_text(text, "utf-8")
    assert text == COUNTS.read_text("utf-8")


def test_it_is_a_book_of_thirty_to_forty_thousand_words_with_its_notes_in_proportion(book: Manuscript) -> None:
    length = sum(len(words(book.text(key))) for key in book.written)
    own = [note for notes in book.notes.values() for note in notes if note.get("data-number", "").isdecimal()]
    assert 30_000 <= length <= 40_000
    assert len(own) >= 180
    assert sum(len(notes) for notes in book.notes.values()) - len(own) >= 5
    assert all(len(book.notes[key]) >= 8 for key, section in book.written.items() if section.get("data-kind") in ("chapter", "essay"))


def test_every_note_is_called_and_every_call_has_its_note(book: Manuscript) -> None:
    for key in book.written:
        bodies = {str(note.get("id")) for note in book.notes.get(key, [])}
        called = [call.get("href", "")[1:] for call in book.calls(key)]
        assert set(called) == bodies, key
    assert any(len(calls) > len(set(calls)) for key in book.written for calls in [[call.get("href") for call in book.calls(key)]]), (
        "one note of the book is called twice"
    )


def test_every_note_says_something_and_ends(book: Manuscript) -> None:
    for key, notes in book.notes.items():
        for note in notes:
            text = " ".join(running(note).split())
            assert len(words(text)) >= 2, (key, note.get("id"))
            assert text[-1] in ".?!”)’»…", (key, text[-40:])


def test_every_work_is_cited_or_recommended_and_every_one_listed(book: Manuscript) -> None:
    works = json.loads((ROOT / "references.json").read_text("utf-8"))
    also = set(tomllib.loads((ROOT / "book.toml").read_text("utf-8"))["citations"].get("also", []))
    listed = {str(item.get("id")).removeprefix("work-") for item in book.sections["bibliography"].iter("li")}
    assert {work["id"] for work in works} == listed
    assert len(listed) >= 45
    guide = book.text("further-reading")
    for work in works:
        if work["id"] in also:
            assert (work.get("title-short") or work["title"]).split(":")[0] in guide, work["id"]


def test_every_work_says_who_what_where_and_when() -> None:
    for work in json.loads((ROOT / "references.json").read_text("utf-8")):
        assert work.get("issued", {}).get("date-parts") or (work["type"] == "webpage" and work.get("URL")), work["id"]
        assert work.get("title") or work.get("genre") or work["type"] == "personal_communication", work["id"]
        if work["type"] == "book":
            assert work.get("publisher") or work.get("publisher-place") == "n.p.", work["id"]
