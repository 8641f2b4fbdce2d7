"""The sheet a figure is drawn on: its size and type, what it tells those who cannot see it, and the few marks all figures share."""

from __future__ import annotations

from datetime import date
from html import escape

from lettering import Lettering, number

# One unit is a quarter of a millimeter when the figure is printed 110 mm wide.
WIDTH = 440
SIZE = 12.4  # type size: 3.1 mm, a little under 9 points
LEADING = 14
RULE = 0.6  # a thin rule

MONTHS = " January February March April May June July August September October November December".split(" ")


class Sheet:
    """Takes marks in the order in which they are drawn; `svg` gives the file."""

    def __init__(self, title: str, told: str, height: float) -> None:
        """`told` is the figure in words, every number of it."""
        self.letters = Lettering(SIZE)
        self._parts: list[str] = []
        self._head = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}"'
            f' width="110mm" height="{number(height / 4)}mm" role="img" aria-labelledby="title desc" fill="#000">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(told)}.</desc>',
        ]

    def add(self, markup: str) -> None:
        self._parts.append(markup)

    def words(self, x: float, base: float, runs: list[tuple[str, str]], anchor: str = "start") -> None:
        """A line of words, each run with its style, on the baseline `base`."""
        self._parts.append(self.letters.line(x, base, runs, anchor))

    def rule(self, path: str, width: float = RULE) -> None:
        self._parts.append(f'<path stroke="#000" stroke-width="{number(width)}" fill="none" d="{path}"/>')

    def solid(self, path: str) -> None:
        self._parts.append(f'<path d="{path}"/>')

    def gap(self, path: str) -> None:
        """A white line, where a black one would not be seen."""
        self._parts.append(f'<path stroke="#fff" stroke-width="1" fill="none" d="{path}"/>')

    def hatch(self, x: float, y: float, width: float, height: float, step: float = 3.2) -> None:
        """An outlined box with slanting lines."""
        lines, at = [box(x + RULE / 2, y + RULE / 2, width - RULE, height - RULE)], step
        while at < width + height:
            left, right = max(0.0, at - height), min(at, width)
            lines.append(f"M{number(x + left)} {number(y + min(at, height))}L{number(x + right)} {number(y + max(0.0, at - width))}")
            at += step
        self.rule("".join(lines))

    def svg(self) -> str:
        return "\n".join([*self._head, self.letters.definitions(), *self._parts, "</svg>"]) + "\n"


def box(x: float, y: float, width: float, height: float) -> str:
    """The path of a box."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def runs(words: str) -> list[tuple[str, str]]:
    """Words with `*asterisks*` round what is to be italic."""
    return [(part, "italic" if odd % 2 else "roman") for odd, part in enumerate(words.split("*")) if part]


def plain(*lines: str) -> str:
    """Lines of a label as one phrase of a sentence that semicolons divide."""
    return " ".join(lines).replace(";", ",").replace("*", "")


def day(of: date, year: bool = False) -> str:
    """A date in words, “March 18” or “March 18, 1871”."""
    return f"{MONTHS[of.month]} {of.day}{f', {of.year}' if year else ''}"
