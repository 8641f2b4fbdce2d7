"""Style sheets that old e-readers take: what a sheet has that some of them refuse, or that takes a choice from the reader.

One function that an older Adobe reader does not know makes it refuse the whole book, a media query the whole sheet; a colour of the text makes it
unreadable at night. So e-books have the CSS of 2011 (CSS 2.1 with fonts), lengths in ems and per cents, and nothing that is set for all text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tinycss2  # type: ignore[import-untyped]
from tinycss2 import ast

FUNCTIONS = frozenset(("url", "format", "local", "attr", "counter", "counters", "rgb", "rgba", "rect", "lang", "nth-child", "not"))
SELECTORS = re.compile(r":(?:is|where|has)\(|&")
AT_RULES = frozenset(("charset", "font-face", "page", "namespace"))
MODERN = re.compile(
    r"(?:(?:margin|padding|border|inset)-(?:inline|block)|inset|inline-size|block-size|(?:min|max)-(?:inline|block)-size"
    r"|grid|flex|gap|row-gap|column-gap|align-(?:items|content|self)|justify-(?:items|content|self)|place-|order|aspect-ratio|container)"
)
LAYOUTS = frozenset(("grid", "inline-grid", "flex", "inline-flex", "contents", "flow-root"))
UNITS = frozenset(("em", "ex"))
READERS_OWN = frozenset(("color", "background", "background-color", "font-size"))
"""What a reader sets for the whole text."""
WHOLE = frozenset(("html", "body", "*", ":root", "p"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and on which line of the sheet."""

    line: int
    what: str


def faults(css: str) -> list[Fault]:
    """What some e-reader chokes on in a sheet, in its order; empty for one that all take."""
    return list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _rules(rules: Iterable[ast.Node]) -> Iterator[Fault]:
    for rule in rules:
        if rule.type == "error":
            yield Fault(rule.source_line, f"it cannot be read here: {rule.message}")
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            if SELECTORS.search(selector):
                yield Fault(rule.source_line, f"the selector “{selector}” is newer than many readers")
            yield from _declarations(rule.content, {part.strip() for part in selector.split(",")})


def _at_rule(rule: ast.AtRule) -> Iterator[Fault]:
    if rule.lower_at_keyword not in AT_RULES:
        yield Fault(rule.source_line, f"@{rule.at_keyword} is not for e-books")
    elif rule.lower_at_keyword == "font-face":
        source = tinycss2.serialize(rule.content or [])
        if re.search(r"woff2?\b", source):
            yield Fault(rule.source_line, "the font is WOFF, which older readers cannot load; take TrueType or OpenType")


def _declarations(content: list[ast.Node], selectors: set[str]) -> Iterator[Fault]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    names = {one.lower_name for one in found if one.type == "declaration"}
    for one in found:
        if one.type == "qualified-rule":
            yield Fault(one.source_line, "a rule stands within a rule")
        elif one.type == "error":
            yield Fault(one.source_line, f"it cannot be read here: {one.message}")
        elif one.type == "declaration":
            yield from (Fault(one.source_line, what) for what in _declaration(one, names, selectors))


def _declaration(one: ast.Declaration, names: set[str], selectors: set[str]) -> Iterator[str]:
    name, value = one.lower_name, tinycss2.serialize(one.value).strip()
    if name.startswith("--"):
        yield f"{one.name} is a custom property"
        return
    if MODERN.match(name) or (name == "display" and value in LAYOUTS):
        yield f"“{name}: {value}” is newer than many readers"
    if name.startswith("break-") and f"page-{name}" not in names:
        yield f"{name} stands without page-{name}, which is all that older readers know"
    if name == "position" and value in ("fixed", "sticky"):
        yield f"“position: {value}” has no place on a page"
    if name in READERS_OWN and WHOLE & selectors:
        yield f"{name} is set for the whole text, and is the reader's to choose"
    yield from _values(one.value)


def _values(values: Iterable[ast.Node]) -> Iterator[str]:
    for value in values:
        if value.type == "function":
            if value.lower_name not in FUNCTIONS:
                yield f"{value.name}() is a function that makes older readers refuse the book"
            yield from _values(value.arguments)
        elif value.type == "dimension" and value.lower_unit not in UNITS and value.value:
            yield f"{value.representation}{value.unit} is no length for a book whose type has any size; take em or per cent"
