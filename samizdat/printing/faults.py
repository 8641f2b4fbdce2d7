"""What is wrong with a file for the printer, said to an editor; P150 to P159."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samizdat.printers import Printer
from samizdat.problems import Place, Problem

INTERIOR = Place("interior")
SHOWN = 10
"""Pages that a message names, at the most."""


def font_missing(name: str) -> Problem:
    """A font is not in the file."""
    return Problem(
        INTERIOR,
        "P150",
        f"the font {name} is not embedded",
        "the printer's machine would set another in its place, with other widths",
        "put the words of that picture into outlines, or embed its fonts, and build again",
    )


def seen_through(pages: Sequence[int], printer: Printer) -> Problem:
    """Transparency where the standard forbids it."""
    return Problem(
        INTERIOR,
        "P151",
        f"something is seen through on {_pages(pages)}",
        f"{printer.name} takes no transparency, and to flatten it here could spoil what lies below",
        "give the figure plain colours instead of opacity, or the picture a white ground instead of an alpha channel",
    )


def colours_left(left: Iterable[tuple[int, str]]) -> list[Problem]:
    """Colours that could not be converted, one problem for each kind."""
    kinds: dict[str, set[int]] = {}
    for page, what in left:
        kinds.setdefault(what, set()).add(page)
    return [
        Problem(
            INTERIOR,
            "P152",
            f"{what} was left in its own colours, first met on {_pages(sorted(pages))}",
            "the printer may print it in other inks than the rest, or send the file back",
            "save the figure anew with plain RGB or grey colours",
        )
        for what, pages in sorted(kinds.items())
    ]


def not_earned(printer: Printer, why: Sequence[str]) -> Problem:
    """The file is not what the standard asks, and so is not called it."""
    shown = "; ".join([*why[:SHOWN], *([f"and {len(why) - SHOWN} more"] if len(why) > SHOWN else [])])
    return Problem(
        INTERIOR,
        "P153",
        f"the file is not {printer.file.standard}, which {printer.name} asks for, and does not say that it is",
        shown,
        "mend what is named; where a profile or condition is missing, ask the printer for it and write"
        '  profile = "NAME.icc"  or  condition = "NAME"  under [print]',
        "warning",
    )


def bad_profile(why: str) -> Problem:
    """The ICC profile is none that can be printed by."""
    return Problem(
        INTERIOR,
        "P154",
        "the ICC profile cannot be used",
        why,
        'ask the printer for the profile of its printing condition, and write its path as  profile = "NAME.icc"  under [print]',
    )


def screen_colours() -> Problem:
    """A book in colour without a profile."""
    return Problem(
        INTERIOR,
        "P155",
        "the colours are those of the screen (RGB)",
        "which inks they become is left to the printer, and looks different at each",
        'ask the printer whether it wants RGB; if not, for its profile, and write its path as  profile = "NAME.icc"  under [print]',
        "info",
    )


def wrong_size(pages: Sequence[int]) -> Problem:
    """Pages that are not of the trim size."""
    return Problem(
        INTERIOR,
        "P156",
        f"{_pages(pages)} {'has' if len(pages) == 1 else 'have'} not the trim size of the book",
        "a printer takes pages of one size",
        "this is a bug in samizdat: please report it with the trim of [editions.pdf]",
    )


def _pages(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]}"
    shown = ", ".join(str(page) for page in pages[:SHOWN])
    return f"pages {shown} and {len(pages) - SHOWN} more" if len(pages) > SHOWN else f"pages {shown}"
