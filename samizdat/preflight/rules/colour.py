"""Rules about inks: colours in a black book, text in too many inks, too much ink, overprint, transparency."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.preflight import colours
from samizdat.preflight.colours import Colour
from samizdat.preflight.document import Document
from samizdat.preflight.identification import X1A
from samizdat.preflight.painting.painted import Picture
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot, grouped
from samizdat.preflight.words import amount, listed

LARGE_PT = 24.0
"""Ours: letters from this size bear inks that lie a hair beside each other."""
WHY_LIGHT = "which inks they become is left to the printer; black becomes four inks, and type is blurred"
MEND_LIGHT = (
    "make the file by  ./inv print;  if it has made it, ask the printer for its profile, and write its path as  "
    'profile = "NAME.icc"  under [print], or give colours as black or CMYK'
)
THINGS = {"text": "text", "fill": "areas", "stroke": "rules", "picture": "pictures of one bit"}


def light(document: Document, job: Job) -> Iterator[Finding]:
    """P117 Colours of light (RGB, Lab) instead of inks.

    Limit: none, of text, areas, rules and pictures. In a book in black they are an error, but for pictures; elsewhere a warning.
    Source: ours: RGB black becomes four inks, and type a blur of them.
    """
    severe = job.kind == "interior" and job.printer.interior.ink == "black"
    found = [(_named(colour), what, Spot(page.number, tally.box))
             for page in document.pages for (what, colour), tally in page.painted.inks.items() if colour.light]  # fmt: skip
    for name, spots in grouped((name, spot) for name, _, spot in found):
        things = listed(THINGS[what] for what in sorted({what for other, what, _ in found if other == name}, key=list(THINGS).index))
        yield Finding("P117", f"{things} in {name}", WHY_LIGHT, MEND_LIGHT, "error" if severe else "warning", spots)
    pictures = [
        (f"pictures in {'Lab' if picture.space.last.family == 'Lab' else 'RGB'}", spot)
        for picture, spot in _pictures(document)
        if _light(picture)
    ]
    for what, spots in grouped(pictures):
        yield Finding("P117", what, WHY_LIGHT, MEND_LIGHT, "warning", spots)


def _named(colour: Colour) -> str:
    return "RGB black" if colour.light == "RGB" and max(colour.values) == 0 else "RGB grey" if colour.grey_light else colour.light


def _light(picture: Picture) -> bool:
    return not picture.line and not colours.inks(picture.space) and picture.space.last.components == 3


def _pictures(document: Document) -> Iterator[tuple[Picture, Spot]]:
    for page in document.pages:
        for picture in page.painted.pictures:
            yield picture, Spot(page.number, picture.box)


def coloured(document: Document, job: Job) -> Iterator[Finding]:
    """P118 Coloured inks in a book that is printed in black, or spot colours.

    Limit: in a book in black, any ink but black; in colour, any ink but the four, as a warning.
    Source: the profile's `ink`; a spot colour is an ink of its own, on a plate of its own.
    """
    black = job.kind == "interior" and job.printer.interior.ink == "black"
    wrong = ("colour", "spot") if black else ("spot",)
    found = [(f"{THINGS[what]} in {_inks(colour)}", Spot(page.number, tally.box))
             for page in document.pages for (what, colour), tally in page.painted.inks.items() if colour.kind in wrong]  # fmt: skip
    for picture, spot in _pictures(document):
        inks = set(colours.inks(picture.space))
        if not picture.line and inks - ({"Black"} if black else set(colours.PROCESS)):
            found.append((f"pictures in {' + '.join(sorted(inks))}", spot))
    for what, spots in grouped(found):
        if black:
            yield Finding("P118", what, "the book is printed in black alone, or paid for as colour",
                          "make the file for the printer:  ./inv print  or give it as black", spots=spots)  # fmt: skip
        else:
            yield Finding(
                "P118", what, "a spot colour is a plate of its own, and is paid for", "give it as CMYK, or order the ink", "warning", spots
            )


def _inks(colour: Colour) -> str:
    return " + ".join(name for name, _ in colour.inks)


def rich_black(document: Document, job: Job) -> Iterator[Finding]:
    """P120 Black text in more than black ink.

    Limit: text that reads as black (half black ink and more, or half of each of the three colours) with another ink in it; from 24 pt a warning. RGB black
    counts where the book is printed in colour.
    Source: ours: four inks never meet exactly, and small letters show it.
    """
    in_colour = job.kind == "cover" or job.printer.interior.ink == "colour"
    found = []
    for page in document.pages:
        for kind, tally in page.painted.types.items():
            if kind.seen and kind.colour.rich_black and (in_colour or not kind.colour.light):
                large = kind.size_pt >= LARGE_PT
                named = _named(kind.colour) if kind.colour.light else str(kind.colour)
                found.append((f"{'large ' if large else ''}black text in {named}", Spot(page.number, tally.box)))
    for what, spots in grouped(found):
        yield Finding("P120", what, "four inks never meet exactly: letters get coloured edges", "set it in black ink alone (0 0 0 1)",
                      "warning" if what.startswith("large") or " in RGB" in what else "error", spots)  # fmt: skip


def too_much(document: Document, job: Job) -> Iterator[Finding]:
    """P121 More ink than the paper takes.

    Limit: `ink_limit` of the printer's profile: the sum of the inks of one colour, and of a picture's pixels what 99.9 per cent of them stay under. What
    lies over another thing by transparency or overprint is not added up; JPEG 2000 pictures and pictures of more than 8 bits are not read.
    Source: the profile.
    """
    limit = job.printer.pictures.ink_limit
    if limit is None:
        return
    found = [
        (THINGS[what], colour.total, Spot(page.number, tally.box))
        for page in document.pages
        for (what, colour), tally in page.painted.inks.items()
    ]
    found += [("pictures", picture.ink, spot) for picture, spot in _pictures(document) if picture.ink is not None]
    over = [(f"{what} with {total:.0f} per cent of ink", spot) for what, total, spot in found if total > limit + 0.5]
    for what, spots in grouped(over):
        yield Finding("P121", f"{what}; {job.printer.name} takes {amount(limit)}", "wet ink sets off on the next sheet, or the paper curls",
                      "convert the colours with a profile for that paper", spots=spots)  # fmt: skip
    for what, spots in grouped((picture.fault, spot) for picture, spot in _pictures(document) if picture.fault):
        yield Finding(
            "P121", f"a picture could not be looked at: {what}", "its ink is not known", "save the picture anew", "warning", spots
        )


def white(document: Document, job: Job) -> Iterator[Finding]:
    """P122 White text on a page.

    Limit: any in the interior; a warning, for it may stand on a dark ground.
    Source: ours: it is either hidden, or fills in where the ink spreads.
    """
    found = tuple(Spot(page.number, tally.box) for page in document.pages for (what, colour), tally in page.painted.inks.items()
                  if what == "text" and colour.kind == "white")  # fmt: skip
    if found and job.kind == "interior":
        yield Finding("P122", "white text", "it is hidden, or small letters fill with ink", "take it out, or make sure that its ground is dark",
                      "warning", found)  # fmt: skip


def registration(document: Document, _: Job) -> Iterator[Finding]:
    """P123 Something inside the trim prints on every plate.

    Limit: none in the colour “All”, which is for marks outside the trim.
    Source: ISO 32000-1, 8.6.6.4.
    """
    found = [(THINGS[what], Spot(page.number, tally.box))
             for page in document.pages for (what, colour), tally in page.painted.inks.items() if colour.kind == "registration"]  # fmt: skip
    for what, spots in grouped(found):
        yield Finding(
            "P123", f"{what} in the colour of registration marks (All)", "it prints in every ink at once", "set it in black", spots=spots
        )


def overprint(document: Document, _: Job) -> Iterator[Finding]:
    """P124 Something prints over what lies below.

    Limit: white that overprints is an error; anything else that does is only mentioned.
    Source: ISO 32000-1, 8.6.7: white that overprints can vanish.
    """
    found = [
        (name, Spot(page.number, tally.box))
        for page in document.pages
        for name, tally in page.painted.features.items()
        if name.startswith("overprint")
    ]
    for name, spots in grouped(found):
        if name == "overprint":
            yield Finding(
                "P124", "overprint", "it looks otherwise on the screen than on paper", "make sure that it is meant", "info", spots
            )
        else:
            yield Finding("P124", "white that overprints", "white is no ink: it vanishes", "let it knock out what lies below", spots=spots)


def transparency(document: Document, job: Job) -> Iterator[Finding]:
    """P125 Transparency where the standard has none.

    Limit: PDF/X-1a asked for: no opacity under 1, soft masks, blend modes, groups.
    Source: ISO 15930-4.
    """
    if job.standard != X1A:
        return
    features = [(name, Spot(page.number, tally.box)) for page in document.pages for name, tally in page.painted.features.items()]
    for name, spots in grouped(one for one in features if not one[0].startswith("overprint")):
        yield Finding("P125", f"transparency: {name}", f"{job.printer.name} asks for {X1A}, which has none", "give plain colours, and pictures a ground",
                      spots=spots)  # fmt: skip


RULES: tuple[Rule, ...] = (light, coloured, rich_black, too_much, white, registration, overprint, transparency)
