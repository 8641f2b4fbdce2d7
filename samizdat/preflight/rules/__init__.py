"""The rules of preflight, by their codes. Each is told a document that was read once and the job, and gives what it finds.

The docstring of a rule has three heads: its code and name, its limit with its unit, the source of the limit; `docs/preflight.md` is made from them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from samizdat.preflight.document import Document
from samizdat.preflight.rules import colour, cover, file, fonts, names, pages, pictures, text
from samizdat.preflight.rules.finding import Expected, Finding, Job, Kind, Rule, Spot

__all__ = ["RULES", "Expected", "Finding", "Job", "Kind", "Rule", "Spot", "judge", "title"]


def title(rule: Callable[..., object]) -> tuple[str, str]:
    """The code of a rule and its name, from its docstring."""
    code, _, name = (inspect.getdoc(rule) or "").partition("\n")[0].partition(" ")
    return code, name


RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in (file, fonts, pages, colour, pictures, text, names, cover) for rule in module.RULES), key=title)
)


def judge(document: Document, job: Job) -> Iterator[Finding]:
    """What all rules find, in the order of their codes."""
    for rule in RULES:
        yield from rule(document, job)
