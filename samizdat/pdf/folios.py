"""Folios: page numbers as they are printed."""

from __future__ import annotations

from samizdat.kinds import Matter

NUMERALS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def folio_text(number: int, matter: Matter) -> str:
    """A page number as it is printed in that matter: roman in the front, arabic after it (CMOS 1.5–1.8)."""
    return roman(number) if matter == "frontmatter" else str(number)


def roman(number: int) -> str:
    """A number up to 399 in lower-case roman numerals."""
    text = ""
    for value, numeral in NUMERALS:
        while number >= value:
            text, number = text + numeral, number - value
    return text
