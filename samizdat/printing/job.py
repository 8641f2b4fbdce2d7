"""The job: what a file for the printer is to say of the book, and what it is printed for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samizdat.book import Trim


@dataclass(frozen=True, slots=True)
class Job:
    """`date` is the text's own, with its zone; `profile` the bytes of an ICC profile of the printing condition, empty for none; `condition` the name that
    the condition is registered under, as “FOGRA52”, empty for none."""

    trim: Trim
    title: str
    authors: tuple[str, ...]
    isbn: str
    language: str
    date: datetime
    profile: bytes = b""
    condition: str = ""
