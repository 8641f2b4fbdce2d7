"""Rules about pages: their sizes and boxes, how many there are, which are blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from samizdat.preflight import boxes
from samizdat.preflight.boxes import Boxes
from samizdat.preflight.document import Document, Page
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot, grouped, points, size
from samizdat.preflight.words import amount
from samizdat.preflight.words import count as count_of

SAME_MM = 0.5
"""Ours: half a millimetre is less than a guillotine holds, and more than rounding makes."""
BLEED_MM = 0.1
"""Ours: what a bleed may be short by."""


def unlike(document: Document, job: Job) -> Iterator[Finding]:
    """P109 Pages differ in size.

    Limit: half a millimetre from the size of most pages.
    Source: ours; a book is trimmed to one size.
    """
    if job.kind == "cover" or not document.pages:
        return
    sizes = [(page, *_cut_mm(page)) for page in document.pages]
    width, height = Counter((round(across, 1), round(up, 1)) for _, across, up in sizes).most_common(1)[0][0]
    found = [
        (size(page.boxes.cut, page.unit), Spot(page.number))
        for page, across, up in sizes
        if max(abs(across - width), abs(up - height)) > SAME_MM
    ]
    for what, spots in grouped(found):
        yield Finding("P109", f"a page of {what} among pages of {amount(width)} × {amount(height)} mm", "a book is trimmed to one size",
                      "make all pages of one size", spots=spots)  # fmt: skip


def _cut_mm(page: Page) -> tuple[float, float]:
    """Width and height of what is cut out of a page, in mm."""
    width, height = page.boxes.cut.size_mm
    return width * page.unit, height * page.unit


def wrong_trim(document: Document, job: Job) -> Iterator[Finding]:
    """P110 The pages are not of the size that was ordered.

    Limit: half a millimetre from the trim of the book.
    Source: the book's own trim; the limit is ours.
    """
    trim = job.expected.trim
    if job.kind == "cover" or trim is None:
        return
    found = []
    for page in document.pages:
        width, height = _cut_mm(page)
        if max(abs(width - trim.width_mm), abs(height - trim.height_mm)) > SAME_MM:
            found.append((size(page.boxes.cut, page.unit), Spot(page.number)))
    for what, spots in grouped(found):
        yield Finding("P110", f"cut to {what} instead of {amount(trim.width_mm)} × {amount(trim.height_mm)} mm",
                      "the printer cuts to the size that was ordered", "make the PDF with the trim of the book, or order that size", spots=spots)  # fmt: skip


def boxes_not_nested(document: Document, _: Job) -> Iterator[Finding]:
    """P111 A page says not, or not rightly, where it is cut.

    Limit: a MediaBox, and TrimBox in BleedBox in MediaBox; a page without TrimBox is a warning, for it is then cut at its CropBox or MediaBox.
    Source: ISO 32000-1, 14.11.2; ISO 15930-4 and -7.
    """
    wrong = [(what, Spot(page.number)) for page in document.pages for what in boxes.faults(page.boxes)]
    for what, spots in grouped(wrong):
        yield Finding("P111", f"a page is not rightly boxed: {what}", "the press does not know where to cut",
                      "make the PDF again with nested boxes", spots=spots)  # fmt: skip
    none = tuple(Spot(page.number) for page in document.pages if page.boxes.trim is None and page.boxes.art is None)
    if none:
        yield Finding("P111", "no TrimBox says where the page is cut", "the press takes the whole page for the trimmed one",
                      "give each page a TrimBox", "warning", none)  # fmt: skip


def bleed(document: Document, job: Job) -> Iterator[Finding]:
    """P112 A page has less bleed than the printer asks, or only on some sides.

    Limit: `bleed_mm` of the printer's profile, less a tenth of a millimetre, on every page that has any bleed, and on all where the profile says always or
    the file is a cover; not at the spine where the profile says so.
    Source: the profile.
    """
    wanted = job.bleed_mm
    if not wanted:
        return
    always = job.kind == "cover" or job.printer.interior.bleed_always
    found = []
    for page in document.pages:
        least = _least_bleed(page, job)
        if least is not None and (always or _bleeds(page.boxes)) and least * page.unit < points(wanted - BLEED_MM):
            found.append((f"{amount(round(max(0.0, least * page.unit * boxes.MM_PER_POINT), 2))} mm of bleed", Spot(page.number)))
    for what, spots in grouped(found):
        yield Finding("P112", f"{what} instead of {amount(wanted)} mm", "a cut that is off by a hair shows a white edge",
                      f"set  bleed: {amount(wanted)}mm  and a BleedBox", spots=spots)  # fmt: skip


def _least_bleed(page: Page, job: Job) -> float | None:
    """The least that the BleedBox reaches past the trim, in units of the page; None for a page without TrimBox, of which nothing is known."""
    held = page.boxes
    if held.trim is None:
        return None
    outer = held.bleed or held.media
    left, right = held.trim.left - outer.left, outer.right - held.trim.right
    sides = [left, right, held.trim.low - outer.low, outer.high - held.trim.high]
    if job.kind == "interior" and not job.printer.interior.bleed_at_spine:
        sides.remove(left if page.recto else right)
    return min(sides)


def _bleeds(held: Boxes) -> bool:
    return held.trim is not None and held.bleed is not None and not held.trim.holds(held.bleed)


def turned(document: Document, _: Job) -> Iterator[Finding]:
    """P113 A page is turned, or measured in a unit of its own.

    Limit: Rotate other than 0, UserUnit other than 1.
    Source: ISO 32000-1, 7.7.3.3; some machines for imposing pages pass over both.
    """
    found = [(f"is turned by {page.turned} degrees", Spot(page.number)) for page in document.pages if page.turned]
    found += [(f"is measured in a unit of {amount(page.unit)}/72 inch", Spot(page.number)) for page in document.pages if page.unit != 1]
    for what, spots in grouped(found):
        yield Finding("P113", f"a page {what}", "the machine that arranges pages on the sheet may pass over it",
                      "make the page as it is to be read", spots=spots)  # fmt: skip


def count(document: Document, job: Job) -> Iterator[Finding]:
    """P114 The book has too few pages for the printer, or too many.

    Limit: `least_pages` and `most_pages` of the printer's profile; the number that is expected.
    Source: the profile.
    """
    rules, have = job.printer.interior, len(document.pages)
    if job.kind == "cover":
        return
    if rules.least_pages is not None and have < rules.least_pages:
        yield Finding("P114", f"{count_of(have, 'page')}; {job.printer.name} binds {rules.least_pages} at the least", "so thin a book cannot be bound",
                      "add pages, or ask the printer for another binding")  # fmt: skip
    if rules.most_pages is not None and have > rules.most_pages:
        yield Finding("P114", f"{count_of(have, 'page')}; {job.printer.name} binds {rules.most_pages} at the most", "so thick a book breaks at the spine",
                      "set it on fewer pages, or in two volumes")  # fmt: skip
    if job.expected.pages is not None and have != job.expected.pages:
        yield Finding("P114", f"{count_of(have, 'page')} instead of {job.expected.pages}", "the spine was reckoned for another number",
                      "make interior and cover anew, together")  # fmt: skip


def multiple(document: Document, job: Job) -> Iterator[Finding]:
    """P115 The number of pages does not fill the last sheet.

    Limit: `multiple` of the printer's profile. A warning, which is ours.
    Source: the profile; a leaf has two pages, a folded sheet four and more.
    """
    step, have = job.printer.interior.multiple, len(document.pages)
    if job.kind == "interior" and step > 1 and have % step:
        yield Finding("P115", f"the number of pages, {have}, is no multiple of {step}", "the printer adds blank pages, or asks you to",
                      f"add {count_of(step - have % step, 'blank page')} at the end", "warning")  # fmt: skip


def blanks(document: Document, job: Job) -> Iterator[Finding]:
    """P116 Too many blank pages in a row, or none at the end where the printer wants them.

    Limit: `blanks_in_row` and `last_blank` of the printer's profile; those at the end count in a row too, but for the ones that are wanted.
    Source: the profile.
    """
    rules, pages = job.printer.interior, document.pages
    if job.kind == "cover":
        return
    last = pages[len(pages) - rules.last_blank :] if rules.last_blank else ()
    filled = tuple(Spot(page.number) for page in last if not page.blank)
    if filled:
        last_ones = "page is" if rules.last_blank == 1 else f"{rules.last_blank} pages are"
        yield Finding("P116", f"the last {last_ones} to be blank", f"{job.printer.name} prints there itself",
                      "add blank pages at the end", spots=filled)  # fmt: skip
    for blank, run in groupby(pages[: len(pages) - rules.last_blank], key=lambda page: page.blank):
        spots = tuple(Spot(page.number) for page in run)
        if blank and rules.blanks_in_row is not None and len(spots) > rules.blanks_in_row:
            yield Finding("P116", f"{len(spots)} blank pages in a row; {job.printer.name} takes {rules.blanks_in_row}", "it takes them for a fault of the file",
                          "leave out blank pages", spots=spots)  # fmt: skip


RULES: tuple[Rule, ...] = (unlike, wrong_trim, boxes_not_nested, bleed, turned, count, multiple, blanks)
