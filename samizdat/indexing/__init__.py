"""Step 5, index: the marks that stand in the text and its notes, gathered into the section `index`.

marks     the tree → marks with their places: chapter and paragraph, or chapter and note
headings  a heading as the author writes it → its levels, its order in the alphabet, its id
entries   marks and the author's *see* and *see also* → entries in their order
section   entries → elements

The places it names are those of a text without pages: 3.12 is the twelfth paragraph of chapter 3, 3n4 its fourth note.
The print edition puts folios in their stead.
"""

from __future__ import annotations

from lxml import etree

from samizdat.book import Index
from samizdat.indexing import entries, marks, section
from samizdat.splice import prune


def make(tree: etree._Element, index: Index) -> etree._Element:
    """Give every index mark an id and list it in the section `index`; without marks, or without that section, both go. Changes the tree."""
    place = tree.find("body/div/section[@data-kind='index']")
    written = place is None or bool(place.get("data-source"))
    found = marks.take(tree) if not written else []
    if not found:
        marks.forget(tree)
        if place is not None and not written:
            prune(place)
        return tree
    assert place is not None
    section.fill(place, entries.gather(found, index), index)
    return tree
