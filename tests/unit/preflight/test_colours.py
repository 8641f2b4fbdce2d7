from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from samizdat.preflight import colours, spaces
from samizdat.preflight.colours import colour
from samizdat.preflight.spaces import CMYK, GRAY, RGB, Space

GOLD = Space("Separation", 1, ("Gold",), CMYK)


@pytest.mark.parametrize(
    ("space", "values", "kind", "total"),
    [
        (GRAY, [0], "black", 100),
        (GRAY, [1], "white", 0),
        (CMYK, [0, 0, 0, 0.5], "black", 50),
        (CMYK, [1, 0.5, 0, 1], "colour", 250),
        (RGB, [0, 0, 0], "light", 0),
        (RGB, [1, 1, 1], "white", 0),
        (GOLD, [0.8], "spot", 80),
        (Space("Separation", 1, ("Black",), CMYK), [1], "black", 100),
        (Space("Separation", 1, ("All",), CMYK), [1], "registration", 400),
        (Space("DeviceN", 2, ("Cyan", "None"), CMYK), [0.5, 1], "colour", 50),
        (Space("ICCBased", 4), [0, 0, 0, 1], "black", 100),
        (Space("ICCBased", 3), [0.2, 0.2, 0.2], "light", 0),
        (Space("Lab", 3), [50, 0, 0], "light", 0),
        (Space("Indexed", 1, (), CMYK, bytes([0, 0, 0, 0, 255, 255, 0, 0])), [1], "colour", 200),
        (spaces.UNKNOWN, [1], "white", 0),
    ],
)
def test_what_a_colour_is_to_a_printer(space: Space, values: list[float], kind: str, total: float) -> None:
    made = colour(space, values)
    assert (made.kind, round(made.total)) == (kind, total)


@pytest.mark.parametrize(
    ("space", "values", "rich"),
    [(CMYK, [0.6, 0.4, 0.4, 1], True), (CMYK, [0, 0, 0, 1], False), (CMYK, [1, 0, 0, 0], False), (CMYK, [0.7, 0.7, 0.7, 0], True),
     (RGB, [0, 0, 0], True), (RGB, [0.8, 0, 0], False), (GOLD, [1], False)],
)  # fmt: skip
def test_rich_black(space: Space, values: list[float], rich: bool) -> None:
    assert colour(space, values).rich_black is rich


def test_spaces_are_read_with_what_lies_under_them() -> None:
    pdf = pikepdf.new()
    tint = pdf.make_stream(b"{dup dup dup}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    resources = Dictionary(ColorSpace=Dictionary(Spot=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint])))
    assert spaces.read(Name.Spot, resources) == GOLD
    indexed = spaces.read(Array([Name.Indexed, Name.DeviceRGB, 0, pikepdf.String(b"abc")]), resources)
    assert (indexed.last, indexed.table) == (RGB, b"abc")
    profile = pdf.make_stream(b"no profile", N=4)
    assert spaces.read(Array([Name.ICCBased, profile]), resources).components == 4
    assert colours.inks(spaces.read(Array([Name.Pattern, Name.DeviceCMYK]), resources)) == colours.PROCESS


@pytest.mark.parametrize("said", [Name.Nowhere, Array([Name.ICCBased]), Array([Name.Indexed, Name.DeviceRGB]), 7, Array([])])
def test_a_space_that_is_none_is_unknown(said: object) -> None:
    assert spaces.read(said, Dictionary()) == spaces.UNKNOWN


def test_a_space_that_names_itself_ends() -> None:
    resources = Dictionary(ColorSpace=Dictionary(A=Array([Name.Pattern, Name.B]), B=Array([Name.Pattern, Name.A])))
    assert spaces.read(Name.A, resources).last == spaces.UNKNOWN
