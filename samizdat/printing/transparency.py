"""Transparency: where something may be seen through, and what only looks like it."""

from __future__ import annotations

import pikepdf
from PIL import Image

from samizdat.printing import streams

USES = "gs Do scn SCN"
OPAQUE = ("/Normal", "/Compatible")


def clear(pdf: pikepdf.Pdf, space: str) -> tuple[int, ...]:
    """Take away soft masks that hide nothing; and, where nothing in the PDF is then seen through, the groups, which change nothing without it.

    Returns the pages, from 1, on which something is still seen through: their figures cannot be flattened here, as that needs all that lies below. Each
    is to be mixed in the colour space `space` (empty: not said), or a printer's machine mixes greys in all its inks.
    """
    _unmask(pdf)
    looked: dict[tuple[int, int], bool] = {}
    pages = tuple(number for number, page in enumerate(pdf.pages, 1) if _seen(page.obj, page.obj.Resources, looked))
    if not pages:
        for drawing in streams.drawings(pdf):
            if "/Group" in drawing.holder:
                del drawing.holder["/Group"]
    for number in pages if space else ():
        pdf.pages[number - 1].obj.Group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name(space))
    return pages


def _unmask(pdf: pikepdf.Pdf) -> None:
    for drawing in streams.resources(pdf):
        for _, image in streams.entries(drawing.resources, "/XObject"):
            if "/SMask" in image and _hides_nothing(image.SMask):
                del image["/SMask"]


def _hides_nothing(mask: pikepdf.Object) -> bool:
    try:
        return bool(pikepdf.PdfImage(mask).as_pil_image().convert("L").getextrema() == (255, 255))  # type: ignore[arg-type]
    except (pikepdf.PdfError, NotImplementedError, OSError, Image.DecompressionBombError):
        return False


def _seen(holder: pikepdf.Object, resources: pikepdf.Object, looked: dict[tuple[int, int], bool]) -> bool:
    """Whether anything in a content stream, or in what it calls, is seen through."""
    if holder.objgen not in looked:
        looked[holder.objgen] = False
        used = {(str(line.operator), str(line.operands[-1])) for line in pikepdf.parse_content_stream(holder, USES) if line.operands}
        looked[holder.objgen] = any(_through(operator, name, resources, looked) for operator, name in used)
    return looked[holder.objgen]


def _through(operator: str, name: str, resources: pikepdf.Object, looked: dict[tuple[int, int], bool]) -> bool:
    if operator == "gs":
        return _state(resources.get("/ExtGState", pikepdf.Dictionary()).get(name, pikepdf.Dictionary()))
    kind = "/XObject" if operator == "Do" else "/Pattern"
    one = resources.get(kind, pikepdf.Dictionary()).get(name)
    if one is None:
        return False
    if one.get("/Subtype") == "/Image":
        return "/SMask" in one
    if kind == "/Pattern" and one.get("/PatternType") == 2:
        return _state(one.get("/ExtGState", pikepdf.Dictionary()))
    return _seen(one, one.get("/Resources", resources), looked)


def _state(state: pikepdf.Object) -> bool:
    """Whether a graphics state lets something be seen through: less than full opacity, a blend mode, a soft mask (ISO 32000-1, 11.6)."""
    mode = state.get("/BM", "/Normal")
    modes = [str(one) for one in mode] if isinstance(mode, pikepdf.Array) else [str(mode)]
    opacity = min(float(state.get(key, 1)) for key in ("/ca", "/CA"))
    return opacity < 1 or modes[0] not in OPAQUE or isinstance(state.get("/SMask"), pikepdf.Dictionary)
