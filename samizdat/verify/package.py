"""The container of the EPUB edition, read back: its members and its package document."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from samizdat.verify.documents import parse


@dataclass(frozen=True)
class Package:
    """What an EPUB file holds: its members, the package document and where that stands."""

    members: dict[str, bytes]
    path: str
    root: etree._Element

    @property
    def manifest(self) -> dict[str, etree._Element]:
        """The items of the manifest by their path in the file."""
        folder = posixpath.dirname(self.path)
        items = self.root.iterfind("manifest/item")
        return {posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or ""))): item for item in items}


def read(path: Path) -> Package:
    """The EPUB at `path`. Raises OSError, zipfile.BadZipFile, KeyError where a part is missing, Unreadable where it is not well-formed."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist() if not name.endswith("/")}
    container = parse("container.xml", members["META-INF/container.xml"], xml=True).root
    name = next((str(root.get("full-path")) for root in container.iter("rootfile")), "")
    return Package(members, name, parse(name, members[name], xml=True).root)
