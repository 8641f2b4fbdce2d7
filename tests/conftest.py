"""Books built once for all tests: the bundled manuscript and the small ones in tests/books, through the whole line, shared by all workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOOKS = ROOT / "tests" / "books"
SMALL = sorted(path.parent.name for path in BOOKS.glob("*/book.toml"))
EDITIONS = ("pdf", "epub", "html")
PATIENCE_S = 240


@dataclass(frozen=True)
class Built:
    """A book as the line has built it: the folder of its editions and its slug."""

    folder: Path
    slug: str

    @property
    def epub(self) -> Path:
        """The EPUB edition."""
        return self.folder / f"{self.slug}.epub"

    @property
    def pdf(self) -> Path:
        """The print PDF."""
        return self.folder / f"{self.slug}.pdf"

    @property
    def single(self) -> Path:
        """The HTML edition in one file."""
        return self.folder / f"{self.slug}.html"

    @property
    def pages(self) -> list[Path]:
        """The pages of the HTML edition."""
        return sorted((self.folder / "html").glob("*.html"))


Builder = Callable[[str], Built]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Builds the bundled book (`manuscript`) or one of tests/books by its name, once in a session, whichever worker asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return lambda name: _built_once(shared, name)


def _built_once(shared: Path, name: str) -> Built:
    folder, done = shared / f"built-{name}", shared / f"built-{name}.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait(done)
    else:
        done_now = done.with_suffix(".part")
        done_now.write_text(_build(ROOT / "manuscript" if name == "manuscript" else BOOKS / name, folder), encoding="utf-8")
        done_now.replace(done)
    result = done.read_text(encoding="utf-8")
    if "\n" in result:
        pytest.fail(f"{name} cannot be built:\n{result}", pytrace=False)
    return Built(folder, result)


def _build(root: Path, folder: Path) -> str:
    """The slug of the book, once it is built; the report of several lines if it cannot be."""
    from samizdat import line, manuscript
    from samizdat.problems import ProblemsFound, as_text
    from samizdat.steps import Steps

    try:
        line.build(root, folder, EDITIONS, Steps(quiet=True))
        return manuscript.read(root).metadata.slug
    except ProblemsFound as error:
        return f"{as_text(error.problems)}\n"
    except Exception as error:
        return f"{type(error).__name__}: {error}\n"


def _wait(done: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while not done.exists():
        if time.monotonic() > until:
            pytest.fail(f"{done.stem} has not been built in {PATIENCE_S} s by the other worker", pytrace=False)
        time.sleep(0.2)
