"""The cover: for shops and e-books a picture of the front, for the printer a wrap of back, spine and front; both from one template.

`templates` reads the template, `words` what it is filled with; `blocks`, `stacks` and `placing` set the words on a panel of the `sheets`, measured with
their `faces`; `leaves` and `barcodes` draw; `press` makes the page, `pictures` its picture, `inks` and `finish` the printer's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil

from samizdat import dates, files
from samizdat.book import MM_PER_INCH, Book, Trim
from samizdat.covers import barcodes, drawing, faults, finish, measures, pictures, press, templates
from samizdat.covers.drawing import Contents
from samizdat.covers.pictures import HEIGHT, WIDTH
from samizdat.covers.sheets import Sheet
from samizdat.covers.templates import Template
from samizdat.covers.words import alt, authors, words
from samizdat.printers import CoverRules, Printer
from samizdat.printing.inks import Process
from samizdat.problems import Problem, ProblemsFound

__all__ = ["HEIGHT", "WIDTH", "Wrap", "alt", "authors", "front", "wrap"]

STORE = Sheet(Trim(5 * MM_PER_INCH, 8 * MM_PER_INCH))
"""The front for shops; its size in mm is what the picture's 300 pixels to the inch make of it, nearly."""
BLEED_MM = 3.0
"""Where a printer names none."""
PAGE_MM = 0.06
"""Where a printer does not say how thick its paper is: half a leaf of 80 g/m² and a volume of 1.5 cm³/g, which is 0.12 mm thick. An assumption."""
SPINE_TEXT_PAGES = 79
"""Where a printer does not say from how many pages a spine has text (KDP's figure)."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """The cover for the printer, not called by any standard; the width of its spine; and what is to be said of it."""

    pdf: bytes
    spine_mm: float
    problems: tuple[Problem, ...]


def front(book: Book, width: int = WIDTH) -> bytes:
    """The front as a JPEG in the shape of WIDTH by HEIGHT, `width` px wide. Raises ProblemsFound for a template or a picture of the book that cannot be used.

    The same book, template and fonts give the same bytes.
    """
    with _told(book):
        contents = drawing.drawn(book, templates.of_book(book), STORE, CoverRules())
    return pictures.jpeg(press.printed(STORE, contents, book.metadata.language)[0], width)


def wrap(book: Book, printer: Printer, pages: int) -> Wrap:
    """The wrap of a book of so many `pages`, blanks included, for a printer; its trim is that of the PDF edition.

    Raises ProblemsFound for a template, a picture or a profile of the book that cannot be used, and for an ISBN that is none.
    """
    with _told(book):
        return _wrapped(book, printer, pages)


def _wrapped(book: Book, printer: Printer, pages: int) -> Wrap:
    template, process = templates.of_book(book), _process(book)
    known = printer.spine_mm(pages, book.printing.paper)
    spine = pages * PAGE_MM if known is None else known
    bleed = BLEED_MM if printer.cover.bleed_mm is None else printer.cover.bleed_mm
    sheet = Sheet(book.edition("pdf").trim, bleed, spine)
    lettered = pages >= (printer.cover.spine_text_pages or SPINE_TEXT_PAGES)
    if book.printing.isbn and not barcodes.is_isbn(book.printing.isbn):
        raise ProblemsFound([faults.bad_isbn(book.printing.isbn)])
    contents = drawing.drawn(book, template, sheet, printer.cover, spine_text=lettered)
    drawn, said = press.printed(sheet, contents, book.metadata.language)
    pdf, coloured = finish.finished(drawn, sheet, template, printer, process, _about(book, printer))
    problems = [*template.problems, *coloured, *(faults.overheard(template.path, message) for message in said)]
    problems += [] if known is not None else [faults.spine_assumed(printer, book.printing.paper, pages, spine, PAGE_MM)]
    problems += [] if printer.cover.bleed_mm is not None else [faults.bleed_assumed(printer, bleed)]
    problems += [*_set(contents, template), *_coded(book, printer, contents), *_pictured(book, template, sheet, printer)]
    problems += _unnamed(book, template)
    return Wrap(pdf, spine, tuple(sorted({_placed(book, problem) for problem in problems})))


@contextmanager
def _told(book: Book) -> Iterator[None]:
    """Problems that are raised inside are told at the author's own files."""
    try:
        yield
    except ProblemsFound as found:
        raise ProblemsFound(_placed(book, problem) for problem in found.problems) from None


def _placed(book: Book, problem: Problem) -> Problem:
    """A problem of book.toml, or of the book's own drawing, with the manuscript folder in its place."""
    path = problem.place.path
    own = path in {faults.BOOK.path, book.printing.cover}
    return replace(problem, place=replace(problem.place, path=str(book.root / path))) if own else problem


def _unnamed(book: Book, template: Template) -> Iterator[Problem]:
    """Placeholders of the book's own template that stand for nothing."""
    known = words(book)
    if template.own:
        panels = [panel for name, panel in template.panels.items() if name != "svg"]
        yield from (faults.no_placeholder(template.path, line, name, known) for line, name in measures.strangers(panels, known))


def _process(book: Book) -> Process | None:
    """The book's ICC profile, if it has one."""
    name = book.printing.profile
    try:
        return Process(files.inside(book.root, name).read_bytes()) if name else None
    except (OSError, ValueError) as error:
        raise ProblemsFound([faults.bad_profile(name, str(error))]) from None


def _about(book: Book, printer: Printer) -> dict[str, str]:
    """What the file says of itself: nothing where the printer keeps no metadata. A PDF/X gets what it needs with its label."""
    if "metadata" not in printer.file.keeps:
        return {}
    date = finish.pdf_date(dates.of_text(book))
    return {"/Title": book.metadata.title, "/Author": ", ".join(authors(book)), "/Creator": "Samizdat", "/Producer": "Samizdat",
            "/CreationDate": date, "/ModDate": date}  # fmt: skip


def _set(contents: Contents, template: Template) -> Iterator[Problem]:
    """Texts that are too long for the template, and letters that the fonts lack."""
    for panel, content in contents.items():
        yield from (faults.small_text(panel, text, template.path) for text in content.small)
        missing = {letter for line in content.lines for letter in line.face.missing(line.text)}
        if missing:
            yield faults.letters_missing(panel, "".join(sorted(missing)), press.FAMILY)


def _coded(book: Book, printer: Printer, contents: Contents) -> Iterator[Problem]:
    """A barcode that is missing or too small."""
    rules = printer.cover
    width, height = rules.barcode_width_mm or barcodes.NOMINAL[0], rules.barcode_height_mm or barcodes.NOMINAL[1]
    share = barcodes.Zone(0, 0, width, height).magnification
    if "back" not in contents or not book.printing.isbn:
        yield faults.no_isbn(printer, zone=rules.barcode_width_mm is not None)
    elif share < barcodes.LEAST:
        yield faults.small_barcode(width, height, share)


def _pictured(book: Book, template: Template, sheet: Sheet, printer: Printer) -> Iterator[Problem]:
    """The book's own picture on the front: whether it has pixels enough, and the right shape."""
    name = "" if template.own else book.metadata.cover
    size = pictures.size(files.inside(book.root, name)) if name else None
    if size is None:
        return
    across, down = sheet.trim.width_mm + sheet.bleed, sheet.trim.height_mm + 2 * sheet.bleed
    pixel = max(across / size[0], down / size[1])
    asked = printer.pictures.tone_ppi
    if asked and MM_PER_INCH / pixel < asked - 0.5:
        yield faults.coarse_picture(
            name, MM_PER_INCH / pixel, asked, (ceil(across / MM_PER_INCH * asked), ceil(down / MM_PER_INCH * asked))
        )
    lost, side = max((size[0] * pixel - across, "its sides"), (size[1] * pixel - down, "head and foot"))
    if lost > 2 * sheet.bleed:
        yield faults.cropped_picture(name, lost, side)
