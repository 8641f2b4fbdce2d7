"""What is wrong with a print edition as it was laid out, in an editor's words. Codes P060 to P069."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from samizdat import styles
from samizdat.book import Book
from samizdat.notes import LONGEST_FOOTNOTE
from samizdat.problems import Place, Problem

SHOWN = 10
"""Characters named in a message before it says “and more”."""

Element = etree._Element


def from_press(messages: Iterable[tuple[int, str]], tree: Element, book: Book) -> Iterator[Problem]:
    """What WeasyPrint said: a file that could not be used is an error, anything else a warning."""
    for level, message in messages:
        image = next((img for img in tree.iter("img") if img.get("src") and img.get("src", "") in message), None)
        if image is not None:
            yield Problem(
                _place(image, book),
                "P060",
                f"the picture {image.get('src')} could not be printed",
                message.rpartition(": ")[2],
                "put the file into the manuscript folder under that name, as SVG, PNG or JPEG",
            )
        else:
            severe = level >= logging.ERROR
            yield Problem(
                _root(book),
                "P061",
                f"the layout says: {message}",
                "the page may not be as it was meant",
                severity="error" if severe else "warning",
            )


def long_footnotes(tree: Element, book: Book) -> Iterator[Problem]:
    """Notes too long for the foot of the page, which stand at the end of their chapter (`samizdat.notes`). WeasyPrint never breaks a footnote over two
    pages."""
    for note in tree.iter("div"):
        if words := note.get("data-overlong"):
            yield Problem(
                _place(note, book),
                "P062",
                f"note {note.get('data-number')} has {words} words and stands at the end of its chapter",
                f"a footnote is not broken over two pages, and one of more than {LONGEST_FOOTNOTE} words takes half a page or more",
                'shorten it or move part of it into the text, or set notes = "chapter" or "back" for the PDF in book.toml',
                "info",
            )


def notes_put_off(ids: frozenset[str], tree: Element, book: Book) -> Iterator[Problem]:
    """Notes at the foot of a later page than their call, where no break could mend it."""
    for note in tree.iter("span"):
        if note.get("id") in ids:
            yield Problem(
                _place(note, book),
                "P064",
                f"note {note.get('data-number')} stands at the foot of the page after its call",
                "the page of the call has no room for it, and a reader looks for it there",
                "shorten the note, or call it a sentence earlier or later",
                "warning",
            )


def foreign_fonts(used: Mapping[str, frozenset[str]], book: Book) -> Iterator[Problem]:
    """Characters that the book's fonts have not, set from whatever font the machine has."""
    families = {font.family for font in styles.fonts()}
    for family in sorted(set(used) - families):
        characters = sorted(text for text in used[family] if text.strip())
        shown = " ".join(f"{text} (U+{ord(text[0]):04X})" for text in characters[:SHOWN]) + (" and more" if len(characters) > SHOWN else "")
        yield Problem(
            _root(book),
            "P063",
            f"{styles.fonts()[0].family} has no glyph for {shown or 'some characters'}; they are set in {family}",
            "another machine may set them in another font, or not at all",
            "write the word in another way, or give its characters as a picture",
            "warning",
        )


def too_deep(book: Book) -> Problem:
    """Blocks within blocks, deeper than WeasyPrint can follow (some hundreds)."""
    return Problem(
        _root(book),
        "P065",
        "quotations, lists or divisions are nested too deeply to be laid out",
        "no page can show hundreds of indents; a missing end of a block is the usual cause",
        "look for blocks that open with ::: or > and never end",
    )


def _place(element: Element, book: Book) -> Place:
    for one in (element, *element.iterancestors()):
        if source := one.get("data-source"):
            path, _, line = source.rpartition(":")
            return Place(str(book.root / path), int(line))
    return _root(book)


def _root(book: Book) -> Place:
    return Place(str(book.root / "book.toml"))
