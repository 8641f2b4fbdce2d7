"""The style sheets and fonts of the `styles/` folder, put together for one edition.

styles/tokens.css   names for what is used in many places (`--line`, `--small`…)
styles/book/        one file per concept, true of every edition and plain enough for e-book readers
styles/<edition>/   what only that edition needs; a token set here wins over tokens.css
styles/fonts/       the book's one family, as static TrueType files
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+);?")
REFERENCE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
EMPTY_RULE = re.compile(r"[^{}]+\{\s*\}")
BLANK_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Font:
    """One file of the family: `style` is `normal` or `italic`, `weight` the CSS weight under which it is asked for."""

    family: str
    style: Literal["normal", "italic"]
    weight: int
    path: Path


class UnknownToken(LookupError):
    """A style sheet uses a token that none defines, or one that leads back to itself."""


def styles_folder() -> Path:
    """The folder of style sheets and fonts: `styles/` beside the package."""
    return Path(__file__).resolve().parents[1] / "styles"


def fonts() -> tuple[Font, ...]:
    """The fonts of the book; each writer makes its own `@font-face` rules. The bold is cut at 600 (see styles/fonts/make.py)."""
    folder = styles_folder() / "fonts"
    return (
        Font("EB Garamond", "normal", 400, folder / "EBGaramond-Regular.ttf"),
        Font("EB Garamond", "italic", 400, folder / "EBGaramond-Italic.ttf"),
        Font("EB Garamond", "normal", 700, folder / "EBGaramond-SemiBold.ttf"),
        Font("EB Garamond", "italic", 700, folder / "EBGaramond-SemiBoldItalic.ttf"),
    )


def sheet(edition: Literal["print", "epub", "web"]) -> str:
    """The whole style sheet of one edition, comments kept off.

    The web keeps its custom properties, so that a reader's dark mode can change them. Elsewhere they are replaced by their
    values: e-book readers do not know them, and the print layout is faster without. Raises UnknownToken.
    """
    css = "\n".join(COMMENT.sub("", path.read_text(encoding="utf-8")) for path in _files(edition))
    return _tidy(css if edition == "web" else resolved(css))


def resolved(css: str) -> str:
    """`css` with every `var(--name)` replaced by its value (the last one given) and the definitions gone. Raises UnknownToken."""
    tokens = {name: value.strip() for name, value in DECLARATION.findall(css)}

    def value_of(match: re.Match[str], seen: frozenset[str] = frozenset()) -> str:
        name = match[1]
        if name not in tokens or name in seen:
            raise UnknownToken(name)
        return REFERENCE.sub(lambda inner: value_of(inner, seen | {name}), tokens[name])

    return EMPTY_RULE.sub("", REFERENCE.sub(value_of, DECLARATION.sub("", css)))


def _files(edition: str) -> list[Path]:
    folder = styles_folder()
    return [folder / "tokens.css", *sorted((folder / "book").glob("*.css")), *sorted((folder / edition).glob("*.css"))]


def _tidy(css: str) -> str:
    return BLANK_LINES.sub("\n", css).strip() + "\n"
