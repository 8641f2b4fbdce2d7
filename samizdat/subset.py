"""The book's fonts cut down to the characters of the book, for editions that carry their fonts with them."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fontTools import subset  # type: ignore[import-untyped]

FEATURES = "case frac lnum onum ordn pnum sinf sups tnum smcp c2sc".split()
"""OpenType features kept beyond those that every text needs: small capitals and the figures of the book styles."""


@lru_cache(maxsize=32)
def cut(path: Path, characters: str, flavour: Literal["ttf", "woff2"]) -> bytes:
    """The TrueType font at `path` with the glyphs for `characters` and their variants alone, plain or as WOFF 2.

    All its names stay: the Open Font License asks that its text goes with the font. Raises OSError when the file cannot be read.
    """
    options = subset.Options(recalc_timestamp=False, notdef_outline=True, name_IDs=["*"], name_languages=["*"])
    options.layout_features = [*options.layout_features, *FEATURES]
    font = subset.load_font(str(path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = None if flavour == "ttf" else flavour
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
