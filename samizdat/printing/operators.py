"""Operators: the content of a page or form written anew in the printer's ink, and without the marks of tagging; all else stays byte for byte in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf

from samizdat.printing import spaces
from samizdat.printing.inks import Black, Ink
from samizdat.printing.spaces import Unconvertible

DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
COLOURS = {"sc", "scn"}
MARKS = {"BMC", "BDC", "MP", "DP"}
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


class Content:
    """One content stream on its way: what colour spaces are set, and which marks are open.

    `ink` is None where colours stay as they are; `tagged` says whether marks of tagging stay; `image` makes a picture of an inline one and gives its name.
    `unconverted` gathers what could not be converted and stays as it was.
    """

    def __init__(self, resources: pikepdf.Object, ink: Ink | None, tagged: bool, image: Callable[[pikepdf.PdfInlineImage], str]) -> None:
        self.unconverted: list[str] = []
        self._resources, self._ink, self._tagged, self._image = resources, ink, tagged, image
        self._spaces: list[pikepdf.Object] = [pikepdf.Name.DeviceGray, pikepdf.Name.DeviceGray]
        self._saved: list[list[pikepdf.Object]] = []
        self._open: list[bool] = []

    def rewritten(self, holder: pikepdf.Object) -> bytes:
        """The content of a page or stream, rewritten."""
        lines = [one for line in pikepdf.parse_content_stream(holder) for one in self._written(line)]
        return pikepdf.unparse_content_stream(lines)

    def _written(self, line: Instruction) -> Iterator[Any]:
        name = str(line.operator)
        if name in MARKS or name == "EMC":
            yield from self._marked(name, line)
        elif self._ink is None:
            yield line
        elif name.lower() in ("g", "rg", "k", "cs", *COLOURS):
            yield from self._coloured(self._ink, name, line)
        elif isinstance(line, pikepdf.ContentStreamInlineImage):
            yield [pikepdf.Name(self._image(line.iimage))], pikepdf.Operator("Do")
        else:
            if name == "q":
                self._saved.append(list(self._spaces))
            elif name == "Q" and self._saved:
                self._spaces = self._saved.pop()
            yield line

    def _marked(self, name: str, line: Instruction) -> Iterator[Instruction]:
        """Marked content stays where tags do; marks of layers always stay, as what they hide would be seen without them."""
        stays = self._tagged or (name != "EMC" and bool(line.operands) and str(line.operands[0]) == "/OC")
        if name in ("BMC", "BDC"):
            self._open.append(stays)
        elif name == "EMC":
            stays = self._open.pop() if self._open else True
        if stays:
            yield line

    def _coloured(self, ink: Ink, name: str, line: Instruction) -> Iterator[Any]:
        stroke = name.isupper()
        try:
            if name.lower() in DEVICE:
                self._spaces[stroke] = pikepdf.Name(DEVICE[name.lower()])
                yield self._set(ink, stroke, self._spaces[stroke], line.operands)
            elif name.lower() == "cs":
                yield self._entered(ink, stroke, line)
            elif spaces.family(self._spaces[stroke]) == "/Pattern":
                yield self._patterned(ink, stroke, line)
            else:
                yield self._set(ink, stroke, self._spaces[stroke], line.operands)
        except Unconvertible as error:
            self.unconverted.append(str(error))
            yield line

    def _set(self, ink: Ink, stroke: bool, space: pikepdf.Object, colour: Iterable[Any]) -> Any:
        device = spaces.device(space, [float(one) for one in colour])
        tones, operators = (device, Black.operators) if len(device) == 1 else (ink.tones(device), ink.operators)
        return [spaces.number(tone) for tone in tones], pikepdf.Operator(operators[stroke])

    def _entered(self, ink: Ink, stroke: bool, line: Instruction) -> Any:
        """A colour space is set, and with it its first colour."""
        space = spaces.named(str(line.operands[0]), self._resources)
        self._spaces[stroke] = space
        return line if spaces.family(space) == "/Pattern" else self._set(ink, stroke, space, spaces.initial(space))

    def _patterned(self, ink: Ink, stroke: bool, line: Instruction) -> Any:
        """A pattern is set; one without colours of its own takes the colour that is given before its name."""
        *colour, pattern = line.operands
        space = self._spaces[stroke]
        if not colour or isinstance(space, pikepdf.Name):
            return line
        tones = ink.tones(spaces.device(space[1], [float(one) for one in colour]))
        return [*(spaces.number(tone) for tone in tones), pattern], line.operator
