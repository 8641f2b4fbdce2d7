"""Reading inside one folder and writing whole: what the pipeline may read, and how it puts results in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

MARKER = "made-by-samizdat.txt"
"""In a folder that the pipeline made and may replace."""


class OutsideFolder(ValueError):
    """A path leads out of the folder that the book may read from, by `..`, by an absolute path or by a link."""


def inside(folder: Path, relative: str) -> Path:
    """The file at `relative` below `folder`, links followed. Raises OutsideFolder if that is not below `folder`; the file need not exist."""
    root = folder.resolve()
    path = (root / relative).resolve()
    if not path.is_relative_to(root):
        raise OutsideFolder(relative)
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to a temporary name beside `path`, then rename it: a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_folder_whole(path: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder that holds just `files` (relative POSIX names) in the place of `path`; what stood there goes only when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    old = fresh.with_name(f"{fresh.name}.old")
    try:
        for name, data in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        fresh.chmod(0o755)
        if path.exists():
            path.replace(old)
        fresh.replace(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
