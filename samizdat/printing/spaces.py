"""Colour spaces: from the colours that a PDF names to device colours (see `inks`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pikepdf

from samizdat.printing.inks import Tones

GREY, RGB, CMYK = ("/DeviceGray", "/G", "/CalGray"), ("/DeviceRGB", "/RGB", "/CalRGB"), ("/DeviceCMYK", "/CMYK")
WHITE_D65 = (0.9505, 1.0, 1.089)
TO_SRGB = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570))
"""From CIE XYZ to linear sRGB (IEC 61966-2-1)."""


class Unconvertible(ValueError):
    """Raised for a colour that no rule here converts; says, in a phrase, what it is."""


def number(value: float) -> int | Decimal:
    """A number as it is written to a PDF: four digits are finer than any press."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else Decimal(str(rounded))


def family(space: pikepdf.Object) -> str:
    """The family of a colour space, as “/Indexed”."""
    return str(space) if isinstance(space, pikepdf.Name) else str(space[0])


def named(name: str, resources: pikepdf.Object) -> pikepdf.Object:
    """The colour space that a content stream calls by `name`. Raises Unconvertible where the resources have none of it."""
    spaces = resources.get("/ColorSpace", pikepdf.Dictionary())
    if name in spaces:
        return spaces[name]
    if name in (*GREY, *RGB, *CMYK, "/Pattern"):
        return pikepdf.Name(name)
    raise Unconvertible(f"a colour space {name} that is not there")


def components(space: pikepdf.Object) -> int:
    """How many numbers make a colour in a space."""
    kind = family(space)
    if kind == "/ICCBased":
        return int(space[1].N)
    if kind == "/DeviceN":
        return len(space[1])
    return 3 if kind in (*RGB, "/Lab") else 4 if kind in CMYK else 1


def initial(space: pikepdf.Object) -> tuple[float, ...]:
    """The colour that a space starts with (ISO 32000-1, 8.6.8)."""
    kind, many = family(space), components(space)
    if kind in ("/Separation", "/DeviceN"):
        return (1.0,) * many
    return (0.0, 0.0, 0.0, 1.0) if many == 4 else (0.0,) * many


def device(space: pikepdf.Object, colour: Sequence[float]) -> Tones:
    """A colour of a space as a device colour. What a profile would change of it is not regarded: RGB is taken for sRGB, as a screen shows it."""
    kind = family(space)
    if kind in (*GREY, *RGB, *CMYK, "/ICCBased"):
        if len(colour) != components(space):
            raise Unconvertible(f"a colour of {len(colour)} numbers in {kind}")
        return tuple(min(1.0, max(0.0, float(tone))) for tone in colour)
    if kind == "/Lab":
        return _of_lab(space, colour)
    if kind in ("/Indexed", "/I"):
        return _of_palette(space, int(colour[0]))
    if kind == "/Separation":
        return _of_separation(space, float(colour[0]))
    raise Unconvertible(f"a colour in {kind}")


def _of_lab(space: pikepdf.Object, colour: Sequence[float]) -> Tones:
    """CIE L*a*b* (ISO 32000-1, 8.6.5.4) as sRGB; its white becomes the white of the screen."""
    light = (float(colour[0]) + 16) / 116
    parts = (light + float(colour[1]) / 500, light, light - float(colour[2]) / 200)
    xyz = [white * (part**3 if part >= 6 / 29 else 108 / 841 * (part - 4 / 29)) for part, white in zip(parts, WHITE_D65, strict=True)]
    linear = [min(1.0, max(0.0, sum(share * one for share, one in zip(row, xyz, strict=True)))) for row in TO_SRGB]
    return tuple(12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in linear)


def _of_palette(space: pikepdf.Object, index: int) -> Tones:
    base, table = space[1], space[3]
    data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    many = components(base)
    entry = data[index * many : (index + 1) * many]
    if len(entry) != many or family(base) == "/Lab":
        raise Unconvertible("a palette that does not hold its colours")
    return device(base, [byte / 255 for byte in entry])


def _of_separation(space: pikepdf.Object, tint: float) -> Tones:
    if str(space[1]) in ("/Black", "/All"):
        return (1 - tint,)
    function = space[3]
    if int(function.get("/FunctionType", -1)) != 2:
        raise Unconvertible(f"the spot colour {space[1]}")
    low, high = ([float(one) for one in function.get(key, default)] for key, default in (("/C0", (0,)), ("/C1", (1,))))
    return device(space[2], [a + tint ** float(function.N) * (b - a) for a, b in zip(low, high, strict=True)])
