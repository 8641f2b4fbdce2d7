"""Rules for the index: its marks in the text, and what `index.toml` says (family I)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from samizdat.checks.copy import Copy, Text
from samizdat.indexing.headings import levels, order, several
from samizdat.nearest import or_nearest
from samizdat.problems import Place, Problem
from samizdat.scan import IndexMark, plain

RANGES = ("", "start", "end")


@dataclass(frozen=True, slots=True)
class Marked:
    """One heading at one mark."""

    heading: str
    mark: IndexMark
    text: Text

    @property
    def place(self) -> Place:
        """Where the mark stands."""
        return self.text.place(self.mark.at)


def no_index(copy: Copy) -> Iterator[Problem]:
    """I001 Marks for an index in a book that has none, or an index without marks.

    What it does: Compares the marks in the texts with the lists in `book.toml`.
    Why it matters: Work that somebody did by hand would be in no edition.
    Example: `[]{.index entry="Cheka"}` in a chapter, and no "index" in `back`
    Use instead: `back = ["notes", "bibliography", "index", "colophon"]`
    """
    marked = next(_marked(copy), None)
    listed = any(section.kind.name == "index" for section in copy.book.sections)
    if marked and not listed:
        yield Problem(marked.place, "I001", "this is marked for an index, and the book has none", "no edition would show it",
                      'add "index" to the list back in book.toml', "warning")  # fmt: skip
    elif listed and not marked and not any(section.kind.name == "index" and section.source for section in copy.book.sections):
        yield Problem(Place(copy.path("book.toml")), "I001", "the book lists an index, and no text is marked for it", "it is left out",
                      'mark words with [words]{.index}, or take "index" out', "warning")  # fmt: skip


def mark_in_heading(copy: Copy) -> Iterator[Problem]:
    """I002 An index mark in a heading.

    What it does: Looks for index marks in headings.
    Why it matters: A heading is repeated in contents, running heads and bookmarks, and its mark with it.
    Example: `## The [bakers]{.index}`
    Use instead: `## The bakers` and the mark at the head of the first paragraph, `[]{.index entry="bakers"}`
    """
    for text in copy.texts:
        for mark in text.found.marks:
            if mark.heading:
                yield Problem(text.place(mark.at), "I002", "an index mark stands in a heading", "headings are repeated in contents and running heads",
                              "move it to the first paragraph below")  # fmt: skip


def half_a_range(copy: Copy) -> Iterator[Problem]:
    """I003 A range of the index that is opened and never closed, or closed and never opened.

    What it does: Pairs `range="start"` with `range="end"` of the same entry within each file.
    Why it matters: The index would name one page for what goes on over several.
    Example: `[]{.index entry="Cheka" range="start"}` and no end
    Use instead: `[]{.index entry="Cheka" range="end"}` where it ends, in the same file
    """
    for text in copy.texts:
        open_: dict[str, Marked] = {}
        for one in _in_text(text):
            if one.mark.range == "start":
                if one.heading in open_:
                    yield _unpaired(open_[one.heading], "never ends before it starts again", "end")
                open_[one.heading] = one
            elif one.mark.range == "end" and open_.pop(one.heading, None) is None:
                yield _unpaired(one, "ends and was never opened", "start")
        for one in open_.values():
            yield _unpaired(one, "never ends", "end")


def see_nothing(copy: Copy) -> Iterator[Problem]:
    """I004 A *see* or *see also* that leads to no place.

    What it does: Follows every *see* and *see also* of `index.toml` to a heading that has places or entries below it.
    Why it matters: The reader is sent away, and finds nothing, or is sent on.
    Example: `[see]` `"Bolsheviks" = "Comunist Party"`
    Use instead: `"Bolsheviks" = "Communist Party"`
    """
    known = _headings(copy)
    index = copy.book.index
    for heading in index.see:
        if heading in known:
            yield Problem(_at(copy, heading), "I004", f"“{heading}” is marked in the text, and is told to see something else",
                         "an entry either has places of its own or sends on", "move it to [see-also], or mark the text with the other heading")  # fmt: skip
    for heading in index.see_also:
        if heading not in known:
            yield Problem(_at(copy, heading), "I004", f"“{heading}” is nowhere marked, and has a see also", "there is no entry for it to stand in",
                         or_nearest("move it to [see]", heading, known))  # fmt: skip
    for heading, targets in [*index.see.items(), *index.see_also.items()]:
        for target in targets:
            if target not in known or target == heading:
                why = "it only sends on" if target in index.see else "it is the same entry" if target == heading else "nothing is marked so"
                yield Problem(_at(copy, heading), "I004", f"“{heading}” leads to “{target}”, where nothing is", why,
                             or_nearest("name a heading that has places", target, known - {heading}))  # fmt: skip


def idle_heading(copy: Copy) -> Iterator[Problem]:
    """I005 A sort key or a language for a heading that the index has not.

    What it does: Looks up the headings under `[sort]` and `[language]` of `index.toml`.
    Why it matters: A heading that was changed in the text has lost its place in the alphabet.
    Example: `[sort]` `"1905" = "nineteen five"` where the text has `Revolution of 1905`
    Use instead: the heading as it is marked
    """
    index = copy.book.index
    known = _headings(copy) | set(index.see)
    for heading in dict.fromkeys((*index.sort, *index.languages)):
        if heading not in known:
            yield Problem(_at(copy, heading), "I005", f"“{heading}” is no heading of the index", "what is said of it has no effect",
                         or_nearest("take it out", heading, known), "warning")  # fmt: skip


def empty_mark(copy: Copy) -> Iterator[Problem]:
    """I006 An index mark that says nothing, or a range that is neither start nor end.

    What it does: Reads the words, the `entry` and the `range` of every mark.
    Why it matters: The index would have an entry without a name, or lose a place.
    Example: `[]{.index}` or `[]{.index entry="Cheka" range="begin"}`
    Use instead: `[]{.index entry="Cheka"}` and `range="start"`
    """
    for text in copy.texts:
        for mark in text.found.marks:
            if not several(mark.entry or plain(mark.words)):
                yield Problem(text.place(mark.at), "I006", "this index mark names no entry", "it stands round no words and has no entry",
                              'write [words]{.index} or []{.index entry="…"}')  # fmt: skip
            if mark.range not in RANGES:
                yield Problem(text.place(mark.at), "I006", f"range=\"{mark.range}\" is not known", "a range has a start and an end",
                              'write range="start" or range="end"')  # fmt: skip


def alike_headings(copy: Copy) -> Iterator[Problem]:
    """I007 Two headings of the index that differ in capitals, accents, punctuation or a plural alone.

    What it does: Compares main headings with one another, and sub-entries of one heading.
    Why it matters: One subject is torn in two entries, and each looks complete.
    Example: `{.index entry="Barricade"}` and `{.index entry="barricades"}`
    Use instead: one of the two
    """
    alike: dict[object, dict[str, Marked]] = defaultdict(dict)
    for one in _marked(copy):
        above, last = levels(one.heading)[:-1], order(levels(one.heading)[-1], {})[0]
        folded = tuple(word.removesuffix("s") for part in last for word in part)
        alike[above, folded].setdefault(one.heading, one)
    for headings in alike.values():
        first, *others = headings.values()
        for one in others:
            yield Problem(one.place, "I007", f"the index has “{one.heading}” and “{first.heading}”", "one subject would be torn in two",
                          f"write one of them in both places; the other is at {first.place}", "warning")  # fmt: skip


RULES = (no_index, mark_in_heading, half_a_range, see_nothing, idle_heading, empty_mark, alike_headings)


def _marked(copy: Copy) -> Iterator[Marked]:
    return (one for text in copy.texts for one in _in_text(text))


def _in_text(text: Text) -> Iterator[Marked]:
    for mark in text.found.marks:
        for heading in several(mark.entry or plain(mark.words)):
            yield Marked(heading, mark, text)


def _headings(copy: Copy) -> set[str]:
    """Every heading that is marked, and the headings above it."""
    found = {one.heading for one in _marked(copy)}
    return found | {levels(heading)[0] for heading in found}


def _unpaired(one: Marked, what: str, wanted: str) -> Problem:
    return Problem(one.place, "I003", f"the range of “{one.heading}” {what}", "the index would give one place for a passage",
                   f'put []{{.index entry="{one.heading}" range="{wanted}"}} where it {wanted}s, in this file')  # fmt: skip


def _at(copy: Copy, heading: str) -> Place:
    """The line of `index.toml` that begins with the heading; the file where it is written otherwise."""
    lines = (copy.book.root / copy.book.index.path).read_text(encoding="utf-8").split("\n")
    line = next((number for number, line in enumerate(lines, 1) if line.strip().strip("\"'").startswith(heading)), 0)
    return Place(copy.path(copy.book.index.path), line)
