"""The page breaks of the print edition set into the tree as empty marks (EPUB 3.3 section 8.5; EPUB Accessibility 1.1 section 3.3.2).

A mark stands between words, never in one, nor in a link or a note call: where a page begins within them it stands before. Where a page begins
with a heading, it stands before the heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from samizdat.epub import names
from samizdat.pagebreaks import BLOCKS, UNCOUNTED, PageBreak, blocks, is_uncounted

HEADINGS = frozenset(("header", "hgroup", "h1", "h2", "h3", "h4", "h5", "h6"))
ROLE = "doc-pagebreak"
DASH = "\u2014"
"""A word may end with it and another begin after it, without a space."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A character of a block: it stands at `offset` in the text of `element`, or, if `tail`, in the text after it; `letter` if it counts."""

    element: etree._Element
    tail: bool
    offset: int
    character: str
    letter: bool


def marked(tree: etree._Element, breaks: Sequence[PageBreak]) -> etree._Element:
    """A copy of `tree` with a mark for each of `breaks`; the tree itself without any. A break in a document, a note or a block that this
    edition has not is left out."""
    if not breaks:
        return tree
    tree = deepcopy(tree)
    holders = {name: element for element in tree.iter(etree.Element) if (name := element.get("id"))}
    found = {name: blocks(holders[name]) for name in {one.holder for one in breaks} & holders.keys()}
    ids = names.distinct((f"page-{one.folio}" for one in breaks), holders)
    for one, name in zip(breaks, ids, strict=True):
        if 0 <= one.block < len(found.get(one.holder, ())):
            mark = etree.Element("span", {"id": name, "role": ROLE, "aria-label": one.folio})
            _set(mark, _document(holders[one.holder]), found[one.holder][one.block], one.letters)
    return tree


def _document(element: etree._Element) -> etree._Element:
    """The content document that an element is or stands in."""
    return [element, *element.iterancestors()][-4]


def _set(mark: etree._Element, document: etree._Element, block: etree._Element, letters: int) -> None:
    """Put the mark where it belongs in one block of a document."""
    if document.tag == "nav":
        # Lists of a nav hold links alone, so its pages begin before and after them.
        document.insert(len(document) if any(child.get("role") == ROLE for child in document) else 0, mark)
        return
    spot = _spot(block, letters) if letters > 0 else None
    if spot is not None:
        _insert(mark, spot.element, spot.tail, spot.offset)
        return
    heading = _heading(document, block)
    if heading is not None and letters <= 0:
        heading.addprevious(mark)
    else:
        _open(mark, block)


def _open(mark: etree._Element, block: etree._Element) -> None:
    """Put the mark at the head of a block, after marks that stand there."""
    last = None
    for child in block if not block.text else ():
        if child.get("role") != ROLE:
            break
        last = child
        if child.tail:
            break
    if last is None:
        _insert(mark, block, tail=False, offset=0)
    else:
        _insert(mark, last, tail=True, offset=0)


def _heading(document: etree._Element, block: etree._Element) -> etree._Element | None:
    """The heading that the page of a block begins with, if nothing stands between them."""
    here = next((one for one in block.iterancestors("header") if one.getparent() is document), None)
    before = block.getprevious() if here is None else here
    while before is not None and before.tag in HEADINGS:
        here, before = before, before.getprevious()
    return here


def _spot(block: etree._Element, letters: int) -> Spot | None:
    """The place for a mark after so many letters: before the word, and the link, that goes on there; None for the start of the block."""
    spots = list(_spots(block))
    counted = [number for number, spot in enumerate(spots) if spot.letter]
    if not counted:
        return None
    here = counted[min(letters, len(counted) - 1)]
    while here > 0:
        before = spots[here - 1]
        link = _link(spots[here], block)
        if link is not None and link is _link(before, block):
            here -= 1
        elif before.character.isspace() or before.character == DASH:
            return _outside(spots[here], link)
        else:
            here -= 1
    return None


def _outside(spot: Spot, link: etree._Element | None) -> Spot:
    """The spot, or the one right before its link."""
    if link is None:
        return spot
    previous, parent = link.getprevious(), link.getparent()
    if previous is not None:
        return Spot(previous, True, len(previous.tail or ""), "", False)
    assert parent is not None
    return Spot(parent, False, len(parent.text or ""), "", False)


def _link(spot: Spot, block: etree._Element) -> etree._Element | None:
    """The link that a character stands in, if it stands in one."""
    holder = spot.element.getparent() if spot.tail else spot.element
    while holder is not None and holder is not block:
        if holder.tag == "a":
            return holder
        holder = holder.getparent()
    return None


def _spots(block: etree._Element) -> Iterator[Spot]:
    """The characters of a block that are its own, without those of blocks within it; a forced break is a space."""
    yield from _characters(block, False, block.text)
    for child in block:
        if child.tag == "br":
            yield Spot(child, True, 0, " ", False)
        elif child.tag not in BLOCKS and not is_uncounted(child):
            yield from _spots(child)
        yield from _characters(child, True, child.tail)


def _characters(element: etree._Element, tail: bool, text: str | None) -> Iterator[Spot]:
    for offset, character in enumerate(text or ""):
        yield Spot(element, tail, offset, character, not UNCOUNTED.match(character))


def _insert(mark: etree._Element, element: etree._Element, tail: bool, offset: int) -> None:
    """Put the mark at `offset` into the text of an element, or into the text after it."""
    text = (element.tail if tail else element.text) or ""
    mark.tail = text[offset:]
    if tail:
        element.tail = text[:offset]
        parent = element.getparent()
        assert parent is not None
        parent.insert(parent.index(element) + 1, mark)
    else:
        element.text = text[:offset]
        element.insert(0, mark)
