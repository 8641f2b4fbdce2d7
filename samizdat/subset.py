"""The book's fonts cut down to the characters of the book, for editions that carry their fonts with them."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Literal

import uharfbuzz  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FEATURES = "case frac lnum onum ordn pnum sinf sups tnum smcp c2sc".split()
"""OpenType features kept beyond those that every text needs: small capitals and the figures of the book styles."""


@lru_cache(maxsize=32)
def cut(path: Path, characters: str, flavour: Literal["ttf", "woff2"]) -> bytes:
    """The TrueType font at `path` with the glyphs for `characters` and their variants alone, plain or as WOFF 2.

    All its names stay: the Open Font License asks that its text goes with the font. Raises OSError when the file cannot be read.
    """
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.update(_tag(feature) for feature in FEATURES)
    for names in (wanted.name_id_set, wanted.name_lang_id_set):
        names.clear()
        names.invert()
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    data = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted).blob.data
    return bytes(data) if flavour == "ttf" else _packed(bytes(data))


def _tag(name: str) -> int:
    """An OpenType tag as the number that HarfBuzz knows it by: its four letters in bytes."""
    return int.from_bytes(name.encode("ascii"), "big")


def _packed(data: bytes) -> bytes:
    """A TrueType font as WOFF 2."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
