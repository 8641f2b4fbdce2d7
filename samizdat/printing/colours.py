"""Colours: all that draws in a PDF, in the printer's ink."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pikepdf

from samizdat.printing import operators, pictures, shadings, spaces, streams
from samizdat.printing.inks import Black, Ink
from samizdat.printing.spaces import Unconvertible

Left = tuple[int, str]
"""A page, and what on it was left in the colours it had."""


def convert(pdf: pikepdf.Pdf, ink: Ink | None, tagged: bool) -> list[Left]:
    """Convert every colour of a PDF in place, and take the marks of tagging out of its content unless `tagged`; without an ink the colours stay.

    What comes back could not be converted.
    """
    left = [one for drawing in list(streams.drawings(pdf)) for one in _content(pdf, drawing, ink, tagged)]
    if ink is not None:
        for drawing in list(streams.resources(pdf)):
            left += ((drawing.page, what) for what in _resources(drawing.resources, _of(ink, drawing)))
        for drawing in streams.drawings(pdf):
            _group(drawing.holder, _of(ink, drawing))
    return left


def _of(ink: Ink, drawing: streams.Drawing) -> Ink:
    """The ink of a drawing: a soft mask has greys, which say how much is seen."""
    return Black() if drawing.mask else ink


def _content(pdf: pikepdf.Pdf, drawing: streams.Drawing, ink: Ink | None, tagged: bool) -> Iterator[Left]:
    content = operators.Content(drawing.resources, ink and _of(ink, drawing), tagged, _inline(pdf, drawing.resources))
    data = content.rewritten(drawing.holder)
    if isinstance(drawing.holder, pikepdf.Stream):
        drawing.holder.write(data)
    else:
        drawing.holder.Contents = pdf.make_stream(data)
    yield from ((drawing.page, what) for what in content.unconverted)


def _inline(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> Callable[[pikepdf.PdfInlineImage], str]:
    """Puts a picture that stands in a content stream among the resources, where it is converted with the others, and names it."""

    def placed(image: pikepdf.PdfInlineImage) -> str:
        if "/XObject" not in resources:
            resources.XObject = pikepdf.Dictionary()
        name = next(name for number in count() if (name := f"/Inline{number}") not in resources.XObject)
        resources.XObject[name] = _picture(pdf, image, resources)
        return name

    return placed


def _picture(pdf: pikepdf.Pdf, image: pikepdf.PdfInlineImage, resources: pikepdf.Object) -> pikepdf.Stream:
    made = pikepdf.Stream(pdf, image.read_raw_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    for key, value in image.obj.items():
        made[key] = value
    if isinstance(made.get("/ColorSpace"), pikepdf.Name):
        made.ColorSpace = spaces.named(str(made.ColorSpace), resources)
    return made


def _resources(resources: pikepdf.Object, ink: Ink) -> Iterator[str]:
    """Convert the pictures, shadings and colour spaces of a dictionary of resources; yields what could not be converted."""
    images = [one for _, one in streams.entries(resources, "/XObject") if one.get("/Subtype") == "/Image"]
    gradients = [one for _, one in streams.entries(resources, "/Shading")]
    gradients += [one.Shading for _, one in streams.entries(resources, "/Pattern") if one.get("/PatternType") == 2]
    yield from _tried(images, lambda one: pictures.convert(one, ink))
    yield from _tried(gradients, lambda one: shadings.convert(one, ink))
    for mask in [one.SMask for one in images if "/SMask" in one]:
        pictures.mask(mask)
    for mask in streams.masks(resources):
        _backdrop(mask)
    _colour_spaces(resources, ink)


def _tried(many: Iterable[pikepdf.Object], convert: Callable[[pikepdf.Object], None]) -> Iterator[str]:
    for one in many:
        try:
            convert(one)
        except Unconvertible as error:
            yield str(error)


def _backdrop(mask: pikepdf.Object) -> None:
    """The colour behind a soft mask by lightness is one of its group's colour space, which is to be grey."""
    space = mask.G.get("/Group", pikepdf.Dictionary()).get("/CS")
    if "/BC" in mask and space is not None:
        tones = Black().tones(spaces.device(space, [float(one) for one in mask.BC]))
        mask.BC = pikepdf.Array([spaces.number(tone) for tone in tones])


def _colour_spaces(resources: pikepdf.Object, ink: Ink) -> None:
    """Take the named colour spaces away, which nothing uses any more; those of patterns without colours of their own stand on the ink.

    Those of what could not be converted stay.
    """
    kept = pikepdf.Dictionary()
    for name, space in streams.entries(resources, "/ColorSpace"):
        if spaces.family(space) == "/Pattern" and isinstance(space, pikepdf.Array):
            kept[name] = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name(ink.space)])
        elif spaces.family(space) in ("/DeviceN", "/Separation", "/Pattern"):
            kept[name] = space
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]
    if kept.keys():
        resources.ColorSpace = kept


def _group(holder: pikepdf.Object, ink: Ink) -> None:
    """The colour space in which a group is mixed."""
    if "/CS" in holder.get("/Group", pikepdf.Dictionary()):
        holder.Group.CS = pikepdf.Name(ink.space)
