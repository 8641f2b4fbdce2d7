"""The commands, for `./inv`. Each task says what it does for an author and calls the package; `./inv --list` lists them, `./inv --help TASK` explains one."""

from __future__ import annotations

import shlex
import sys

from invoke import task
from invoke.context import Context

from samizdat import commands

PYTHON = shlex.quote(sys.executable)
BOOK = {
    "book": "the manuscript folder (default: the bundled book, manuscript/)",
    "out": "the folder for results (default: build/)",
    "quiet": "say nothing but problems",
    "json": "say what came of it as JSON on standard output",
    "traceback": "show where a fault of samizdat itself happened",
}


@task(help=BOOK)
def build(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Make every edition: PDF, EPUB and HTML."""
    sys.exit(commands.build(commands.call(book, out, quiet, json, traceback), ("pdf", "epub", "html")))


@task(help=BOOK)
def pdf(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Make the PDF."""
    sys.exit(commands.build(commands.call(book, out, quiet, json, traceback), ("pdf",)))


@task(help=BOOK)
def archive(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Make the PDF, and beside it the same as PDF/A-2b, for libraries that keep files."""
    sys.exit(commands.archive(commands.call(book, out, quiet, json, traceback)))


@task(
    name="print",
    help=BOOK | {"printer": "kdp, ingramspark, lulu, offset-eu, plain or a profile of your own (default: what book.toml says)"},
)
def print_(
    c: Context, printer: str = "", book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False
) -> None:
    """Make what a printer gets, in print/PRINTER: interior, cover, front for the shops, and a preflight report."""
    sys.exit(commands.send(commands.call(book, out, quiet, json, traceback), printer))


@task(
    positional=["file"],
    help={
        "file": "a PDF or an EPUB, ours or not",
        "printer": "the printer that a PDF is for (default: plain)",
        "kind": "of a PDF: interior (the default) or cover",
        "store": "the shop that an EPUB is for: apple-books, google-play, ingramspark, kdp, kobo (default: plain)",
        "page": "a file for the report on a PDF as a page to look at, as report.html",
        "json": BOOK["json"],
        "traceback": BOOK["traceback"],
    },
)
def preflight(
    c: Context,
    file: str,
    printer: str = "",
    kind: str = "",
    store: str = "",
    page: str = "",
    json: bool = False,
    traceback: bool = False,
) -> None:
    """Report what a printer would send a PDF back for, or a shop an EPUB."""
    sys.exit(commands.preflight(file, printer, kind, store, page, json, traceback))


@task(help=BOOK | {"check": "tell what is missing, and make nothing"})
def release(
    c: Context, check: bool = False, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False
) -> None:
    """Make the folder to hand out: e-book and covers, files for each printer, web edition, ONIX, MARC, statement, sums."""
    sys.exit(commands.release(commands.call(book, out, quiet, json, traceback), check))


@task(help=BOOK)
def epub(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Make the EPUB."""
    sys.exit(commands.build(commands.call(book, out, quiet, json, traceback), ("epub",)))


@task(help=BOOK)
def html(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Make the HTML edition: html/, a page for each chapter, and one single file."""
    sys.exit(commands.build(commands.call(book, out, quiet, json, traceback), ("html",)))


@task(help=BOOK)
def assemble(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Join front matter, parts, essays, endnotes and back matter into the single manuscript (manuscript.html and manuscript.md)."""
    sys.exit(commands.assemble(commands.call(book, out, quiet, json, traceback)))


@task(help=BOOK)
def check(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Report everything in the manuscript that would go wrong in an edition; change nothing."""
    sys.exit(commands.check(commands.call(book, out, quiet, json, traceback)))


@task(help=BOOK)
def verify(c: Context, book: str = "", out: str = "", quiet: bool = False, json: bool = False, traceback: bool = False) -> None:
    """Make every edition and have it judged by the real validators too (EPUBCheck, the Nu HTML checker)."""
    sys.exit(commands.build(commands.call(book, out, quiet, json, traceback), ("pdf", "epub", "html"), validators=True))


@task(help={"json": BOOK["json"]})
def doctor(c: Context, json: bool = False) -> None:
    """Report every tool and library, its version, and what is lost without it."""
    sys.exit(commands.doctor(json))


@task
def clean(c: Context) -> None:
    """Remove the results in build/ and the cache of converted chapters."""
    sys.exit(commands.clean())


@task(help={"args": "words for pytest, for example --args='-k notes -x'"})
def test(c: Context, args: str = "") -> None:
    """Run the tests."""
    c.run(f"{PYTHON} -m pytest -n auto {args}", pty=sys.stdout.isatty())


@task
def lint(c: Context) -> None:
    """Check the code's style and types with ruff and mypy."""
    for words in ("ruff check .", "ruff format --check .", "mypy"):
        c.run(f"{PYTHON} -m {words}", pty=sys.stdout.isatty())
