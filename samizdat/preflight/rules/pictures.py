"""Rules about pictures and rules (lines): whether they are fine enough, whether they are thick enough, whether they bleed."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.preflight.boxes import Box
from samizdat.preflight.document import Document, Page
from samizdat.preflight.painting.painted import Picture
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot, grouped, points
from samizdat.preflight.words import amount, span

HALF = 0.5
"""Ours: under half of what is asked, pixels are seen."""
SMALLEST = 8
"""Pixels: what has fewer in one direction is a ground or a rule, and no picture."""
ROUNDING = 0.99
TOUCHING_PT = 0.5
"""Ours: what ends this near the trim was meant to reach it."""
BLEED_MM = 3.0
"""Ours, where the profile has none."""


def tones(document: Document, job: Job) -> Iterator[Finding]:
    """P126 A picture in tones has too few pixels.

    Limit: `tone_ppi` of the printer's profile, in pixels per inch as printed, less one per cent; under half of it is an error.
    Source: the profile.
    """
    yield from _coarse(document, job.printer.pictures.tone_ppi, "P126", line=False)


def line_art(document: Document, job: Job) -> Iterator[Finding]:
    """P127 Line art has too few pixels.

    Limit: `line_ppi` of the printer's profile for pictures of one bit, less one per cent; under half of it is an error.
    Source: the profile.
    """
    yield from _coarse(document, job.printer.pictures.line_ppi, "P127", line=True)


def _coarse(document: Document, least: float | None, code: str, line: bool) -> Iterator[Finding]:
    if least is None:
        return
    found = [(picture, Spot(page.number, picture.box)) for page in document.pages for picture in page.painted.pictures
             if picture.line == line and min(picture.width, picture.height) >= SMALLEST and picture.ppi < least * ROUNDING]  # fmt: skip
    for what, spots in grouped((_said(picture), spot) for picture, spot in found):
        severe = any(picture.ppi < least * HALF for picture, _ in found if _said(picture) == what)
        yield Finding(code, f"{what}; {amount(least)} are wanted", "its pixels are seen, or it looks soft", "put in a larger one, or print it smaller",
                      "error" if severe else "warning", spots)  # fmt: skip


def _said(picture: Picture) -> str:
    kind = "line art" if picture.line else "a picture"
    return f"{kind} of {picture.width} × {picture.height} pixels has {picture.ppi:.0f} to an inch"


def hairlines(document: Document, job: Job) -> Iterator[Finding]:
    """P128 A rule is too thin to print.

    Limit: `hairline_pt` of the printer's profile, for strokes and for filled rectangles eight times as long as wide; width 0, the thinnest that a machine
    can draw, is always reported.
    Source: the profile; ISO 32000-1, 8.4.3.2 for width 0.
    """
    least = job.printer.pictures.hairline_pt
    found = [(width, Spot(page.number, tally.box)) for page in document.pages for width, tally in page.painted.rules.items()]
    thin = [(width, spot) for width, spot in found if width == 0 or (least is not None and width < least * ROUNDING)]
    if thin:
        wanted = f"; {amount(least)} pt is the least" if least is not None else ""
        yield Finding("P128", f"rules of {span(width for width, _ in thin)} pt{wanted}", "they break up, or are not printed", "make them thicker",
                      "warning", tuple(spot for _, spot in thin))  # fmt: skip


def no_bleed(document: Document, job: Job) -> Iterator[Finding]:
    """P132 A picture or an area reaches the edge of the page and does not go on past it.

    Limit: what ends less than half a point inside the trim, or past it but short of the bleed (`bleed_mm` of the profile, 3 mm where it names none) by
    more than half a point; not at the spine where the profile has no bleed there.
    Source: the profile; that it was meant to reach the edge is our guess.
    """
    wanted = points(job.bleed_mm or BLEED_MM)
    areas = [(page, box) for page in document.pages if not page.turned for box in page.painted.edges]
    for side, spots in grouped((side, Spot(page.number, box)) for page, box in areas for side in _short(box, page, wanted, job)):
        yield Finding("P132", f"a picture or area ends at the {side} of the page", "a cut that is off by a hair shows a white edge",
                      f"let it run {amount(job.bleed_mm or BLEED_MM)} mm past the trim, or end well inside", spots=spots)  # fmt: skip


def _short(box: Box, page: Page, wanted: float, job: Job) -> Iterator[str]:
    """The sides of the page that an area reaches without bleeding."""
    cut = page.boxes.cut
    past = {"left": cut.left - box.left, "right": box.right - cut.right, "foot": cut.low - box.low, "head": box.high - cut.high}
    if job.kind == "interior" and not job.printer.interior.bleed_at_spine:
        del past["left" if page.recto else "right"]
    for side, length in past.items():
        if -TOUCHING_PT < length < wanted - TOUCHING_PT:
            yield side


RULES: tuple[Rule, ...] = (tones, line_art, hairlines, no_bleed)
