"""The archive itself: its names, its lock, its first member (EPUB 3.3 section 4)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from samizdat.problems import Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import Opened
from samizdat.stores.words import problem

MIMETYPE = b"application/epub+zip"
PLAIN = re.compile(r"[A-Za-z0-9._/+-]+")
LONGEST_NAME = 255
"""Bytes (EPUB 3.3 section 4.2.3)."""
FONT_ALGORITHMS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
"""Fonts alone are made unreadable by these, and no shop minds."""


def outside(opened: Opened, _: Store) -> Iterator[Problem]:
    """E201 Names that lead out of the book, or that two files have."""
    for name in opened.members:
        if name.startswith(("/", "\\")) or ":" in name.split("/")[0] or ".." in re.split(r"[/\\]", name):
            yield problem(201, opened.place(), f"the name “{name}” leads out of the book")
    folded = Counter(name.casefold() for name in opened.members)
    names = opened.archive.namelist() if opened.archive else []
    twice = [name for name, count in Counter(names).items() if count > 1]
    for name in sorted({*twice, *(name for name in opened.members if folded[name.casefold()] > 1)}):
        yield problem(201, opened.place(), f"two files have the name “{name}”, letter case apart")


def locked(opened: Opened, _: Store) -> Iterator[Problem]:
    """E202 A locked book."""
    if any(info.flag_bits & 1 for info in opened.members.values()):
        yield problem(202, opened.place(), "files in it ask for a password")
    said = opened.bytes_of("META-INF/encryption.xml")
    if "META-INF/rights.xml" in opened.members or (b"EncryptionMethod" in said and not any(one in said for one in FONT_ALGORITHMS)):
        yield problem(202, opened.place("META-INF"), "it is protected against copying")


def first(opened: Opened, _: Store) -> Iterator[Problem]:
    """E205 The mark of an EPUB."""
    info = next(iter(opened.members.values()), None)
    if info is None or info.filename != "mimetype" or opened.bytes_of("mimetype", 100) != MIMETYPE:
        yield problem(205, opened.place(), "its first file is not a mimetype that says application/epub+zip")
    elif info.compress_type != zipfile.ZIP_STORED:
        yield problem(205, opened.place("mimetype"), "the mimetype is compressed")


def listed(opened: Opened, _: Store) -> Iterator[Problem]:
    """E206 The manifest against the archive."""
    paths = {item.path for item in opened.items}
    for path in sorted(paths - set(opened.members)):
        yield problem(206, opened.place(opened.package_path), f"the manifest names {path}, which is not in the file")
    free = {"mimetype", opened.package_path}
    for path in sorted(set(opened.members) - paths - free):
        if not path.startswith("META-INF/") and not path.endswith("/"):
            yield problem(206, opened.place(opened.package_path), f"{path} is not in the manifest", "warning")


def names(opened: Opened, store: Store) -> Iterator[Problem]:
    """E226 Names of files in the book."""
    for limit in store.of("names"):
        for name in opened.members:
            if not PLAIN.fullmatch(name):
                yield problem(
                    226, opened.place(), f"the name “{name}” has other letters than plain ones", limit.severity, limit.source.title
                )
            elif any(len(part.encode()) > LONGEST_NAME for part in posixpath.split(name)):
                yield problem(226, opened.place(), f"the name “{name[:60]}…” is longer than {LONGEST_NAME} bytes", limit.severity)


RULES = (outside, locked, first, listed, names)
