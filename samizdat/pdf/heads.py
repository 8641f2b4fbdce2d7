"""Heads: the running heads and folios of a piece, laid out apart from its text, for they are known only when the pages before it are counted.

The style sheet has them as it has those of any page; what it needs is a document with as many empty pages of the same kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from samizdat.pdf.pieces import Piece, html

Heads = tuple[tuple[str, str], ...]
"""The running head of each page, as it is on a verso and as it is on a recto."""

CARRIED = ("data-kind", "style")
"""Attributes by which the style sheet knows what kind of page it is."""


def of(piece: Piece, anchors: Sequence[Sequence[str]], folios: Mapping[str, str]) -> Heads:
    """The running heads of a piece whose ids stand on its pages as `anchors` says: those of its document; over notes, the pages that those on
    the page belong to (CMOS 14.50: “Notes to Pages 12–17”).
    """
    standing = (piece.document.get("data-verso", ""), piece.document.get("data-recto", ""))
    if piece.document.get("data-kind") != "notes":
        return (standing,) * len(anchors)
    called = {body.get("id", ""): _folio_of_call(body, folios) for body in piece.document.iter("div") if body.get("role") == "doc-footnote"}
    heads = []
    for page in anchors:
        notes = [called.pop(anchor) for anchor in page if anchor in called]
        if notes:
            said = f"Notes to page {notes[0]}" if notes[0] == notes[-1] else f"Notes to pages {notes[0]}–{notes[-1]}"
            standing = (said, said)
        heads.append(standing)
    return tuple(heads)


def document(piece: Piece, heads: Heads, start: int, language: str, look: str) -> str:
    """The HTML of the empty pages of a piece, the first with the number `start`, each with its running head. `look` goes into its head."""
    carried = {name: value for name in CARRIED if (value := piece.document.get(name))}
    body = etree.Element("section")
    for verso, recto in heads:
        style = f"{carried.get('style', '')}; break-after: page; height: 0; margin: 0; padding: 0"
        etree.SubElement(body, "div", {**carried, "style": style, "data-verso": verso, "data-recto": recto})
    body[-1].set("style", body[-1].get("style", "").replace("break-after: page; ", ""))
    return html(Piece(piece.matter, body, piece.recto), start, language, look, {})


def _folio_of_call(body: etree._Element, folios: Mapping[str, str]) -> str:
    call = next((a.get("href", "")[1:] for a in body.iter("a") if a.get("class") == "note-number"), "")
    return folios.get(call, "")
