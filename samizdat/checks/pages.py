"""The rules for people: `docs/rules.md`, made from the docstrings of the rules and of the reader's faults."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass

from samizdat.checks import citations, images, index, notes, structure
from samizdat.manuscript.faults import metadata as metadata_faults
from samizdat.manuscript.faults import releasing as releasing_faults
from samizdat.manuscript.faults import structure as structure_faults

HEADS = ("What it does", "Why it matters", "Example", "Use instead")
CODE = re.compile(r"[A-Z]\d{3}")
FAMILIES = {"M": "Metadata", "S": "Structure and files", "N": "Notes", "C": "Citations", "I": "Index"}
OPENING = """# Rules

What is looked at before a book is built. Each rule has a code, which stands in the message and is never given to another rule.
This page is made from the rules themselves.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What is said about one rule: its code, its title, and the text under each of the four heads."""

    code: str
    title: str
    heads: dict[str, str]


def pages() -> tuple[Page, ...]:
    """A page for each rule and each fault, by families in the order of FAMILIES and then by code."""
    rules = (*notes.RULES, *structure.RULES, *images.RULES, *citations.RULES, *index.RULES)
    faults = [
        fault
        for module in (metadata_faults, releasing_faults, structure_faults)
        for name, fault in inspect.getmembers(module, inspect.isfunction)
        if fault.__module__ == module.__name__ and not name.startswith("_")
    ]
    order = "".join(FAMILIES)
    documented: list[Callable[..., object]] = [*rules, *faults]
    return tuple(sorted(map(page, documented), key=lambda page: (order.index(page.code[0]), page.code)))


def page(rule: Callable[..., object]) -> Page:
    """What the docstring of a rule says: a first line of code and title, then the four heads."""
    first, _, rest = (inspect.getdoc(rule) or "").partition("\n")
    code, _, title = first.partition(" ")
    heads: dict[str, str] = {}
    for line in rest.strip().split("\n"):
        head, colon, text = line.partition(": ")
        if colon and head in HEADS:
            heads[head] = text.strip()
        elif heads:
            heads[list(heads)[-1]] += " " + line.strip()
    return Page(code, title.strip(), heads)


def as_markdown() -> str:
    """The whole of `docs/rules.md`."""
    lines = [OPENING]
    family = ""
    for entry in pages():
        if entry.code[0] != family:
            family = entry.code[0]
            lines.append(f"## {family}: {FAMILIES[family]}\n")
        lines.append(f"### {entry.code} {entry.title}\n")
        lines.extend(f"**{head}.** {text}\n" for head, text in entry.heads.items())
    return "\n".join(lines)
