"""Joining: the galleys of a book in order → one PDF with one tree of tags, one of named destinations, one outline and one of each font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from types import SimpleNamespace

import pikepdf
from weasyprint.anchors import make_page_bookmark_tree  # type: ignore[import-untyped]
from weasyprint.matrix import Matrix  # type: ignore[import-untyped]

from samizdat.pdf.galleys import Galley
from samizdat.pdf.subsets import merge_fonts


def joined(galleys: Sequence[Galley], stack: ExitStack) -> pikepdf.Pdf:
    """The pages of all galleys as one PDF, with the document information of the first. It is open as long as `stack` is."""
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
    merge_fonts(whole)
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
    """The outline of all galleys: a level holds the deeper ones that follow, over the ends of galleys."""
    top: list[tuple[str, tuple[int, float, float], list[object], str]] = []
    skipped: list[int] = []
    by_depth: list[object] = [top]
    level = start = 0
    for galley in galleys:
        for mark in galley.bookmarks:
            page = SimpleNamespace(bookmarks=[(mark.level, mark.label, (mark.x, mark.y), mark.state)])
            level = make_page_bookmark_tree(page, skipped, by_depth, level, start + mark.page, Matrix())
        start += galley.pages
    with whole.open_outline() as outline:
        outline.root[:] = [_entry(whole, entry) for entry in top]


def _entry(whole: pikepdf.Pdf, entry: tuple[str, tuple[int, float, float], list[object], str]) -> pikepdf.OutlineItem:
    title, (page, x, y), children, state = entry
    item = pikepdf.OutlineItem(title, pikepdf.Array([whole.pages[page].obj, pikepdf.Name.XYZ, x, y, 0]))
    item.is_closed = state == "closed"
    item.children = [_entry(whole, child) for child in children]  # type: ignore[arg-type]
    return item
