"""The container: resources and package metadata in, a zip file with fixed bytes out. The only door to EbookLib.

EPUB 3.3 sections 4 (OCF) and 5 (package document).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ebooklib import epub  # type: ignore[import-untyped]
from lxml import etree

from samizdat import files

UID = "pub-id"
"""The id of the `dc:identifier` that the package calls its unique identifier."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XHTML_TYPE = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"
FOLDER = "EPUB"
FIRST_ZIP_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the publication: `href` from the package document, `properties` as in the manifest, `in_spine` if it is read in turn."""

    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False

    @property
    def id(self) -> str:
        """The manifest id: the address with each slash as two hyphens, which no safe name has; EbookLib asks for `ncx`."""
        return "ncx" if self.media_type == NCX_TYPE else self.href.replace("/", "--")


@dataclass(frozen=True, slots=True)
class Package:
    """All that the container holds: `uid` the unique identifier, `metadata` the package's metadata element, resources in reading order."""

    uid: str
    language: str
    modified: datetime
    metadata: etree._Element
    resources: Sequence[Resource]


def write(package: Package, path: Path) -> None:
    """Write `package` to `path`, whole. Dates in the zip are `package.modified`, but not before 1980, where the zip format begins."""
    buffer = io.BytesIO()
    _Writer(buffer, package).write()
    files.write_whole(path, buffer.getvalue())


class _FixedZip(zipfile.ZipFile):
    """A zip file whose members have one date, one system and one mode, and none an extra field."""

    def __init__(self, file: io.BytesIO, moment: datetime) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
        self._date = moment.timetuple()[:6] if moment.year >= FIRST_ZIP_YEAR else (FIRST_ZIP_YEAR, 1, 1, 0, 0, 0)

    def writestr(self, name: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None) -> None:
        """Add a member as ZipFile does; `mimetype` is stored, as EPUB 3.3 section 4.2.6.2 asks."""
        info = zipfile.ZipInfo(name, self._date)
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        stored = name == "mimetype"
        super().writestr(info, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, None if stored else 9)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer with our metadata, our language and our zip in the place of its own."""

    def __init__(self, buffer: io.BytesIO, package: Package) -> None:
        super().__init__(buffer, _ebook(package))
        self._package = package

    def write(self) -> None:
        """Write the container; `mimetype` comes first (EPUB 3.3 section 4.2.6.2)."""
        self.out = _FixedZip(self.file_name, self._package.modified)
        with self.out:
            self.out.writestr("mimetype", b"application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        del root.attrib["prefix"]
        root.set(XML_LANG, self._package.language)
        metadata = root.find("metadata")
        assert metadata is not None
        root.replace(metadata, self._package.metadata)
        super()._write_opf_file(root)


def _ebook(package: Package) -> Any:
    """The package as EbookLib knows it; plain items alone keep our bytes, its own document class parses them anew as HTML."""
    ebook = epub.EpubBook()
    ebook.FOLDER_NAME = FOLDER
    ebook.IDENTIFIER_ID = UID
    for resource in package.resources:
        item = epub.EpubItem(resource.id, resource.href, resource.media_type, resource.data)
        item.properties = list(resource.properties)
        ebook.add_item(item)
        if resource.in_spine:
            ebook.spine.append(item)
    return ebook
