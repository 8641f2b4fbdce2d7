"""Inks: the colours that a book is printed in, and how a colour of the screen becomes one of theirs.

A device colour is a tuple of one tone (grey, 1 is white), three (RGB) or four (CMYK, 1 is full ink), each from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Protocol

from PIL import Image, ImageCms

RED, GREEN, BLUE = 0.299, 0.587, 0.114
"""Shares of red, green and blue in a grey (ITU-R BT.601; ISO 32000-1, 10.3.2 has them in two digits). Pillow has the same ones for pictures."""
Tones = tuple[float, ...]


class Ink(Protocol):
    """What colours become: the name of the colour space, the operators that set a colour in it (fill, stroke), and the way there."""

    space: str
    operators: tuple[str, str]

    def tones(self, colour: Tones) -> Tones:
        """A device colour in this ink."""

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture in this ink."""


class Black:
    """One black ink, as greys: on a press with black alone, and in an output condition of four inks, grey is the black plate and nothing else."""

    space = "/DeviceGray"
    operators = ("g", "G")

    def tones(self, colour: Tones) -> Tones:
        """The grey of a colour. Of four inks: what is left of the white (ISO 32000-1, 10.3.3)."""
        if len(colour) == 1:
            return colour
        if len(colour) == 3:
            return (_weighed(colour),)
        return (1 - min(1.0, _weighed(colour[:3]) + colour[3]),)

    def picture(self, image: Image.Image) -> Image.Image:
        """The picture in greys, with the same shares; of four inks by way of RGB."""
        return image.convert("RGB").convert("L") if image.mode == "CMYK" else image.convert("L")


class Process:
    """Four inks, by the printer's ICC profile, from sRGB, relative colorimetric with black point compensation. What is drawn in a grey is printed in black ink
    alone, so that text stays sharp; pictures are not."""

    space = "/DeviceCMYK"
    operators = ("k", "K")

    def __init__(self, profile: bytes) -> None:
        """`profile`: a CMYK profile. Raises ValueError where it is none."""
        try:
            made = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                BytesIO(profile),
                "RGB",
                "CMYK",
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError):
            raise ValueError("it is no ICC profile of four inks") from None
        self._transform = made
        self._known: dict[Tones, Tones] = {}

    def tones(self, colour: Tones) -> Tones:
        """The four inks of a colour."""
        if len(colour) == 4:
            return colour
        if len(colour) == 1 or len(set(colour)) == 1:
            return (0.0, 0.0, 0.0, 1 - colour[0])
        if colour not in self._known:
            pixel = Image.new("RGB", (1, 1), tuple(round(tone * 255) for tone in colour))
            inks = self.picture(pixel).getpixel((0, 0))
            self._known[colour] = tuple(ink / 255 for ink in inks)  # type: ignore[union-attr]
        return self._known[colour]

    def picture(self, image: Image.Image) -> Image.Image:
        """The picture in four inks."""
        if image.mode == "CMYK":
            return image
        made = ImageCms.applyTransform(image.convert("RGB"), self._transform)
        assert made is not None
        return made


def _weighed(colour: Sequence[float]) -> float:
    return RED * colour[0] + GREEN * colour[1] + BLUE * colour[2]
