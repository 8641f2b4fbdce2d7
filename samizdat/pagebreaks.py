"""Where the pages of the print edition begin in the text: a value that one edition gives and others show as a page list.

A place is said so that it is the same in every edition: the content document or note, the number of the block in it, and how many letters of the
block stand on the pages before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

UNCOUNTED = re.compile("[\\s\u00ad\u200b\u2060]+")
"""What is in a text and is no letter: spaces, soft hyphens, word joiners and spaces without width, which editions set each in its own way."""

BLOCKS = ("p", "li")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of a page: `folio` as it is printed, `holder` the id of the content document or note that it begins in, `block` the number of the
    paragraph or list item in that (`blocks`), from 0, and `letters` how many of the block's letters stand before. A page that begins with what is in
    no block, a figure or a heading, is told by the block that follows, with no letters.
    """

    folio: str
    holder: str
    block: int
    letters: int = 0


def told(document: etree._Element, folio: str, block: int, letters: int) -> PageBreak:
    """The break before the letters of the block with the number `data-block` in a content document as print has it. Notes stand elsewhere in each
    edition, so a page that begins in a note is told by the note."""
    element = document.find(f".//*[@data-block='{block}']")
    around = element.iterancestors() if element is not None else ()
    note = next((one for one in around if one.get("role") == "doc-footnote" and one.get("id")), None)
    if note is None:
        return PageBreak(folio, document.get("id") or "", block, letters)
    first = next(int(one.get("data-block", "0")) for one in blocks(note))
    return PageBreak(folio, note.get("id") or "", block - first, letters)


def blocks(document: etree._Element) -> list[etree._Element]:
    """The blocks of a content document or a note in the order that `PageBreak.block` counts them in."""
    return list(document.iter(*BLOCKS))


def is_uncounted(element: etree._Element) -> bool:
    """Whether the text of an element differs from edition to edition, so that its letters do not count: note calls, ways back, locators of the index."""
    return element.get("role") in ("doc-noteref", "doc-backlink") or "locators" in (element.get("class") or "").split()
