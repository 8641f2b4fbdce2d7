"""The rules for people: the table in `docs/preflight.md`, made from the docstrings of the rules."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from samizdat.preflight.rules import RULES, title
from samizdat.preflight.rules.file import unreadable


def as_markdown() -> str:
    """A table with a row for each rule: code, name, limit, source."""
    told: list[Callable[..., object]] = [unreadable, *RULES]
    return "\n".join(["| code | what | limit | source |", "|---|---|---|---|", *(_row(rule) for rule in sorted(told, key=title))]) + "\n"


def _row(rule: Callable[..., object]) -> str:
    first, _, rest = (inspect.getdoc(rule) or "").partition("\n")
    code, _, name = first.partition(" ")
    limit, _, source = " ".join(rest.split()).removeprefix("Limit: ").partition(" Source: ")
    return f"| {code} | {name.rstrip('.')} | {limit.rstrip('.')} | {source.rstrip('.')} |"
