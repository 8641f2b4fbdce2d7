"""PDF/X: what keeps a file from being PDF/X-1a:2003 (ISO 15930-4) or PDF/X-4 (ISO 15930-7).

This is our own reading and no certified validator: a file without faults here can still have some. The standards themselves were not to hand; what is
checked was gathered from open descriptions of them: the CGATS *Application Notes for PDF/X Standards* (2002), the PDF/X tables of the PDFlib manual, Kodak's
*Technical characteristics of PDF/X-1a*, the list of checks of `pdfbox-preflight`, prepressure.com on PDF/X-4. So no clause numbers are given, but subjects:

- file: version, encryption, ids, damage, object streams (X-1a), filters, embedded files                       `_file`, `_filters`
- identification: the PDF/X key, title, dates, Trapped; XMP that agrees (X-4)                               `identification`
- output intent: exactly one, a named condition or an embedded output profile (X-4: embedded)               `_intent`
- pages: MediaBox, one of TrimBox and ArtBox, boxes nested, no separations                                  `_boxes`
- annotations outside the bleed (printer's marks outside the trim, trap networks anywhere), forms, actions  `_annotations`, `_actions`
- fonts embedded; operators known; colour spaces; transparency; halftones and transfer functions; PostScript, OPI, alternates, references
- optional content: none in X-1a, with names and without automatic states in X-4

Not checked: the tint of an alternate against the spot colour it stands for, glyph widths, contents of fonts and profiles, trap networks, JPEG 2000 profiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from samizdat.preflight import boxes, graphics, identification, intents
from samizdat.preflight.identification import X1A
from samizdat.preflight.uses import FAULTS, uses
from samizdat.preflight.words import on_pages
from samizdat.printers import Standard

Fault = tuple[str, int]
"""What is wrong, and on which page: 1 is the first, 0 the file."""
Check = Callable[[pikepdf.Pdf, Standard], Iterator[Fault]]

NEWEST = {X1A: (1, 4), "PDF/X-4": (1, 6)}
FORBIDDEN_FILTERS = {X1A: {"/LZWDecode", "/LZW", "/JBIG2Decode", "/JPXDecode", "/Crypt"}, "PDF/X-4": {"/LZWDecode", "/LZW", "/Crypt"}}


def faults(pdf: pikepdf.Pdf, standard: Standard) -> list[str]:
    """What keeps `pdf` from being that PDF/X, each a phrase with its pages, in the order of the checks; empty where nothing was found or asked.

    `pdf` is to be opened from the file as it was written: the version and the way objects are stored are read from it.
    """
    if not standard:
        return []
    pages: dict[str, list[int]] = {}
    for check in CHECKS:
        try:
            for what, page in check(pdf, standard):
                pages.setdefault(what, []).append(page)
        except FAULTS as error:
            pages.setdefault(f"the file is damaged: {error}", []).append(0)
    return [what + on_pages(numbers) for what, numbers in pages.items()]


def _file(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Fault]:
    version = tuple(int(part) for part in pdf.pdf_version.split("."))
    if version > NEWEST[standard]:
        newest = ".".join(map(str, NEWEST[standard]))
        yield f"the PDF version is {pdf.pdf_version}; {newest} is the newest that {standard} takes", 0
    if pdf.is_encrypted:
        yield "the file is encrypted", 0
    if "/ID" not in pdf.trailer:
        yield "the file has no identifier (ID in its trailer)", 0
    if standard == X1A and _has_object_streams(pdf):
        yield "objects are packed in streams, which PDF 1.4 does not know", 0
    root: Any = pdf.Root
    if "/EmbeddedFiles" in root.get("/Names", {}) or "/AF" in root:
        yield "files are attached to it", 0


def _has_object_streams(pdf: pikepdf.Pdf) -> bool:
    packed = ("/ObjStm", "/XRef")
    return pdf.trailer.get("/Type") == "/XRef" or any(isinstance(one, pikepdf.Stream) and one.get("/Type") in packed for one in pdf.objects)


def _filters(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Fault]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            said = one.get("/Filter", ())
            for name in [said] if isinstance(said, pikepdf.Name) else said:
                if str(name) in FORBIDDEN_FILTERS[standard]:
                    yield f"a stream is compressed with {str(name).lstrip('/')}", 0
            if "/F" in one:
                yield "a stream has its data in another file", 0


def _intent(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Fault]:
    named = [intent for intent in intents.read(pdf) if intent.kind == "GTS_PDFX"]
    if len(named) != 1:
        yield f"it has {len(named) or 'no'} output intents of the kind GTS_PDFX; it is to have one", 0
        return
    intent = named[0]
    if not intent.condition:
        yield "the output intent names no printing condition (OutputConditionIdentifier)", 0
    if intent.profile is None:
        if standard != X1A:
            yield "the output intent has no profile embedded", 0
        elif intent.registry != intents.REGISTRY:
            yield f"the output intent has neither a profile nor the registry {intents.REGISTRY}", 0
        return
    if not intent.info and intent.registry != intents.REGISTRY:
        yield "the output intent does not say in words what it is for (Info)", 0
    if intent.profile.kind != "prtr":
        yield f"the profile of the output intent is none for output, but of the class {intent.profile.kind}", 0
    known = ("CMYK", "GRAY") if standard == X1A else ("CMYK", "GRAY", "RGB")
    if intent.profile.space not in known:
        yield f"the profile of the output intent is one for {intent.profile.space}", 0
    if standard == X1A and intent.profile.version > 2:
        yield f"the profile of the output intent is an ICC profile of version {intent.profile.version}; PDF 1.4 knows version 2", 0


def _boxes(pdf: pikepdf.Pdf, _: Standard) -> Iterator[Fault]:
    for number, page in enumerate(pdf.pages, 1):
        for what in boxes.faults(boxes.read(page.obj), strict=True):
            yield what, number
        if "/SeparationInfo" in page.obj:
            yield "the page is one plate of a separation", number


def _annotations(pdf: pikepdf.Pdf, _: Standard) -> Iterator[Fault]:
    for number, page in enumerate(pdf.pages, 1):
        held = boxes.read(page.obj)
        for annotation in page.obj.get("/Annots", ()):
            kind = str(annotation.get("/Subtype", "/of no kind")).lstrip("/")
            inner = held.trim if kind == "PrinterMark" else (held.bleed or held.trim)
            rectangle = boxes.rectangle(annotation.get("/Rect"))
            if kind != "TrapNet" and (rectangle is None or rectangle.meets(inner or held.media)):
                yield f"an annotation ({kind}) lies in the area that is printed", number
            if any(key in annotation for key in ("/A", "/AA")):
                yield f"an annotation ({kind}) has an action", number


def _actions(pdf: pikepdf.Pdf, _: Standard) -> Iterator[Fault]:
    root: Any = pdf.Root
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary) or "/AA" in root:
        yield "an action starts when the file is opened", 0
    if "/JavaScript" in root.get("/Names", {}):
        yield "it has JavaScript", 0
    if len(root.get("/AcroForm", {}).get("/Fields", ())) or "/XFA" in root.get("/AcroForm", {}):
        yield "it has a form to be filled in", 0
    for number, page in enumerate(pdf.pages, 1):
        if "/AA" in page.obj:
            yield "an action starts when the page is opened", number
    if any("/A" in line for line in _outline(root.get("/Outlines"))):
        yield "a line of the outline is an action; a plain destination is allowed", 0


def _outline(top: Any) -> Iterator[Any]:
    """The lines of an outline, each once, in no order."""
    waiting, seen = [top], set()
    while waiting:
        line = waiting.pop()
        if isinstance(line, pikepdf.Dictionary) and line.objgen not in seen:
            seen.add(line.objgen)
            yield line
            waiting += [line.get(key) for key in ("/First", "/Next")]


def _layers(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Fault]:
    said = pdf.Root.get("/OCProperties")
    if said is None:
        return
    if standard == X1A:
        yield "it has layers (optional content)", 0
        return
    for configuration in [said.get("/D", pikepdf.Dictionary()), *said.get("/Configs", ())]:
        yield from _configuration(configuration)


def _configuration(said: Any) -> Iterator[Fault]:
    if "/Name" not in said:
        yield "a configuration of its layers has no name", 0
    if "/AS" in said:
        yield "its layers switch themselves on and off", 0


def _content(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Fault]:
    intent = next((one.profile for one in intents.read(pdf) if one.kind == "GTS_PDFX"), None)
    for use in uses(pdf):
        for what in graphics.faults(use, standard, intent):
            yield what, use.page
    for number, page in enumerate(pdf.pages, 1):
        group: Any = page.obj.get("/Group")
        if standard == X1A and isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
            yield "it has transparency (a group)", number


CHECKS: tuple[Check, ...] = (_file, _filters, identification.faults, _intent, _boxes, _annotations, _actions, _layers, _content)
