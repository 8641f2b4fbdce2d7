"""Joining: the galleys of a book in order → one PDF with one tree of tags, one of named destinations, one outline and one of each font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pikepdf

from samizdat.pdf.galleys import Galley
from samizdat.pdf.subsets import merge_fonts


def joined(galleys: Sequence[Galley], stack: ExitStack, cache: Path | None = None) -> pikepdf.Pdf:
    """The pages of all galleys as one PDF, with the document information of the first. It is open as long as `stack` is.
    The folder `cache` keeps fonts that were made.
    """
    whole = stack.enter_context(pikepdf.open(BytesIO(galleys[0].fragment)))
    names = dict(_owned(whole.Root.Names.Dests, galleys[0])) if "/Names" in whole.Root else {}
    for galley in galleys[1:]:
        part = stack.enter_context(pikepdf.open(BytesIO(galley.fragment)))
        start = len(whole.pages)
        for page in part.pages:
            whole.pages.append(page)
        _join_tags(whole, whole.copy_foreign(part.Root.StructTreeRoot), start)
        if "/Names" in part.Root:
            copied = whole.copy_foreign(part.make_indirect(part.Root.Names))
            names = dict(_owned(copied.Dests, galley)) | names
    _set_names(whole, names)
    _set_outline(whole, galleys)
    merge_fonts(whole, cache)
    return whole


def _owned(destinations: pikepdf.Object, galley: Galley) -> Iterator[tuple[str, pikepdf.Object]]:
    """The named destinations that are a galley's own, not those it only links to."""
    own = {anchor for anchors in galley.anchors for anchor in anchors}
    pairs = list(destinations.Names)
    return ((str(name), place) for name, place in zip(pairs[::2], pairs[1::2], strict=True) if str(name) in own)


def _set_names(whole: pikepdf.Pdf, names: dict[str, pikepdf.Object]) -> None:
    """One name tree of one leaf, in the order of the names' bytes (ISO 32000-1, 7.9.6)."""
    pairs = sorted(((pikepdf.String(name), place) for name, place in names.items()), key=lambda pair: bytes(pair[0]))
    flat = [value for pair in pairs for value in pair]
    whole.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(flat)))


def _join_tags(whole: pikepdf.Pdf, tags: pikepdf.Object, start: int) -> None:
    """Append the structure tree `tags`, whose pages are those from place `start` on. A key of the parent tree stands in each page and each
    annotation (ISO 32000-1, 14.7.4.4); the keys of the parts are set one after the other.
    """
    root = whole.Root.StructTreeRoot
    document = root.K[0]
    for element in tags.K[0].K:
        element.P = document
        document.K.append(element)
    nums = root.ParentTree.Nums
    shift = int(nums[-2]) + 1
    for place, value in enumerate(tags.ParentTree.Nums):
        nums.append(value if place % 2 else int(value) + shift)
    for page in list(whole.pages)[start:]:
        page.obj.StructParents = int(page.obj.StructParents) + shift
        for annotation in page.obj.get("/Annots", []):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift


def _set_outline(whole: pikepdf.Pdf, galleys: Sequence[Galley]) -> None:
    """The outline of all galleys: an entry holds the deeper ones that follow, over the ends of galleys."""
    starts = accumulate((galley.pages for galley in galleys), initial=0)
    marks = [(mark, start + mark.page) for galley, start in zip(galleys, starts, strict=False) for mark in galley.bookmarks]
    above: list[tuple[int, list[pikepdf.OutlineItem]]] = []
    with whole.open_outline() as outline:
        outline.root.clear()
        for mark, page in marks:
            while above and above[-1][0] >= mark.level:
                above.pop()
            item = pikepdf.OutlineItem(mark.label, pikepdf.Array([whole.pages[page].obj, pikepdf.Name.XYZ, mark.x, mark.y, 0]))
            item.is_closed = mark.state == "closed"
            (above[-1][1] if above else outline.root).append(item)
            above.append((mark.level, item.children))
