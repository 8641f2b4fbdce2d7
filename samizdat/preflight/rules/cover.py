"""Rules about a cover: back, spine and front in one, left to right (P140 to P147)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samizdat.preflight import isbns
from samizdat.preflight.boxes import Box
from samizdat.preflight.codes import Code, Look
from samizdat.preflight.document import Document, Line, Page
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot, points, size
from samizdat.preflight.words import amount, count, quote

SAME_MM = 0.5
"""Ours: a cover that is off by more does not meet the spine."""
ROUNDING_PT = 0.5
BARS_MM = 95 * 0.33
"""How wide the bars of EAN-13 are at 100 per cent (GS1 General Specifications: 95 modules of 0.33 mm)."""
LEAST_SCALE, MOST_SCALE = 0.8, 2.0
"""Of that width (GS1 General Specifications, symbols at the counter)."""
LIGHT, DARK = 230, 110
"""Ours, of 255: a ground as light as this and bars as dark as that are told apart by any scanner."""
MOST_PART = 0.5
"""Ours: from this part of the front on, its words may be those of a picture."""
WHITE, CLEAR = 248, 0.98
"""Ours: the tone, of 255, that counts as white, and the part of the zone that is."""


@dataclass(frozen=True, slots=True)
class Panels:
    """Where the parts of a cover lie, in points; the spine is None where its width is not known."""

    back: Box
    spine: Box | None
    front: Box


def one_page(document: Document, job: Job) -> Iterator[Finding]:
    """P140 A cover is not one page.

    Limit: one page: back, spine and front side by side.
    Source: ours; a wrap is printed on one sheet.
    """
    if job.kind == "cover" and len(document.pages) != 1:
        yield Finding(
            "P140",
            f"the cover has {count(len(document.pages), 'page')}",
            "back, spine and front are printed on one sheet",
            "make one page of them",
        )


def wrong_size(document: Document, job: Job) -> Iterator[Finding]:
    """P141 The cover does not fit the book.

    Limit: half a millimetre from twice the width of the trim and the spine, by its height; with the bleed on all sides where there is no TrimBox.
    Source: the trim and spine of the book; the limit is ours.
    """
    expected = job.expected
    page = _cover(document, job)
    if page is None or expected.trim is None:
        return
    bleed = 0.0 if page.boxes.trim else 2 * (job.bleed_mm or 0.0)
    width, height = (side * page.unit - bleed for side in page.boxes.cut.size_mm)
    wanted = 2 * expected.trim.width_mm + (expected.spine_mm or 0.0)
    wide = abs(width - wanted) > SAME_MM if expected.spine_mm is not None else width < wanted - SAME_MM
    if wide or abs(height - expected.trim.height_mm) > SAME_MM:
        spine = "" if expected.spine_mm is not None else " and the spine, whose width is not known"
        yield Finding("P141", f"the cover is {size(page.boxes.cut, page.unit)}; the book needs {amount(round(wanted + bleed, 1))} × "
                      f"{amount(round(expected.trim.height_mm + bleed, 1))} mm{spine}{' with bleed' if bleed else ''}",
                      "the spine would come to lie on the front or the back", "make the cover for this number of pages and this paper")  # fmt: skip


def unsafe(document: Document, job: Job) -> Iterator[Finding]:
    """P142 Words on the cover stand too near to the edge, or to a fold of the spine.

    Limit: `safe_mm` from the trim and `spine_safe_mm` from the folds, of the printer's profile; half a point is let pass.
    Source: the profile.
    """
    page, rules = _cover(document, job), job.printer.cover
    if page is None:
        return
    if rules.safe_mm is not None:
        yield from _near_edge(page, rules.safe_mm)
    parts = _panels(page, job)
    if parts is not None and parts.spine is not None and rules.spine_safe_mm is not None:
        yield from _near_fold(page, parts.spine, rules.spine_safe_mm)


def _near_edge(page: Page, safe_mm: float) -> Iterator[Finding]:
    cut, safe = page.boxes.cut, points(safe_mm) - ROUNDING_PT
    inner = Box(cut.left + safe, cut.low + safe, cut.right - safe, cut.high - safe)
    near = [line for line in page.lines if cut.holds(line.box, 0) and not inner.holds(line.box)]
    if near:
        yield Finding("P142", f"words less than {amount(safe_mm)} mm from the edge, for example “{quote(near[0].text)}”", "they may be cut",
                      "move them inwards", spots=_spots(near))  # fmt: skip


def _near_fold(page: Page, spine: Box, safe_mm: float) -> Iterator[Finding]:
    safe = points(safe_mm) - ROUNDING_PT
    folds = [Box(x - safe, spine.low, x + safe, spine.high) for x in (spine.left, spine.right)]
    near = [line for line in page.lines if any(line.box.meets(fold) for fold in folds)]
    if near:
        yield Finding("P142", f"words less than {amount(safe_mm)} mm from a fold of the spine, for example “{quote(near[0].text)}”",
                      "no press folds where it should to a hair", "make them smaller, or leave them off the spine", spots=_spots(near))  # fmt: skip


def spine_text(document: Document, job: Job) -> Iterator[Finding]:
    """P143 Words on a spine that is too thin for them.

    Limit: under `spine_text_pages` of the printer's profile, no words on the spine.
    Source: the profile.
    """
    page, least, have = _cover(document, job), job.printer.cover.spine_text_pages, job.expected.pages
    parts = _panels(page, job) if page else None
    if page is None or least is None or have is None or have >= least or parts is None:
        return
    spine = parts.spine or Box(parts.back.right, parts.back.low, parts.front.left, parts.front.high)
    on_it = [line for line in page.lines if spine.left < (line.box.left + line.box.right) / 2 < spine.right]
    if on_it:
        yield Finding("P143", f"words on the spine (“{quote(on_it[0].text)}”) of a book of {count(have, 'page')}; from {least} pages there may be any",
                      "they come to lie on the front or the back", "leave them off", spots=_spots(on_it))  # fmt: skip


def barcode_zone(document: Document, job: Job) -> Iterator[Finding]:
    """P144 There is neither a barcode nor room for one.

    Limit: no EAN-13 of a book can be read on the back; where the profile gives the zone, it is to be white (98 of 100 parts) and without words. Without a
    zone in the profile and without an ISBN nothing is asked.
    Source: the profile; the limits are ours.
    """
    page, look = _cover(document, job), document.look
    if page is None or look is None or look.codes:
        return
    zone = _zone(page, job)
    if zone is not None:
        tones = look.within(zone)
        words = [line for line in page.lines if line.box.meets(zone)]
        if words or sum(tone >= WHITE for tone in tones) < CLEAR * len(tones):
            yield Finding("P144", f"the zone for the barcode ({size(zone)}, at the foot of the back, by the spine) is not white",
                          f"{job.printer.name} prints the barcode there", "leave it white, or put in a barcode that can be read",
                          spots=(Spot(1, zone),))  # fmt: skip
    elif job.expected.isbn and look.reads:
        yield Finding("P144", "no barcode can be read on the cover", "shops take no book without one", "put in an EAN-13 of the ISBN, black on white",
                      "warning", (Spot(1),))  # fmt: skip
    if job.expected.isbn and not look.reads:
        yield Finding("P144", "barcodes were not looked for: zxing-cpp is not installed", "a wrong number is not noticed",
                      "type  pip install zxing-cpp", "info")  # fmt: skip


def barcode_number(document: Document, job: Job) -> Iterator[Finding]:
    """P146 The barcode has another number than the ISBN.

    Limit: the ISBN that is expected, else the one in words on the cover.
    Source: ISO 2108; GS1 General Specifications: the barcode of a book is its ISBN of thirteen digits.
    """
    page = _cover(document, job)
    if page is None or document.look is None:
        return
    said = [job.expected.isbn] if job.expected.isbn else list(isbns.written(page.text))
    wanted = {isbns.thirteen(isbns.digits(one)) for one in said}
    for code in document.look.codes:
        if wanted and code.number not in wanted:
            yield Finding("P146", f"the barcode says {code.number} instead of {' or '.join(sorted(wanted))}", "the shop sells another book",
                          "make the barcode from the ISBN", spots=(Spot(1, code.box),))  # fmt: skip


def barcode_print(document: Document, job: Job) -> Iterator[Finding]:
    """P147 The barcode is too small, too large or too pale, or the code is no ISBN's.

    Limit: bars of 80 to 200 per cent of 31.35 mm in width; bars darker than 110 and a ground lighter than 230 of 255.
    Source: GS1 General Specifications for the width; the tones are ours.
    """
    page = _cover(document, job)
    for code in document.look.codes if page is not None and document.look is not None else ():
        scale = _width_mm(code) / BARS_MM
        if not LEAST_SCALE - 0.02 <= scale <= MOST_SCALE + 0.02:
            yield Finding("P147", f"the bars of the barcode are {amount(round(_width_mm(code), 1))} mm wide, {scale:.0%} of what is usual", "scanners miss it",
                          "make it 80 to 200 per cent, best 100", spots=(Spot(1, code.box),))  # fmt: skip
        if not _told_apart(document.look, code):
            yield Finding("P147", "the bars of the barcode are too pale, or their ground is too dark", "scanners miss it", "print it black on white",
                          spots=(Spot(1, code.box),))  # fmt: skip


def _width_mm(code: Code) -> float:
    return max(code.box.size_mm)


def _told_apart(look: Look | None, code: Code) -> bool:
    tones = look.within(Box(code.box.left - 6, code.box.low, code.box.right + 6, code.box.high)) if look else b""
    return not tones or (tones[len(tones) // 20] < DARK and tones[-max(1, len(tones) // 20)] >= LIGHT)


def _cover(document: Document, job: Job) -> Page | None:
    return document.pages[0] if job.kind == "cover" and document.pages and not document.pages[0].turned else None


def pictured(page: Page, job: Job) -> bool:
    """Whether pictures cover most of the front of a cover; of one whose trim is not known, most of its right half."""
    cut, parts = page.boxes.cut, _panels(page, job)
    front = parts.front if parts else Box((cut.left + cut.right) / 2, cut.low, cut.right, cut.high)
    covered = [shared for picture in page.painted.pictures if (shared := front.common(picture.box))]
    return sum(one.width * one.height for one in covered) > MOST_PART * front.width * front.height


def _panels(page: Page, job: Job) -> Panels | None:
    trim, cut = job.expected.trim, page.boxes.cut
    if trim is None:
        return None
    bleed = 0.0 if page.boxes.trim else points(job.bleed_mm or 0.0)
    left, right = cut.left + bleed + points(trim.width_mm), cut.right - bleed - points(trim.width_mm)
    spine = Box(left, cut.low, right, cut.high) if right > left else None
    return Panels(Box(cut.left + bleed, cut.low, left, cut.high), spine, Box(right, cut.low, cut.right - bleed, cut.high))


def _zone(page: Page, job: Job) -> Box | None:
    """The white zone for the barcode: in the lower right of the back, so far from the spine and the foot as the profile says."""
    rules, parts = job.printer.cover, _panels(page, job)
    if parts is None or rules.barcode_width_mm is None or rules.barcode_height_mm is None:
        return None
    margin = points(rules.barcode_margin_mm or 0.0)
    right, low = parts.back.right - margin, parts.back.low + margin + (0.0 if page.boxes.trim else points(job.bleed_mm or 0.0))
    return Box(right - points(rules.barcode_width_mm), low, right, low + points(rules.barcode_height_mm))


def _spots(lines: list[Line]) -> tuple[Spot, ...]:
    return tuple(Spot(1, line.box) for line in lines)


RULES: tuple[Rule, ...] = (one_page, wrong_size, unsafe, spine_text, barcode_zone, barcode_number, barcode_print)
