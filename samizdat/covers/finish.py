"""The finished wrap: the drawing in inks, without anything that is made for screens, with its boxes and its title."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf

from samizdat.covers import faults
from samizdat.covers.inks import Palette
from samizdat.covers.sheets import Sheet
from samizdat.covers.templates import Template
from samizdat.printers import Printer
from samizdat.printing import VERSIONS, bare, colours, transparency
from samizdat.printing.boxes import points
from samizdat.printing.inks import Process
from samizdat.problems import Problem


def finished(
    drawing: bytes, sheet: Sheet, template: Template, printer: Printer, process: Process | None, about: dict[str, str]
) -> tuple[bytes, list[Problem]]:
    """The bytes of the wrap, and what is to be said of its colours. `about`: the entries of the Info dictionary; without any there is none."""
    palette = Palette(template.inks, process)
    with pikepdf.open(BytesIO(drawing)) as pdf:
        left = colours.convert(pdf, palette, tagged=False)
        bare.strip(pdf, ())
        through = transparency.clear(pdf, palette.space)
        _boxes(pdf.pages[0], sheet)
        info = {key: pikepdf.String(value) for key, value in about.items() if value}
        if info:
            pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(info))
        elif "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        held = BytesIO()
        version = VERSIONS[printer.cover.standard]
        packed = pikepdf.ObjectStreamMode.disable if version < "1.5" else pikepdf.ObjectStreamMode.generate
        pdf.remove_unreferenced_resources()
        pdf.save(held, force_version=version, object_stream_mode=packed, deterministic_id=True, fix_metadata_version=False)
    problems = [faults.no_inks(sorted(palette.unknown), template.path)] if palette.unknown and process is None else []
    if printer.cover.standard:
        problems += [faults.screen_colours(what, printer) for what in sorted({what for _, what in left})]
    if through and printer.cover.standard == "PDF/X-1a:2003":
        problems.append(faults.seen_through(template.path, printer))
    return held.getvalue(), problems


def pdf_date(date: datetime) -> str:
    """A date as PDF writes it (ISO 32000-1, 7.9.4), in UTC."""
    return date.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


def _boxes(page: pikepdf.Page, sheet: Sheet) -> None:
    """MediaBox and BleedBox: the whole sheet; TrimBox: what stays after cutting (ISO 15930-7, 6.12)."""
    width, height, edge = (round(points(mm), 4) for mm in (*sheet.size, sheet.bleed))
    page.mediabox = page.bleedbox = pikepdf.Rectangle(0, 0, width, height)
    page.trimbox = pikepdf.Rectangle(edge, edge, round(width - edge, 4), round(height - edge, 4))
