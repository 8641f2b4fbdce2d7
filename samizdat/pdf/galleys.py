"""Galleys: pieces as they were laid out, each a PDF of its own with what the rest of the book must know of it, kept from build to build.

A galley is kept under the hash of everything that went in: its HTML (with its first folio), the style sheet, the fonts, this code and
the libraries; beside it stand the files that were read for it, with their hashes, for what a picture draws on is known only afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf  # type: ignore[import-untyped]
from weasyprint import Document  # type: ignore[import-untyped]
from weasyprint.text.ffi import pango  # type: ignore[import-untyped]

from samizdat import styles
from samizdat.files import write_whole
from samizdat.pdf import composition, mending, pieces
from samizdat.pdf.composition_pages import POINTS_PER_PX
from samizdat.pdf.pieces import Piece
from samizdat.pdf.press import Press, font_faces, overheard
from samizdat.problems import Place, Problem

LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "pyphen", "fonttools", "pillow")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An outline entry: its level as the style sheet gives it, its text, the place of its page, and the point on it in pt from below left."""

    level: int
    label: str
    page: int
    x: float
    y: float
    state: str


@dataclass(frozen=True, slots=True)
class Galley:
    """A piece laid out. `anchors`: its ids by page. `calls`: the ids elsewhere that it links to. `put_off`: notes at the foot of a later page than
    their call. `messages`: what WeasyPrint said, with levels. `read`: the files it shows, with their SHA-256. `composed`: what is wrong with its
    composition, a row for each problem. `fragment`: its PDF, empty if not drawn.
    """

    anchors: tuple[tuple[str, ...], ...]
    bookmarks: tuple[Bookmark, ...] = ()
    calls: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    messages: tuple[tuple[int, str], ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    composed: tuple[tuple[Any, ...], ...] = ()
    fragment: bytes = b""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.anchors)

    @property
    def composition(self) -> tuple[Problem, ...]:
        """What is wrong with the composition of its pages."""
        return tuple(Problem(Place(*place), *said) for place, *said in self.composed)


class Galleys:
    """The galleys of one book, from the folder `cache` (None: nothing is kept) or else laid out. `laid` has the ids of the pieces laid out, in order."""

    def __init__(self, root: Path, page_css: str, cache: Path | None) -> None:
        self._root, self._page_css, self._cache = root, page_css, cache
        self._used: set[Path] = set()
        self._heard: tuple[tuple[int, str], ...] = ()
        self.laid: list[str] = []

    def of(self, piece: Piece, source: str, start: int, drawn: bool) -> Galley:
        """The galley of a piece whose HTML is `source`, its first page numbered `start`; with a fragment if `drawn`.
        Raises RecursionError where blocks are nested too deeply.
        """
        place = self._cache / f"{_digest(self._setting, source.encode(), str(drawn).encode())}.galley" if self._cache else None
        kept = _opened(place) if place else None
        if kept is None:
            self.laid.append(piece.document.get("id", ""))
            kept = self._lay_out(piece, source, start, drawn)
            if place:
                write_whole(place, _packed(kept))
        if place:
            self._used.add(place)
            place.touch()
        return kept

    def prune(self) -> None:
        """Drop old galleys: beside those in use, as many stay as there are of them, those last used."""
        if self._cache and self._cache.is_dir():
            unused = sorted(set(self._cache.glob("*.galley")) - self._used, key=lambda place: place.stat().st_mtime_ns)
            for place in unused[: -len(self._used) or None]:
                place.unlink(missing_ok=True)

    def _lay_out(self, piece: Piece, source: str, start: int, drawn: bool) -> Galley:
        press = self._press
        press.read.clear()
        with overheard() as listener:
            document = _mended(piece, source, press)
            galley = _recorded(document, mending.foot_notes(piece))
            composed = composition.report(document.pages, start, piece.matter, self._root) if drawn else ()
            fragment = _drawn(document, galley.calls, piece.document.get("id", "")) if drawn else b""
        read = tuple((address, _digest_of(address)) for address in sorted(press.read))
        return replace(
            galley, messages=(*self._heard, *listener.messages), read=read, composed=tuple(map(_row, composed)), fragment=fragment
        )

    @cached_property
    def _press(self) -> Press:
        with overheard() as listener:
            press = Press(self._root, self._page_css)
        self._heard = tuple(listener.messages)
        return press

    @cached_property
    def _setting(self) -> bytes:
        """What is the same for all pieces: folder, style sheets, fonts, code, libraries."""
        libraries = (*(f"{name} {version(name)}" for name in LIBRARIES), f"pango {pango.pango_version()}")
        texts = (str(self._root.resolve()), self._page_css, font_faces(), styles.sheet("print"), *libraries)
        files = (*(font.path for font in styles.fonts()), *sorted(Path(__file__).parent.glob("*.py")))
        return _digest(*(text.encode() for text in texts), *(file.read_bytes() for file in files)).encode()


def _mended(piece: Piece, source: str, press: Press) -> Document:
    """A piece laid out, and again while a note at the foot stands on another page than its call."""
    document = press.lay_out(source)
    notes = mending.foot_notes(piece)
    pushed: dict[str, int] = {}
    for _ in range(mending.ROUNDS if notes else 0):
        move = mending.to_push(document.pages, notes)
        if move is None or pushed.get(move[0]) in (0, move[1]):
            break
        block, lines = move
        pushed[block] = 0 if block in pushed else lines
        document = press.lay_out(pieces.pushing(source, pushed))
    return document


def _recorded(document: Document, notes: dict[str, str]) -> Galley:
    anchors = tuple(tuple(page.anchors) for page in document.pages)
    links = (target for page in document.pages for kind, target, _, _ in page.links if kind == "internal")
    bookmarks = (
        Bookmark(level, label, number, x * POINTS_PER_PX, (page.height - y) * POINTS_PER_PX, state)
        for number, page in enumerate(document.pages)
        for level, label, (x, y), state in page.bookmarks
    )
    calls = tuple(sorted(set(links) - set(chain.from_iterable(anchors))))
    return Galley(anchors, tuple(bookmarks), calls, tuple(sorted(note for note, _ in mending.put_off(document.pages, notes))))


def _drawn(document: Document, calls: Iterable[str], ident: str) -> bytes:
    """The PDF of a piece. WeasyPrint drops links to ids it does not find, so those of other pieces stand on the first page until the joining."""
    document.pages[0].anchors.update(dict.fromkeys(calls, (0, 0, 0, 0)))

    def finisher(_: Document, file: pydyf.PDF) -> None:
        for element in file.objects:
            if isinstance(element, Mapping):
                _name_headers(element, ident)

    data: bytes = document.write_pdf(finisher=finisher, pdf_tags=True)
    return data


def _name_headers(element: Mapping[str, object], ident: str) -> None:
    """Make the names by which table cells know their headers unlike those of other pieces: WeasyPrint counts them anew in each document."""
    attributes = element.get("A")
    headers = attributes.get("Headers", ()) if isinstance(attributes, Mapping) else ()
    for name in (element.get("ID"), *headers):
        if isinstance(name, pydyf.String) and not str(name.string).startswith(f"{ident}-"):
            name.string = f"{ident}-{name.string}"


def _row(problem: Problem) -> tuple[Any, ...]:
    place = problem.place
    return ((place.path, place.line, place.column), problem.code, problem.what, problem.why, problem.mend, problem.severity)


def _packed(galley: Galley) -> bytes:
    record = asdict(replace(galley, fragment=b"")) | {"fragment": len(galley.fragment)}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n" + galley.fragment


def _opened(place: Path) -> Galley | None:
    """The galley kept at a place; None if it is not whole, or a file that was read for it has changed."""
    try:
        text, _, fragment = place.read_bytes().partition(b"\n")
        record = json.loads(text)
        size = record.pop("fragment")
        if size != len(fragment) or any(_digest_of(address) != digest for address, digest in record["read"]):
            return None
        bookmarks = tuple(Bookmark(**bookmark) for bookmark in record.pop("bookmarks"))
        lists: dict[str, Any] = {name: tuple(_tuples(values)) for name, values in record.items()}
        return Galley(**lists, bookmarks=bookmarks, fragment=fragment)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _tuples(values: Iterable[object]) -> Iterator[object]:
    return (tuple(value) if isinstance(value, list) else value for value in values)


def _digest_of(address: str) -> str:
    """The SHA-256 of the file at a `file:` address; empty if it cannot be read."""
    try:
        return hashlib.sha256(Path(unquote(urlsplit(address).path)).read_bytes()).hexdigest()
    except OSError:
        return ""


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
