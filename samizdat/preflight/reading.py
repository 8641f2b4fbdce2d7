"""Opens a PDF and reads it once, into plain values: its objects and what is painted; its words are read by `sight`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from samizdat.preflight import boxes, identification, intents, sight, standards
from samizdat.preflight.boxes import Box
from samizdat.preflight.document import About, Document, Line, Page, Refused
from samizdat.preflight.fonts import Font
from samizdat.preflight.painting import Shelf, TooMuch, paint
from samizdat.preflight.painting.painted import Painted
from samizdat.preflight.uses import FAULTS
from samizdat.printers import Standard

MOST_PAGES = 5000
MOVING = frozenset("/Movie /Sound /Screen /3D /RichMedia /FileAttachment".split())


def read(path: Path, asked: Standard, looks: bool = False) -> Document | Refused:
    """The PDF at `path`; `asked` is the PDF/X that is wanted, held against it beside the one that it claims; `looks` says whether its first page is looked at
    for a barcode. Raises OSError, MemoryError."""
    try:
        with pikepdf.open(path) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                return Refused("P100", f"it has {len(pdf.pages)} pages; {MOST_PAGES} are the most that are read")
            return _read(pdf, path, asked, looks)
    except pikepdf.PasswordError:
        return Refused("P102", "it opens with a password only")
    except TooMuch:
        return Refused("P100", "its pages say more than those of any book: they are too large to be read, or call each other without end")
    except (*FAULTS, RecursionError, OverflowError) as error:
        return Refused("P100", str(error).removeprefix(f"{path}: ") or type(error).__name__)


def _read(pdf: pikepdf.Pdf, path: Path, asked: Standard, looks: bool) -> Document:
    seen = sight.see(path, len(pdf.pages), looks)
    labels, shelf = _labels(pdf), Shelf()
    pages = tuple(_page(page.obj, number, seen.words.get(number, ("", ())), labels, shelf) for number, page in enumerate(pdf.pages, 1))
    claimed = identification.claimed(pdf)
    known = [standard for standard in identification.STANDARDS if standard in (claimed, asked)]
    return Document(
        length=path.stat().st_size,
        version=pdf.pdf_version,
        encrypted=pdf.is_encrypted,
        damage=tuple(dict.fromkeys([*_damage(pdf), *seen.faults])),
        pages=pages,
        fonts=_fonts(pages),
        about=_about(pdf, claimed),
        carries=tuple(_carries(pdf)),
        active=tuple(_active(pdf)),
        faults={standard: tuple(standards.faults(pdf, standard)) for standard in known},
        look=seen.look,
    )


def _damage(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What qpdf has to mend to read the file; its messages name the file, which is left out."""
    try:
        found = pdf.check_pdf_syntax()
    except FAULTS as error:
        found = [str(error)]
    yield from (str(warning).split(": ", 1)[-1] for warning in [*found, *pdf.get_warnings()])


def _page(page: Any, number: int, words: tuple[str, tuple[Line, ...]], labels: list[str], shelf: Shelf) -> Page:
    held = boxes.read(page)
    painted = paint(page, held, shelf)
    label = labels[number - 1] if number <= len(labels) else ""
    turned, unit = _number(boxes.inherited(page, "/Rotate"), 0), _number(page.get("/UserUnit"), 1)
    return Page(number, held, int(turned) % 360, unit, label, *words, painted, _annotations(page, painted))


def _number(said: Any, otherwise: float) -> float:
    try:
        return float(said)
    except (TypeError, ValueError):
        return otherwise


def _annotations(page: Any, painted: Painted) -> tuple[tuple[str, Box], ...]:
    found = []
    try:
        for one in page.get("/Annots", ()):
            found.append((str(one.get("/Subtype", "/unknown")).lstrip("/"), boxes.rectangle(one.get("/Rect")) or Box(0, 0, 0, 0)))
    except FAULTS as error:
        painted.faults.append(str(error))
    return tuple(found)


def _labels(pdf: pikepdf.Pdf) -> list[str]:
    if "/PageLabels" not in pdf.Root:
        return []
    try:
        return [str(page.label) for page in pdf.pages]
    except (*FAULTS, RuntimeError):
        return []


def _fonts(pages: tuple[Page, ...]) -> Mapping[Font, tuple[int, ...]]:
    found: dict[Font, dict[int, None]] = {}
    for page in pages:
        for kind in page.painted.types:
            found.setdefault(kind.font, {})[page.number] = None
    return {font: tuple(found[font]) for font in sorted(found)}


def _about(pdf: pikepdf.Pdf, claimed: str) -> About:
    said = identification.xmp(pdf)
    texts = {name: str(pdf.docinfo.get(f"/{name}", "")).strip() for name in ("Title", "Author", "Subject", "Keywords")}
    title = texts["Title"] or said.get(f"{identification.DC}title", "")
    author = texts["Author"] or said.get(f"{identification.DC}creator", "")
    words = [texts["Subject"], texts["Keywords"], *(said.get(f"{identification.DC}{name}", "") for name in ("identifier", "description"))]
    return About(title, author, " ".join(filter(None, words)), claimed, intents.read(pdf))


def _carries(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if root.get("/Outlines", {}).get("/First") is not None:
        yield "outline"
    if "/StructTreeRoot" in root:
        yield "tags"
    if "/Metadata" in root or any(
        str(value).strip() for key, value in pdf.docinfo.items() if key in ("/Title", "/Author", "/Subject", "/Keywords")
    ):
        yield "metadata"
    if len(root.get("/OCProperties", {}).get("/OCGs", ())):
        yield "layers"


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    names, starts = root.get("/Names", {}), root.get("/OpenAction")
    starts = starts if isinstance(starts, pikepdf.Dictionary) else None
    if "/JavaScript" in names or (starts is not None and starts.get("/S") == "/JavaScript"):
        yield "JavaScript"
    elif "/AA" in root or (starts is not None and starts.get("/S") != "/GoTo"):
        yield "an action when it is opened"
    if len(root.get("/AcroForm", {}).get("/Fields", ())) or "/XFA" in root.get("/AcroForm", {}):
        yield "a form to be filled in"
    if "/EmbeddedFiles" in names:
        yield "attached files"
    if any(one.get("/Subtype") in MOVING for page in pdf.pages for one in page.obj.get("/Annots", ())):
        yield "sound, film or an attached file on a page"
