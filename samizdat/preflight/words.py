"""How messages name pages and numbers."""

from __future__ import annotations

from collections.abc import Iterable

RUNS = 12
"""Ranges that a message lists before it breaks off."""
QUOTED = 40
"""Characters that a message quotes."""


def quote(text: str) -> str:
    """Words of the file as a message quotes them: on one line, broken off after forty characters."""
    whole = " ".join(text.split())
    return whole if len(whole) <= QUOTED else f"{whole[:QUOTED].rstrip()}…"


def count(number: int, noun: str) -> str:
    """For example “1 page”, “215 pages”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def ranges(numbers: Iterable[int]) -> str:
    """For example “3, 5–7”; after twelve ranges “…”, with how many pages there are."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    more = f" … ({sum(map(len, runs))} pages)" if len(texts) > RUNS else ""
    return ", ".join(texts[:RUNS]) + more


def on_pages(numbers: Iterable[int]) -> str:
    """For example “, page 3”, “, pages 3, 5–7”; nothing for the file itself (page 0)."""
    pages = sorted({number for number in numbers if number})
    if not pages:
        return ""
    return f", {'page' if len(pages) == 1 else 'pages'} {ranges(pages)}"


def span(values: Iterable[float]) -> str:
    """For example “0.37 to 0.63”, or “0.5” where there is no other."""
    found = sorted(set(values))
    return amount(found[0]) if amount(found[0]) == amount(found[-1]) else f"{amount(found[0])} to {amount(found[-1])}"


def listed(words: Iterable[str]) -> str:
    """For example “text, areas and rules”."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def amount(value: float) -> str:
    """A number with three decimals at most, for example “3.175”, “6”."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
