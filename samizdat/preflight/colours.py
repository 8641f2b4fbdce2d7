"""A colour as a printer sees it: which inks, how much of each (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samizdat.preflight.spaces import Space

Kind = Literal["white", "black", "colour", "spot", "registration", "light"]

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
LIGHTS = {"DeviceRGB": "RGB", "CalRGB": "RGB", "Lab": "Lab", "ICCBased": "RGB"}
"""Spaces that say no inks; an ICC space of three numbers is taken for RGB."""
NOTHING = 0.004
"""A tint that is none: one step of 256."""
DARK_KEY, DARK_RGB = 0.5, 0.3
"""Where text reads as black: this much black ink, or the lightest of the three lights below this. Ours."""


@dataclass(frozen=True, slots=True, order=True)
class Colour:
    """A colour: its inks, each with its tint from 0 to 1, those that print nothing left out; or the space of light (`RGB`, `Lab`) and its numbers, where it
    says no inks."""

    inks: tuple[tuple[str, float], ...] = ()
    light: str = ""
    values: tuple[float, ...] = ()

    @property
    def total(self) -> float:
        """All inks together, in per cent of one; “All” is four; 0 for a colour of light, whose inks are not known."""
        return 100 * sum(tint * (len(PROCESS) if name == "All" else 1) for name, tint in self.inks)

    @property
    def kind(self) -> Kind:
        """What it is to a printer; `black` is black ink alone, in any tint."""
        names = {name for name, _ in self.inks}
        if self.light:
            return "light"
        if "All" in names:
            return "registration"
        if names <= {"Black"}:
            return "black" if names else "white"
        return "colour" if names <= set(PROCESS) else "spot"

    @property
    def rich_black(self) -> bool:
        """Whether it reads as black and prints in more than black ink (a colour of light that reads as black does)."""
        if self.light == "RGB":
            return max(self.values) <= DARK_RGB
        tints = dict(self.inks)
        return self.kind == "colour" and (tints.get("Black", 0) >= DARK_KEY or all(tints.get(ink, 0) >= DARK_KEY for ink in PROCESS[:3]))

    @property
    def grey_light(self) -> bool:
        """Whether it is a grey said in RGB."""
        return self.light == "RGB" and max(self.values) - min(self.values) <= NOTHING

    def __str__(self) -> str:
        if self.light:
            return f"{self.light} {' '.join(f'{value:.2f}'.rstrip('0').rstrip('.') for value in self.values)}"
        return " ".join(f"{name} {100 * tint:.0f} %" for name, tint in self.inks) or "no ink"


BLACK = Colour((("Black", 1.0),))


def colour(space: Space, values: Sequence[float]) -> Colour:
    """The colour that numbers say in a space; a pattern and a space that cannot be read print nothing."""
    if space.family == "Indexed":
        return _indexed(space, values)
    if space.family in ("Separation", "DeviceN"):
        return _of(zip(space.colorants, values, strict=False))
    if space.family in ("DeviceGray", "CalGray") or (space.family == "ICCBased" and space.components == 1):
        return _of([("Black", 1 - values[0])] if values else ())
    if space.family == "DeviceCMYK" or (space.family == "ICCBased" and space.components == 4):
        return _of(zip(PROCESS, values, strict=False))
    if space.family in LIGHTS and values:
        return _light(LIGHTS[space.family], tuple(round(value, 3) for value in values))
    return Colour()


def inks(space: Space) -> tuple[str, ...]:
    """The inks that colours of a space can ask for; none for a space of light and one that cannot be read."""
    if space.family in ("Indexed", "Pattern"):
        return inks(space.base) if space.base else ()
    if space.family in ("Separation", "DeviceN"):
        return tuple(name for name in space.colorants if name != "None")
    return {1: ("Black",), 4: PROCESS}.get(space.components, ()) if space.family != "unknown" else ()


def first(space: Space) -> Colour:
    """The colour that a space starts with (ISO 32000-1, table 74)."""
    if space.family in ("Separation", "DeviceN"):
        return colour(space, [1.0] * space.components)
    if space.last.components == 4 and space.family != "Indexed":
        return BLACK
    return colour(space, [0.0] * max(1, space.components))


def _of(inks: object) -> Colour:
    found = {str(name): round(min(1.0, float(tint)), 3) for name, tint in inks}  # type: ignore[attr-defined]
    return Colour(tuple((name, tint) for name, tint in found.items() if tint > NOTHING and name != "None"))


def _light(name: str, values: tuple[float, ...]) -> Colour:
    """White paper is no colour, however it is said."""
    white = min(values) >= 1 - NOTHING if name == "RGB" else values[0] >= 100 - 100 * NOTHING
    return Colour() if white else Colour((), name, values)


def _indexed(space: Space, values: Sequence[float]) -> Colour:
    if space.base is None or not values:
        return Colour()
    count = space.base.components
    start = int(values[0]) * count
    return colour(space.base, [value / 255 for value in space.table[start : start + count]])
