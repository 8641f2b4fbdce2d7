"""Whatever manuscript is written: no word is lost or doubled, every call has one body and a way back, and ids are unique."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from samizdat import editions, epub, html, line, styles, verify
from samizdat.files import write_whole
from samizdat.problems import as_text, errors
from samizdat.single import as_html
from samizdat.steps import Steps
from samizdat.verify import truth

SCRIPTS = ("abdefghklmnoprstuw", "бвгджзиклмнопрстуфцчшщя", "βγδζθκλμνξπρστφψω", "äéîœßçñøąž", "e\u0301o\u0308n\u0303")
LABELS = ("a", "a-2", "a-3", "1", "01", "cannon", "ed-a", "ed-b", "ed-2", "тишина", "слово", "Été", "ete")
BLOCKS = ("paragraph", "extract", "bullets", "numbers", "table", "emphasis", "section", "dialogue", "verse")

BOOK = """[book]
title = "Generated"
language = "en-US"
slug = "generated"
identifier = "urn:uuid:5f0c7b44-52b7-5d5e-9d5c-5a2f6fd0a00f"
date = "2020"
cover = "cover.png"
cover-alt = "A white cover"

[[contributors]]
name = "Nobody"

[contents]
chapters = [{chapters}]

[editions.html]
notes = "{notes}"
editor-notes = "{editor_notes}"

[editions.pdf]
notes = "{notes}"
editor-notes = "page"

[editions.epub]
notes = "{notes}"
editor-notes = "{editor_notes}"
"""


@dataclass(frozen=True)
class Piece:
    """A run of words, each with the label that it calls, or none."""

    kind: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Written:
    """A chapter as its author wrote it: blocks, and the words of each note in the order in which their bodies stand."""

    title: tuple[str, ...]
    pieces: tuple[Piece, ...]
    notes: tuple[tuple[str, tuple[str, ...]], ...]
    apart: bool


def spelled(number: int, script: str) -> str:
    """A word of two letters or more for each number, no two alike in one script; decomposed accents stay decomposed."""
    letters = script if "\u0301" not in script else [script[place : place + 2] for place in range(0, len(script), 2)]
    word = letters[number % len(letters)]
    while number := number // len(letters):
        word += letters[number % len(letters)]
    return word + letters[0] + letters[-1]


@st.composite
def manuscripts(draw: st.DrawFn) -> tuple[list[Written], str, str]:
    """One to three chapters, and where their notes stand."""
    numbers = iter(range(1, 100_000))

    def words(least: int, most: int) -> tuple[str, ...]:
        return tuple(spelled(next(numbers), draw(st.sampled_from(SCRIPTS))) for _ in range(draw(st.integers(least, most))))

    chapters = []
    for _ in range(draw(st.integers(1, 3))):
        labels = draw(st.lists(st.sampled_from(LABELS), max_size=6, unique=True))
        called: list[str] = []
        pieces = []
        for kind in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5)):
            calls = [(word, draw(st.sampled_from(["", *labels]))) for word in words(2, 6)]
            called += [label for _, label in calls if label]
            pieces.append(Piece(kind, tuple(calls)))
        bodies = draw(st.permutations(sorted(set(called))))
        notes = tuple((label, words(1, 5)) for label in bodies)
        chapters.append(Written(words(1, 3), tuple(pieces), notes, draw(st.booleans())))
    places = st.sampled_from(("back", "chapter"))
    return chapters, draw(places), draw(places)


def _marked(piece: Piece) -> list[str]:
    return [f"{word}[^{label}]" if label else word for word, label in piece.words]


def _block(piece: Piece) -> str:
    marked = _marked(piece)
    text = " ".join(marked)
    table = f"| {marked[0]} | {marked[1]} |\n|---|---|\n" + "".join(f"| {word} | |\n" for word in marked[2:-1])
    return {
        "paragraph": text,
        "extract": f"> {text}",
        "bullets": "\n".join(f"- {word}" for word in marked),
        "numbers": "\n".join(f"{place}. {word}" for place, word in enumerate(marked, 1)),
        "table": f"{table}\n: {marked[-1]}" if _is_table(piece) else text,
        "emphasis": f"*{marked[0]}* **{marked[1]}** {' '.join(marked[2:])}",
        "section": f"## {piece.words[0][0]}\n\n{' '.join(marked[1:])}",
        "dialogue": f"::: dialogue\n[{piece.words[0][0]}]{{.speaker}} {' '.join(marked[1:])}\n:::",
        "verse": "::: verse\n" + "\n".join(f"| {word}" for word in marked) + "\n:::",
    }[piece.kind]


def _is_table(piece: Piece) -> bool:
    return piece.kind == "table" and len(piece.words) > 3


def _as_read(piece: Piece) -> tuple[tuple[str, str], ...]:
    """The words in the order of reading: a table's caption, which its author writes after it, stands first."""
    return (piece.words[-1], *piece.words[:-1]) if _is_table(piece) else piece.words


def _silent_first(piece: Piece) -> bool:
    """Whether the first word of the block may carry no call: a heading and a speaker's name do not."""
    return piece.kind in ("section", "dialogue")


def _write(chapters: list[Written], notes: str, editor_notes: str, root: Path) -> None:
    (root / "parts").mkdir(parents=True)
    (root / "endnotes").mkdir()
    names = [f"parts/{place}-chapter-{place}.md" for place in range(1, len(chapters) + 1)]
    listed = ", ".join(f'"{name}"' for name in names)
    Image.new("L", (600, 900), 255).save(root / "cover.png")
    (root / "book.toml").write_text(BOOK.format(chapters=listed, notes=notes, editor_notes=editor_notes), encoding="utf-8")
    for name, chapter in zip(names, chapters, strict=True):
        bodies = "\n\n".join(f"[^{label}]: {' '.join(words[:2])}{_second(words[2:])}" for label, words in _used(chapter))
        text = "\n\n".join([f"# {' '.join(chapter.title)}", *map(_block, chapter.pieces)])
        own, apart = ("", bodies) if chapter.apart else (bodies, "")
        (root / name).write_text(f"{text}\n\n{own}\n", encoding="utf-8")
        if apart:
            (root / "endnotes" / Path(name).name).write_text(f"{apart}\n", encoding="utf-8")


def _second(words: tuple[str, ...]) -> str:
    return f"\n\n    {' '.join(words)}" if words else ""


def _calls(chapter: Written) -> Iterator[str]:
    for piece in chapter.pieces:
        yield from (label for _, label in _as_read(piece)[1 if _silent_first(piece) else 0 :] if label)


def _used(chapter: Written) -> list[tuple[str, tuple[str, ...]]]:
    called = set(_calls(chapter))
    return [(label, words) for label, words in chapter.notes if label in called]


def _nfc(words: tuple[str, ...] | list[str]) -> list[str]:
    return [unicodedata.normalize("NFC", word) for word in words]


@contextmanager
def _without_fonts() -> Iterator[None]:
    """Faces are cut to the characters of a book, which takes longer than all the rest and touches no word."""
    with pytest.MonkeyPatch.context() as patch:
        for place in (styles, html, epub):
            patch.setattr(place, "fonts", lambda: (), raising=False)
        yield


@contextmanager
def _assembled(generated: tuple[list[Written], str, str]) -> Iterator[tuple[line.Manuscript, Path]]:
    """The single manuscript of a generated book, and the folder that it has been written to."""
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "manuscript", Path(folder) / "build"
        _write(*generated, root)
        whole = line.prepare(root, out, Steps(quiet=True))
        write_whole(out / "manuscript.html", as_html(whole.tree))
        yield whole, out


SETTINGS = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@settings(SETTINGS, max_examples=60)
@given(manuscripts())
def test_no_word_is_lost_and_every_note_is_accounted_for(generated: tuple[list[Written], str, str]) -> None:
    with _assembled(generated) as (whole, out):
        with _without_fonts():
            for name in ("html", "epub"):
                editions.write(whole.tree, whole.book, out, [name], lambda _: None)
        _hold_against(generated[0], truth.read(out / "manuscript.html"))
        found = errors(verify.verify(out, "generated", ["html", "epub"]))
        assert not found, as_text(found)


@settings(SETTINGS, max_examples=8, phases=[Phase.generate])
@given(manuscripts())
def test_no_word_is_lost_in_print(generated: tuple[list[Written], str, str]) -> None:
    with _assembled(generated) as (whole, out):
        editions.write(whole.tree, whole.book, out, ["pdf"], lambda _: None)
        found = errors(verify.verify(out, "generated", ["pdf"]))
        assert not found, as_text(found)


def _hold_against(chapters: list[Written], manuscript: truth.Truth) -> None:
    """The single manuscript has the words and the notes that were written, in the order in which they were written."""
    read = [chapter for chapter in manuscript.chapters if chapter.kind == "chapter"]
    assert len(read) == len(chapters)
    tables = iter(range(1, 1000))
    for place, (written, chapter) in enumerate(zip(chapters, read, strict=True), 1):
        expected = [str(place), *written.title]
        for piece in written.pieces:
            expected += ["Table", f"{next(tables)}."] if _is_table(piece) else []
            expected += [word for word, _ in _as_read(piece)]
        assert [word.text for word in chapter.words] == _nfc(expected)
        bodies = dict(written.notes)
        called = [bodies[label] for label in _calls(written)]
        assert [[word.text for word in manuscript.notes[call.note].words] for call in chapter.calls] == [
            _nfc(list(words)) for words in called
        ]
    ids = [element.get("id") for element in manuscript.document.root.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    for name, note in manuscript.notes.items():
        assert list(note.ways_back) == [call.id for chapter in read for call in chapter.calls if call.note == name]
