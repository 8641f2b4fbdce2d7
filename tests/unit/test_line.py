"""The line from folder to files, and what bad input does to it: clear messages, and the last good files untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from samizdat import line
from samizdat.problems import ProblemsFound
from samizdat.steps import Steps

TOML = '[book]\ntitle = "Small"\nlanguage = "en-US"\n\n[contents]\nchapters = ["parts/1-one.md", "parts/2-two.md"]\n'
WORKS = '[{"id": "m", "type": "book", "title": "B", "author": [{"family": "Marx"}]}]'
ONE = "# One\n\nWords.[^a] See [the other](#two).\n"
TWO = "# Two {#two}\n\nMore words.[^a]\n\n[^a]: Another note.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A manuscript of two chapters, each with a note `[^a]`."""
    root = tmp_path / "manuscript"
    for name, text in {
        "book.toml": TOML,
        "parts/1-one.md": ONE,
        "endnotes/1-one.md": "[^a]: A note.\n",
        "parts/2-two.md": TWO,
        "references.json": WORKS,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    Image.new("L", (8, 8)).save(root / "p.png")
    return root


def build(folder: Path, out: Path) -> line.Report:
    return line.build(folder, out, ("html",), Steps(quiet=True))


def state(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_a_build_says_what_it_made(folder: Path, tmp_path: Path) -> None:
    report = build(folder, tmp_path / "out")
    assert report.notes == 2
    assert report.words > 8
    assert [made.path.name for made in report.made] == ["manuscript.html", "html", "small.html"]
    assert all(made.path.exists() for made in report.made)
    assert set(report.seconds) == {"read", "check", "convert", "assemble", "enrich", "write", "verify"}
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".fresh")]


def test_the_manuscript_is_not_changed(folder: Path, tmp_path: Path) -> None:
    before = state(folder)
    build(folder, tmp_path / "out")
    assert state(folder) == before


def test_the_same_manuscript_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "a")
    build(folder, tmp_path / "b")
    assert state(tmp_path / "a") == state(tmp_path / "b")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A spoiling that writes other words into a file."""

    def spoil(root: Path) -> None:
        path = root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return spoil


def append(name: str, data: bytes) -> Callable[[Path], None]:
    """A spoiling that adds bytes to the end of a file."""

    def spoil(root: Path) -> None:
        path = root / name
        path.write_bytes((path.read_bytes() if path.exists() else b"") + data)

    return spoil


SPOILINGS = {
    "missing chapter": (lambda root: (root / "parts/2-two.md").unlink(), "book.toml", "S020"),
    "no book.toml": (lambda root: (root / "book.toml").unlink(), "book.toml", "M001"),
    "invalid TOML": (append("book.toml", b"[oops\n"), "book.toml:7", "M002"),
    "unknown key": (edit("book.toml", "title =", "titel ="), "book.toml:2", "M003"),
    "not UTF-8": (append("parts/1-one.md", b"\nCaf\xe9\n"), "parts/1-one.md:5", "S021"),
    "dangling note": (edit("parts/1-one.md", "[^a]", "[^b]"), "parts/1-one.md:3", "N001"),
    "unused note": (append("endnotes/1-one.md", b"\n[^z]: Unused.\n"), "endnotes/1-one.md:3", "N002"),
    "doubled note": (append("endnotes/1-one.md", b"\n[^a]: Again.\n"), "endnotes/1-one.md:3", "N003"),
    "missing image": (append("parts/1-one.md", b'\n![x](figures/no.png){alt="x"}\n'), "parts/1-one.md:5", "S001"),
    "image outside": (append("parts/1-one.md", b'\n![x](../../secret.png){alt="x"}\n'), "parts/1-one.md:5", "S002"),
    "remote image": (append("parts/1-one.md", b'\n![x](https://example.org/x.png){alt="x"}\n'), "parts/1-one.md:5", "S002"),
    "file address": (append("parts/1-one.md", b'\n![x](file:///etc/passwd){alt="x"}\n'), "parts/1-one.md:5", "S002"),
    "script": (append("parts/1-one.md", b"\n<script>alert(1)</script>\n"), "parts/1-one.md:5", "S007"),
    "preformatted HTML": (append("parts/1-one.md", b"\n<pre>\nwords\n</pre>\n"), "parts/1-one.md:5", "S007"),
    "raw TeX": (append("parts/1-one.md", b"\n\\begin{quote}\nwords\n\\end{quote}\n"), "parts/1-one.md:5", "S011"),
    "link to nowhere": (edit("parts/1-one.md", "#two", "#three"), "parts/1-one.md:3", "S005"),
    "call in a picture within a line": (
        append("parts/1-one.md", b'\nA ![cap[^a2]](p.png){alt="x"} b.\n\n[^a2]: N.\n'),
        "parts/1-one.md:5:8",
        "N010",
    ),
    "citation in a heading": (edit("parts/1-one.md", "# One", "# One @m"), "parts/1-one.md:1:7", "N005"),
    "unknown style": (append("book.toml", b'[citations]\nstyle = "chicago-notes-biblography"\n'), "book.toml", "M020"),
    "works that pandoc cannot read": (edit("references.json", '[{"family": "Marx"}]', "5"), "parts/1-one.md", "S034"),
    "chapter outside": (edit("book.toml", "parts/2-two.md", "../secret.md"), "book.toml:6", "S022"),
}


@pytest.mark.parametrize("name", SPOILINGS)
def test_bad_input_is_named_at_its_place_and_the_last_good_files_stay(name: str, folder: Path, tmp_path: Path) -> None:
    spoil, place, code = SPOILINGS[name]
    out = tmp_path / "out"
    build(folder, out)
    good = state(out)
    spoil(folder)
    with pytest.raises(ProblemsFound) as found:
        build(folder, out)
    errors = [problem for problem in found.value.problems if problem.severity == "error"]
    places = {(problem.code, str(problem.place)) for problem in errors}
    assert any(c == code and p.startswith(str(folder / place)) for c, p in places), places
    assert all(problem.what and problem.mend for problem in errors)
    assert state(out) == good


@pytest.mark.parametrize("out", ["", "parts", ".."])
def test_results_do_not_stand_among_sources(out: str, folder: Path) -> None:
    before = state(folder)
    with pytest.raises(ProblemsFound) as found:
        build(folder, folder / out)
    assert [problem.code for problem in found.value.problems] == ["S035"]
    assert state(folder) == before


def test_what_would_act_in_a_browser_does_not_reach_the_editions(folder: Path, tmp_path: Path) -> None:
    append("parts/1-one.md", b'\n``` {.py onclick="x()"}\ncode\n```\n\n[W]{.note-number hidden=hidden role=doc-noteref}\n')(folder)
    build(folder, tmp_path / "out")
    made = (tmp_path / "out/html/one.html").read_text("utf-8")
    assert "onclick" not in made
    assert "hidden=" not in made.split("<main", 1)[1].split("</main")[0]


def test_what_fails_verification_is_not_put_in_place(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from samizdat import html

    out = tmp_path / "out"
    build(folder, out)
    good = state(out)
    write = html.write_single

    def lossy(tree, book, path, cache):  # type: ignore[no-untyped-def]
        write(tree, book, path, cache)
        path.write_text(path.read_text("utf-8").replace("More words", "More"), "utf-8")

    monkeypatch.setattr(html, "write_single", lossy)
    with pytest.raises(ProblemsFound, match="problem"):
        build(folder, out)
    assert state(out) == good


def test_a_folder_that_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    theirs = tmp_path / "html" / "index.html"
    theirs.parent.mkdir()
    theirs.write_text("another site", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        line.build(Path(__file__).parents[1] / "books" / "minimal", tmp_path, ("html",), Steps(quiet=True))
    assert [problem.code for problem in found.value.problems] == ["S036"]
    assert theirs.read_text("utf-8") == "another site"
