"""Text files of the manuscript: bytes in; whole, normal text out."""

from __future__ import annotations

import re
from pathlib import Path

from samizdat import files
from samizdat.book import Source
from samizdat.manuscript import faults
from samizdat.problems import Place, Problem

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no text has; XML 1.0 (section 2.2) forbids most of them, so that no EPUB could hold them."""


def shown(root: Path, relative: str) -> str:
    """The file at `relative` as an editor knows it: with the manuscript folder as it was given before it."""
    return (root / relative).as_posix()


def locate(root: Path, relative: str, place: Place, found: list[Problem]) -> Path | None:
    """The file that `place` names as `relative`; None, with the fault noted, if it is outside the folder, missing or no file."""
    try:
        path = files.inside(root, relative)
        if path.is_file():
            return path
        fault = faults.not_a_file(place, relative) if path.exists() else faults.missing_file(place, relative, nearby(root))
    except files.OutsideFolder:
        fault = faults.outside_folder(place, relative)
    except (OSError, ValueError, RuntimeError):
        fault = faults.not_a_file(place, relative)
    found.append(fault)
    return None


def read(root: Path, relative: str, place: Place, found: list[Problem]) -> Source | None:
    """The text of the file that `place` names as `relative`; None, with the fault noted, if it cannot be had.

    A byte order mark is dropped and all line ends become `\\n`.
    """
    path = locate(root, relative, place, found)
    if path is None:
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        found.append(faults.unreadable(Place(shown(root, relative)), error.strerror or ""))
        return None
    text = decode(data, shown(root, relative), found)
    return None if text is None else Source(relative, text)


def decode(data: bytes, path: str, found: list[Problem]) -> str | None:
    """The text in `data`; None, with the fault and its place noted, if it is not UTF-8, has characters that no text has, or is blank."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        found.append(faults.not_utf8(_end(path, before), data[error.start]))
        return None
    if control := CONTROL.search(text):
        found.append(faults.control_character(_end(path, text[: control.start()]), ord(control[0])))
        return None
    if not text.strip():
        found.append(faults.empty_file(Place(path)))
        return None
    return text


def nearby(root: Path) -> list[str]:
    """The text files in the manuscript folder, as paths relative to it, for offering the nearest."""
    return sorted(path.relative_to(root).as_posix().encode("utf-8", "replace").decode() for path in root.glob("*/*.md"))


def _end(path: str, before: str) -> Place:
    return Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
