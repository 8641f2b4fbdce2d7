"""Whether an ONIX message is one: EDItEUR's schemas for 3.1 and its code lists, as onixcheck carries them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import onixcheck  # type: ignore[import-untyped]
from lxml import etree
from onixcheck import schema

from samizdat.release.onix.elements import NAMESPACE

SCHEMAS = ("xsd", "rng")
LISTS = {"09": "List196", "12": "List143", "15": "List220"}
"""Which list a feature's value is of, by its type. The schemas take any text there."""
XSD = "{http://www.w3.org/2001/XMLSchema}"


def faults(message: bytes) -> list[str]:
    """What is wrong with a message, each with its line; nothing for one that is valid. Never raises: what is no XML is told too."""
    file = io.BytesIO(message)
    file.name = "onix.xml"  # onixcheck names the file in its messages.
    found = [f"{one.location.partition(':')[2]} {one.message}" for one in onixcheck.validate(file, schemas=SCHEMAS)]
    return found or list(_values(etree.fromstring(message)))


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of a list, as `List196`; none for a list that there is not."""
    lists = etree.parse(Path(schema.O31_XSD_REFERENCE).with_name("ONIX_BookProduct_CodeLists.xsd"))
    values = lists.iterfind(f"{XSD}simpleType[@name='{name}']//{XSD}enumeration")
    return frozenset(value.get("value", "") for value in values)


def _values(root: etree._Element) -> Iterator[str]:
    for feature in root.iter(f"{{{NAMESPACE}}}ProductFormFeature"):
        kind, value = (feature.findtext(f"{{{NAMESPACE}}}ProductFormFeature{part}") or "" for part in ("Type", "Value"))
        if kind in LISTS and value not in codes(LISTS[kind]):
            yield f"{feature.sourceline} “{value}” is no code of {LISTS[kind]}"
