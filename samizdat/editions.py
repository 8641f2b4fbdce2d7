"""Step 6, write: which writer makes which edition, the two slow ones side by side, and results put in place when all is well."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lxml import etree

from samizdat import notes, workers
from samizdat.book import Book
from samizdat.files import write_whole
from samizdat.problems import as_text
from samizdat.report import Made
from samizdat.steps import Advance

EDITIONS = ("pdf", "epub", "html")


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


def get_ready(names: Sequence[str]) -> None:
    """Start what takes its time to start, while something else is done."""
    if "pdf" in names:
        workers.load_early("samizdat.pdf.compositor")


def write(tree: etree._Element, book: Book, folder: Path, names: Sequence[str], advance: Advance, cache: Path | None = None) -> list[Made]:
    """Write the editions `names` into `folder`. The PDF has workers of its own; the others are written beside it. The folder `cache` keeps what is
    slow to make. Raises ProblemsFound.
    """
    placed = {name: etree.tostring(notes.place(tree, book.edition(name)), encoding="utf-8") for name in names}
    here = "pdf" if "pdf" in names else names[0]
    with ProcessPoolExecutor(workers.cores(), workers.start()) as processes:
        running = {name: processes.submit(_write_edition, name, placed[name], book, folder, cache) for name in names if name != here}
        made = {here: _write_edition(here, placed[here], book, folder, cache)}
        advance(here)
        for name, future in running.items():
            made[name] = future.result()
            advance(name)
    return [one for name in names for one in made[name]]


def _write_edition(name: str, tree: bytes, book: Book, folder: Path, cache: Path | None) -> list[Made]:
    root = etree.fromstring(tree, etree.XMLParser(huge_tree=True))
    return WRITERS[name](root, book, folder, cache)


def _write_pdf(tree: etree._Element, book: Book, folder: Path, cache: Path | None) -> list[Made]:
    from samizdat import pdf

    path = folder / f"{book.metadata.slug}.pdf"
    record = pdf.write(tree, book, path, cache / "pdf" if cache else None)
    named = {
        one.get("id"): one.get("data-short") or one.get("data-title") or one.get("data-kind") or "" for one in tree.iterfind("body/div/*")
    }
    report = folder / f"{book.metadata.slug}-composition.txt"
    write_whole(report, f"{as_text(record.composition)}\n".encode())
    return [
        Made("pdf", path, record.pages, record.problems, tuple(named.get(ident, ident) for ident in record.laid)),
        Made("composition", report),
    ]


def _write_epub(tree: etree._Element, book: Book, folder: Path, _: Path | None) -> list[Made]:
    from samizdat import epub

    path = folder / f"{book.metadata.slug}.epub"
    epub.write(tree, book, path)
    return [Made("epub", path)]


def _write_html(tree: etree._Element, book: Book, folder: Path, cache: Path | None) -> list[Made]:
    from samizdat import html

    path = folder / f"{book.metadata.slug}.html"
    kept = cache / "web" if cache else None
    html.write_site(tree, book, folder / "html", kept)
    html.write_single(tree, book, path, kept)
    return [Made("html", folder / "html"), Made("html", path)]


WRITERS = {"pdf": _write_pdf, "epub": _write_epub, "html": _write_html}
