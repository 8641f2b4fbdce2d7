"""Tables of measures: each way with its least seconds, beside plain pandoc and what is aimed at."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

Measured = Callable[[Path, int], Mapping[str, float]]
"""A manuscript folder and so many turns in, the least seconds of each way out; one way is “plain pandoc”."""


def table(name: str, least: Mapping[str, float], targets: Mapping[str, float]) -> str:
    """The measures as Markdown, each beside plain pandoc and what is aimed at."""
    base = least["plain pandoc"]
    lines = [f"| {name} | seconds | ratio | aim |", "|---|---:|---:|---:|"]
    aims = {way: f"{targets[way]:.2f}" if way in targets else "" for way in least}
    return "\n".join([*lines, *(f"| {way} | {took:.2f} | {took / base:.2f} | {aims[way]} |" for way, took in least.items())])


def main(said: str | None, measured: Measured, targets: Mapping[str, float]) -> None:
    """Print one table for each manuscript on the command line. `said` is what the script says of itself."""
    parser = argparse.ArgumentParser(description=(said or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    for folder in options.folders:
        print(table(folder.resolve().name, measured(folder.resolve(), options.turns), targets), end="\n\n", flush=True)
