"""The composition report: what a compositor would mark on the pages of a piece. Codes P070 to P089.

Every rule is told pages as `composition_pages` reads them and gives problems, none of which stops a build. A rule of taste is a number with
its unit and its source; where the source leaves a number open, ours stands in a constant and is said to be ours.
Sources: Robert Bringhurst, *The Elements of Typographic Style*, by section; *The Chicago Manual of Style* (CMOS), by subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from weasyprint.document import Page  # type: ignore[import-untyped]

from samizdat.kinds import Matter
from samizdat.pdf.composition_pages import Line, SetPage, read
from samizdat.problems import Problem, Severity

PAST_PT = 0.5
"""Points past the measure: less is rounding, or a side bearing."""
STRETCH = 2.2
"""Natural word spaces: .44 em in EB Garamond, somewhat under the half em at which Bringhurst ends (2.1.1)."""
HYPHENS = 3
"""Lines in a row."""
RUNT = 5
"""Characters, the stop counted."""
HEADED = 2
"""Lines under a heading."""
LAST_PAGE = 5
"""Lines."""
GAP = 3
"""Lines."""
HEADING = 6
"""Lines: three of a heading, two of text below it, and one that a paragraph before it may not be left with."""
UNEVEN, UNEVEN_LISTS = 1, 2
"""Lines."""
ROUNDING = 0.1
"""Lines: what rounding, or the leading of the notes, may take from a count of empty lines or add to it."""
SHOWN = 40
"""Characters of a line that a message quotes."""


def report(pages: Sequence[Page], start_folio: int, matter: Matter, root: Path) -> list[Problem]:
    """What is wrong with the composition of one piece, sorted by place. `pages` are those of its Document, the first of which has the number
    `start_folio`; `root` is the manuscript folder as the author knows it. Nothing is laid out; some hundreds of pages take a second.
    """
    sheets = read(pages, start_folio, matter, root)
    return sorted({problem for rule in RULES for problem in rule(sheets)})


def overfull(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P070 A line that runs past the measure.

    Limit: half a point. Lines of text and of notes at the foot are looked at.
    Source: CSS breaks a line only where it may; a word or an address that is longer than the measure sticks out. No manual allows it.
    """
    for page in pages:
        for lines, where in ((page.lines, ""), (page.notes, " of the notes at the foot")):
            for line in lines:
                if line.past > PAST_PT:
                    yield _problem(line, "P070", f"runs {line.past:.1f} pt past the measure: {_end(line)}",
                                   "it sticks out into the margin",
                                   "let the long word be divided with a soft hyphen, or change the words before it", where=where)  # fmt: skip


def loose(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P071 A justified line with wide word spaces.

    Limit: 2.2 times the natural space of the font. A short last line is not justified and so never counts.
    Source: Bringhurst 2.1.1: a fifth of an em at the least, a quarter as the rule, half an em at the most.
    """
    for page in pages:
        for lines, where in ((page.lines, ""), (page.notes, " of the notes at the foot")):
            for line in lines:
                if line.stretch > STRETCH:
                    yield _problem(line, "P071", f"has word spaces {line.stretch:.1f} times as wide as they should be: {_start(line)}",
                                   f"over {STRETCH} times a line falls apart into words",
                                   "change a word, or let the first word of the next line be divided with a soft hyphen", where=where)  # fmt: skip


def stacked_hyphens(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P072 Hyphens at the ends of several lines in a row.

    Limit: three lines of one paragraph, over a page's end too; a compound broken at its own hyphen counts.
    Source: Bringhurst 2.4.3 and CMOS (word division) forbid a fourth; a careful setter avoids the third.
    """
    for paragraph in _paragraphs(pages):
        for hyphen, run in groupby(paragraph, key=lambda line: line.hyphen):
            lines = list(run)
            if hyphen and len(lines) >= HYPHENS:
                yield _problem(lines[0], "P072", f"is the first of {len(lines)} that end in a hyphen: {_end(lines[0])}",
                               "hyphens above each other draw the eye",
                               "change a word, or hold one of the words together")  # fmt: skip


def hyphen_at_foot(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P073 A page that ends in a hyphen.

    Limit: the last line of text of any page. A recto is a warning, since the leaf must be turned; a verso is information.
    A word that is divided at the foot of a recto has a rule of its own.
    Source: Bringhurst 2.4.10, who finds it bearable where nothing interrupts the reader; CMOS (word division) would rather not.
    """
    for page, line in _feet(pages):
        if line.hyphen and not (page.recto and line.divided):
            yield _problem(line, "P073", f"ends in a hyphen at the foot of a {'recto' if page.recto else 'verso'}: {_end(line)}",
                           "the second half of the word stands on the next page",
                           "change a word in the paragraph", "warning" if page.recto else "info")  # fmt: skip


def broken_over_leaf(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P074 A word divided at the foot of a recto.

    Limit: the last line of text of a recto.
    Source: CMOS (word division) and the house rules of most printers; Bringhurst 2.4.10 on breaks where the reader is interrupted.
    """
    for page, line in _feet(pages):
        if page.recto and line.divided:
            yield _problem(line, "P074", f"ends in half a word, and the leaf must be turned to read on: {_end(line)}",
                           "a reader loses the word on the way", "change a word in the paragraph, or hold this one together")  # fmt: skip


def runt(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P075 A paragraph whose last line is next to nothing.

    Limit: fewer than five characters with the stop, or the end of a divided word alone; in justified paragraphs of two lines and more.
    Note calls do not count. Verse, lists, the index and works cited are ragged and left out.
    Source: Bringhurst 2.4.2: neither the stub of a divided word nor a word under four letters.
    """
    for paragraph in _paragraphs(pages):
        if len(paragraph) < 2 or not paragraph[-1].justified or paragraph[-1].heading:
            continue
        before, last = paragraph[-2:]
        stub = before.divided and " " not in last.text.replace("\u00a0", " ")
        if len(last.text) < RUNT or stub:
            yield _problem(last, "P075", f"is all that is left of its paragraph: “{last.text}”",
                           "it leaves what looks like an empty line", "take a word out of the paragraph, or put one in")  # fmt: skip


def widow(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P076 The last line of a paragraph at the head of a page or a column.

    Limit: one line. The style sheet asks for two; the engine gives way where it finds no other break.
    Source: Bringhurst 2.4.8; CMOS (page make-up).
    """
    for paragraph in _paragraphs(pages):
        *before, last = _fragments(paragraph)
        if before and len(last) == 1 and not last[0].heading:
            yield _problem(last[0], "P076", f"is a widow, the last of its paragraph at the head of a page or column: {_start(last[0])}",
                           "it looks like a heading that is none", "take a few words out of the paragraph, or put some in")  # fmt: skip


def orphan(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P077 The first line of a paragraph at the foot of a page or a column.

    Limit: one line.
    Source: Bringhurst 2.4.8 tolerates it; CMOS (page make-up) does not, and the style sheet asks for two.
    """
    for paragraph in _paragraphs(pages):
        first, *after = _fragments(paragraph)
        if after and len(first) == 1 and not first[0].heading:
            yield _problem(first[0], "P077", f"is an orphan, the first of its paragraph at the foot of a page or column: {_start(first[0])}",
                           "the paragraph begins where the page is already over", "take a few words out of the text above, or put some in")  # fmt: skip


def heading_at_foot(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P078 A heading at the foot of a page or a column.

    Limit: fewer than two lines of text below it, where the text goes on; a picture or a table below it is enough.
    Source: CMOS (page make-up): two lines at the least.
    """
    columns = [(page, list(lines)) for page in pages for _, lines in groupby(page.lines, key=lambda line: line.column)]
    for (page, lines), (_, following) in pairwise(columns):
        place = max((place for place, line in enumerate(lines) if line.heading), default=None)
        if place is None or following[0].heading or any(inset.top >= lines[place].top for inset in page.insets):
            continue
        below = len(lines) - place - 1
        if below < HEADED:
            yield _problem(lines[place], "P078", f"is a heading with {('nothing', 'one line')[below]} below it on the page: {_start(lines[place])}",
                           "a heading belongs to what it is over", "take a few lines out of the text above, or put some in")  # fmt: skip


def short_last_page(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P079 A last page with hardly anything on it.

    Limit: fewer than five lines, in a piece of two pages and more, without picture or table.
    Source: CMOS (page make-up) asks for four or more; five are ours.
    """
    if len(pages) > 1 and 0 < len(pages[-1].lines) < LAST_PAGE and not pages[-1].insets:
        count = len(pages[-1].lines)
        yield _page_problem(pages[-1], "P079", f"ends the section with {count} line{'s' if count > 1 else ''}",
                            "a page nearly empty looks like a mistake",
                            "take so many lines out of the section, or put some in")  # fmt: skip


def gap(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P080 A page that is short in the middle of a section.

    Limit: more than three lines of the text left empty above the notes or at the foot, where what follows is no heading: that goes over with
    the two lines below it, and the room it leaves is its own.
    Source: Bringhurst 2.4.9 would have no line; pictures and tables that do not fit make more, and three are ours.
    """
    for page, following in pairwise(pages):
        headed = bool(following.lines) and following.lines[0].heading and _lines_short(page) < HEADING
        if _lines_short(page) > GAP + ROUNDING and not headed and (page.lines or page.insets):
            yield _page_problem(page, "P080", f"has room for {round(_lines_short(page), 1):g} more lines",
                                "what follows did not fit on it: a picture, a table, or a block that is held together",
                                "move the picture or table by a paragraph, or let it be smaller")  # fmt: skip


def uneven_spread(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P081 Facing pages of unequal depth.

    Limit: a line; two in ragged matter (notes, works cited, a chronology), where entries are kept together. The last page of a section does not
    count, nor a page with notes at its foot, which is always full, nor one told as short.
    Source: Bringhurst 2.4.9: balance facing pages by moving single lines. The two lines are ours.
    """
    for verso, recto in pairwise(pages):
        if verso.recto or recto.last or not (verso.lines and recto.lines):
            continue
        left, right = (0 if page.notes else _lines_short(page) for page in (verso, recto))
        limit = UNEVEN - ROUNDING if all(page.lines[-1].justified for page in (verso, recto)) else UNEVEN_LISTS + ROUNDING
        if abs(left - right) > limit and max(left, right) <= GAP + ROUNDING:
            shorter, other = (verso, recto) if left > right else (recto, verso)
            lines = round(abs(left - right), 1)
            yield _page_problem(shorter, "P081", f"is {lines:g} line{'' if lines == 1 else 's'} shorter than page {other.folio}, which faces it",
                                "the feet of the two pages do not stand level",
                                "take a line out of one of the two, or put one in", "info")  # fmt: skip


def past_margin(pages: Sequence[SetPage]) -> Iterator[Problem]:
    """P082 A picture or a table past the margin.

    Limit: half a point past the left, right or lower edge of the text block.
    Source: none needed: a printer trims what stands too near to the edge.
    """
    for page in pages:
        for inset in page.insets:
            if inset.past > PAST_PT:
                yield Problem(inset.place, "P082", f"page {page.folio}: {inset.name} stands {inset.past:.1f} pt past the {inset.edge} edge of the text block",
                              "it may be cut off, and it breaks the page",
                              "make it smaller, or a table narrower by a column or by shorter words", "warning")  # fmt: skip


RULES = (
    overfull, loose, stacked_hyphens, hyphen_at_foot, broken_over_leaf, runt, widow, orphan, heading_at_foot,
    short_last_page, gap, uneven_spread, past_margin,
)  # fmt: skip
"""Every rule, in the order of the codes: pages of a piece in, problems out."""


def _paragraphs(pages: Sequence[SetPage]) -> Iterator[list[Line]]:
    """The lines of each paragraph, over pages."""
    lines = (line for page in pages for line in page.lines)
    return (list(group) for _, group in groupby(lines, key=lambda line: line.paragraph))


def _fragments(paragraph: Sequence[Line]) -> list[list[Line]]:
    """The lines of a paragraph by the column they stand in."""
    return [list(group) for _, group in groupby(paragraph, key=lambda line: (line.page, line.column))]


def _feet(pages: Sequence[SetPage]) -> Iterator[tuple[SetPage, Line]]:
    """Each page that the text goes on after, with its last line."""
    return ((page, page.lines[-1]) for page in pages[:-1] if page.lines)


def _lines_short(page: SetPage) -> float:
    return page.room / page.leading


def _start(line: Line) -> str:
    return f"“{line.text}”" if len(line.text) <= SHOWN else f"“{line.text[:SHOWN].rstrip()} …”"


def _end(line: Line) -> str:
    return f"“{line.text}”" if len(line.text) <= SHOWN else f"“… {line.text[-SHOWN:].lstrip()}”"


def _problem(line: Line, code: str, what: str, why: str, mend: str, severity: Severity = "warning", where: str = "") -> Problem:
    """A problem of one line, with its page and its number on it."""
    return Problem(line.place, code, f"page {line.folio}, line {line.number}{where} {what}", why, mend, severity)


def _page_problem(page: SetPage, code: str, what: str, why: str, mend: str, severity: Severity = "warning") -> Problem:
    """A problem of a whole page, placed where its text ends."""
    places = [line.place for line in page.lines] or [inset.place for inset in page.insets]
    return Problem(places[-1], code, f"page {page.folio} {what}", why, mend, severity)
