"""Crop marks: where the sheet is cut, drawn outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from samizdat.printing.boxes import Boxes, points
from samizdat.printing.inks import Black, Ink

AWAY = points(2.5)
"""From the trim, at the least; one printer names this distance and this length (see `offset-eu.toml`). Marks never stand in the bleed."""
LONG = points(2.5)
CLEAR = points(0.5)
"""Between the bleed and the marks, where the bleed is wider than AWAY."""
HAIRLINE_PT = 0.25
REGISTRATION = "/Registration"


def slug(bleed: float) -> float:
    """What the page needs past a bleed of so many points for its marks."""
    return max(AWAY - bleed, CLEAR) + LONG


def draw(pdf: pikepdf.Pdf, page: pikepdf.Page, boxes: Boxes, ink: Ink | None) -> None:
    """Draw the eight marks of a page: in black on a black book, else in all inks together (ISO 32000-1, 8.6.6.4, “All”)."""
    black = isinstance(ink, Black)
    if not black:
        spaces = page.obj.Resources.get("/ColorSpace", pikepdf.Dictionary())
        spaces[REGISTRATION] = _registration()
        page.obj.Resources.ColorSpace = spaces
    colour = "0 G" if black else f"{REGISTRATION} CS 1 SCN"
    lines = "\n".join(f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l S" for a, b, c, d in _lines(boxes))
    drawn = f"\nQ\nq {colour} {HAIRLINE_PT} w 0 J [] 0 d\n{lines}\nQ\n".encode("ascii")
    page.obj.Contents = pdf.make_stream(b"q\n" + page.obj.Contents.read_bytes() + drawn)


def _lines(boxes: Boxes) -> Iterator[tuple[float, float, float, float]]:
    """The two ends of each mark. All start at the same distance from the trim, by the widest bleed of the page."""
    trim, bleed = boxes.trim, boxes.bleed
    widest = max(trim.left - bleed.left, trim.foot - bleed.foot, bleed.right - trim.right, bleed.head - trim.head)
    start = max(AWAY, widest + CLEAR)
    end = start + LONG
    for y in (trim.foot, trim.head):
        yield trim.left - start, y, trim.left - end, y
        yield trim.right + start, y, trim.right + end, y
    for x in (trim.left, trim.right):
        yield x, trim.foot - start, x, trim.foot - end
        yield x, trim.head + start, x, trim.head + end


def _registration() -> pikepdf.Array:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint])
