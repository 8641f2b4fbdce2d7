"""The printer's interior: from the PDF of the screen edition to the file that a printer takes; and the label of a cover.

The pages stay as they are, letter for letter in its place. What changes: colours become ink; links, outline and tags go; pages get their boxes, marks and
blanks; the file says what the printer wants it to say, and is called a PDF/X only when nothing is found that keeps it from being one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf

from samizdat.preflight import standards
from samizdat.printers import Printer, Standard
from samizdat.printing import bare, blanks, boxes, colours, faults, fonts, inks, intents, labels, marks, transparency
from samizdat.printing.inks import Ink
from samizdat.printing.job import Job
from samizdat.problems import Problem

__all__ = ["Interior", "Job", "cover", "interior"]
VERSIONS: dict[Standard, str] = {"PDF/X-1a:2003": "1.4", "PDF/X-4": "1.6", "": "1.7"}
OBJECT_STREAMS = "1.5"
"""The first version of PDF that packs its objects."""


@dataclass(frozen=True, slots=True)
class Interior:
    """The file for the printer, the standard that it earned (empty: none), and what is to be said of it."""

    pdf: bytes
    standard: Standard
    problems: tuple[Problem, ...]


def interior(screen: bytes, printer: Printer, job: Job) -> Interior:
    """The printer's file from the bytes of the screen edition. The same input gives the same bytes.

    Raises pikepdf.PdfError where `screen` is no PDF.
    """
    with pikepdf.open(BytesIO(screen)) as pdf:
        problems = [faults.font_missing(name) for name in fonts.missing(pdf)]
        ink, unusable = _ink(printer, job)
        problems += unusable
        problems += faults.colours_left(colours.convert(pdf, ink, "tags" in printer.file.keeps))
        bare.strip(pdf, printer.file.keeps)
        problems += _flattened(pdf, printer, ink)
        problems += _paged(pdf, printer, job, ink)
        return _labelled(pdf, printer, job, screen, tuple(problems))


def cover(wrap: bytes, printer: Printer, job: Job) -> Interior:
    """A finished wrap with the printing condition, and with the name of the standard that the printer asks of covers where it has earned it.

    Raises pikepdf.PdfError where `wrap` is no PDF.
    """
    asked = replace(printer, file=replace(printer.file, standard=printer.cover.standard or printer.file.standard))
    with pikepdf.open(BytesIO(wrap)) as pdf:
        return _labelled(pdf, asked, job, wrap, ())


def _ink(printer: Printer, job: Job) -> tuple[Ink | None, list[Problem]]:
    """The ink to print in; None, and a word about it, where colours stay those of the screen."""
    if printer.interior.ink == "black":
        return inks.Black(), []
    if not job.profile:
        return None, [faults.screen_colours()]
    try:
        return inks.Process(job.profile), []
    except ValueError as error:
        return None, [faults.bad_profile(str(error))]


def _flattened(pdf: pikepdf.Pdf, printer: Printer, ink: Ink | None) -> list[Problem]:
    pages = transparency.clear(pdf, ink.space if ink else "")
    refused = printer.file.standard == labels.X1A or not printer.file.transparency
    return [faults.seen_through(pages, printer)] if pages and refused else []


def _paged(pdf: pikepdf.Pdf, printer: Printer, job: Job, ink: Ink | None) -> list[Problem]:
    """Fill up with blanks; give every page its boxes and marks."""
    blanks.fill(pdf, printer.interior)
    odd = [number for number, page in enumerate(pdf.pages, 1) if not boxes.fits(page, job.trim)]
    bleeding = any(boxes.bleeds(page) for page in pdf.pages)
    wide = boxes.points(printer.interior.bleed_mm or 0) if bleeding or printer.interior.bleed_always else 0.0
    slug = marks.slug(wide) if printer.file.marks else 0.0
    for number, page in enumerate(pdf.pages, 1):
        made = boxes.boxes(boxes.trim_of(page), printer.interior, bleeding, slug, recto=number % 2 == 1)
        boxes.write(page, made)
        if printer.file.marks:
            marks.draw(pdf, page, made, ink)
    return [faults.wrong_size(odd)] if odd else []


def _labelled(pdf: pikepdf.Pdf, printer: Printer, job: Job, screen: bytes, problems: tuple[Problem, ...]) -> Interior:
    """The finished file: called by its standard when it has earned the name."""
    standard = printer.file.standard
    if standard or printer.file.profile_asked:
        try:
            intents.attach(pdf, job.profile, job.condition)
        except ValueError as error:
            problems = tuple(dict.fromkeys((*problems, faults.bad_profile(str(error)))))
    if not standard:
        return Interior(_saved(pdf, printer), "", problems)
    unlabelled = _saved(pdf, printer)
    labels.write(pdf, standard, job, screen)
    made = _saved(pdf, printer)
    with pikepdf.open(BytesIO(made)) as finished:
        why = standards.faults(finished, standard)
    return Interior(unlabelled, "", (*problems, faults.not_earned(printer, why))) if why else Interior(made, standard, problems)


def _saved(pdf: pikepdf.Pdf, printer: Printer) -> bytes:
    """The bytes of the file, in the version of PDF that its standard knows, else in the newest that the printer takes."""
    version = VERSIONS[printer.file.standard]
    version = min(version, printer.file.newest or version)
    packed = pikepdf.ObjectStreamMode.generate if version >= OBJECT_STREAMS else pikepdf.ObjectStreamMode.disable
    held = BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(held, force_version=version, object_stream_mode=packed, deterministic_id=True, fix_metadata_version=False)
    return held.getvalue()
