"""Step 6, write: which writer makes which edition, the two slow ones side by side, and results put in place when all is well."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from samizdat import notes
from samizdat.book import Book
from samizdat.files import write_whole
from samizdat.problems import Problem, as_text
from samizdat.steps import Advance

EDITIONS = ("pdf", "epub", "html")


@dataclass(frozen=True, slots=True)
class Made:
    """A file or folder that a build made: `pages` for a PDF, and the problems its writer saw."""

    edition: str
    path: Path
    pages: int = 0
    problems: tuple[Problem, ...] = ()


@contextmanager
def fresh_folder(out: Path) -> Iterator[Path]:
    """A folder beside the results, on the same disk, gone at the end."""
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=out, prefix=".fresh-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Made, fresh: Path, out: Path) -> Made:
    """Move one result from the fresh folder to `out`, over the last one."""
    target = out / made.path.relative_to(fresh)
    if made.path.is_dir():
        old = fresh / f"{target.name}.old"
        if target.exists():
            target.replace(old)
    made.path.replace(target)
    return replace(made, path=target)


def write(tree: etree._Element, book: Book, folder: Path, names: Sequence[str], advance: Advance, cache: Path | None = None) -> list[Made]:
    """Write the editions `names` into `folder`. The PDF is laid out in a process of its own while the others are written; the folder `cache` keeps
    what is slow to make. Raises ProblemsFound.
    """
    placed = {name: etree.tostring(notes.place(tree, book.edition(name)), encoding="utf-8") for name in names}
    if len(names) == 1:
        return _write_edition(names[0], placed[names[0]], book, folder, cache)
    made = []
    with ProcessPoolExecutor(min(len(names), os.cpu_count() or 1), multiprocessing.get_context("spawn")) as processes:
        running = {name: processes.submit(_write_edition, name, placed[name], book, folder, cache) for name in names}
        for name, future in running.items():
            made += future.result()
            advance(name)
    return made


def _write_edition(name: str, tree: bytes, book: Book, folder: Path, cache: Path | None) -> list[Made]:
    root = etree.fromstring(tree, etree.XMLParser(huge_tree=True))
    return WRITERS[name](root, book, folder, cache)


def _write_pdf(tree: etree._Element, book: Book, folder: Path, cache: Path | None) -> list[Made]:
    from samizdat import pdf

    path = folder / f"{book.metadata.slug}.pdf"
    record = pdf.write(tree, book, path, cache / "pdf" if cache else None)
    report = folder / f"{book.metadata.slug}-composition.txt"
    write_whole(report, f"{as_text(record.composition)}\n".encode())
    return [Made("pdf", path, record.pages, record.problems), Made("composition", report)]


def _write_epub(tree: etree._Element, book: Book, folder: Path, _: Path | None) -> list[Made]:
    from samizdat import epub

    path = folder / f"{book.metadata.slug}.epub"
    epub.write(tree, book, path)
    return [Made("epub", path)]


def _write_html(tree: etree._Element, book: Book, folder: Path, _: Path | None) -> list[Made]:
    from samizdat import html

    path = folder / f"{book.metadata.slug}.html"
    html.write_site(tree, book, folder / "html")
    html.write_single(tree, book, path)
    return [Made("html", folder / "html"), Made("html", path)]


WRITERS = {"pdf": _write_pdf, "epub": _write_epub, "html": _write_html}
