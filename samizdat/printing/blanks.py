"""Blank pages: the page count filled up at the end to what a printer's sheets ask for."""

from __future__ import annotations

import pikepdf

from samizdat.printers import InteriorRules

PAINTS = "f F f* B B* b b* S s sh Do Tj TJ ' \" BI INLINE IMAGE EI"


def fill(pdf: pikepdf.Pdf, rules: InteriorRules) -> int:
    """Add blank pages at the end, so that the count is a multiple of `rules.multiple` and the last `rules.last_blank` pages are blank; returns how many."""
    pages, wanted = len(pdf.pages), max(0, rules.last_blank - _blank_at_end(pdf, rules.last_blank))
    added = wanted + -(pages + wanted) % max(1, rules.multiple)
    for _ in range(added):
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pdf.pages[-1].obj.MediaBox, Resources=pikepdf.Dictionary())
        blank.Contents = pdf.make_stream(b"\n")  # an empty stream, compressed, is one that ghostscript cannot read
        if "/TrimBox" in pdf.pages[-1].obj:
            blank.TrimBox = pdf.pages[-1].obj.TrimBox
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))
    return added


def _blank_at_end(pdf: pikepdf.Pdf, most: int) -> int:
    """How many of the last pages, up to `most`, are blank already."""
    blank = 0
    while blank < min(most, len(pdf.pages)) and not pikepdf.parse_content_stream(pdf.pages[-1 - blank], PAINTS):
        blank += 1
    return blank
