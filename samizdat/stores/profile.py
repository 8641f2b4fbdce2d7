"""A shop's limits: a TOML file in, a frozen value out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from samizdat.problems import Severity

HERE = Path(__file__).parent
RULES = frozenset(
    """version file-megabytes file-name metadata cover cover-shorter cover-longer cover-sides cover-ratio cover-megabytes cover-types picture-pixels
    picture-side picture-megabytes picture-types picture-colours document-kilobytes navigation ncx navigation-depth names styles scripts described
    accessibility""".split()
)
"""What a limit can be of. Lengths of pictures are in pixels, `picture-pixels` in millions of them, `cover-ratio` is height by width."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a limit was read: a title, an address, and the day it was seen; without a day it was not seen, only named by others."""

    title: str
    url: str
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that a shop asks: a least and a most, or the words that are taken or asked. `severity` says how it takes a book that has it not."""

    rule: str
    source: Source
    severity: Severity = "error"
    least: float | None = None
    most: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Store:
    """A shop: `key` is the name of its file; `ask` are questions that its pages leave open."""

    key: str
    name: str
    limits: tuple[Limit, ...]
    sources: tuple[Source, ...]
    ask: tuple[str, ...] = ()

    def of(self, rule: str) -> tuple[Limit, ...]:
        """Its limits of one kind, the gravest first."""
        order = get_args(Severity)
        return tuple(sorted((limit for limit in self.limits if limit.rule == rule), key=lambda limit: order.index(limit.severity)))


def names() -> tuple[str, ...]:
    """The keys of all shops that come with the pipeline."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


def store(key: str) -> Store:
    """The shop of that key. Raises KeyError where there is none."""
    if key not in names():
        raise KeyError(key)
    return read(HERE / f"{key}.toml")


def read(path: Path) -> Store:
    """The shop that a TOML file describes. Raises ValueError, in a sentence, where it says what no profile says, OSError where it cannot be read."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = {key: Source(str(one["title"]), str(one["url"]), one.get("seen")) for key, one in said["sources"].items()}
        limits = tuple(_limit(one, sources) for one in said["limits"])
        return Store(path.stem, str(said["name"]), limits, tuple(sources.values()), tuple(said.get("ask", ())))
    except KeyError as error:
        raise ValueError(f"{path.name} says nothing of {error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise ValueError(f"{path.name} is no profile of a shop: {error}") from None


def _limit(said: Mapping[str, Any], sources: Mapping[str, Source]) -> Limit:
    if said["rule"] not in RULES:
        raise ValueError(f"no rule is called {said['rule']}")
    if said.get("severity", "error") not in get_args(Severity):
        raise ValueError(f"{said['severity']} is no severity")
    rest = {key: value for key, value in said.items() if key not in ("source", "words")}
    return Limit(**rest, source=sources[said["source"]], words=tuple(said.get("words", ())))
