"""Rules about where words stand, and words that were not meant to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samizdat.preflight.boxes import Box
from samizdat.preflight.document import Document, Line, Page
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot, grouped, points
from samizdat.preflight.words import amount, quote

ROUNDING_PT = 0.5
"""Ours: the parts of letters that stand past the line they are set to."""
STAMP = re.compile(
    r"(DRAFT|PROOF|UNCORRECTED( PAGE)? PROOFS?|ADVANCE (READING|REVIEW) COPY|NOT FOR (RE)?SALE|CONFIDENTIAL|SAMPLE)\b[^a-z]{0,40}"
)
LEFT_OVER = re.compile(r"(?i:lorem ipsum)|\bTK(?:TK)*\b|\bX{3,}\b|\bTODO\b|\bFIXME\b|\?\?\?|\bERROR! (?i:bookmark|reference)[^.]*")
THIRTY = re.compile(r"\b(XXIX|XXXI)\b|(?i:chapter|psalm|canto|letter|book)\s+XXX\b")
"""Where XXX is a number."""
FOLIO = re.compile(r"\d{1,4}|[ivxlc]{1,9}")
FOLIO_PARTS = 0.12
"""Folios stand in this part of the height of a page, at head or foot. Ours."""


def margins(document: Document, job: Job) -> Iterator[Finding]:
    """P130 Words stand in the margin.

    Limit: `margin_mm` of the printer's profile at head, foot and outside, `inside` by the number of pages at the spine (the left of a recto, an odd page);
    half a point is let pass. Words that are cut, or stand past the trim, have a rule of their own.
    Source: the profile.
    """
    rules = job.printer.interior
    if job.kind == "cover" or (rules.margin_mm is None and not rules.inside):
        return
    least = rules.margin_mm or 0.0
    inside = rules.inside_mm(len(document.pages)) or least
    found = []
    for page in document.pages:
        for line in page.lines if not page.turned else ():
            if page.boxes.cut.holds(line.box, 0):
                found += [(side, line, Spot(page.number, line.box)) for side in _near(line.box, page, least, inside)]
    for side, spots in grouped((side, spot) for side, _, spot in found):
        first = next(line for name, line, _ in found if name == side)
        wanted = inside if side == "inside" else least
        yield Finding("P130", f"words less than {amount(wanted)} mm from the {side}, for example “{quote(first.text)}”",
                      "they are cut off, or vanish in the spine" if side == "inside" else "they are cut off where the cut is off",
                      "make the margin wider", spots=spots)  # fmt: skip


def _near(box: Box, page: Page, least: float, inside: float) -> Iterator[str]:
    cut = page.boxes.cut
    left, right = ("inside", "outside") if page.recto else ("outside", "inside")
    for side, distance in (
        (left, box.left - cut.left),
        (right, cut.right - box.right),
        ("head", cut.high - box.high),
        ("foot", box.low - cut.low),
    ):
        if distance * page.unit < points(inside if side == "inside" else least) - ROUNDING_PT:
            yield side


def cut_off(document: Document, job: Job) -> Iterator[Finding]:
    """P131 Words are cut through.

    Limit: a line of words that lies on both sides of the trim.
    Source: ours.
    """
    found = [(line, Spot(page.number, line.box)) for page in document.pages for line in page.lines if _cut(line.box, page.boxes.cut)]
    if found:
        yield Finding("P131", f"words stand across the edge of the page, for example “{quote(found[0][0].text)}”", "they are cut through",
                      "set the line shorter", spots=tuple(spot for _, spot in found))  # fmt: skip


def _cut(box: Box, cut: Box) -> bool:
    return box.meets(cut, ROUNDING_PT) and not cut.holds(box, ROUNDING_PT)


def stamps(document: Document, _: Job) -> Iterator[Finding]:
    """P139 Words that were not meant to be printed.

    Limit: a line that is only DRAFT, PROOF, NOT FOR SALE and the like is an error; TK, XXX, TODO, ???, “lorem ipsum” in the text a warning. XXX is let
    pass where the book counts in Roman numerals.
    Source: ours.
    """
    stamped = [
        (stamp[0].strip(), Spot(page.number, line.box))
        for page in document.pages
        for line in page.lines
        if (stamp := STAMP.fullmatch(line.text))
    ]
    for what, spots in grouped(stamped):
        yield Finding("P139", f"“{quote(what)}” stands on the page", "it would be printed", "make the PDF without the stamp", spots=spots)
    roman = any(THIRTY.search(page.text) for page in document.pages)
    left = [(word[0], Spot(page.number, _where(page, word[0]))) for page in document.pages for word in LEFT_OVER.finditer(page.text)]
    for what, spots in grouped(one for one in left if not (roman and set(one[0]) == {"X"})):
        yield Finding("P139", f"“{quote(what)}” stands in the text", "it looks like a place still to be written", "write it, or leave it if it is meant",
                      "warning", spots)  # fmt: skip


def _where(page: Page, words: str) -> Box | None:
    return next((line.box for line in page.lines if words in line.text), None)


def labels(document: Document, _: Job) -> Iterator[Finding]:
    """P148 Page labels differ from the folios that are printed.

    Limit: one page whose only number at the head or foot is another than its label; files without labels are let pass.
    Source: ISO 32000-1, 12.4.2. No press reads labels: a warning, for those who cite pages.
    """
    found = []
    for page in document.pages:
        folios = {line.text for line in _at_edges(page) if FOLIO.fullmatch(line.text)} if page.label else set()
        if len(folios) == 1 and page.label not in folios:
            found.append(Spot(page.number))
    if found:
        first = document.pages[found[0].page - 1]
        yield Finding("P148", f"page labels are not the folios printed (page {first.number} has the label {first.label})",
                      "a reader is sent to the wrong page", "give the file page labels that are its folios", "warning", tuple(found))  # fmt: skip


def _at_edges(page: Page) -> Iterator[Line]:
    cut = page.boxes.cut
    part = cut.height * FOLIO_PARTS
    yield from (line for line in page.lines if line.box.low > cut.high - part or line.box.high < cut.low + part)


RULES: tuple[Rule, ...] = (margins, cut_off, stamps, labels)
