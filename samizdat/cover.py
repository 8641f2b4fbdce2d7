"""A typographic cover: the book's title, drawn in its own type on a paper ground.

Everything stands on the left edge of one column: names below a pair of rules, then title and subtitle, low, on a field of
colour that gives way to a long title. All measures are pixels of the finished picture.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from samizdat.book import Book
from samizdat.styles import Font

WIDTH, HEIGHT = 1600, 2560
"""The size that bookshops ask for: five by eight, the longer side above 2500 px."""

MARGIN = 160
MEASURE = WIDTH - 2 * MARGIN
PAPER, INK, RED = "#f6f0e3", "#221d19", "#9d1f1a"
THICK, FINE = 26, 3

TITLE_SIZES = range(330, 84, -6)
TITLE_LEADING = 1.02
TITLE_TOP = 600
TITLE_ROOM = 1060
SUBTITLE_SIZES = range(104, 50, -4)
SUBTITLE_LEADING = 1.16
SUBTITLE_ROOM = 420
SUBTITLE_GAP = 110
NAME_SIZES = range(58, 26, -2)
NAME_LEADING = 1.5
NAME_ROOM = 300
MOST_LINES_OF_NAMES = 4
FIELD_TOP = 1640
FIELD_GAP = 140
ASCENT = 0.75
"""From the top of a block to its first base line, in ems."""

TRACKING = 0.12
"""Space between capitals, in ems."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in one size: `leading` from base line to base line, `tracking` between letters, both in px."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: float
    tracking: float = 0

    @property
    def height(self) -> float:
        """From the first base line to the last, and one leading more."""
        return len(self.lines) * self.leading


def draw(book: Book, fonts: Sequence[Font]) -> bytes:
    """A JPEG of 1600 by 2560 px with title, subtitle, authors and publisher of `book`, in the roman and italic of `fonts`."""
    metadata = book.metadata
    roman, italic = _path(fonts, "normal"), _path(fonts, "italic")
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    _rules(canvas, MARGIN, RED)
    names = authors(book)
    listed = ("\n" if len(names) <= MOST_LINES_OF_NAMES else ", ").join(names)
    _set(canvas, fit(listed.upper(), roman, NAME_SIZES, NAME_LEADING, NAME_ROOM, TRACKING), MARGIN + 150, INK)
    title = fit(metadata.title, roman, TITLE_SIZES, TITLE_LEADING, TITLE_ROOM)
    subtitle = fit(metadata.subtitle, italic, SUBTITLE_SIZES, SUBTITLE_LEADING, SUBTITLE_ROOM)
    gap = SUBTITLE_GAP if subtitle.lines else 0
    top = max(TITLE_TOP, FIELD_TOP - FIELD_GAP - title.height - gap - subtitle.height)
    foot = _set(canvas, subtitle, _set(canvas, title, top, RED) + gap, INK)
    _field(canvas, max(foot + FIELD_GAP, FIELD_TOP))
    publisher = fit(metadata.publisher.upper(), roman, NAME_SIZES, NAME_LEADING, NAME_ROOM / 2, TRACKING)
    _set(canvas, publisher, HEIGHT - MARGIN - publisher.height, PAPER)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90, subsampling=0, optimize=True, dpi=(300, 300))
    return buffer.getvalue()


def alt(book: Book) -> str:
    """What the cover shows, in words: the book's own description of it, else what stands on it."""
    metadata = book.metadata
    title = ": ".join(part for part in (metadata.title, metadata.subtitle) if part)
    names = ", ".join(authors(book))
    return metadata.cover_alt or (f"Cover: {title}, by {names}" if names else f"Cover: {title}")


def authors(book: Book) -> tuple[str, ...]:
    """The names that stand on a cover: the authors, for a book without them its editors."""
    for role in ("aut", "edt"):
        names = tuple(one.name for one in book.metadata.contributors if one.role == role)
        if names:
            return names
    return ()


def fit(text: str, path: str, sizes: Sequence[int], leading: float, room: float, tracking: float = 0) -> Block:
    """`text` in the largest of `sizes` whose lines fit the measure and the height `room`, broken so that the lines are of like length.

    In `text` a line feed is a forced break; `leading` and `tracking` are in ems. Where no size fits, the least one is used.
    """
    for size in sizes:
        block = _block(text, path, size, leading, tracking)
        if block.height <= room and all(_width(line, block.font, block.tracking) <= MEASURE for line in block.lines):
            break
    return block


def _block(text: str, path: str, size: int, leading: float, tracking: float) -> Block:
    """`text` broken into balanced lines in one size."""
    font = ImageFont.truetype(path, size)
    lines = [line for paragraph in text.splitlines() for line in balanced(paragraph.split(), font, tracking * size)]
    return Block(tuple(lines), font, leading * size, tracking * size)


def balanced(words: Sequence[str], font: ImageFont.FreeTypeFont, tracking: float = 0) -> list[str]:
    """As few lines as the measure allows, and the longest of them as short as that number allows."""
    fewest = len(list(_filled(words, font, tracking, MEASURE)))
    narrow, wide = 0, MEASURE
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(list(_filled(words, font, tracking, middle))) <= fewest:
            wide = middle
        else:
            narrow = middle + 1
    return list(_filled(words, font, tracking, wide))


def _filled(words: Sequence[str], font: ImageFont.FreeTypeFont, tracking: float, measure: float) -> Iterator[str]:
    """Lines filled word by word up to `measure`; a word longer than that has a line of its own."""
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and _width(longer, font, tracking) > measure:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _width(line: str, font: ImageFont.FreeTypeFont, tracking: float) -> float:
    """The width of a line, in px."""
    return font.getlength(line) + tracking * (len(line) - 1)


def _set(canvas: ImageDraw.ImageDraw, block: Block, top: float, colour: str) -> float:
    """Draw the block with its first line below `top`; return its last base line."""
    base = top + block.font.size * ASCENT - block.leading
    for line in block.lines:
        base += block.leading
        _line(canvas, line, block, base, colour)
    return base if block.lines else top


def _line(canvas: ImageDraw.ImageDraw, line: str, block: Block, base: float, colour: str) -> None:
    """Draw one line on its base line, letter by letter where it is tracked."""
    if not block.tracking:
        canvas.text((MARGIN, base), line, fill=colour, font=block.font, anchor="ls")
        return
    left = float(MARGIN)
    for letter in line:
        canvas.text((left, base), letter, fill=colour, font=block.font, anchor="ls")
        left += block.font.getlength(letter) + block.tracking


def _rules(canvas: ImageDraw.ImageDraw, top: float, colour: str) -> None:
    """A thick and a fine rule across the column."""
    canvas.rectangle((MARGIN, top, WIDTH - MARGIN, top + THICK - 1), fill=colour)
    canvas.rectangle((MARGIN, top + THICK + 14, WIDTH - MARGIN, top + THICK + 13 + FINE), fill=colour)


def _field(canvas: ImageDraw.ImageDraw, top: float) -> None:
    """The field of colour, from `top` to the foot and over both edges, with a fine rule above it."""
    canvas.rectangle((0, top, WIDTH, HEIGHT), fill=RED)
    canvas.rectangle((0, top - 14 - FINE, WIDTH, top - 15), fill=RED)


def _path(fonts: Sequence[Font], style: str) -> str:
    """The file of the regular weight in `style`."""
    return str(next(font.path for font in fonts if font.style == style and font.weight == 400))
