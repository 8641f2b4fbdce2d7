"""Rules about fonts and the size of letters."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.preflight.document import Document
from samizdat.preflight.fonts import STANDARD
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot
from samizdat.preflight.words import amount, span

ROUNDING_PT = 0.02


def not_embedded(document: Document, _: Job) -> Iterator[Finding]:
    """P105 A font is not embedded.

    Limit: every font that letters are set in, those that every viewer has (Helvetica, Times…) too.
    Source: ISO 15930-4 and -7.
    """
    for font, pages in document.fonts.items():
        if not font.embedded:
            why = "it is in every viewer and on no press" if font.name in STANDARD else "the press sets another in its place"
            yield Finding("P105", f"the font {font.name} is not embedded", why, "embed it, or choose a font that may be", spots=_at(pages))


def type_three(document: Document, _: Job) -> Iterator[Finding]:
    """P106 A font is a Type 3 font.

    Limit: none is taken without a word.
    Source: ISO 32000-1, 9.6.5: its letters are drawings, without hints; many are bitmaps. Ours: PDF/X allows it.
    """
    for font, pages in document.fonts.items():
        if font.kind == "Type3":
            yield Finding("P106", f"the font {font.name} is a Type 3 font", "its letters are drawings, often of dots, and print rough",
                          "use the font as TrueType or OpenType", "warning", _at(pages))  # fmt: skip


def whole(document: Document, _: Job) -> Iterator[Finding]:
    """P107 A font is embedded whole.

    Limit: an embedded font whose name has no mark of a subset.
    Source: ISO 32000-1, 9.6.4; some licences forbid it. No press minds, so it is only mentioned.
    """
    for font, pages in document.fonts.items():
        if font.embedded and not font.subset:
            yield Finding("P107", f"the font {font.name} is embedded whole", "the file is larger than it need be, and some licences forbid it",
                          "let the font be subset", "info", _at(pages))  # fmt: skip


def missing_letters(document: Document, _: Job) -> Iterator[Finding]:
    """P108 A font lacks letters that the text asks for.

    Limit: one letter drawn as the font's sign for “missing” (glyph 0, `.notdef`).
    Source: ISO 32000-1, 9.7.6.3. Fonts with encodings of their own are not read.
    """
    found: dict[str, list[Spot]] = {}
    for page in document.pages:
        for name, tally in page.painted.missing.items():
            found.setdefault(name, []).append(Spot(page.number, tally.box))
    for name, spots in sorted(found.items()):
        yield Finding("P108", f"the font {name} lacks letters of the text", "an empty box is printed, or nothing",
                      "choose a font that has them", spots=tuple(spots))  # fmt: skip


def too_small(document: Document, job: Job) -> Iterator[Finding]:
    """P129 Type is smaller than the printer prints well.

    Limit: `type_pt` of the printer's profile; the size of a font, not the height of its letters. Type 3 fonts have no size.
    Source: the profile.
    """
    least = job.printer.pictures.type_pt
    if least is None:
        return
    found = [(kind.size_pt, Spot(page.number, tally.box)) for page in document.pages for kind, tally in page.painted.types.items()
             if kind.seen and 0 < kind.size_pt < least - ROUNDING_PT]  # fmt: skip
    if found:
        yield Finding("P129", f"letters of {span(size for size, _ in found)} pt; {amount(least)} pt is the least", "small letters break up or fill with ink",
                      "set them larger", "warning", tuple(spot for _, spot in found))  # fmt: skip


def _at(pages: tuple[int, ...]) -> tuple[Spot, ...]:
    return tuple(Spot(page) for page in pages)


RULES: tuple[Rule, ...] = (not_embedded, type_three, whole, missing_letters, too_small)
