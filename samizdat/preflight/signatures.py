"""What a file is by its first bytes: asked before it is opened for good, so that a wrong file is named for what it is."""

from __future__ import annotations

import stat
from pathlib import Path

START = 1024
"""Bytes that are looked at: a PDF says what it is within them (PDF Reference 1.7, appendix H.3)."""
PDF, ZIP, EPUB = b"%PDF-", b"PK\x03\x04", b"application/epub+zip"
NO_FILE = "it is no file"
EMPTY = "it is empty"


def no_file(path: Path) -> bool:
    """Whether it is a folder, a device or a pipe, which could be read without end. Raises OSError where there is nothing at all."""
    return not stat.S_ISREG(path.stat().st_mode)


def no_pdf(path: Path) -> str:
    """Why the file at `path` cannot be a PDF, "" where it may be one. Raises OSError where it cannot be opened."""
    if no_file(path):
        return NO_FILE
    with path.open("rb") as file:
        start = file.read(START)
    if PDF in start:
        return ""
    if not start:
        return EMPTY
    if start.startswith(ZIP):
        return "it is an EPUB (a zip file)" if EPUB in start else "it is a zip file"
    return "it is no PDF"


def no_epub(start: bytes) -> str:
    """Why a file with these first bytes cannot be an EPUB, "" where it may be a damaged one."""
    if not start:
        return EMPTY
    if PDF in start[:START]:
        return "it is a PDF"
    return "" if start.startswith(b"PK") else "it is no EPUB (no zip file)"
