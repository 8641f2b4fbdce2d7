"""The drawn cover: its size, its line breaks, what fits on it and what is said of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from samizdat import cover, styles
from samizdat.book import Book, Contributor, Metadata

ROMAN = str(styles.fonts()[0].path)


def make(title: str, subtitle: str = "", names: tuple[str, ...] = ("Ada Author",), publisher: str = "Shed Press", alt: str = "") -> Book:
    """A book that has nothing but its metadata."""
    contributors = tuple(Contributor(name) for name in names)
    return Book(Path(), Metadata(title, subtitle, "", "x", "en", "urn:x", contributors, publisher=publisher, cover_alt=alt), (), ())


def picture(book: Book) -> Image.Image:
    return Image.open(io.BytesIO(cover.draw(book, styles.fonts()))).convert("RGB")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but the ground is drawn in the box."""
    low, high = image.crop(box).convert("L").getextrema()
    return int(high) - int(low) > 60  # type: ignore[arg-type]


def test_it_is_a_jpeg_of_the_size_that_shops_ask_for() -> None:
    data = cover.draw(make("Mud"), styles.fonts())
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))
    assert len(data) < 1_000_000


def test_the_same_book_gives_the_same_bytes() -> None:
    assert cover.draw(make("Mud", "A Study"), styles.fonts()) == cover.draw(make("Mud", "A Study"), styles.fonts())


@pytest.mark.parametrize(
    "book",
    [
        make("Mud"),
        make("Internationalism", "Notes"),
        make(
            "An Inquiry into the Principles of Political Economy and the Causes of the Slow Decay of the Great Manufacturing Cities",
            "A Study " * 8,
        ),
        make("Mud", names=tuple(f"Contributor Number {number}" for number in range(9))),
        make("Mud", names=(), publisher=""),
    ],
)
def test_nothing_runs_into_the_margins_or_over_the_title(book: Book) -> None:
    image = picture(book)
    top_of_field = 1300
    assert not inked(image, (0, 240, cover.MARGIN - 20, top_of_field))
    assert not inked(image, (cover.WIDTH - cover.MARGIN + 20, 240, cover.WIDTH, top_of_field))
    assert not inked(image, (0, cover.TITLE_TOP - 15, cover.WIDTH, cover.TITLE_TOP - 5))


def test_a_long_title_is_set_smaller_and_whole() -> None:
    title = " ".join(["revolution"] * 11)
    short, long = (cover.fit(text, ROMAN, cover.TITLE_SIZES, cover.TITLE_LEADING, cover.TITLE_ROOM) for text in ("Mud", title))
    assert long.font.size < short.font.size == cover.TITLE_SIZES[0]
    assert " ".join(long.lines) == title
    assert long.height <= cover.TITLE_ROOM


def test_lines_are_balanced() -> None:
    font = ImageFont.truetype(ROMAN, 200)
    assert cover.balanced("Ten Days That Shook the World".split(), font) == ["Ten Days", "That Shook", "the World"]


def test_the_description_is_the_book_s_own_or_names_what_is_printed() -> None:
    assert cover.alt(make("Mud", "A Study", alt="A brown field")) == "A brown field"
    assert cover.alt(make("Mud", "A Study")) == "Cover: Mud: A Study, by Ada Author"
    assert cover.alt(make("Mud", names=())) == "Cover: Mud"


def test_editors_stand_on_the_cover_of_a_book_without_authors() -> None:
    book = Book(Path(), Metadata("Mud", "", "", "x", "en", "urn:x", (Contributor("T", "trl"), Contributor("E", "edt"))), (), ())
    assert cover.authors(book) == ("E",)
