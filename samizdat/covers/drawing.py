"""What stands on each panel of a sheet: the template's texts with the words of the book, its motif, its pictures and its barcode."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import PurePosixPath

from lxml import etree

from samizdat import files
from samizdat.book import Book
from samizdat.covers import barcodes, faults, leaves
from samizdat.covers.placing import Content, Room, counted_out, number, placed
from samizdat.covers.sheets import UNITS, Panel, PanelName, Sheet
from samizdat.covers.templates import SVG, XLINK_HREF, Template
from samizdat.covers.words import words
from samizdat.printers import CoverRules
from samizdat.problems import ProblemsFound

Contents = dict[PanelName, Content]
BESIDE_ZONE = 3.0
"""Units between a text and the barcode's zone below it."""


def drawn(book: Book, template: Template, sheet: Sheet, rules: CoverRules, *, spine_text: bool = False) -> Contents:
    """What stands on the panels of `sheet`. `rules` give the barcode's zone and the spine's margins; the spine has text where `spine_text`.

    Raises ProblemsFound for a picture that cannot be read.
    """
    known = words(book)
    picture = "" if template.own else book.metadata.cover
    contents: Contents = {}
    for panel in sheet.panels():
        if panel.name == "front" and picture:
            contents[panel.name] = Content((_picture(book, picture, panel, sheet.unit),))
        elif panel.name in template.panels:
            contents[panel.name] = _content(book, template, panel, sheet, rules, known if panel.name != "spine" or spine_text else {})
    return contents


def zone(element: etree._Element | None, panel: Panel, sheet: Sheet, rules: CoverRules, isbn: str) -> barcodes.Zone | None:
    """The barcode's zone, in mm, at the lower right of the back, no nearer to spine and trim than the printer says, and just there where the printer
    prints a barcode of its own; None where there is to be none.
    """
    if element is None or not (isbn or rules.barcode_width_mm):
        return None
    width, height = rules.barcode_width_mm or barcodes.NOMINAL[0], rules.barcode_height_mm or barcodes.NOMINAL[1]
    right, foot = (
        max(number(element, name) * sheet.unit if isbn else 0.0, rules.barcode_margin_mm or 0.0, safe or 0.0 if isbn else 0.0)
        for name, safe in (("data-right", rules.spine_safe_mm), ("data-foot", rules.safe_mm))
    )
    return barcodes.Zone(panel.width - right - width, panel.height - foot - height, width, height)


def _content(book: Book, template: Template, panel: Panel, sheet: Sheet, rules: CoverRules, known: Mapping[str, str]) -> Content:
    """The content of one panel: motif, shapes and texts, barcode, the later ones on top."""
    width, height = panel.width / sheet.unit, panel.height / sheet.unit
    room = Room(width, height, _safe(panel, sheet, rules), panel.turned)
    special = {"leaves": Content(), "barcode": Content()}
    group = template.panels[panel.name]
    found = {one.get("id"): counted_out(one, room) for one in group if one.get("id") in special}
    if place := zone(found.get("barcode"), panel, sheet, rules, book.printing.isbn):
        room = replace(room, corner=(place.left / sheet.unit, place.top / sheet.unit - BESIDE_ZONE))
        special["barcode"] = barcodes.drawn(place, book.printing.isbn, sheet.unit)
    plain = etree.Element(f"{{{SVG}}}g")
    plain.extend(_inlined(book, one) for one in group if one.get("id") not in special)
    rest = placed(plain, known, room)
    if (leaves_box := found.get("leaves")) is not None:
        special["leaves"] = Content(tuple(_motif(book, template, _raised(leaves_box, rest))))
    return special["leaves"] + rest + special["barcode"]


def _safe(panel: Panel, sheet: Sheet, rules: CoverRules) -> tuple[float, float, float, float]:
    """How far letters stay from the left, top, right and bottom of a panel as it is read, in units: from the trim and from the folds, by the printer."""
    edge, fold = ((length or 0.0) / sheet.unit for length in (rules.safe_mm, rules.spine_safe_mm))
    if panel.turned:
        return edge, fold, edge, fold
    return fold if panel.name == "front" and sheet.spine is not None else edge, edge, fold if panel.name == "back" else edge, edge


def _raised(box: etree._Element, rest: Content) -> etree._Element:
    """The box of a motif that follows the texts of its panel: `data-below` units under the last line, its foot where it was; not below its own top."""
    foot = max((line.y for line in rest.lines), default=0.0)
    if box.get("data-below"):
        top = min(number(box, "y"), foot + number(box, "data-below"))
        box.set("height", str(number(box, "height") + number(box, "y") - top))
        box.set("y", str(top))
    return box


def _motif(book: Book, template: Template, element: etree._Element) -> list[etree._Element]:
    """The leaves, or in their box the drawing that the book gives: as large as it goes, cut at the edges."""
    if template.motif is None:
        return leaves.drawn(element, leaves.lengths(book))
    own = _inlined(book, template.motif)
    if not own.get("viewBox"):
        own.set("viewBox", f"0 0 {number(own, 'width', UNITS)} {number(own, 'height', UNITS)}")
    for name in ("x", "y", "width", "height"):
        own.set(name, str(number(element, name)))
    own.set("preserveAspectRatio", "xMidYMin slice")
    return [own]


def _inlined(book: Book, element: etree._Element) -> etree._Element:
    """A copy of an element that holds its pictures: files of the manuscript folder, or data already. Raises ProblemsFound for any other."""
    copied = deepcopy(element)
    for image in copied.iter(f"{{{SVG}}}image"):
        address = image.get("href") or image.get(XLINK_HREF) or ""
        image.attrib.pop(XLINK_HREF, "")
        image.set("href", address if address.startswith("data:") else _data(book, address))
    return copied


def _picture(book: Book, name: str, panel: Panel, unit: float) -> etree._Element:
    """The picture that the book has as its cover, over the whole front and its bleed, cut where it is too wide or too high."""
    left, top, right, bottom = (edge / unit for edge in panel.bleed)
    width, height = panel.width / unit + left + right, panel.height / unit + top + bottom
    box = {"x": f"{-left:.5f}", "y": f"{-top:.5f}", "width": f"{width:.5f}", "height": f"{height:.5f}"}
    return etree.Element(f"{{{SVG}}}image", {**box, "preserveAspectRatio": "xMidYMid slice", "href": _data(book, name)})


def _data(book: Book, name: str) -> str:
    """A file of the manuscript as an address that holds it."""
    kind = mimetypes.types_map.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    try:
        data = files.inside(book.root, name).read_bytes()
    except (files.OutsideFolder, OSError):
        raise ProblemsFound([faults.no_picture(name)]) from None
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
