"""What can be wrong with a cover, said to an editor: codes P160 to P169 (P166 and P169 of templates are in `templates`)."""

from __future__ import annotations

from collections.abc import Iterable

from samizdat.nearest import or_nearest
from samizdat.printers import Printer
from samizdat.problems import Place, Problem

BOOK = Place("book.toml")


def spine_assumed(printer: Printer, paper: str, pages: int, spine_mm: float, page_mm: float) -> Problem:
    """P160: the printer does not say how thick the paper is."""
    named = printer.paper(paper)
    return Problem(
        BOOK,
        "P160",
        f"the width of the spine is a guess: {spine_mm:.1f} mm for {pages} pages",
        f"{printer.name} does not say how thick {f'its paper {named.name}' if named else 'its paper'} is; {page_mm:g} mm a page was taken, "
        "as of paper of 80 g/m² and a volume of 1.5",
        f"ask the printer for the spine of {pages} pages on your paper; take another  printer  or  paper  under [print], or a profile of your own that says it",
        "warning",
    )


def bleed_assumed(printer: Printer, bleed_mm: float) -> Problem:
    """P161: the printer does not say how much bleed it wants."""
    return Problem(
        BOOK, "P161", f"the cover has {bleed_mm:g} mm of bleed, which is usual", f"{printer.name} names none", "ask the printer", "info"
    )


def no_isbn(printer: Printer, *, zone: bool) -> Problem:
    """P162: no barcode is printed."""
    why = f"there is no ISBN; {printer.name} may print a barcode of its own in the white zone" if zone else "there is no ISBN"
    return Problem(
        BOOK, "P162", "the cover has no barcode", why, 'if the printed book has an ISBN, write  isbn = "978-…"  under [print]', "info"
    )


def bad_isbn(isbn: str) -> Problem:
    """P163: the ISBN is none."""
    return Problem(
        BOOK,
        "P163",
        f"no barcode can be made of {isbn}",
        "it is no ISBN: a barcode needs its 13 digits, the last one right",
        "correct  isbn  under [print]",
    )


def small_barcode(width_mm: float, height_mm: float, share: float) -> Problem:
    """P163: the zone is too small for the barcode."""
    return Problem(
        BOOK,
        "P163",
        f"the barcode would be {share:.0%} of its full size",
        f"shops' scanners need 80 % at the least (GS1), and the printer's zone is {width_mm:g} × {height_mm:g} mm",
        "correct  barcode_width_mm  and  barcode_height_mm  in the printer's profile",
    )


def small_text(panel: str, text: str, template: str) -> Problem:
    """P164: a text is longer than the template has room for."""
    start = text if len(text) <= 40 else f"{text[:40].rstrip()}…"
    return Problem(
        BOOK,
        "P164",
        f"“{start}” stands smaller on the {panel} than the cover was drawn for",
        f"it is too long for its place in {template}",
        {"back": "shorten  back  under [print], or  description", "spine": 'give a short title:  short-title = "…"  under [book]'}.get(
            panel, 'shorten it, or draw a cover of your own:  cover = "cover.svg"  under [print]'
        ),
        "warning",
    )


def letters_missing(panel: str, letters: str, family: str) -> Problem:
    """P165: the book's family has no such letters."""
    return Problem(
        BOOK,
        "P165",
        f"{family} has no {'letter' if len(letters) == 1 else 'letters'} {' '.join(letters)}, which the {panel} of the cover needs",
        "another font of this machine stands in, if it has any; on another machine the cover looks different",
        "look at the cover; if it will not do, give a picture as  cover  under [book], or a drawing with outlines as  cover  under [print]",
        "warning",
    )


def no_inks(colours: Iterable[str], template: str) -> Problem:
    """P166: colours of a template that its palette lacks."""
    named = ", ".join(colours)
    return Problem(
        Place(template),
        "P166",
        f"the palette has no inks for {named}",
        "what is printed may be far from what the screen shows",
        f'add  <rect fill="{named[:7]}" data-cmyk="0 0 0 0"/>  to <defs id="colours">, with the four inks in per cent',
        "warning",
    )


def no_picture(name: str) -> Problem:
    """P167: a picture of the cover that cannot be read."""
    return Problem(BOOK, "P167", f"there is no picture {name or 'without an address'} for the cover", "only files of the manuscript folder are read",
                   "put the file there, or correct its name")  # fmt: skip


def screen_colours(what: str, printer: Printer) -> Problem:
    """P167: something stays in RGB where the printer wants inks."""
    return Problem(
        BOOK,
        "P167",
        f"{what} on the cover stays in the colours of the screen",
        f"{printer.name} asks for {printer.cover.standard}, in which pictures are in the printer's inks, and there is no ICC profile to convert them by",
        'ask the printer for its profile and write  profile = "NAME.icc"  under [print], or save the picture in CMYK',
        "warning",
    )


def bad_profile(name: str, why: str) -> Problem:
    """P167: the ICC profile is none that can be printed by."""
    return Problem(
        BOOK, "P167", f"the ICC profile {name} cannot be printed by", why, "ask the printer for the profile of its printing condition"
    )


def coarse_picture(name: str, ppi: float, asked: float, pixels: tuple[int, int]) -> Problem:
    """P168: too few pixels."""
    return Problem(
        BOOK,
        "P168",
        f"the picture {name} has {ppi:.0f} pixels to the inch on the printed cover",
        f"the printer asks for {asked:g}; what has fewer looks soft",
        f"put one of at least {pixels[0]} × {pixels[1]} pixels in its place",
        "warning",
    )


def cropped_picture(name: str, lost_mm: float, side: str) -> Problem:
    """P168: the picture has another shape than the front."""
    return Problem(
        BOOK,
        "P168",
        f"the picture {name} loses {lost_mm:.0f} mm at {side} on the printed cover",
        "it has another shape than the front with its bleed, which it has to fill",
        "look at the wrap; if something is missing, make the picture in the shape of the trim, with the bleed around it",
        "warning",
    )


def seen_through(template: str, printer: Printer) -> Problem:
    """P169: transparency where the standard forbids it."""
    return Problem(
        Place(template),
        "P169",
        "something on the cover is seen through",
        f"{printer.name} asks for {printer.cover.standard}, which has no transparency",
        "give the drawing plain colours instead of opacity, and pictures a ground instead of an alpha channel",
        "warning",
    )


def no_placeholder(template: str, line: int, name: str, known: Iterable[str]) -> Problem:
    """P169: a placeholder of a template that stands for no words."""
    return Problem(
        Place(template, line),
        "P169",
        f"“{name}” is the name of no words on a cover",
        "what belongs to it is left out, or stands as it is written",
        or_nearest("write one of the names in docs/cover.md", name, known),
        "warning",
    )


def overheard(template: str, message: str) -> Problem:
    """P169: what the layout says of a drawing."""
    return Problem(
        Place(template), "P169", "the drawing of the cover could not be laid out as it is", message, "mend it (docs/cover.md)", "warning"
    )
