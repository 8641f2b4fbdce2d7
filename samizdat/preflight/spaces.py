"""Colour spaces of a PDF as plain values (ISO 32000-1, 8.6)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pikepdf

DEEPEST = 6
"""Colour spaces inside colour spaces: an Indexed pattern of a DeviceN is three."""
SHORT = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK", "/I": "Indexed"}
"""Names as inline pictures have them."""
COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3, "Lab": 3}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its family (`DeviceCMYK`, `ICCBased`…), how many numbers a colour has, the names of its colorants (Separation, DeviceN),
    the space under it (of an Indexed space, a pattern, the alternate of a Separation), the table of an Indexed one, the digest of a profile."""

    family: str
    components: int = 1
    colorants: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""
    profile: str = ""

    @property
    def last(self) -> Space:
        """The space that its colours are given in in the end."""
        return self if self.base is None else self.base.last

    @property
    def device(self) -> bool:
        """Whether it says inks or lights without saying of which device."""
        return self.family.startswith("Device") and self.family != "DeviceN"


GRAY, RGB, CMYK = (Space(f"Device{name}", COMPONENTS[f"Device{name}"]) for name in ("Gray", "RGB", "CMYK"))
UNKNOWN = Space("unknown")


def read(said: Any, resources: Any, depth: int = 0) -> Space:
    """The colour space that a name or an array says; names are looked up in `resources`. What cannot be read is a space of the family `unknown`."""
    try:
        return _read(said, resources, depth)
    except (pikepdf.PdfError, KeyError, IndexError, TypeError, ValueError, AttributeError, NotImplementedError):
        return UNKNOWN


def _read(said: Any, resources: Any, depth: int) -> Space:
    if depth > DEEPEST:
        return UNKNOWN
    if isinstance(said, pikepdf.Name):
        return _named(said, resources, depth)
    family = SHORT.get(str(said[0]), str(said[0]).lstrip("/"))
    if family in ("Indexed", "Pattern", "Separation", "DeviceN"):
        return _over_another(family, said, resources, depth)
    if family == "ICCBased":
        return Space(family, int(said[1].N), profile=hashlib.sha256(said[1].read_bytes()).hexdigest())
    return Space(family, COMPONENTS[family]) if family in COMPONENTS else UNKNOWN


def _named(name: pikepdf.Name, resources: Any, depth: int) -> Space:
    family = SHORT.get(str(name), str(name).lstrip("/"))
    if family in COMPONENTS:
        return Space(family, COMPONENTS[family])
    if family == "Pattern":
        return Space("Pattern", 0)
    found = resources.get("/ColorSpace", {}).get(str(name)) if resources is not None else None
    return UNKNOWN if found is None or found == name else _read(found, resources, depth + 1)


def _over_another(family: str, said: Any, resources: Any, depth: int) -> Space:
    if family == "Pattern":
        return Space(family, 0, base=_read(said[1], resources, depth + 1) if len(said) > 1 else None)
    if family == "Indexed":
        table = said[3].read_bytes() if isinstance(said[3], pikepdf.Stream) else bytes(said[3])
        return Space(family, 1, base=_read(said[1], resources, depth + 1), table=table)
    colorants = [said[1]] if family == "Separation" else list(said[1])
    names = tuple(str(name).lstrip("/") for name in colorants)
    return Space(family, len(names), names, _read(said[2], resources, depth + 1))
