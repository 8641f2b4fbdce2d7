"""The labels that stand above titles: “Part One”, “3”, “IV”."""

from __future__ import annotations

from samizdat.book import Numerals

UNITS = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen"
).split()
TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def label(number: int, numerals: Numerals, noun: str, always: bool = False) -> str:
    """The label of the section with that `number`, from 1.

    `noun` (“Part”, “Chapter”) stands before numbers in words, and with `always` before roman and arabic ones too. `none` gives no label.
    """
    if numerals == "none":
        return ""
    figure = in_words(number) if numerals == "words" else in_roman(number) if numerals == "roman" else str(number)
    return f"{noun} {figure}" if noun and (always or numerals == "words") else figure


def in_words(number: int) -> str:
    """A number up to 99 as English words with capitals (“Twenty-One”); a greater one in figures."""
    if number < len(UNITS):
        return UNITS[number]
    if number > 99:
        return str(number)
    tens, units = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UNITS[units]}" if units else "")


def in_roman(number: int) -> str:
    """A positive number in capital roman numerals."""
    figures = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        figures += letters * count
    return figures
