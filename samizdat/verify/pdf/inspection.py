"""What a printer looks at before a press does: fonts, boxes, labels, title and language, and nothing but pages (rules 001 and 040 to 049)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from samizdat.problems import Place, Problem
from samizdat.verify import rules
from samizdat.verify.pdf.sheets import Print

POINTS_PER_MM = 72 / 25.4
SAME_PT = 0.5
"""Lengths that differ by no more are the same: boxes are written with rounded numbers."""

_RUNNING = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/RichMedia")
_CARRIED = ("/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia", "/Widget")
_ROMAN = frozenset("ivxlcdm")


def check(pdf: pikepdf.Pdf, shown: str, print_: Print, language: str, trim_mm: tuple[float, float] | None) -> list[Problem]:
    """What is wrong with the file as a file; `language` is that of the manuscript."""
    found = [*_fonts(pdf), *_boxes(pdf, trim_mm), *_about(pdf, language), *_carried(pdf), *_labels(pdf, print_), *_blank(print_)]
    collide = [rules.problem("P", 54, Place(shown), what, severity="warning") for what in _collisions(print_)]
    return [*(rules.problem("P", number, Place(shown), what) for number, what in found), *collide]


def _resources(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The resources of every page and of the forms on it, each once."""
    standing = [page.get("/Resources") for page in pdf.pages]
    seen = set()
    while standing:
        resources = standing.pop()
        if resources is None or (resources.is_indirect and resources.objgen in seen):
            continue
        seen.add(resources.objgen if resources.is_indirect else None)
        yield resources
        standing += [form.get("/Resources") for form in resources.get("/XObject", {}).values() if form.get("/Subtype") == "/Form"]


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    fonts = {font.objgen: font for resources in _resources(pdf) for font in resources.get("/Font", {}).values()}
    for font in fonts.values():
        name = str(font.get("/BaseFont", "/without a name")).lstrip("/")
        if font.get("/Subtype") == "/Type3":
            yield 42, f"font {name} is a Type 3 font"
            continue
        bearer = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = bearer.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield 40, f"font {name} is not embedded"
        elif name[6:7] != "+":
            yield 41, f"font {name} is embedded whole"


def _size(box: Any) -> tuple[float, float]:
    x1, y1, x2, y2 = (float(edge) for edge in box)
    return abs(x2 - x1), abs(y2 - y1)


def _boxes(pdf: pikepdf.Pdf, trim_mm: tuple[float, float] | None) -> Iterator[tuple[int, str]]:
    media = [_size(page.mediabox) for page in pdf.pages]
    trims = [_size(page.trimbox) for page in pdf.pages]
    usual = Counter((round(width, 1), round(height, 1)) for width, height in trims).most_common(1)[0][0]
    due = (trim_mm[0] * POINTS_PER_MM, trim_mm[1] * POINTS_PER_MM) if trim_mm else usual
    odd = [number for number, size in enumerate(trims, 1) if _differ(size, due)]
    if odd:
        yield 46, f"page {odd[0]} is {_mm(trims[odd[0] - 1])} where {_mm(due)} is due{_others(odd)}"
    sizes = Counter((round(width, 1), round(height, 1)) for width, height in media).most_common(1)[0][0]
    odd = [number for number, size in enumerate(media, 1) if _differ(size, sizes)]
    if odd:
        yield 45, f"the MediaBox of page {odd[0]} is {_mm(media[odd[0] - 1])}, of most pages {_mm(sizes)}{_others(odd)}"
    if len({"/TrimBox" in page for page in pdf.pages}) > 1:
        yield 45, "some pages have a TrimBox and some have none"


def _differ(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return any(abs(a - b) > SAME_PT for a, b in zip(one, other, strict=True))


def _mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{length / POINTS_PER_MM:.1f}" for length in size) + " mm"


def _others(odd: list[int]) -> str:
    return f" ({len(odd)} such pages)" if len(odd) > 1 else ""


def _about(pdf: pikepdf.Pdf, language: str) -> Iterator[tuple[int, str]]:
    said = str(pdf.Root.get("/Lang", "")) or "none"
    if said != language:
        yield 47, f"the PDF says that its language is {said} where the manuscript is in {language}"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield 47, "the PDF has no title"
    if "/First" not in pdf.Root.get("/Outlines", pikepdf.Dictionary()):
        yield 43, "the PDF has no outline"


def _carried(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names:
        yield 48, "the PDF holds JavaScript"
    if "/EmbeddedFiles" in names or "/AF" in pdf.Root:
        yield 48, "the PDF carries attached files"
    for holder, action in _actions(pdf):
        if action.get("/S") in _RUNNING or str(action.get("/URI", "")).startswith("file:"):
            yield 48, f"{holder} has an action {str(action.get('/S', '')).lstrip('/')} {action.get('/URI', '')}".rstrip()
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") in _CARRIED:
                yield 48, f"page {number} carries a {str(annotation.Subtype).lstrip('/')}"


def _actions(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary):
        yield "the PDF", opening
    for action in pdf.Root.get("/AA", {}).values():
        yield "the PDF", action
    for number, page in enumerate(pdf.pages, 1):
        for action in page.get("/AA", {}).values():
            yield f"page {number}", action
        for annotation in page.get("/Annots", []):
            if "/A" in annotation:
                yield f"page {number}", annotation.A


def _labels(pdf: pikepdf.Pdf, print_: Print) -> Iterator[tuple[int, str]]:
    """Labels are roman in the front matter and arabic from the first page of the text, each series without a gap."""
    if "/PageLabels" not in pdf.Root:
        yield 44, "the PDF has no page labels"
        return
    labels = [sheet.label for sheet in print_.sheets]
    first = next((number for number, label in enumerate(labels) if label.isdecimal()), len(labels))
    stray = next((label for label in labels[:first] if not set(label.lower()) <= _ROMAN), "")
    if stray:
        yield 44, f"page label “{stray}” stands before the arabic ones and is not roman"
    for before, after in zip(labels[first:], labels[first + 1 :], strict=False):
        if not after.isdecimal() or int(after) != int(before) + 1:
            yield 44, f"page label “{after}” follows “{before}”"
            return


def _collisions(print_: Print) -> Iterator[str]:
    """Running heads that reach into the folio, each with its first page."""
    first: dict[str, str] = {}
    for sheet in [sheet for sheet in print_.sheets if sheet.collides]:
        head = max(sheet.margin, key=len).removesuffix(sheet.label).removeprefix(sheet.label).strip()
        first.setdefault(head, sheet.label)
    for head, label in first.items():
        yield f"the running head “{head}” runs into the folio, first on page {label}"


def _blank(print_: Print) -> Iterator[tuple[int, str]]:
    for number, sheet in enumerate(print_.sheets, 1):
        if sheet.margin and not sheet.picture and not (sheet.text + sheet.foot).strip():
            yield 49, f"page {number} has nothing but “{' '.join(sheet.margin)}” on it"
