"""The bare file: what is made for screens is taken out of it, and only what a printer's profile keeps stays."""

from __future__ import annotations

from collections.abc import Collection

import pikepdf

from samizdat.printers import Kept

ALWAYS = {"/Type", "/Pages", "/PageLabels"}
ROOT: dict[Kept, set[str]] = {
    "annotations": {"/Names", "/Dests"},
    "outline": {"/Outlines", "/PageMode", "/Names", "/Dests"},
    "tags": {"/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences"},
    "metadata": {"/Metadata"},
}
"""What belongs to each in the catalogue; all else goes: actions, forms, layers, embedded files, viewer preferences, and what no one knows."""
PAGE = ("/AA", "/B", "/Dur", "/LastModified", "/Metadata", "/PieceInfo", "/Thumb", "/Trans")
INNER = ("/Alternates", "/LastModified", "/Metadata", "/OPI", "/PieceInfo", "/PS", "/Ref")


def strip(pdf: pikepdf.Pdf, keeps: Collection[Kept]) -> None:
    """Take out annotations, outline, names, tags, metadata, actions and private data, but for what is in `keeps`.

    The marks of tagging in the content of pages are taken out by `colours.convert`.
    """
    stays = ALWAYS.union(*(ROOT[kept] for kept in keeps))
    _drop(pdf.Root, [key for key, _ in pdf.Root.items() if key not in stays])
    if "metadata" not in keeps and "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    tags = () if "tags" in keeps else ("/StructParent", "/StructParents", "/Tabs")
    annotations = () if "annotations" in keeps else ("/Annots",)
    for page in pdf.pages:
        _drop(page.obj, (*PAGE, *tags, *annotations))
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") in ("/Form", "/Image"):
            _drop(one, (*INNER, *tags))


def _drop(holder: pikepdf.Object, keys: Collection[str]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]
