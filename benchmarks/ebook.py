"""How long the EPUB takes, beside plain pandoc from the same Markdown: `.venv/bin/python benchmarks/ebook.py FOLDER [FOLDER …]`.

Each folder is a manuscript. In one run, several times each in turn, so that a busy machine is as unkind to all: plain pandoc with an EPUB as its
output; our EPUB cold, with nothing changed, with one word changed in the middle chapter; and the writer alone. The least time of each is shown, for
what else the machine does only adds to it, and ratios to plain pandoc.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
from tables import main

ROOT = Path(__file__).resolve().parents[1]
PANDOC = pypandoc.get_pandoc_path()
WRITER = """
import sys, time
from pathlib import Path
from samizdat import epub, line, notes
from samizdat.steps import Steps
whole = line.prepare(Path(sys.argv[1]), Path(sys.argv[2]), Steps(quiet=True))
tree = notes.place(whole.tree, whole.book.edition("epub"))
start = time.perf_counter()
epub.write(tree, whole.book, Path(sys.argv[2]) / "writer.epub")
print(time.perf_counter() - start)
"""
TARGETS = {"ours, cold": 1.0, "ours, one word changed": 1 / 3}


def plain(book: Path, out: Path) -> float:
    """Pandoc and nothing else, on all chapters of the manuscript with their notes."""
    files = sorted(path for folder in ("front", "parts", "essays", "endnotes", "back") for path in (book / folder).glob("*.md"))
    command = [PANDOC, "--file-scope", *map(str, files), "-o", str(out / "plain.epub"), "--metadata=title:A Book"]
    return timed(lambda: subprocess.run(command, check=True, capture_output=True, cwd=book))


def ours(book: Path, out: Path) -> float:
    """Our EPUB as an author gets it: read, checked, written, read back and held against the manuscript."""
    command = [sys.executable, "-m", "invoke", "epub", "--book", str(book), "--out", str(out), "--quiet"]
    return timed(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT))


def writer(book: Path, out: Path) -> float:
    """The writer alone: the tree in, the file out."""
    done = subprocess.run([sys.executable, "-c", WRITER, str(book), str(out)], check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout)


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock of the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def change_one_word(book: Path, turn: int) -> None:
    """Another word in the middle chapter, each turn another."""
    files = sorted((book / "parts").glob("*.md"))
    path = files[len(files) // 2]
    path.write_text(path.read_text("utf-8").replace(" the ", f" th{'abcdefghij'[turn]} ", 1), "utf-8")


def measured(book: Path, turns: int) -> dict[str, float]:
    """The least seconds of each way."""
    least: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        copy, out = Path(name) / "book", Path(name) / "out"
        shutil.copytree(book, copy)
        for turn in range(turns):
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            took = {"plain pandoc": plain(copy, out), "ours, cold": ours(copy, out), "ours, nothing changed": ours(copy, out)}
            change_one_word(copy, turn)
            took |= {"ours, one word changed": ours(copy, out), "our writer alone": writer(copy, out)}
            least = {way: min(seconds, least.get(way, seconds)) for way, seconds in took.items()}
    return least


if __name__ == "__main__":
    main(__doc__, measured, TARGETS)
