"""Open questions: the marks that people leave, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from trees import EDITIONS, METADATA

from samizdat.book import Book, Section, Source
from samizdat.kinds import KINDS
from samizdat.release.queries import open_queries


def found(text: str, notes: str = "") -> list[tuple[str, int, int, str]]:
    """File, line, column and the mark of each open question in a chapter of this text."""
    section = Section("one", KINDS["chapter"], "bodymatter", "One", Source("one.md", text), Source("endnotes/one.md", notes))
    book = Book(Path("m"), replace(METADATA), (section,), EDITIONS)
    marks = [(problem.place, problem.what.partition("“")[2].removesuffix("”")) for problem in open_queries(book)]
    return [(place.path, place.line, place.column, mark) for place, mark in marks]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Born in TK in Leeds.", "TK in Leeds."),
        ("Born in [TKTK].", "TKTK]."),
        ("TODO: the dates", "TODO: the dates"),
        ("He left in XXX or later.", "XXX or later."),
        ("The price was ??? a pound.", "??? a pound."),
        ("It was so.[query: who says?] Then", "[query: who says?] Then"),
        ("It was so.[Query] Then", "[Query] Then"),
        ("It was so. <!-- query: who says? -->", "<!-- query: who says? -->"),
        ("It was so. <!-- TODO dates -->", "TODO dates -->"),
    ],
)
def test_a_mark_is_found(text: str, mark: str) -> None:
    assert [one[3] for one in found(f"# One\n\n{text}\n")] == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "Psalm XXX and Chapter XXX. Ch. XXX is the last.",
        "What??? Who?!? asked Todo of the TKs in ATK and TK-3.",
        "A [query](#one) and [queries] and [query]{.smallcaps}.",
        "Type `TODO` here.\n\n```\nTK ??? XXX\n```\n",
        "See <https://example.org/TODO/XXX>.",
        "<!-- a comment on queries -->",
        "XXXI and MXXX",
    ],
)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert found(f"# One\n\n{text}\n") == []


def test_places_and_notes() -> None:
    assert found("# One\n\nA\nborn TK.\n", "[^a]: see ???\n") == [("m/one.md", 4, 6, "TK."), ("m/endnotes/one.md", 1, 11, "???")]


def test_a_comment_of_many_lines_is_one_question() -> None:
    assert [one[3] for one in found("# One\n\n<!-- query:\nTODO who? -->\n")] == ["<!-- query:"]


def test_a_line_is_told_once() -> None:
    text = "# One\n\nWe [query: when?] TK we see TODO.\nAnd ???\n"
    assert [one[1:] for one in found(text, "See TK.\n")] == [(3, 4, "[query: when?] TK we see TODO."), (4, 5, "???"), (1, 5, "TK.")]


def test_a_long_line_is_cut() -> None:
    (mark,) = found(f"# One\n\nTK {'word ' * 40}\n")
    assert len(mark[3]) < 70 and mark[3].endswith("…")
