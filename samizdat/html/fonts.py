"""The faces of the edition, cut to the characters that it sets in them, and the rules that name them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from samizdat.files import write_whole
from samizdat.styles import Font, fonts
from samizdat.subset import cut

_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0‘’“”–—…·†‡←→©¶")
"""Printed round the text of every book, whatever its language: names of pages, arrows, ASCII."""

_MEAN_WIDTH = {"normal": 385, "italic": 376}
_RISE, _FALL = 1007, 298
"""Of EB Garamond, in thousandths of an em: the mean width of a letter in running text (Capsize's tables), what stands above the line and below it."""

_STAND_INS = (
    ("Garamond of Georgia", {"normal": 446, "italic": 455}, ("Georgia", "Gelasio")),
    ("Garamond of Times", {"normal": 406, "italic": 408}, ("Times New Roman", "Liberation Serif", "Tinos")),
)
"""Faces that a machine may have, and the mean width of their letters (Capsize's tables): those of a row have the measures of the first."""

_BOLD = ("strong", "b")
_PLAIN_WEIGHT = 400
_PACKERS = ("uharfbuzz", "fonttools", "brotli")


def faces(documents: Iterable[etree._Element], cache: Path | None = None) -> dict[str, bytes]:
    """The faces by file name, WOFF 2. Upright and italic hold every character of the book, for a browser may ask either for any of them;
    the bold ones what stands in bold, and a book without bold has none. The folder `cache` keeps them: packing a face takes a quarter of a second.
    """
    plain, bold = "", ""
    for document in documents:
        plain += "".join(map(str, document.itertext()))
        bold += "".join(str(text) for element in document.iter(*_BOLD) for text in element.itertext())
    texts = [(font, plain if font.weight == _PLAIN_WEIGHT else bold) for font in fonts()]
    always = {_PLAIN_WEIGHT: _ALWAYS}
    wanted = {font: characters_of(text, always.get(font.weight, frozenset())) for font, text in texts if text}
    return {file_name(font): _kept(font.path, characters, cache) for font, characters in wanted.items()}


def file_name(font: Font) -> str:
    """The name of a face's file."""
    return f"{font.path.stem}.woff2"


def characters_of(text: str, always: frozenset[str] = _ALWAYS) -> str:
    """The characters that a face needs to set `text`, and those of `always`, each once, in code point order."""
    return "".join(sorted(always | {character for character in set(text) if character.isprintable()}))


def font_rules(places: Mapping[str, str]) -> str:
    """The `@font-face` rules for the faces at these addresses, by file name."""
    return "".join(_font_face(font, places[file_name(font)]) for font in fonts() if file_name(font) in places)


def preloads(names: Iterable[str], folder: str) -> list[str]:
    """The lines of a head that ask early for the faces of running text, so that the first view has them.

    A preload of a face is always asked without credentials, so it says `crossorigin` (HTML, 4.6.7 Link type "preload").
    """
    running = [file_name(font) for font in fonts() if font.weight == _PLAIN_WEIGHT]
    return [f'<link rel="preload" href="{folder}/{name}" as="font" type="font/woff2" crossorigin>' for name in names if name in running]


def stand_in_rules() -> str:
    """The rules for faces of the machine that stand for the book's until these are there, at the same width and height, so that nothing moves then.

    The single file, which holds its faces, needs none; and the Nu checker, which reads style inside a page, does not know `size-adjust`.
    """
    rules = []
    for name, widths, stand_ins in _STAND_INS:
        for style, cut_of in (("normal", ""), ("italic", " Italic")):
            scale = _MEAN_WIDTH[style] / widths[style]
            heights = f"ascent-override: {_RISE / 10 / scale:.1f}%; descent-override: {_FALL / 10 / scale:.1f}%; line-gap-override: 0%"
            source = ", ".join(f'local("{face}{cut_of}")' for face in stand_ins)
            named = f'font-family: "{name}"; font-style: {style}; src: {source}'
            rules.append(f"@font-face {{ {named}; size-adjust: {scale:.2%}; {heights}; }}\n")
    return "".join(rules)


def _kept(path: Path, characters: str, cache: Path | None) -> bytes:
    """The face cut and packed, from the cache if it is there; its name there is made of all that goes into it."""
    if cache is None:
        return cut(path, characters, "woff2")
    parts = (path.read_bytes(), characters.encode(), *(version(library).encode() for library in _PACKERS))
    key = hashlib.blake2s(b"".join(hashlib.blake2s(part).digest() for part in parts)).hexdigest()
    kept = cache / f"{key}.woff2"
    if not kept.is_file():
        write_whole(kept, cut(path, characters, "woff2"))
    return kept.read_bytes()


def _font_face(font: Font, address: str) -> str:
    """Text shows at once in a stand-in and changes when the face is there (`swap`)."""
    source = f'src: url("{address}") format("woff2")'
    named = f'font-family: "{font.family}"; font-style: {font.style}; font-weight: {font.weight}'
    return f"@font-face {{ {named}; font-display: swap; {source}; }}\n"
