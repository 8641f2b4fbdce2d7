"""Step 6, write: which writer makes which edition, the two slow ones side by side, and results put in place when all is well."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lxml import etree

from samizdat import notes, workers
from samizdat.book import Book
from samizdat.files import MARKER, write_whole
from samizdat.manuscript.faults.structure import foreign_folder
from samizdat.pagebreaks import PageBreak
from samizdat.problems import Place, ProblemsFound, as_text
from samizdat.report import Made
from samizdat.steps import Advance

EDITIONS = ("pdf", "epub", "html")
FRESH = ".fresh-"
ABANDONED_S = 3600
"""Seconds; no build takes an hour."""


@contextmanager
def fresh_folder(out: Path) -> Iterator[Path]:
    """A folder beside the results, on the same disk, gone at the end; those that a build left when it was killed go too."""
    out.mkdir(parents=True, exist_ok=True)
    for left in out.glob(f"{FRESH}*"):
        if time.time() - left.stat().st_mtime > ABANDONED_S:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=out, prefix=FRESH))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Made, fresh: Path, out: Path) -> Made:
    """Move one result from the fresh folder to `out`, over the last one. Raises ProblemsFound where a folder stands there that is not ours."""
    target = out / made.path.relative_to(fresh)
    if made.path.is_dir():
        if target.is_dir() and any(target.iterdir()) and not (target / MARKER).exists():
            raise ProblemsFound([foreign_folder(Place(str(target)), MARKER)])
        old = fresh / f"{target.name}.old"
        if target.exists():
            target.replace(old)
    made.path.replace(target)
    return replace(made, path=target)


def get_ready(names: Sequence[str]) -> None:
    """Start what takes its time to start, while something else is done."""
    if "pdf" in names:
        workers.load_early("samizdat.pdf.compositor")


def write(tree: etree._Element, book: Book, folder: Path, names: Sequence[str], advance: Advance, cache: Path | None = None) -> list[Made]:
    """Write the editions `names` into `folder`. The PDF has workers of its own; HTML is written beside it, and the EPUB after it, with the folios of
    its pages. The folder `cache` keeps what is slow to make. Raises ProblemsFound.
    """
    placed = {name: etree.tostring(notes.place(tree, book.edition(name)), encoding="utf-8") for name in names}
    made: dict[str, list[Made]] = {}
    breaks: tuple[PageBreak, ...] = ()
    with ProcessPoolExecutor(1, workers.start(), workers.leave_interrupts) as process:
        beside = process.submit(_write_html, placed["html"], book, folder, cache) if {"html", "pdf"} <= set(names) else None
        if "pdf" in names:
            made["pdf"], breaks = _write_pdf(placed["pdf"], book, folder, cache)
            advance("pdf")
        if "epub" in names:
            made["epub"] = _write_epub(placed["epub"], book, folder, breaks)
            advance("epub")
        if "html" in names:
            made["html"] = beside.result() if beside else _write_html(placed["html"], book, folder, cache)
            advance("html")
    return [one for name in names for one in made[name]]


def _read(tree: bytes) -> etree._Element:
    return etree.fromstring(tree, etree.XMLParser(huge_tree=True))


def _write_pdf(placed: bytes, book: Book, folder: Path, cache: Path | None) -> tuple[list[Made], tuple[PageBreak, ...]]:
    from samizdat import pdf

    path, tree = folder / f"{book.metadata.slug}.pdf", _read(placed)
    record = pdf.write(tree, book, path, cache / "pdf" if cache else None)
    named = {
        one.get("id"): one.get("data-short") or one.get("data-title") or one.get("data-kind") or "" for one in tree.iterfind("body/div/*")
    }
    report = folder / f"{book.metadata.slug}-composition.txt"
    write_whole(report, f"{as_text(record.composition)}\n".encode())
    laid = tuple(named.get(ident, ident) for ident in record.laid)
    return [Made("pdf", path, record.pages, record.problems, laid), Made("composition", report)], record.breaks


def _write_epub(placed: bytes, book: Book, folder: Path, breaks: Sequence[PageBreak]) -> list[Made]:
    from samizdat import epub

    path = folder / f"{book.metadata.slug}.epub"
    epub.write(_read(placed), book, path, breaks)
    return [Made("epub", path)]


def _write_html(placed: bytes, book: Book, folder: Path, cache: Path | None) -> list[Made]:
    from samizdat import html

    path, tree = folder / f"{book.metadata.slug}.html", _read(placed)
    kept = cache / "web" if cache else None
    html.write_site(tree, book, folder / "html", kept)
    html.write_single(tree, book, path, kept)
    return [Made("html", folder / "html"), Made("html", path)]
