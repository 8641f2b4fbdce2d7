"""Galleys: pieces as they were laid out, each a PDF of its own with what the rest of the book must know of it, kept from build to build.

A galley is kept under the hash of everything that went in: its HTML, its running heads and first folio, the style sheet, the fonts, this code and
the libraries; beside it stand the files that were read for it, with their hashes, for what a picture draws on is known only afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from samizdat import receipt, styles
from samizdat.files import write_whole
from samizdat.problems import Place, Problem

if TYPE_CHECKING:
    from samizdat.pdf.composing_room import ComposingRoom
    from samizdat.pdf.pieces import Copy

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
    their call. `starts`: by page, where it begins in the text (`breaks`). `messages`: what WeasyPrint said, with levels. `read`: the files it shows,
    with their SHA-256. `composed`: what is wrong with its composition, a row for each problem. `fragment`: its PDF, empty if not drawn.
    """

    anchors: tuple[tuple[str, ...], ...]
    bookmarks: tuple[Bookmark, ...] = ()
    calls: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    starts: tuple[tuple[int, int] | None, ...] = ()
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
    """The galleys of one book, from the folder `cache` (None: nothing is kept) or else from the composing room. `laid` has the ids of the pieces
    laid out, in order.
    """

    def __init__(self, room: ComposingRoom, setting: bytes, cache: Path | None) -> None:
        self._room, self._setting, self._cache = room, setting, cache
        self._used: set[Path] = set()
        self.laid: list[str] = []

    def of(self, copies: Sequence[Copy]) -> list[Galley]:
        """The galleys of pieces, in their order; those that are not kept are laid out side by side.
        Raises RecursionError where blocks are nested too deeply.
        """
        places = [self._place(copy) for copy in copies]
        found = [_opened(place) if place else None for place in places]
        missing = [number for number, galley in enumerate(found) if galley is None]
        self.laid += [ident for number in missing if (ident := copies[number].ident) not in self.laid]
        for number, galley in zip(missing, self._room.lay_out([copies[number] for number in missing]), strict=True):
            found[number] = galley
            if place := places[number]:
                write_whole(place, _packed(galley))
        for place in filter(None, places):
            self._used.add(place)
            place.touch()
        return [galley for galley in found if galley is not None]

    def prune(self) -> None:
        """Drop old galleys: beside those in use, as many stay as there are of them, those last used."""
        if self._cache and self._cache.is_dir():
            unused = sorted(set(self._cache.glob("*.galley")) - self._used, key=lambda place: place.stat().st_mtime_ns)
            for place in unused[: -len(self._used) or None]:
                place.unlink(missing_ok=True)

    def _place(self, copy: Copy) -> Path | None:
        parts = (copy.matter.encode(), copy.source.encode(), str(copy.start).encode(), copy.heads.encode())
        return self._cache / f"{_digest(self._setting, *parts)}.galley" if self._cache else None


def setting(root: Path, page_css: str) -> bytes:
    """What is the same for all pieces of a book: folder, style sheets, fonts, code, libraries."""
    texts = (str(root.resolve()), page_css, styles.sheet("print"), *(f"{name} {version(name)}" for name in LIBRARIES), *receipt.system())
    files = (*(font.path for font in styles.fonts()), *sorted(Path(__file__).parent.rglob("*.py")))
    return _digest(*(text.encode() for text in texts), *(file.read_bytes() for file in files)).encode()


def digest_of(address: str) -> str:
    """The SHA-256 of the file at a `file:` address; empty if it cannot be read."""
    try:
        return hashlib.sha256(Path(unquote(urlsplit(address).path)).read_bytes()).hexdigest()
    except OSError:
        return ""


def _packed(galley: Galley) -> bytes:
    record = asdict(replace(galley, fragment=b"")) | {"fragment": len(galley.fragment)}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n" + galley.fragment


def _opened(place: Path) -> Galley | None:
    """The galley kept at a place; None if it is not whole, or a file that was read for it has changed."""
    try:
        text, _, fragment = place.read_bytes().partition(b"\n")
        record = json.loads(text)
        size = record.pop("fragment")
        if size != len(fragment) or any(digest_of(address) != digest for address, digest in record["read"]):
            return None
        bookmarks = tuple(Bookmark(**bookmark) for bookmark in record.pop("bookmarks"))
        lists: dict[str, Any] = {name: tuple(_tuples(values)) for name, values in record.items()}
        return Galley(**lists, bookmarks=bookmarks, fragment=fragment)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _tuples(values: Iterable[object]) -> Iterator[object]:
    return (tuple(value) if isinstance(value, list) else value for value in values)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
