"""Reads content streams as a press does, without a press: the graphics state, the paths, the letters, the pictures (ISO 32000-1, 8 and 9).

A small reading: the state that colours, widths, sizes and places depend on. Clipping is kept as a rectangle, so an area can seem larger than it is and never
smaller; layers are all taken for visible; appearances of annotations are not painted.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from samizdat.preflight.boxes import Boxes, inherited
from samizdat.preflight.matrices import IDENTITY
from samizdat.preflight.painting import letters, objects, paths, settings
from samizdat.preflight.painting.painted import Painted
from samizdat.preflight.painting.run import Operator, Run, Sheet, Shelf, State, TooMuch
from samizdat.preflight.uses import FAULTS

__all__ = ["Shelf", "TooMuch", "paint"]

OPERATORS: dict[str, Operator] = settings.OPERATORS | paths.OPERATORS | letters.OPERATORS | objects.OPERATORS
READ = " ".join([*(name for name in OPERATORS if name != objects.INLINE), "BI", "ID", "EI"])
DEEPEST = 16
"""Forms inside forms."""


def paint(page: Any, held: Boxes, shelf: Shelf) -> Painted:
    """What is painted on a page (its dictionary); `held` are its boxes. Raises TooMuch; what cannot be read is told in `faults`."""
    sheet = Sheet(Painted(), held.cut, shelf, _follow)
    _follow(page, Run(sheet, inherited(page, "/Resources") or pikepdf.Dictionary(), State(IDENTITY, held.media)))
    return sheet.painted


def _follow(content: Any, run: Run) -> None:
    """Do what the operators of one content stream say."""
    faults = run.sheet.painted.faults
    if run.depth > DEEPEST:
        faults.append("forms are nested too deep")
        return
    try:
        instructions = pikepdf.parse_content_stream(content, READ)
    except FAULTS as error:
        faults.append(str(error))
        return
    run.sheet.shelf.spend(len(instructions))
    for instruction in instructions:
        operator = OPERATORS.get(str(instruction.operator))
        if operator is not None:
            try:
                operator(run, instruction.operands if operator is not objects.inline else instruction)
            except FAULTS as error:
                faults.append(f"{instruction.operator}: {error or type(error).__name__}")
