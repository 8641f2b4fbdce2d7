"""The drawing as a PDF of one page: shapes as SVG, words as text over them, laid out by WeasyPrint; nothing is read but the book's fonts."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

from samizdat import styles
from samizdat.covers.blocks import direction
from samizdat.covers.placing import Content, Line
from samizdat.covers.sheets import Panel, PanelName, Sheet
from samizdat.covers.templates import SVG
from samizdat.overheard import overheard

BASE = """@page { size: %.5fmm %.5fmm; margin: 0 }
html, body { margin: 0 } div, img, p { position: absolute; margin: 0 } p { white-space: pre; line-height: 1; font-family: "%s" }
"""
FAMILY = styles.fonts()[0].family


def printed(sheet: Sheet, contents: Mapping[PanelName, Content], language: str) -> tuple[bytes, list[str]]:
    """The sheet with what stands on its panels, as a PDF in RGB, its text as text; and what WeasyPrint says of it."""
    root = etree.Element("html", {"lang": language})
    etree.SubElement(root, "body").extend(
        _panel(panel, contents[panel.name], sheet.unit) for panel in sheet.panels() if panel.name in contents
    )
    page = etree.tostring(root, encoding="unicode", method="html")
    fonts = FontConfiguration()
    faces = CSS(string=_faces() + BASE % (*sheet.size, FAMILY), font_config=fonts, url_fetcher=URLFetcher(allowed_protocols={"file"}))
    html = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    with overheard() as listener:
        pdf = html.write_pdf(stylesheets=[faces], font_config=fonts)
    return bytes(pdf), [message for _, message in listener.messages]


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: {font.weight}; src: url("{font.path.as_uri()}") }}\n'
        for font in styles.fonts()
    )


def _panel(panel: Panel, content: Content, unit: float) -> etree._Element:
    """A panel at its place: its shapes as one picture that ends at the folds and, with its bleed, at the edges; its lines over them."""
    left, top, right, bottom = panel.bleed
    width, height = panel.width + left + right, panel.height + top + bottom
    view = f"{-left / unit:.5f} {-top / unit:.5f} {width / unit:.5f} {height / unit:.5f}"
    drawing = etree.Element(f"{{{SVG}}}svg", {"viewBox": view, "width": f"{width:.5f}mm", "height": f"{height:.5f}mm"})
    drawing.extend(content.shapes)
    address = f"data:image/svg+xml;base64,{base64.b64encode(etree.tostring(drawing)).decode('ascii')}"
    place = f"left: {-left:.5f}mm; top: {-top:.5f}mm; width: {width:.5f}mm; height: {height:.5f}mm"
    turn = "; transform: rotate(90deg); transform-origin: 0 0" if panel.turned else ""
    box = f"left: {panel.x:.5f}mm; top: {panel.y:.5f}mm; width: {panel.width:.5f}mm; height: {panel.height:.5f}mm{turn}"
    made = etree.Element("div", {"style": box})
    etree.SubElement(made, "img", {"style": place, "src": address, "alt": ""})
    made.extend(_lines(content.lines, panel, unit))
    return made


def _lines(lines: Iterable[Line], panel: Panel, unit: float) -> Iterator[etree._Element]:
    """Each line as a paragraph on its base line."""
    for line in lines:
        style = {
            **_across(line, panel, unit),
            "top": f"{(line.y - line.face.baseline * line.size) * unit:.5f}mm",
            "font-size": f"{line.size * unit:.5f}mm",
            "font-style": line.face.style,
            "font-weight": str(line.face.weight),
            "color": line.fill,
            "direction": direction(line.text),
            "letter-spacing": f"{line.face.spacing:.5f}em",
            "font-feature-settings": ", ".join(f'"{tag}"' for tag in line.face.features) or "normal",
        }
        made = etree.Element("p", {"style": "; ".join(f"{name}: {value}" for name, value in style.items())})
        made.text = line.text
        yield made


def _across(line: Line, panel: Panel, unit: float) -> dict[str, str]:
    """Where a line starts, or where it ends, or a box about its middle; its width is left to the layout."""
    x = line.x * unit
    if line.anchor == "end":
        return {"right": f"{panel.width - x:.5f}mm"}
    if line.anchor == "middle":
        return {"left": f"{x - panel.width:.5f}mm", "width": f"{2 * panel.width:.5f}mm", "text-align": "center"}
    return {"left": f"{x:.5f}mm"}
