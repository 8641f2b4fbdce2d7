"""The characters that the edition needs of its faces, and the rules that name them."""

from __future__ import annotations

_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0‘’“”–—…·†‡←→©")
"""Printed round the text of every book, whatever its language: names of pages, arrows, ASCII."""


def characters_of(text: str) -> str:
    """The characters that a face needs to set `text`, each once, in code point order."""
    return "".join(sorted(_ALWAYS | {character for character in text if character.isprintable()}))


def font_face(family: str, style: str, weight: int | str, address: str) -> str:
    """The `@font-face` rule for one face. Text shows at once in a fallback and changes when the face is there (`swap`)."""
    source = f'src: url("{address}") format("woff2")'
    return f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; font-display: swap; {source}; }}\n'
