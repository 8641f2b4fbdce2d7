"""The report of a build: what it made and what was found on the way, as frozen values that can be kept as JSON and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from samizdat.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Made:
    """A file or folder that a build made: `pages` for a PDF, the problems its writer saw, and the names of the `pieces` it laid out for it."""

    edition: str
    path: Path
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: files, the words and notes of the text, seconds by step, and the problems that stopped nothing. `unchanged` says that
    all of it stood there from the last build.
    """

    title: str
    made: tuple[Made, ...]
    words: int
    notes: int
    seconds: dict[str, float]
    problems: tuple[Problem, ...]
    unchanged: bool = False


def as_values(report: Report) -> dict[str, Any]:
    """The report as plain values that JSON can hold."""
    values = asdict(report)
    for made in values["made"]:
        made["path"] = str(made["path"])
    return values


def from_values(values: Mapping[str, Any]) -> Report:
    """The report that `as_values` made plain. Raises KeyError or TypeError where it is none."""
    made = [
        Made(**{**one, "path": Path(one["path"]), "problems": _problems(one["problems"]), "pieces": tuple(one["pieces"])})
        for one in values["made"]
    ]
    return Report(**{**values, "made": tuple(made), "problems": _problems(values["problems"])})


def _problems(rows: list[dict[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(**{**row, "place": Place(**row["place"])}) for row in rows)
