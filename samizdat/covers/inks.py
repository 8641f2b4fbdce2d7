"""The inks of a cover: every colour of the drawing becomes what the template's palette gives for it."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from samizdat.covers.templates import Inks
from samizdat.printing.inks import Process, Tones
from samizdat.printing.spaces import Unconvertible


class Palette:
    """Four inks, by the palette of a template; `unknown` are the colours (`#rrggbb`) that were met and are not in it. Greys are black ink alone.

    A colour that is not in the palette becomes what `process`, the printer's ICC profile, makes of it, or without one a plain sum. Pictures too are
    converted by the profile; without one they stay in RGB, for which Unconvertible is raised.
    """

    space = "/DeviceCMYK"
    operators = ("k", "K")

    def __init__(self, inks: Mapping[str, Inks], process: Process | None) -> None:
        self._inks = inks
        self._process = process
        self.unknown: set[str] = set()

    def tones(self, colour: Tones) -> Tones:
        """The four inks of a device colour, from 0 to 1."""
        if len(colour) == 4:
            return colour
        levels = [round(255 * tone) for tone in (colour * 3 if len(colour) == 1 else colour)]
        name = "#" + "".join(f"{level:02x}" for level in levels)
        if name in self._inks:
            return tuple(ink / 100 for ink in self._inks[name])
        if len(set(levels)) == 1:
            return (0.0, 0.0, 0.0, 1 - levels[0] / 255)
        self.unknown.add(name)
        return self._process.tones(colour) if self._process else summed(colour)

    def picture(self, image: Image.Image) -> Image.Image:
        """The picture in four inks."""
        if self._process is None and image.mode != "CMYK":
            raise Unconvertible("a picture")
        return self._process.picture(image) if self._process else image


def summed(colour: Tones) -> Tones:
    """Inks for an RGB colour that nobody has given any: its grey part is black (ISO 32000-1, 10.3.4, with all of it taken out), so three inks at the most."""
    light = max(colour)
    return (*((light - tone) / light if light else 0.0 for tone in colour), 1 - light)
