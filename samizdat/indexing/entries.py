"""Entries of an index: headings with their places, sub-entries, and where else to look, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from samizdat.book import Index
from samizdat.indexing import headings
from samizdat.indexing.marks import Locator


@dataclass(slots=True)
class Entry:
    """One heading: `written` with all its levels, its places in the order of the book, the entries below it, and the headings to see (also)."""

    written: str
    locators: list[Locator] = field(default_factory=list)
    below: dict[str, Entry] = field(default_factory=dict)
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()


def gather(found: Iterable[tuple[str, Locator]], index: Index) -> list[Entry]:
    """The main entries in their order, each with its sub-entries in theirs. A place that is named alike twice is listed once."""
    main: dict[str, Entry] = {}
    for heading, locator in found:
        _add(_entry(main, heading).locators, locator)
    for heading, targets in index.see.items():
        _entry(main, heading).see = targets
    for heading, targets in index.see_also.items():
        _entry(main, heading).see_also = targets
    return _sorted(main, index)


def _add(locators: list[Locator], new: Locator) -> None:
    """Add a place; one that is named as another goes with that, so that it is shown once where there are no pages."""
    for at, known in enumerate(locators):
        if (known.name, known.end_name) == (new.name, new.end_name):
            kept, other = (new, known) if new.end and not known.end else (known, new)
            locators[at] = replace(kept, also=(*known.also, other.ident))
            return
    locators.append(new)


def _entry(main: dict[str, Entry], heading: str) -> Entry:
    """The entry of a heading, made with those above it where it is not there."""
    within, entry, written = main, Entry(""), ""
    for level in headings.levels(heading):
        written = f"{written}{headings.LEVELS}{level}" if written else level
        entry = within.setdefault(level, Entry(written))
        within = entry.below
    return entry


def _sorted(entries: dict[str, Entry], index: Index) -> list[Entry]:
    for entry in entries.values():
        entry.below = {below.written: below for below in _sorted(entry.below, index)}
    return sorted(entries.values(), key=lambda entry: headings.order(entry.written, index.sort))
