"""The pictures of the book and its cover: what the tree shows, read from the manuscript folder, as resources of the package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from lxml import etree

from samizdat import files
from samizdat.book import Book
from samizdat.epub import names
from samizdat.epub.documents import place
from samizdat.epub.package import Resource
from samizdat.problems import Place, Problem, ProblemsFound

FOLDER = "images"
COVER_WIDTH = 1400
"""Pixels of a cover that is drawn: shops take 3.2 million in a book at the most, and 1400 for the shorter side at the least (`samizdat.stores`)."""

COVER_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
"""What bookshops take as a cover."""

TYPES = {**COVER_TYPES, ".gif": "image/gif", ".svg": "image/svg+xml", ".webp": "image/webp"}
"""The core media types for pictures (EPUB 3.3 section 3.2)."""


def gather(tree: etree._Element, root: Path) -> dict[str, Resource]:
    """Each picture that `tree` shows, by its address in the tree; read from the folder `root`.

    Raises ProblemsFound for pictures that are missing, outside the folder or of a type that an EPUB cannot hold.
    """
    shown = {image.get("src", ""): image for image in reversed(list(tree.iterfind(".//img")))}
    sources = sorted(shown)
    problems = [problem for source in sources for problem in _unfit(root, source, place(shown[source]), TYPES)]
    if problems:
        raise ProblemsFound(problems)
    return {source: _resource(root, source, href) for source, href in zip(sources, _hrefs(sources), strict=True)}


def cover(book: Book) -> Resource:
    """The cover: the picture that the book names, else one drawn from its title. Raises ProblemsFound for a picture that cannot be one."""
    named = book.metadata.cover
    if not named:
        # A cover is set like a page of print, and what does that takes a second to load.
        from samizdat import covers

        return Resource(f"{FOLDER}/cover.jpg", "image/jpeg", covers.front(book, COVER_WIDTH), ("cover-image",))
    problems = list(_unfit(book.root, named, Place("book.toml"), COVER_TYPES))
    if problems:
        raise ProblemsFound(problems)
    suffix = PurePosixPath(named).suffix.lower()
    return Resource(f"{FOLDER}/cover{suffix}", COVER_TYPES[suffix], files.inside(book.root, named).read_bytes(), ("cover-image",))


def cover_alt(book: Book) -> str:
    """What the cover says, in words: the author's, else what is drawn on it."""
    if book.metadata.cover_alt:
        return book.metadata.cover_alt
    from samizdat import covers

    return covers.alt(book)


def _unfit(root: Path, source: str, where: Place, types: dict[str, str]) -> Iterator[Problem]:
    """Why the file at `source` cannot be a picture of the EPUB, if it cannot."""
    if PurePosixPath(source).suffix.lower() not in types:
        kinds = ", ".join(sorted(suffix.removeprefix(".") for suffix in types if suffix != ".jpeg"))
        yield Problem(where, "E902", f"the picture {source} is of a type that cannot stand here", f"only {kinds} can", "convert it")
        return
    try:
        found = files.inside(root, source).is_file()
    except files.OutsideFolder:
        yield Problem(where, "E903", f"the picture {source} is outside the manuscript", "", "copy it into figures/ and name it there")
        return
    if not found:
        yield Problem(where, "E904", f"there is no picture {source}", "", "put the file there, or correct the name")


def _hrefs(sources: Sequence[str]) -> list[str]:
    """An address below images/ for each source, safe and unlike all others."""
    paths = [PurePosixPath(source) for source in sources]
    stems = names.distinct(("-".join(path.with_suffix("").parts) for path in paths), taken=("cover",))
    return [f"{FOLDER}/{stem}{path.suffix.lower()}" for stem, path in zip(stems, paths, strict=True)]


def _resource(root: Path, source: str, href: str) -> Resource:
    """The picture at `source` as a file of the package at `href`."""
    return Resource(href, TYPES[PurePosixPath(source).suffix.lower()], files.inside(root, source).read_bytes())
