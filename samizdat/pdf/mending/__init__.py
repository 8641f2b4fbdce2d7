"""Mending: what is wrong with the lines and pages of a piece and can be put right by setting a few paragraphs a little otherwise.

1 insets     `insets`     room below pictures and tables that brings the text after them to the grid
2 pages      `depth` `pages`  which paragraphs may lose or gain a line, so that pages are full and level, weighed on pages foretold
3 lines      `lines`      paragraphs with a fault are found, `measuring` takes their measure, `breaking` breaks them anew, `repairs` writes that down
4 footnotes  `footnotes`  a note at the foot of a later page than its call: lines are moved until it stands by it
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree, html
from weasyprint import Document  # type: ignore[import-untyped]

from samizdat.pdf import composition, insets
from samizdat.pdf.composition_pages import read
from samizdat.pdf.mending import depth, lines
from samizdat.pdf.mending.footnotes import foot_notes, put_off, to_push
from samizdat.pdf.mending.lines import Laid
from samizdat.pdf.mending.pages import planned
from samizdat.pdf.mending.repairs import Repair, apply
from samizdat.pdf.pieces import Piece, pushing
from samizdat.pdf.press import Press

__all__ = ["foot_notes", "mended", "put_off"]

Ends = Mapping[str, Collection[int]]
"""The lines of each block with which pages end."""
WEIGHTS = {"error": 100.0, "warning": 10.0, "info": 3.0}
"""What problems of the composition report weigh, by severity."""
ROUNDS = 8
"""Of moving blocks for the sake of notes: each moves what follows, which may need one of its own."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A piece with repairs: its HTML, its pages, and what is wrong with them."""

    source: str
    document: Document
    harm: float


def mended(piece: Piece, source: str, press: Press) -> Document:
    """A piece whose HTML is `source`, laid out as well as it can be. The same source gives the same pages."""
    document = press.lay_out(source)
    spaced = insets.on_grid(source, document.pages)
    if spaced != source:
        source, document = spaced, press.lay_out(spaced)
    laid = _read(piece, source, document)
    flow = depth.flow(laid.sheets)
    plan = planned(flow, laid.options, {number: len(lines) for number, lines in laid.lines.items()}, laid.gains) if flow else {}
    for lengths in (plan, {}) if plan else ({},):
        ends = flow.changed(lengths).ends if flow else laid.feet
        tried = list(_tried(piece, source, press, laid, lengths, ends))
        best = min(tried, key=lambda one: one.harm, default=None)
        if best and best.harm < _harm(laid):
            source, document = best.source, best.document
            break
    return _with_notes(piece, source, document, press)


def _tried(piece: Piece, source: str, press: Press, laid: Laid, lengths: Mapping[str, int], ends: Ends) -> Iterator[Tried]:
    """A piece with its paragraphs repaired, and, where a repair fails, with that made once more with natural spaces or left."""
    repairs = lines.repairs(laid, lengths, ends)
    for last in (False, True):
        if not repairs:
            return
        changed = _applied(source, repairs)
        document = press.lay_out(changed)
        after = _read(piece, source, document)
        yield Tried(changed, document, _harm(after))
        failed = lines.failed(repairs, laid, after, lengths)
        if last or not failed:
            return
        again = lines.repairs(laid, lengths, ends, tightest=1.0)
        repairs = {number: again.get(number, repair) if number in failed else repair for number, repair in repairs.items()}
        repairs = {number: repair for number, repair in repairs.items() if number not in failed or number in again}


def _read(piece: Piece, source: str, document: Document) -> Laid:
    return Laid(document.pages, read(document.pages, 1, piece.matter, Path()), _blocks(html.document_fromstring(source)))


def _harm(laid: Laid) -> float:
    """What is wrong with a piece by the composition report, whether it begins on a recto or on a verso."""
    sides = (laid.sheets, [replace(sheet, number=sheet.number + 1) for sheet in laid.sheets])
    return sum(WEIGHTS[problem.severity] for sheets in sides for rule in composition.RULES for problem in rule(sheets))


def _blocks(document: etree._Element) -> dict[str, etree._Element]:
    """The blocks of a piece by number, but for those that hold others."""
    return {block.get("data-block", ""): block for block in document.iter("p", "li") if block.find(".//*[@data-block]") is None}


def _applied(source: str, repairs: Mapping[str, Repair]) -> str:
    """The HTML of a piece with these blocks repaired."""
    document = html.document_fromstring(source)
    blocks = _blocks(document)
    for number, repair in repairs.items():
        apply(blocks[number], repair)
    text: str = html.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>")
    return text


def _with_notes(piece: Piece, source: str, document: Document, press: Press) -> Document:
    """A piece laid out again while a note at the foot stands on another page than its call."""
    notes = foot_notes(piece)
    pushed: dict[str, int] = {}
    for _ in range(ROUNDS if notes else 0):
        move = to_push(document.pages, notes)
        if move is None or pushed.get(move[0]) in (0, move[1]):
            break
        block, count = move
        pushed[block] = 0 if block in pushed else count
        document = press.lay_out(pushing(source, pushed))
    return document
