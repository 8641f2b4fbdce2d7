"""The output intents of a PDF: for which printing condition its colours were made (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pikepdf

REGISTRY = "http://www.color.org"
"""The registry of characterised printing conditions that PDF/X names."""
ICC_HEADER = 128
"""Bytes (ISO 15076-1, 7.2)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An ICC profile: its class (`prtr` for output), the space of its device (`CMYK`, `GRAY`, `RGB`), its major version and its digest."""

    kind: str
    space: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: its kind (`GTS_PDFX`…), the printing condition and its registry, what it says of itself, and the profile, None where there is none."""

    kind: str
    condition: str
    registry: str = ""
    info: str = ""
    profile: Profile | None = None


def profile(data: bytes) -> Profile | None:
    """The head of an ICC profile; None where `data` is none."""
    if len(data) < ICC_HEADER or data[36:40] != b"acsp":
        return None
    kind, space = (data[start : start + 4].decode("latin-1").strip() for start in (12, 16))
    return Profile(kind, space, data[8], hashlib.sha256(data).hexdigest())


def read(pdf: pikepdf.Pdf) -> tuple[Intent, ...]:
    """The output intents of a file, in its order."""
    said = pdf.Root.get("/OutputIntents")
    return tuple(_intent(one) for one in said if isinstance(one, pikepdf.Dictionary)) if isinstance(said, pikepdf.Array) else ()


def _intent(said: Any) -> Intent:
    stream = said.get("/DestOutputProfile")
    try:
        found = profile(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else None
    except pikepdf.PdfError:
        found = None
    condition, registry, info = (str(said.get(key, "")) for key in ("/OutputConditionIdentifier", "/RegistryName", "/Info"))
    return Intent(str(said.get("/S", "")).lstrip("/"), condition, registry, info, found)
