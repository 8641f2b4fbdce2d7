"""What the content streams of a PDF use: each colour space, state, font, picture and operator, once for each page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pikepdf

from samizdat.preflight import spaces
from samizdat.preflight.boxes import inherited

Kind = Literal["space", "state", "font", "picture", "form", "shading", "pattern", "operator", "broken"]
Seen = set[tuple[int, int]]

OPERATORS = frozenset(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID INLINE IMAGE j J K k l m M MP n q Q re RG rg ri s S SC sc SCN "
    "scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
) | {"INLINE IMAGE"}
"""The operators of PDF 1.4 to 2.0 (ISO 32000-1, annex A), and what pikepdf calls an inline picture."""
DEVICE = {"rg": spaces.RGB, "RG": spaces.RGB, "g": spaces.GRAY, "G": spaces.GRAY, "k": spaces.CMYK, "K": spaces.CMYK}
NAMED: dict[str, tuple[str, Kind]] = {"gs": ("/ExtGState", "state"), "Tf": ("/Font", "font"), "sh": ("/Shading", "shading")}
FAULTS = (pikepdf.PdfError, KeyError, IndexError, TypeError, ValueError, AttributeError, NotImplementedError)
"""What pikepdf raises where a file is not what it says."""


@dataclass(frozen=True, slots=True)
class Use:
    """One thing used on a page (1 is the first): its kind, the colour space, the object or the operator, and the resources that it was named in."""

    page: int
    kind: Kind
    value: Any
    resources: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Stream:
    """A content stream to be read: its object, the resources its names stand in, and its page."""

    content: Any
    resources: Any
    page: int


def uses(pdf: pikepdf.Pdf) -> Iterator[Use]:
    """All that the pages use, and the forms, patterns, soft masks and Type 3 letters on them. Each stream is read once; appearances of annotations are not."""
    seen: Seen = set()
    for number, page in enumerate(pdf.pages, 1):
        waiting = [_Stream(page.obj, inherited(page.obj, "/Resources") or pikepdf.Dictionary(), number)]
        group = page.obj.get("/Group")
        if group is not None:
            yield from _group(group, waiting[0].resources, number)
        while waiting:
            stream = waiting.pop()
            for use in _used(stream):
                yield use
                waiting += _inside(use, stream, seen)


def _group(group: Any, resources: Any, page: int) -> Iterator[Use]:
    """The space that a transparency group blends in."""
    if isinstance(group, pikepdf.Dictionary) and "/CS" in group:
        yield Use(page, "space", spaces.read(group.CS, resources), resources)


def _used(stream: _Stream) -> Iterator[Use]:
    try:
        instructions = pikepdf.parse_content_stream(stream.content)
    except FAULTS as error:
        yield Use(stream.page, "broken", str(error))
        return
    found: dict[tuple[str, str], Any] = {}
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in ("cs", "CS", "gs", "Tf", "sh", "Do") and len(instruction.operands):
            found[operator, str(instruction.operands[0])] = instruction
        elif operator in ("scn", "SCN") and len(instruction.operands) and isinstance(instruction.operands[-1], pikepdf.Name):
            found["scn", str(instruction.operands[-1])] = instruction
        elif operator == "INLINE IMAGE":
            found[operator, str(len(found))] = instruction
        elif operator in DEVICE or operator not in OPERATORS:
            found[operator, ""] = instruction
    for (operator, name), instruction in found.items():
        yield from _resolved(operator, name, instruction, stream)


def _resolved(operator: str, name: str, instruction: Any, stream: _Stream) -> Iterator[Use]:
    page, resources = stream.page, stream.resources
    if operator in DEVICE:
        yield Use(page, "space", DEVICE[operator], resources)
    elif operator in ("cs", "CS"):
        yield Use(page, "space", spaces.read(instruction.operands[0], resources), resources)
    elif operator == "INLINE IMAGE":
        yield from _inline(instruction.iimage, page, resources)
    elif operator == "scn":
        for use in _looked_up("/Pattern", name, "pattern", stream):
            yield use
            yield from _parts(use.value.get("/Shading"), page, resources)
    elif operator == "Do":
        for use in _looked_up("/XObject", name, "picture", stream):
            yield Use(page, "form" if use.value.get("/Subtype") == "/Form" else "picture", use.value, resources)
            yield from _parts(use.value, page, resources)
    elif operator in NAMED:
        for use in _looked_up(NAMED[operator][0], name, NAMED[operator][1], stream):
            yield use
            yield from _parts(use.value, page, resources)
    else:
        yield Use(page, "operator", operator)


def _looked_up(folder: str, name: str, kind: Kind, stream: _Stream) -> Iterator[Use]:
    value = stream.resources.get(folder, {}).get(name)
    if value is None:
        yield Use(stream.page, "broken", f"{name} is used and not there")
    else:
        yield Use(stream.page, kind, value, stream.resources)


def _inline(picture: Any, page: int, resources: Any) -> Iterator[Use]:
    said = picture.obj.get("/ColorSpace", picture.obj.get("/CS"))
    if said is not None:
        yield Use(page, "space", spaces.read(said, resources), resources)


def _parts(value: Any, page: int, resources: Any) -> Iterator[Use]:
    """The colour spaces that a picture, a form's group or a shading names."""
    said = value.get("/ColorSpace") if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else None
    if said is not None:
        yield Use(page, "space", spaces.read(said, resources), resources)
    if isinstance(value, pikepdf.Stream) and "/Group" in value:
        yield from _group(value.Group, resources, page)


def _inside(use: Use, stream: _Stream, seen: Seen) -> Iterator[_Stream]:
    """The streams inside what is used that were not read yet."""
    value = use.value
    if use.kind in ("form", "pattern") and isinstance(value, pikepdf.Stream):
        yield from _fresh(value, value.get("/Resources", stream.resources), stream.page, seen)
    elif use.kind == "state" and isinstance(value.get("/SMask"), pikepdf.Dictionary):
        mask = value.SMask.get("/G")
        if isinstance(mask, pikepdf.Stream):
            yield from _fresh(mask, mask.get("/Resources", stream.resources), stream.page, seen)
    elif use.kind == "font" and value.get("/Subtype") == "/Type3":
        for letter in value.get("/CharProcs", {}).values():
            yield from _fresh(letter, value.get("/Resources", stream.resources), stream.page, seen)


def _fresh(content: Any, resources: Any, page: int, seen: Seen) -> Iterator[_Stream]:
    if content.objgen not in seen:
        seen.add(content.objgen)
        yield _Stream(content, resources, page)
