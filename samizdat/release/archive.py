"""A folder as a zip archive whose bytes depend on its files alone."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

READABLE = 0o644 << 16
UNIX = 3


def zipped(folder: Path, date: datetime) -> bytes:
    """All files below `folder`, in the order of their names, each with this date."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        named = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for name, path in sorted(named.items()):
            info = zipfile.ZipInfo(name, date.timetuple()[:6])
            info.create_system, info.external_attr, info.compress_type = UNIX, READABLE, zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    return made.getvalue()
