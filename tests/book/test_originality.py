"""The text is the book's own: no long run of words is shared with another text unless it stands in quotation marks, and none comes twice."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest
from book.reading import ROOT, Manuscript, words
from book.spelling import QUOTED, english

RUN = 12
DISCLAIMER = "This conversation never took place"
"""The dialogues say so each in the same words."""
SHARED = os.environ.get("SAMIZDAT_SHARED", "")


def own_texts(book: Manuscript, notes: bool = True):  # type: ignore[no-untyped-def]
    """The English text of each section and its notes without what stands in quotation marks, in extracts and in epigraphs."""
    for key, section in book.written.items():
        for part in [section, *(book.notes.get(key, []) if notes else [])]:
            for text in english(part):
                if not text.startswith(DISCLAIMER):
                    yield key, text


def runs(text: str):  # type: ignore[no-untyped-def]
    """Every run of RUN words, as a tuple of lower-case words."""
    found = [word.casefold() for word in words(text)]
    return (tuple(found[place : place + RUN]) for place in range(len(found) - RUN + 1))


def own_runs(book: Manuscript, notes: bool = True) -> dict[tuple[str, ...], list[str]]:
    """Every run of the book's own words, with the sections that it stands in."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, text in own_texts(book, notes):
        for stretch in QUOTED.split(text):
            for run in runs(stretch):
                found[run].append(key)
    return found


def test_no_run_of_twelve_words_stands_twice(book: Manuscript) -> None:
    """Notes are left out: each chapter cites a work in full the first time."""
    assert not {" ".join(run): keys for run, keys in own_runs(book, notes=False).items() if len(keys) > 1}


def test_nothing_that_the_book_quotes_stands_elsewhere_without_quotation_marks(book: Manuscript) -> None:
    quoted = {run for _, text in own_texts(book) for part in QUOTED.findall(text) for run in runs(part)}
    assert quoted
    assert not [(" ".join(run), keys) for run, keys in own_runs(book).items() if run in quoted]


@pytest.mark.skipif(not SHARED, reason="SAMIZDAT_SHARED names no folder of other texts")
def test_no_run_of_twelve_words_is_shared_with_the_texts_beside_the_book(book: Manuscript) -> None:
    works = json.loads((ROOT / "references.json").read_text("utf-8"))
    titles = {run for work in works for run in runs(work.get("title", ""))}
    own = own_runs(book)
    for path in [path for path in Path(SHARED).rglob("*") if path.suffix in {".md", ".txt"}]:
        text = re.sub(r"[*_>#|]", " ", path.read_text("utf-8", errors="replace"))
        shared = {run for run in runs(text) if run in own and run not in titles}
        assert not shared, f"{path.name}: {[' '.join(run) for run in shared][:3]}"
