"""Step 1: a folder read into a Book, and every fault said."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samizdat import checks, manuscript
from samizdat.book import Book
from samizdat.manuscript import editions, keys, labels, metadata, roles
from samizdat.problems import Problem, ProblemsFound

MINIMAL = '[book]\ntitle = "A Book"\nlanguage = "en"\n\n[contents]\nchapters = ["parts/one.md"]\n'
ONE = {"parts/one.md": "# One\n\nText.\n"}
WHOLE = """
[book]
title = "Glass"
subtitle = "A Story"
language = "en-GB"
date = 1999
cover = "cover.svg"
cover-alt = "A pane."

[[contributors]]
name = "Ada Byron King"
[[contributors]]
name = "Society of Readers"
role = "editor"
person = false

[contents]
front = ["half-title", "front/dedication.md", "front/to-all.md"]
chapters = ["parts/0-prologue.md"]
back = ["back/chronology.md", "colophon"]

[[contents.parts]]
title = "Glass"
chapters = ["parts/1-1-one.md", "parts/1-2-two.md"]
[[contents.parts]]
file = "parts/2-iron.md"
subtitle = "Later"
chapters = ["parts/2-1-three.md"]

[contents.essays]
title = "Essays"
chapters = ["essays/1-one.md"]

[editions.pdf]
trim = "a5"
"""


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """The folder `root` with those files."""
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def faults(root: Path) -> tuple[Problem, ...]:
    """The problems that reading raises."""
    with pytest.raises(ProblemsFound) as found:
        manuscript.read(root)
    return found.value.problems


@pytest.fixture
def whole(tmp_path: Path) -> Book:
    texts = {path: f"# {path}\n" for path in ("front/to-all.md", "parts/0-prologue.md", "parts/1-1-one.md", "parts/1-2-two.md")}
    texts |= {path: f"# {path}\n" for path in ("parts/2-iron.md", "parts/2-1-three.md", "essays/1-one.md", "back/chronology.md")}
    return manuscript.read(
        write(tmp_path, {"book.toml": WHOLE, "front/dedication.md": "To all.\n", "cover.svg": "<svg/>", "references.json": "[]", **texts})
    )


def test_sections_stand_in_their_order_with_kinds_and_labels(whole: Book) -> None:
    assert [(section.key, section.kind.name, section.label, section.part) for section in whole.sections] == [
        ("half-title", "half-title", "", ""),
        ("title-page", "title-page", "", ""),
        ("dedication", "dedication", "", ""),
        ("contents", "contents", "", ""),
        ("to-all", "preface", "", ""),
        ("prologue", "prologue", "", ""),
        ("glass", "part", "Part One", ""),
        ("one", "chapter", "1", "glass"),
        ("two", "chapter", "2", "glass"),
        ("iron", "part", "Part Two", ""),
        ("three", "chapter", "3", "iron"),
        ("essays", "part", "", ""),
        ("essays-one", "essay", "I", "essays"),
        ("chronology", "chronology", "", ""),
        ("notes", "notes", "", ""),
        ("bibliography", "bibliography", "", ""),
        ("colophon", "colophon", "", ""),
    ]
    assert whole.section("iron").subtitle == "Later"
    assert {section.matter for section in whole.sections[5:13]} == {"bodymatter"}


def test_what_is_not_said_has_a_default(whole: Book) -> None:
    about = whole.metadata
    assert (about.slug, about.date, about.cover) == ("glass", "1999", "cover.svg")
    assert about.identifier == "urn:uuid:35606275-af2a-5439-9912-b83d00818b68"
    assert [(person.role, person.file_as) for person in about.contributors] == [("aut", "King, Ada Byron"), ("edt", "Society of Readers")]
    assert (whole.edition("pdf").notes, whole.edition("pdf").editor_notes) == ("back", "page")
    assert (whole.edition("html").notes, whole.edition("epub").editor_notes) == ("chapter", "back")
    assert (whole.edition("pdf").trim.width_mm, whole.edition("pdf").trim.height_mm) == (148, 210)
    assert whole.citations.references == "references.json"


def test_the_least_book_is_a_book(tmp_path: Path) -> None:
    book = manuscript.read(write(tmp_path, {"book.toml": MINIMAL, **ONE}))
    assert [section.key for section in book.sections] == ["title-page", "contents", "one", "notes"]
    assert round(book.edition("pdf").trim.width_mm, 1) == 152.4


def test_the_opening_block_leaves_blank_lines(tmp_path: Path) -> None:
    text = "\ufeff---\r\nshort-title: 1917\r\nauthor: [A. Name, B. Name]\r\nlang: fr\r\n---\r\n\r\n# Un *deux*[^n] [trois]{lang=la}\r\n"
    section = manuscript.read(write(tmp_path, {"book.toml": MINIMAL, "parts/one.md": text})).section("one")
    assert section.source is not None
    assert section.source.text == "\n" * 6 + "# Un *deux*[^n] [trois]{lang=la}\n"
    assert (section.title, section.short_title, section.authors, section.language) == (
        "Un deux trois",
        "1917",
        ("A. Name", "B. Name"),
        "fr",
    )


def test_notes_come_from_the_file_of_the_same_name(tmp_path: Path) -> None:
    book = manuscript.read(write(tmp_path, {"book.toml": MINIMAL, **ONE, "endnotes/one.md": "[^1]: Note.\r\n"}))
    assert book.section("one").notes is not None
    assert book.section("one").notes == type(book.section("one").notes)("endnotes/one.md", "[^1]: Note.\n")


def test_all_faults_are_said_at_once_and_sorted(tmp_path: Path) -> None:
    toml = MINIMAL.replace('"en"', '"english"').replace('["parts/one.md"]', '["parts/one.md", "parts/too.md"]')
    found = faults(write(tmp_path, {"book.toml": toml, "parts/one.md": "No title.\n", "parts/two.md": "# Two\n"}))
    assert [(problem.code, problem.place.line) for problem in found] == [("M006", 3), ("S020", 6), ("S023", 1)]
    assert "parts/two.md" in found[1].mend


def test_a_path_is_shown_with_the_folder_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "drafts", {"book.toml": MINIMAL, "parts/one.md": b"# One\n\nab \xff\n"})
    monkeypatch.chdir(tmp_path)
    assert str(faults(Path("drafts"))[0].place) == "drafts/parts/one.md:3:4"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n")
    root = write(tmp_path / "book", {"book.toml": MINIMAL, "parts/two.md": "# Two\n"})
    (root / "parts/one.md").symlink_to(tmp_path / "secret.md")
    assert [problem.code for problem in faults(root)] == ["S022"]


def test_a_loop_of_links_and_an_impossible_name_are_faults(tmp_path: Path) -> None:
    toml = MINIMAL.replace('["parts/one.md"]', f'["parts/one.md", "{"x" * 300}.md", "a\\u0000.md"]')
    root = write(tmp_path, {"book.toml": toml, "parts/two.md": "# Two\n"})
    (root / "parts/one.md").symlink_to("one.md")
    assert {problem.code for problem in faults(root)} <= {"S020", "S022", "S033"}


@pytest.mark.parametrize(
    "toml", ["x = " + "[" * 5000, "[book]\ntitle = 1e400\n", '[book]\ndate = 1979-05-27T07:32:00\ntitle = ""\n', "[[book]]\n"]
)
def test_odd_toml_is_said_and_not_raised(tmp_path: Path, toml: str) -> None:
    assert faults(write(tmp_path, {"book.toml": toml, **ONE}))


@pytest.mark.parametrize(
    "block", ["a: &a [*a]", "[" * 3000, "? [a]\n: b", "key: !!python/object:os.system x", "\t- x", "short-title: &x\n"]
)
def test_odd_yaml_is_said_and_not_raised(tmp_path: Path, block: str) -> None:
    with contextlib.suppress(ProblemsFound):
        manuscript.read(write(tmp_path, {"book.toml": MINIMAL, "parts/one.md": f"---\n{block}\n---\n\n# One\n"}))


def test_the_identifier_and_the_keys_do_not_depend_on_the_place_of_the_folder(tmp_path: Path) -> None:
    books = [manuscript.read(write(tmp_path / name, {"book.toml": MINIMAL, **ONE})) for name in ("a", "b")]
    assert books[0].metadata == books[1].metadata
    assert books[0].sections == books[1].sections


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("parts/1-1-seventy-two-days.md", "chapter", "seventy-two-days"),
        ("parts/2-1917.md", "chapter", "chapter-2-1917"),
        ("front/Préface d’été.md", "preface", "preface-dete"),
        ("parts/1-глава.md", "chapter", "chapter-1"),
    ],
)
def test_keys(path: str, kind: str, key: str) -> None:
    assert keys.key(path, kind) == key


def test_keys_are_unique() -> None:
    assert keys.unique("one", "essays", ["one"]) == "essays-one"
    assert keys.unique("one", "essays", ["one", "essays-one", "essays-one-2"]) == "essays-one-3"


def test_labels() -> None:
    assert labels.label(21, "words", "Chapter") == "Chapter Twenty-One"
    assert labels.label(1994, "roman", "Part", always=True) == "Part MCMXCIV"
    assert labels.label(3, "arabic", "Chapter") == "3"
    assert labels.label(3, "none", "Chapter") == ""


@pytest.mark.parametrize(
    ("isbn", "digit"),
    [
        ("978-0-306-40615-7", "7"),
        ("0-8044-2957-X", "X"),
        ("978030640615X", "7"),
        ("12345", ""),
        ("979-0-2600-0043-8", ""),
        ("979-10-90636-07-1", "1"),
    ],
)
def test_check_digits(isbn: str, digit: str) -> None:
    assert editions.check_digit(isbn) == digit


@pytest.mark.parametrize("tag", ["en", "en-GB", "sr-Latn-RS", "de-1996", "zh-cmn-Hans-CN", "sl-rozaj-biske", "en-x-own", "ru-Latn"])
def test_language_tags(tag: str) -> None:
    assert metadata.is_language(tag)


def test_roles() -> None:
    assert [roles.code(role) for role in ("Author", "TRL", "author of introduction", "author-of-afterword", "boss")] == [
        "aut",
        "trl",
        "aui",
        "aft",
        "",
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(toml=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), chapter=st.binary(max_size=200))
def test_no_bytes_raise_anything_but_problems(tmp_path: Path, toml: bytes, chapter: bytes) -> None:
    for book in (toml, MINIMAL.encode(), MINIMAL.encode() + toml):
        with contextlib.suppress(ProblemsFound):
            checks.check(manuscript.read(write(tmp_path, {"book.toml": book, "parts/one.md": chapter, "endnotes/one.md": chapter})))


PIECES = st.sampled_from(
    [
        "# ",
        "\n",
        "\n\n",
        "[^a]",
        "[^a]: ",
        "    ",
        "```",
        "~~~",
        ":::",
        " verse",
        "> ",
        "- ",
        "---",
        "<!--",
        "-->",
        "$",
        "`",
        "\\",
        "@key",
        "[",
        "](",
        ")",
        "![",
        "{#id}",
        '{alt="',
        '"}',
        "<b ",
        ">",
        "text",
        "|",
        "\t",
        "^[",
        "{=html}",
        "===",
        "#x",
        "http://x",
        "é",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_markdown_raises_anything_but_problems(tmp_path: Path, text: str) -> None:
    with contextlib.suppress(ProblemsFound):
        checks.check(manuscript.read(write(tmp_path, {"book.toml": MINIMAL, "parts/one.md": f"# One\n\n{text}", "endnotes/one.md": text})))
