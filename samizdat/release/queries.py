"""Questions that are still open: the marks that people leave in a text to come back to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samizdat.book import Book, Source
from samizdat.checks.copy import shown
from samizdat.problems import Place, Problem
from samizdat.release import faults
from samizdat.scan.blocks import blocks
from samizdat.scan.inline import blank_out, literals

COMMENT = "<!--"
MARK = re.compile(
    r"""<!--\s*(?i:query)\b.*?-->                # <!-- query: who says so? -->
    |\[(?i:query)\b[^\]\n]*\](?![({\[])         # [query: who says so?], and no link of that name
    |(?<![\w/.-])(?:(?:TK)+|TODO|XXX)(?![\w/-])  # TK, TODO, XXX
    |(?<![\w?!…])\?{3,}                          # ???, but not “What???”
    """,
    re.VERBOSE | re.DOTALL,
)
THIRTIETH = re.compile(r"\b[A-Z][a-z]*\.?[ \u00a0]$")
"""Before XXX, a word that a Roman number follows: Psalm, Chapter, Ch."""
BEFORE = 30
LONGEST = 60
"""Letters of an open question that the report repeats."""


def open_queries(book: Book) -> Iterator[Problem]:
    """The lines of a book's texts and notes on which a question is open, in their order, each with the first of its marks.

    What stands in code is not looked at; what stands in a comment is.
    """
    for section in book.sections:
        for source in filter(None, (section.source, section.notes)):
            yield from _in_source(book, source)


def _in_source(book: Book, source: Source) -> Iterator[Problem]:
    text = source.text
    read = blank_out(text, _code(text))
    last = 0
    for match in MARK.finditer(read):
        if match[0] == "XXX" and THIRTIETH.search(read[max(0, match.start() - BEFORE) : match.start()]):
            continue
        line = read.count("\n", 0, match.start()) + 1
        if line == last:
            continue
        last, column = line, match.start() - read.rfind("\n", 0, match.start())
        yield faults.open_query(Place(shown(book.root, source.path), line, column), _excerpt(read, match.start()))


def _code(text: str) -> list[tuple[int, int]]:
    """Where code and mathematics stand: what the scanner takes for no Markdown, but for comments."""
    lines = blocks(text).opaque
    spans, _ = literals(blank_out(text, lines))
    return [span for span in (*lines, *spans) if not text[span[0] : span[1]].lstrip().startswith(COMMENT)]


def _excerpt(text: str, start: int) -> str:
    """The mark and what follows it on its line."""
    words = text[start:].partition("\n")[0].strip()
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
