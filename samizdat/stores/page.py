"""The limits of the shops and the codes of their rules as Markdown, for `docs/epub.md`."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.stores.profile import Limit, Store, names, store
from samizdat.stores.words import WORDS


def as_markdown() -> str:
    """A table of codes, and for each shop its limits with their sources, and what is to be asked of it."""
    return "\n".join([*_codes(), *(line for key in names() for line in _store(store(key)))])


def _codes() -> Iterator[str]:
    yield "| code | why it matters | how to mend it |"
    yield "|---|---|---|"
    yield from (f"| E{number} | {why} | {mend} |" for number, (why, mend) in WORDS.items())


def _store(shop: Store) -> Iterator[str]:
    yield from ("", f"### {shop.name} (`{shop.key}`)", "", "| what | limit | a book that has it not | source |", "|---|---|---|---|")
    yield from (f"| {limit.rule} | {_said(limit)} | {limit.severity} | {_source(limit)} |" for limit in shop.limits)
    yield from ("", *(f"To be asked: {question}" for question in shop.ask)) if shop.ask else ()


def _said(limit: Limit) -> str:
    parts = [
        f"{limit.least:g} at the least" if limit.least is not None else "",
        f"{limit.most:g} at the most" if limit.most is not None else "",
    ]
    return ", ".join([*filter(None, parts), *limit.words]) or "asked"


def _source(limit: Limit) -> str:
    seen = f", seen {limit.source.seen}" if limit.source.seen else ", not seen"
    return f"[{limit.source.title}]({limit.source.url}){seen}"
