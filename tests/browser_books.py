"""Manuscripts written as HTML for the tests that drive a browser."""

from __future__ import annotations

from pathlib import Path

from samizdat import line, notes
from samizdat.html import write_single, write_site
from samizdat.steps import Steps


def write_book(manuscript: Path, out: Path) -> Path:
    """The site of a manuscript, without check and PDF, with the single file among its pages as `single.html`."""
    whole = line.prepare(manuscript, out, Steps(quiet=True))
    tree = notes.place(whole.tree, whole.book.edition("html"))
    write_site(tree, whole.book, out / "html")
    write_single(tree, whole.book, out / "html/single.html")
    return out / "html"
