"""The files of a release, by the names they are handed out under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from samizdat import covers, dates
from samizdat.book import Book
from samizdat.release import names
from samizdat.release.archive import zipped
from samizdat.release.editions import Product, isbn, path
from samizdat.release.marc import records
from samizdat.release.statement import statement
from samizdat.release.table import table
from samizdat.report import Report

SUMS = "SHA256SUMS"
"""Stands in every release, as sha256sum writes and reads it: a folder without it is not ours to replace."""
NAMED = {"print": names.interior, "cover": names.cover}
"""By what the printer's job calls them: the pages, and the wrap."""

Files = dict[str, bytes]


def collected(book: Book, report: Report, products: Sequence[Product], onix: bytes) -> Files:
    """Every file of a release but its list and its sums. `report` tells of what was built and made for printers."""
    made = {product.name for product in products}
    files = {"onix.xml": onix, "library.mrc": records(book, products), "library.csv": table(book, products)}
    files["accessibility.html"] = statement(book, products)
    if "epub" in made:
        number = isbn(book, "epub")
        files[names.epub(number)] = path(report, "epub").read_bytes()
        files |= dict.fromkeys(names.covers(number), covers.front(book))
    if "pdf" in made:
        files[names.pdf(isbn(book, "pdf"))] = path(report, "pdf").read_bytes()
    if "print" in made:
        files |= dict(_printed(book, report))
    if "html" in made:
        files |= _web(book, report)
    return files


def with_list(files: Mapping[str, bytes], about: str) -> Files:
    """The files with README.txt, which is `about`, and with their sums."""
    listed = {**files, "README.txt": about.encode()}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(listed.items())]
    return {**listed, SUMS: "".join(lines).encode()}


def named_here(book: Book, report: Report, judged: bytes) -> bytes:
    """A report in UTF-8 on the e-book, which then speaks of it by the name that it has in the release, wherever it was built."""
    if not any(made.edition == "epub" for made in report.made):
        return judged
    file = path(report, "epub")
    number = isbn(book, "epub")
    name = Path(names.epub(number)).name if number else file.name
    return judged.replace(str(file).encode(), name.encode())


def _printed(book: Book, report: Report) -> Iterator[tuple[str, bytes]]:
    """For each printer the interior, the wrap, and the preflight of both, which speaks of them by the names that they have here."""
    number = isbn(book, "print")
    for made in report.made:
        if made.edition not in NAMED:
            continue
        name = NAMED[made.edition](number, made.path.parent.name)
        yield name, made.path.read_bytes()
        for suffix in (".txt", ".json", ".html"):
            judged = made.path.with_name(f"{made.path.stem}-preflight{suffix}")
            if judged.is_file():
                yield f"{name.removesuffix('.pdf')}-preflight{suffix}", _renamed(judged, made.path, Path(name).name)


def _renamed(judged: Path, file: Path, name: str) -> bytes:
    text = judged.read_text("utf-8")
    return text.replace(str(file), name).replace(escape(str(file)), escape(name)).encode()


def _web(book: Book, report: Report) -> Files:
    single = path(report, "html")
    site = next(made.path for made in report.made if made.edition == "html" and made.path.is_dir())
    slug = book.metadata.slug
    return {names.site(slug): zipped(site, dates.of_text(book)), names.single(slug): single.read_bytes()}
