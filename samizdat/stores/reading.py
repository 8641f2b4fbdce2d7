"""An EPUB of anybody's, opened within bounds: a file in, its parts and what kept some from being read out.

Nothing is unpacked to disk, no entity is resolved, no more is read than a book can be long; what passes a bound is told and left unread.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from lxml import etree

from samizdat.preflight import signatures
from samizdat.problems import Place, Problem
from samizdat.stores.words import problem

MEGABYTE = 1_000_000
MOST_MEMBERS = 20_000
LARGEST_BOOK = 4_000 * MEGABYTE
"""Unpacked: twice what any shop takes."""
LARGEST_DOCUMENT = 10 * MEGABYTE
LARGEST_TEXT = 40 * MEGABYTE
"""All documents together; an annotated Bible has ten."""
LARGEST_PICTURE = 32 * MEGABYTE
SWELLS = 500
"""How many times its packed size a long file may have: text has five, zeros have a thousand."""
CONTAINER = "META-INF/container.xml"
XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, MemoryError)
"""What reading a broken archive raises."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the manifest: `path` in the archive, `bytes` unpacked (0 where the archive has it not)."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    bytes: int


@dataclass(frozen=True)
class Opened:
    """An EPUB as far as it could be read: `package` is its package document, None where there is none; `documents` its parsed XHTML by path, in the order
    of the spine and then of the manifest; `sheets` its style sheets; `problems` what was in the way. `archive` is open as long as the file it was read
    from."""

    shown: str
    archive: zipfile.ZipFile | None = None
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    package_path: str = ""
    package: etree._Element | None = None
    items: tuple[Item, ...] = ()
    documents: dict[str, etree._Element] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    ncx: etree._Element | None = None
    problems: tuple[Problem, ...] = ()

    def place(self, name: str = "", line: int = 0) -> Place:
        """A place in the file: that of one of its members, or its own."""
        return Place(f"{self.shown}/{name}" if name else self.shown, line)

    def item(self, path: str) -> Item | None:
        """The line of the manifest for a path."""
        return next((item for item in self.items if item.path == path), None)

    @property
    def nav(self) -> tuple[str, etree._Element] | None:
        """The navigation document with its path."""
        path = next((item.path for item in self.items if "nav" in item.properties), "")
        return (path, self.documents[path]) if path in self.documents else None

    def bytes_of(self, path: str, most: int = LARGEST_PICTURE) -> bytes:
        """The first `most` bytes of a member, b"" where they cannot be read."""
        try:
            assert self.archive is not None
            with self.archive.open(path) as member:
                return member.read(most)
        except (*FAULTS, KeyError):
            return b""


def read(file: BinaryIO, shown: str) -> Opened:
    """The EPUB in an open file, which the author knows as `shown`."""
    try:
        return _opened(zipfile.ZipFile(file), shown)
    except FAULTS as error:
        file.seek(0)
        why = signatures.no_epub(file.read(signatures.START)) or f"it cannot be opened: {error}"
        return Opened(shown, problems=(problem(200, Place(shown), why),))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def resolved(base: str, href: str) -> str | None:
    """The path in the archive that `href` in the member `base` leads to; None for an address elsewhere."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path))) if parts.path else base


def _opened(archive: zipfile.ZipFile, shown: str) -> Opened:
    found: list[Problem] = []
    members = {info.filename: info for info in archive.infolist()}
    too_much = _too_much(archive.infolist())
    if too_much:
        return Opened(shown, problems=(problem(200, Place(shown), too_much),))
    reader = _Reader(archive, members, shown, found)
    package_path, package = _package(reader)
    if package is None:
        return Opened(shown, archive, members, package_path, problems=tuple(found))
    items = tuple(_items(package, package_path, members))
    documents = {item.path: root for item in _in_order(package, items) if (root := reader.tree(item.path)) is not None}
    sheets = {item.path: reader.data(item.path).decode("utf-8", "replace") for item in items if item.media_type == "text/css"}
    ncx = next((reader.tree(item.path) for item in items if item.media_type == NCX), None)
    return Opened(shown, archive, members, package_path, package, items, documents, sheets, ncx, tuple(found))


def _too_much(infos: list[zipfile.ZipInfo]) -> str:
    """Why an archive is no book but a trap, if it is one."""
    if len(infos) > MOST_MEMBERS:
        return f"it has {len(infos):,} files; no book has more than {MOST_MEMBERS:,}"
    total = sum(info.file_size for info in infos)
    if total > LARGEST_BOOK:
        return f"it unpacks to {total // MEGABYTE:,} MB"
    thin = next((info for info in infos if info.file_size > LARGEST_PICTURE and info.compress_size * SWELLS < info.file_size), None)
    return f"{thin.filename} unpacks to more than {SWELLS} times its size" if thin else ""


@dataclass
class _Reader:
    """Reads members and counts how much text was read; notes in `found` what could not be."""

    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    shown: str
    found: list[Problem]
    left: int = LARGEST_TEXT

    def data(self, name: str) -> bytes:
        """The bytes of a member, b"" where there is none or too much."""
        info = self.members.get(name)
        if info is None:
            return b""
        if info.file_size > min(LARGEST_DOCUMENT, self.left):
            self._note(200, name, f"it is too long to be read, {info.file_size // MEGABYTE:,} MB")
            return b""
        self.left -= info.file_size
        try:
            return self.archive.read(info)
        except FAULTS as error:
            self._note(200, name, f"it cannot be read: {error}")
            return b""

    def tree(self, name: str) -> etree._Element | None:
        """A member as XML, None where it is none, which is noted."""
        if name not in self.members:
            return None
        data = self.data(name)
        if b"<!ENTITY" in data or b"<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y" in data:
            self._note(203, name, "it defines entities, which can grow without end or lead out of the book")
            return None
        try:
            return etree.fromstring(data, _parser()) if data else None
        except (etree.XMLSyntaxError, ValueError) as error:
            self._note(203, name, f"it is not well-formed: {error}")
            return None

    def _note(self, number: int, name: str, what: str) -> None:
        self.found.append(problem(number, Place(f"{self.shown}/{name}"), what))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)


def _package(reader: _Reader) -> tuple[str, etree._Element | None]:
    """The package document that the container names, and where it is."""
    container = reader.tree(CONTAINER)
    if container is None:
        if CONTAINER not in reader.members:
            reader.found.append(problem(204, Place(reader.shown), f"it has no {CONTAINER}"))
        return "", None
    name = next((str(one.get("full-path") or "") for one in container.iter("{*}rootfile")), "")
    if name not in reader.members:
        reader.found.append(
            problem(204, Place(f"{reader.shown}/{CONTAINER}"), f"it names the package document “{name}”, which is not there")
        )
        return name, None
    return name, reader.tree(name)


def _items(package: etree._Element, base: str, members: dict[str, zipfile.ZipInfo]) -> Iterator[Item]:
    """The lines of the manifest, each file once, so that none is read a thousand times."""
    seen: set[str] = set()
    for item in package.iterfind("{*}manifest/{*}item"):
        path = resolved(base, item.get("href") or "")
        if path is not None and path not in seen:
            seen.add(path)
            info = members.get(path)
            properties = frozenset((item.get("properties") or "").split())
            yield Item(item.get("id") or "", path, item.get("media-type") or "", properties, info.file_size if info else 0)


def _in_order(package: etree._Element, items: tuple[Item, ...]) -> Iterator[Item]:
    """The XHTML documents, those of the spine first."""
    left = {item.id: item for item in items if item.media_type == XHTML}
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = left.pop(reference.get("idref") or "", None)
        if item is not None:
            yield item
    yield from left.values()
