"""The book's own faces, cut down to the characters of the book."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]

FLAVOUR = "woff2" if find_spec("brotli") else "woff"
"""WOFF 2 needs the Brotli library; without it the faces are WOFF 1, a third larger."""

_FEATURES = ["kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups"]
_LICENCE_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0‘’“”–—…·†‡←→©")
"""Printed round the text of every book, whatever its language: names of pages, arrows, ASCII."""


def characters_of(text: str) -> str:
    """The characters that a face needs to set `text`, each once, in code point order."""
    return "".join(sorted(_ALWAYS | {character for character in text if character.isprintable()}))


@lru_cache(maxsize=32)
def subset_font(path: Path, characters: str) -> bytes:
    """The font file at `path` with the glyphs of `characters` and their small capitals, figures and ligatures, as WOFF.

    Names 13 and 14 stay: the Open Font License asks that its text goes with the font. Raises OSError when it cannot be read.
    """
    options = subset.Options(
        layout_features=_FEATURES,
        name_IDs=_LICENCE_NAMES,
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
        ignore_missing_unicodes=True,
    )
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    font.flavor = FLAVOUR
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def font_face(family: str, style: str, weight: int | str, address: str) -> str:
    """The `@font-face` rule for one face. Text shows at once in a fallback and changes when the face is there (`swap`)."""
    source = f'src: url("{address}") format("{FLAVOUR}")'
    return f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; font-display: swap; {source}; }}\n'
