"""How long the HTML edition takes, beside plain pandoc and mdBook from the same Markdown: `.venv/bin/python benchmarks/web.py FOLDER [FOLDER …]`.

Each folder is a manuscript. In one run, several times each in turn, so that a busy machine is as unkind to all: plain pandoc to one standalone file;
mdBook to a site with its search, where it is installed (benchmarks/requirements.txt); our edition, a site with its search and the book in one file,
cold, with one word changed in the middle chapter and with nothing changed, each unchecked (steps 1 to 6) and as an author gets it (with step 7); and
the writer alone. Python's start is in all of ours but the last. The least time of each is shown, and ratios to plain pandoc.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
from tables import main

ROOT = Path(__file__).resolve().parents[1]
PANDOC = pypandoc.get_pandoc_path()
FOLDERS = ("front", "parts", "essays", "back")
HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
UNCHECKED = """
import sys, time
from pathlib import Path
from samizdat import html, line, notes
from samizdat.steps import Steps
out = Path(sys.argv[2])
whole = line.prepare(Path(sys.argv[1]), out, Steps(quiet=True))
tree = notes.place(whole.tree, whole.book.edition("html"))
start = time.perf_counter()
html.write_site(tree, whole.book, out / "unchecked", out / ".cache/web")
html.write_single(tree, whole.book, out / "unchecked.html", out / ".cache/web")
print(time.perf_counter() - start)
"""
TARGETS = {"ours, cold, unchecked": 1.0, "ours, one word changed, unchecked": 1 / 3}


def plain(book: Path, out: Path) -> float:
    """Pandoc and nothing else, on all chapters of the manuscript with their notes."""
    files = [str(path) for folder in (*FOLDERS, "endnotes") for path in sorted((book / folder).glob("*.md"))]
    return timed([PANDOC, "--file-scope", *files, "--standalone", "-o", str(out / "plain.html"), "--metadata=title:A Book"], book)


def mdbook(book: Path, out: Path) -> float:
    """mdBook on the same chapters, each with its notes. Raises FileNotFoundError where it is not installed."""
    engine = shutil.which("mdbook") or str(Path(sys.executable).with_name("mdbook"))
    source = out / "mdbook/src"
    source.mkdir(parents=True, exist_ok=True)
    lines = ["# Summary", ""]
    for path in (path for folder in FOLDERS for path in sorted((book / folder).glob("*.md"))):
        notes = book / "endnotes" / path.name
        (source / path.name).write_text("\n\n".join(HEAD.sub("", one.read_text("utf-8")) for one in (path, notes) if one.exists()), "utf-8")
        lines.append(f"- [{path.stem}]({path.name})")
    (source / "SUMMARY.md").write_text("\n".join(lines), "utf-8")
    (source.parent / "book.toml").write_text('[book]\ntitle = "A Book"\n', "utf-8")
    return timed([engine, "build", str(source.parent)], out)


def ours(book: Path, out: Path) -> float:
    """Our edition as an author gets it: read, checked, written, read back and held against the manuscript."""
    return timed([sys.executable, "-m", "invoke", "html", "--book", str(book), "--out", str(out), "--quiet"], ROOT)


def unchecked(book: Path, out: Path) -> float:
    """Steps 1 to 6."""
    return timed([sys.executable, "-c", UNCHECKED, str(book), str(out)], ROOT)


def writer(book: Path, out: Path) -> float:
    """The writer alone: the tree in, the site and the single file out, with faces that were packed before."""
    done = subprocess.run([sys.executable, "-c", UNCHECKED, str(book), str(out)], check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout)


def timed(command: list[str], folder: Path) -> float:
    """Seconds by the clock of the wall. Raises FileNotFoundError where there is no such program, CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def change_one_word(book: Path, turn: int) -> None:
    """Another word in the middle chapter, each turn another."""
    files = sorted((book / "parts").glob("*.md"))
    path = files[len(files) // 2]
    path.write_text(path.read_text("utf-8").replace(" the ", f" th{'abcdfghij'[turn]} ", 1), "utf-8")


def turned(book: Path, out: Path, turn: int) -> dict[str, float]:
    """Every way once, in an empty folder."""
    took: dict[str, float] = {"plain pandoc": plain(book, out)}
    try:
        took["mdBook"] = mdbook(book, out)
    except FileNotFoundError:
        print("mdBook is not installed", file=sys.stderr)
    for name, way in (("unchecked", unchecked), ("as an author gets it", ours)):
        fresh = out / name
        took[f"ours, cold, {name}"] = way(book, fresh)
        change_one_word(book, 2 * turn + (way is ours))
        took[f"ours, one word changed, {name}"] = way(book, fresh)
        took[f"ours, nothing changed, {name}"] = way(book, fresh)
    return took | {"our writer alone": writer(book, out / "unchecked")}


def measured(book: Path, turns: int) -> dict[str, float]:
    """The least seconds of each way."""
    least: dict[str, float] = {}
    for number in range(turns):
        with tempfile.TemporaryDirectory() as name:
            shutil.copytree(book, Path(name) / "book")
            (Path(name) / "out").mkdir()
            took = turned(Path(name) / "book", Path(name) / "out", number)
        least = {way: min(seconds, least.get(way, seconds)) for way, seconds in took.items()}
    return least


if __name__ == "__main__":
    main(__doc__, measured, TARGETS)
