"""What PDF/X allows of the things that pages use: colour spaces, states, fonts, pictures, operators (see `standards`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from samizdat.preflight.fonts import embedded, font_name
from samizdat.preflight.identification import X1A
from samizdat.preflight.intents import Profile
from samizdat.preflight.spaces import Space
from samizdat.preflight.uses import Use
from samizdat.printers import Standard

PLAIN = {"DeviceGray", "DeviceCMYK"}
DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
OF_INTENT = {"DeviceGray": {"GRAY", "CMYK"}, "DeviceRGB": {"RGB"}, "DeviceCMYK": {"CMYK"}}
"""For which output intents colours of a device say enough (PDF/X-4)."""
HALFTONES = (1, 5)


def faults(use: Use, standard: Standard, intent: Profile | None) -> Iterator[str]:
    """What `standard` forbids of one use; `intent` is the profile of the output intent, None where none is embedded."""
    if use.kind == "broken":
        yield f"its content cannot be read ({use.value})"
    elif use.kind == "operator":
        yield f"its content has an operator that PDF does not know ({str(use.value)[:20]})"
    elif use.kind == "space":
        yield from _space(use.value, use.resources, standard, intent)
    elif use.kind == "font":
        if not embedded(use.value):
            yield f"the font {font_name(use.value)} is not embedded"
    elif use.kind == "state":
        yield from _state(use.value, standard)
    elif use.kind in ("picture", "form"):
        yield from _object(use.value, standard)
    elif use.kind == "pattern" and isinstance(use.value.get("/ExtGState"), pikepdf.Dictionary):
        yield from _state(use.value.ExtGState, standard)


def _space(space: Space, resources: Any, standard: Standard, intent: Profile | None) -> Iterator[str]:
    last = space.last.family
    through = "" if space.last is space else f" (under {space.family})"
    if last == "Pattern":
        return
    if last == "unknown":
        yield f"it has a colour space that cannot be read{through}"
    elif standard == X1A:
        if last not in PLAIN:
            yield f"it has colours in {last}{through}; only grey, CMYK and spot colours are allowed"
        elif _default(last, resources):
            yield f"its colours in {last} are redefined ({DEFAULTS[last].lstrip('/')})"
        elif last == "DeviceCMYK" and intent is not None and intent.space == "GRAY":
            yield "it has colours in DeviceCMYK, and the output intent is grey"
    elif space.last.device and not _default(last, resources) and intent is not None and intent.space not in OF_INTENT[last]:
        yield f"it has colours in {last}{through}, and the output intent is {intent.space}"
    elif last == "ICCBased" and space.last.components == 4 and intent is not None and space.last.profile == intent.digest:
        yield "it has ICC colours with the profile of the output intent; they are to be DeviceCMYK"


def _default(family: str, resources: Any) -> bool:
    return resources is not None and DEFAULTS[family] in resources.get("/ColorSpace", {})


def _state(state: Any, standard: Standard) -> Iterator[str]:
    if standard == X1A:
        yield from _transparent(state)
    if "/TR" in state or str(state.get("/TR2", "/Default")) != "/Default":
        yield "it has a transfer function"
    if "/HTP" in state:
        yield "it has the phase of a halftone (HTP)"
    halftone = state.get("/HT")
    if isinstance(halftone, pikepdf.Dictionary | pikepdf.Stream):
        parts = [halftone, *(part for part in halftone.values() if isinstance(part, pikepdf.Dictionary | pikepdf.Stream))]
        if any(part.get("/HalftoneType", 1) not in HALFTONES or "/HalftoneName" in part for part in parts):
            yield "it has a halftone that is named or of a kind other than 1 and 5"


def _transparent(state: Any) -> Iterator[str]:
    if str(state.get("/SMask", "/None")) != "/None":
        yield "it has transparency (a soft mask)"
    if any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA")):
        yield "it has transparency (less than full opacity)"
    said = state.get("/BM", "/Normal")
    if any(str(mode) not in ("/Normal", "/Compatible") for mode in (said if isinstance(said, pikepdf.Array) else [said])):
        yield "it has transparency (a blend mode)"


def _object(value: Any, standard: Standard) -> Iterator[str]:
    if value.get("/Subtype") == "/PS" or value.get("/Subtype2") == "/PS" or "/PS" in value:
        yield "it has PostScript"
    if "/OPI" in value:
        yield "it has a picture that is to be swapped for another (OPI)"
    if "/Ref" in value:
        yield "it has a page that is fetched from another file"
    if any(bool(one.get("/DefaultForPrinting", False)) for one in value.get("/Alternates", ())):
        yield "it has another picture that is to be printed instead (an alternate)"
    if standard != X1A:
        return
    if isinstance(value.get("/SMask"), pikepdf.Stream) or int(value.get("/SMaskInData", 0)):
        yield "it has transparency (a picture with a soft mask)"
    if value.get("/Group", {}).get("/S") == "/Transparency":
        yield "it has transparency (a group)"
    if "/OC" in value:
        yield "it has layers (optional content)"
