"""Tags of lists, as PDF/UA wants them (ISO 32000-1, 14.8.4.3.3): a list holds items alone, an item its label and one body.

WeasyPrint 70 hangs a list within an item on the outer list, after the item, and the paragraphs of an item on the item itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import pydyf  # type: ignore[import-untyped]

OF_A_LIST = ("/LI", "/Caption")
OF_AN_ITEM = ("/Lbl", "/LBody")


def mend_lists(file: pydyf.PDF) -> None:
    """Give every item of a list one body, and hang lists within lists on the body of the item before them. Changes the file before it is written."""
    elements = [element for element in file.objects if isinstance(element, pydyf.Dictionary) and "K" in element]
    for item in [element for element in elements if element.get("S") == "/LI"]:
        stray = [kid for kid in _kids(file, item) if kid.get("S") not in OF_AN_ITEM]
        if stray:
            _hang(file, stray, item, _body(file, item))
    for whole in [element for element in elements if element.get("S") == "/L"]:
        item = None
        for kid in _kids(file, whole):
            if kid.get("S") in OF_A_LIST:
                item = kid if kid.get("S") == "/LI" else item
            elif item is not None:
                _hang(file, [kid], whole, _body(file, item))


def _kids(file: pydyf.PDF, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
    """The structure elements that hang on another; what stands for marked content has none."""
    if not isinstance(element["K"], pydyf.Array):
        return []
    places = [_number(kid) for kid in element["K"]]
    return [kid for place in places if place and isinstance(kid := file.objects[place], pydyf.Dictionary) and "S" in kid]


def _number(reference: object) -> int:
    """The number of the object that a reference names; 0 for anything else."""
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return int(text.split()[0]) if text.endswith(" R") else 0


def _body(file: pydyf.PDF, item: pydyf.Dictionary) -> pydyf.Dictionary:
    """The body of an item, made where it has none."""
    found = next((kid for kid in _kids(file, item) if kid.get("S") == "/LBody"), None)
    if found is None:
        found = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array([]), "P": item.reference})
        found |= {"Pg": item["Pg"]} if "Pg" in item else {}
        file.add_object(found)
        item["K"].append(found.reference)
    return found


def _hang(file: pydyf.PDF, kids: Sequence[pydyf.Dictionary], before: pydyf.Dictionary, body: pydyf.Dictionary) -> None:
    """Take elements from the one that they hang on to the end of a body."""
    moved = {kid.reference for kid in kids}
    before["K"] = pydyf.Array([kid for kid in before["K"] if kid not in moved])
    for kid in kids:
        kid["P"] = body.reference
        body["K"].append(kid.reference)
