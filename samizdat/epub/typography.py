"""The style sheet with the fonts it names, each font cut down to the characters of the book."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path

from samizdat.epub.documents import SHEET, Document
from samizdat.epub.names import safe
from samizdat.epub.package import Resource
from samizdat.styles import Font
from samizdat.subset import cut

ALWAYS = string.printable.strip() + " \u00a0\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
"""Characters that a font keeps whatever the text: list numerals, hyphens of line ends and what a reading system may add."""


def resources(documents: Sequence[Document], sheet: str, fonts: Sequence[Font]) -> list[Resource]:
    """The style sheet `sheet` headed by its @font-face rules, and the font files, as resources of the package."""
    hrefs = [f"fonts/{safe(Path(font.path).stem)}.ttf" for font in fonts]
    characters = _characters(documents, sheet)
    faces = "".join(_face(font, href) for font, href in zip(fonts, hrefs, strict=True))
    css = Resource(SHEET, "text/css", f'@charset "utf-8";\n{faces}{sheet}'.encode())
    return [css, *(Resource(href, "font/ttf", cut(Path(font.path), characters, "ttf")) for font, href in zip(fonts, hrefs, strict=True))]


def _characters(documents: Sequence[Document], sheet: str) -> str:
    """Every character that the book can show, sorted: its text, what the sheet adds, and both cases of each letter."""
    text = "".join(str(part) for document in documents for part in document.root.itertext())
    seen = set(text) | set(sheet) | set(ALWAYS)
    return "".join(sorted({character for one in seen for character in (one, *one.upper(), *one.lower()) if character.isprintable()}))


def _face(font: Font, href: str) -> str:
    """The @font-face rule of one font; the address is seen from the style sheet."""
    return (
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: {font.weight}; '
        f'src: url("../{href}") format("truetype") }}\n'
    )
