"""Shadings: gradients in the printer's ink."""

from __future__ import annotations

import pikepdf

from samizdat.printing import spaces
from samizdat.printing.inks import Black, Ink
from samizdat.printing.spaces import Unconvertible

EXPONENTIAL, STITCHING = 2, 3


def convert(shading: pikepdf.Object, ink: Ink) -> None:
    """Convert a shading in place. Greys stay. The colours at its ends and stops are converted; what lies between is mixed anew, which for one black ink
    comes to the same.

    Raises Unconvertible, before anything is changed, for a shading whose colours are not given by functions of the types 2 and 3.
    """
    space = shading.ColorSpace
    if spaces.family(space) in (ink.space, Black.space):
        return
    if "/Function" not in shading or isinstance(shading.Function, pikepdf.Array):
        raise Unconvertible(f"a shading of type {shading.ShadingType}")
    function = _function(shading.Function, space, ink)
    if "/Background" in shading:
        shading.Background = _colour(shading.Background, space, ink)
    shading.Function = function
    shading.ColorSpace = pikepdf.Name(ink.space)


def _function(function: pikepdf.Object, space: pikepdf.Object, ink: Ink) -> pikepdf.Dictionary:
    """A function from a number to a colour, as one to the printer's ink."""
    kind = int(function.FunctionType)
    made = pikepdf.Dictionary({key: value for key, value in function.items() if key != "/Range"})
    if kind == EXPONENTIAL:
        made.C0 = _colour(function.get("/C0", pikepdf.Array([0])), space, ink)
        made.C1 = _colour(function.get("/C1", pikepdf.Array([1])), space, ink)
    elif kind == STITCHING:
        made.Functions = pikepdf.Array([_function(one, space, ink) for one in function.Functions])
    else:
        raise Unconvertible(f"a gradient by a function of type {kind}")
    return made


def _colour(colour: pikepdf.Object, space: pikepdf.Object, ink: Ink) -> pikepdf.Array:
    tones = ink.tones(spaces.device(space, [float(one) for one in colour]))
    return pikepdf.Array([spaces.number(tone) for tone in tones])
