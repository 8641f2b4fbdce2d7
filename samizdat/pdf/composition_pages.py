"""Laid-out pages as a compositor reads them: lines of text, pictures and tables, and the room that is left, as plain values.

They are read from WeasyPrint's boxes (`Page._page_box`, private, so WeasyPrint is pinned). Running heads and folios are left out, notes at
the foot of a page stand apart, a table is one thing. WeasyPrint counts CSS pixels; all lengths here are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from weasyprint.document import Page  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]
from weasyprint.text.line_break import strut  # type: ignore[import-untyped]

from samizdat.kinds import Matter
from samizdat.pdf.folios import folio_text
from samizdat.problems import Place

POINTS_PER_PX = 0.75
SPACE_EM = 0.2
"""Width of the space of EB Garamond, roman and italic, in ems."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "hr"))
"""What belongs to the lines below it; the ornament of a break does."""
UNSEEN = dict.fromkeys(map(ord, "\u2060\u200b\u00ad"))
"""Word joiners, spaces of no width and soft hyphens: in the text of a line, not on the paper."""
HYPHENS = ("-", "\u2010", "\u2011")
DIVISION = "\u2010"
"""What WeasyPrint puts at the end of a line where it divides a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `number` counts from 1 down its column, `paragraph` from 0 in the piece, over pages; `text` is without note calls.

    `past` is how many points it runs past its measure, `stretch` how wide its word spaces are, the natural space being 1, `block` the number of
    its block in the piece (`data-block`), empty where it has none; `called` how high the notes are that it calls to the foot of the page.
    """

    folio: str
    page: int
    column: int
    number: int
    paragraph: int
    tag: str
    text: str
    top: float
    bottom: float
    past: float
    stretch: float
    justified: bool
    block: str
    called: float
    place: Place

    @property
    def heading(self) -> bool:
        """Whether it is a line of a heading."""
        return self.tag in HEADINGS

    @property
    def hyphen(self) -> bool:
        """Whether it ends in a hyphen, the author's or the engine's."""
        return self.text.endswith(HYPHENS)

    @property
    def divided(self) -> bool:
        """Whether it ends in the middle of a word."""
        return self.text.endswith(DIVISION)


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture or a table, by `name` for an editor; `past` is how many points it stands past the edge of the text block named in `edge`."""

    name: str
    top: float
    bottom: float
    past: float
    edge: str
    place: Place


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page of a piece: `number` (rectos have odd ones), `room` in points from its last line down to the notes or the end of the text block.

    `notes` are the lines at its foot, which take `foot` points with their rule, `leading` is that of the book's text in points, `last` says that the
    piece ends on it.
    """

    number: int
    folio: str
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    insets: tuple[Inset, ...]
    room: float
    foot: float
    leading: float
    last: bool

    @property
    def recto(self) -> bool:
        """Whether it is a right-hand page."""
        return self.number % 2 == 1


@dataclass(frozen=True, slots=True)
class Found:
    """A box of a page with the block it stands in, and the nearest `data-source` and `data-block` round it."""

    box: boxes.Box
    block: boxes.Box
    source: str
    number: str


def read(pages: Sequence[Page], start_folio: int, matter: Matter, root: Path) -> tuple[SetPage, ...]:
    """The pages of one piece, the first of which has the number `start_folio`; `root` is the manuscript folder as the author knows it."""
    sheets: list[SetPage] = []
    before: Found | None = None
    paragraph = -1
    for page, laid in enumerate(pages):
        number, box = start_folio + page, laid._page_box
        folio = folio_text(number, matter)
        found = list(_found(box, box))
        lines: list[Line] = []
        area = next((child for child in box.children if isinstance(child, boxes.FootnoteAreaBox) and child.children), None)
        heights = {note.element: note.margin_height() * POINTS_PER_PX for note in area.children} if area else {}
        columns = _columns([one for one in found if _is_text(one)])
        for one, (column, place) in columns:
            paragraph += not _continues(before, one, place == 1)
            lines.append(replace(_line(one, folio, page, column, place, paragraph, root), called=_called(one.box, heights)))
            before = one
        notes = [one for one in _found(area, area) if _is_text(one)] if area else []
        foot = [_line(one, folio, page, 1, place, -1, root) for place, one in enumerate(notes, 1)]
        insets = tuple(_inset(one, box, root) for one in found if not isinstance(one.box, boxes.LineBox))
        end = (area.position_y if area else box.content_box_y() + box.height) * POINTS_PER_PX
        deepest = max([line.bottom for line in lines] + [inset.bottom for inset in insets], default=end)
        leading = strut(box.children[0].style)[0] * POINTS_PER_PX
        taken = (box.content_box_y() + box.height) * POINTS_PER_PX - end
        sheets.append(SetPage(number, folio, tuple(lines), tuple(foot), insets, end - deepest, taken, leading, page == len(pages) - 1))
    return tuple(sheets)


def _found(box: boxes.Box, block: boxes.Box, source: str = "", number: str = "") -> Iterator[Found]:
    """The lines, pictures and tables in the flow of a box, in their order."""
    for child in box.children:
        if isinstance(child, AbsolutePlaceholder | boxes.MarginBox | boxes.FootnoteAreaBox | boxes.TextBox):
            continue
        near = (_attribute(child, "data-source") or source, _attribute(child, "data-block") or number)
        if isinstance(child, boxes.LineBox):
            yield Found(child, box, *near)
            yield from (Found(picture, box, *near) for picture in child.descendants() if isinstance(picture, boxes.ReplacedBox))
        elif isinstance(child, boxes.ReplacedBox) or getattr(child, "is_table_wrapper", False):
            yield Found(child, box, *near)
        elif isinstance(child, boxes.ParentBox):
            yield from _found(child, box, *near)


def _is_text(found: Found) -> bool:
    return isinstance(found.box, boxes.LineBox) and bool(_text(found.box))


def _columns(found: Sequence[Found]) -> list[tuple[Found, tuple[int, int]]]:
    """Lines with the column they stand in and their number in it: a line well above the one before begins a column."""
    placed: list[tuple[Found, tuple[int, int]]] = []
    column, number, y = 1, 0, float("-inf")
    for one in found:
        down = one.box.position_y - y
        if down < -one.box.height / 2:
            column, number, y = column + 1, 1, one.box.position_y
        elif down > one.box.height / 4:
            number, y = number + 1, one.box.position_y
        placed.append((one, (column, number)))
    return placed


def _continues(before: Found | None, found: Found, first: bool) -> bool:
    """Whether a line belongs to the paragraph of the line before it: in one block with it, or, `first` of a column, in a block of the same element."""
    if before is None or before.block is found.block:
        return before is not None
    return first and found.block.element is not None and found.block.element is before.block.element


def _line(found: Found, folio: str, page: int, column: int, number: int, paragraph: int, root: Path) -> Line:
    box, block = found.box, found.block
    words = list(_words(box))
    spacing = max((one.justification_spacing for one in words), default=0)
    end = max((one.position_x + one.width for one in words if one.text.strip()), default=0)
    return Line(
        folio, page, column, number, paragraph, str(block.element_tag), _text(box),
        top=box.position_y * POINTS_PER_PX,
        bottom=(box.position_y + box.height) * POINTS_PER_PX,
        past=(end - block.content_box_x() - block.width) * POINTS_PER_PX,
        stretch=1 + (spacing + box.style["word_spacing"]) / (SPACE_EM * box.style["font_size"]),
        justified=box.style["text_align_all"] == "justify",
        block=found.number,
        called=0.0,
        place=_place(found.source, root),
    )  # fmt: skip


def _called(box: boxes.Box, heights: Mapping[object, float]) -> float:
    """How high the notes at the foot of the page are that a line calls."""
    return sum(heights.get(call.element, 0.0) for call in box.descendants() if str(call.element_tag).endswith("::footnote-call"))


def _inset(found: Found, page: boxes.Box, root: Path) -> Inset:
    """A picture or a table, measured against the text block; of a table the grid is measured across, for its wrapper has margins of its own."""
    box = found.box
    table = next((child for child in getattr(box, "children", ()) if isinstance(child, boxes.TableBox)), None)
    wide = table or box
    left, right = wide.border_box_x(), wide.border_box_x() + wide.border_width()
    top, bottom = box.border_box_y(), box.border_box_y() + box.border_height()
    edges = {
        "right": right - page.content_box_x() - page.width,
        "left": page.content_box_x() - left,
        "lower": bottom - page.content_box_y() - page.height,
    }
    edge = max(edges, key=lambda name: edges[name])
    name = "a table" if table else f"the picture {_attribute(box, 'src')}".strip()
    return Inset(name, top * POINTS_PER_PX, bottom * POINTS_PER_PX, edges[edge] * POINTS_PER_PX, edge, _place(found.source, root))


def _words(box: boxes.Box) -> Iterator[boxes.TextBox]:
    """The boxes of text in a line."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif not isinstance(box, AbsolutePlaceholder):
        for child in getattr(box, "children", ()):
            yield from _words(child)


def _text(box: boxes.Box) -> str:
    """What is read on a line, without its note calls."""
    return _raw(box).translate(UNSEEN).strip()


def _raw(box: boxes.Box) -> str:
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    if isinstance(box, AbsolutePlaceholder) or _attribute(box, "role") == "doc-noteref":
        return ""
    return "".join(_raw(child) for child in getattr(box, "children", ()))


def _attribute(box: boxes.Box, name: str) -> str:
    """An attribute of the element that a box is of; boxes in the margins of a page have none."""
    return "" if box.element is None or isinstance(box.element, str) else str(box.element.get(name) or "")


def _place(source: str, root: Path) -> Place:
    path, _, line = source.rpartition(":")
    return Place(str(root / path), int(line)) if path else Place(str(root / "book.toml"))


def line_boxes(pages: Sequence[Page]) -> dict[str, tuple[boxes.Box, list[boxes.LineBox]]]:
    """WeasyPrint's boxes of the lines of each numbered block, over pages, with the box that holds the first of them."""
    blocks: dict[str, tuple[boxes.Box, list[boxes.LineBox]]] = {}
    for page in pages:
        for found in _found(page._page_box, page._page_box):
            if found.number and _is_text(found):
                blocks.setdefault(found.number, (found.block, []))[1].append(found.box)
    return blocks
