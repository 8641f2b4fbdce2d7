"""The front for shops: its size and bytes, and that every title stands on it whole, inside the margins and large enough to be read."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageCms

from samizdat import covers, problems
from samizdat.book import Contributor
from samizdat.covers import drawing, templates
from samizdat.printers import CoverRules

TEN = "What the People Wanted and What They Were Given Instead"
BOOKS = {
    "one short word": {"title": "Mud"},
    "one long word": {"title": "Internationalism", "subtitle": "Notes"},
    "ten words": {"title": TEN},
    "long subtitle": {
        "title": "On Mud",
        "subtitle": "Labour, rent and the municipal question in the manufacturing districts, from the first Act to the last tram",
    },
    "three authors": {"title": "On Mud", "names": ("Ada Author", "Bertrand Writer", "C. Q. Penman")},
    "nine authors": {"title": "On Mud", "names": tuple(f"Author Number {number}" for number in range(9))},
    "no author": {"title": "On Mud", "names": (), "publisher": ""},
    "markup": {"title": '<b>"Law" & Order</b> {title} <&', "subtitle": "a < b", "names": ("A & <B>",)},
    "huge": {"title": " ".join(["revolution"] * 40), "subtitle": "again " * 50},
    "a word without end": {"title": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"},
    "right to left": {"title": "התקווה של הפועלים", "names": ("דוד כהן",)},
}


def picture(book) -> Image.Image:
    return Image.open(io.BytesIO(covers.front(book))).convert("RGB")


def light(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether any letter, which are light, stands in the box."""
    return image.crop(box).convert("L").getextrema()[1] > 150  # type: ignore[operator]


def test_it_is_a_jpeg_of_the_size_that_shops_ask_for(make) -> None:
    data = covers.front(make())
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560)) == ("JPEG", "RGB", (covers.WIDTH, covers.HEIGHT))
    assert "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"])))
    assert len(data) < 1_000_000


def test_it_can_be_smaller(make) -> None:
    assert Image.open(io.BytesIO(covers.front(make(), 800))).size == (800, 1280)


def test_the_same_book_gives_the_same_bytes(make) -> None:
    assert covers.front(make("Mud", "A Study")) == covers.front(make("Mud", "A Study"))


@pytest.mark.parametrize("about", BOOKS.values(), ids=BOOKS)
def test_letters_stand_inside_the_margins_and_above_the_leaves(make, about) -> None:
    image = picture(make(**about))
    assert light(image, (140, 130, 1460, 1500))
    assert not light(image, (0, 0, 140, 2560))
    assert not light(image, (1470, 0, 1600, 2560))
    assert not light(image, (0, 1500, 1600, 2560))


@pytest.mark.parametrize("about", [about for name, about in BOOKS.items() if name != "right to left"])
def test_every_word_is_on_it_once(make, about) -> None:
    book = make(**about)
    lines = drawing.drawn(book, templates.of_book(book), covers.STORE, CoverRules())["front"].lines
    said = " ".join([*covers.authors(book), book.metadata.title, book.metadata.subtitle]).split()
    assert sorted(" ".join(line.text for line in lines).replace(",", "").split()) == sorted(word.replace(",", "") for word in said)


@pytest.mark.parametrize("title", ["Mud", "Internationalism", TEN])
def test_the_title_can_be_read_on_a_thumbnail(make, title) -> None:
    """160 px wide, the lower-case letters of the title are 4 px high or more."""
    book = make(title, "A Study of the Thing in All Its Parts")
    lines = drawing.drawn(book, templates.of_book(book), covers.STORE, CoverRules())["front"].lines
    assert all(0.4 * line.size * 1.6 >= 4 for line in lines if line.text in title)


def test_chapters_are_drawn_as_leaves(make) -> None:
    book = make()
    shapes = drawing.drawn(book, templates.of_book(book), covers.STORE, CoverRules())["front"].shapes
    assert [shape.tag.rpartition("}")[2] for shape in shapes].count("polygon") >= 5


def test_the_words_for_it_are_the_book_s_own_or_name_what_is_printed(make) -> None:
    book = make("Mud", "A Study")
    own = replace(book, metadata=replace(book.metadata, cover_alt="A brown field"))
    assert covers.alt(own) == "A brown field"
    assert covers.alt(book) == "Cover: Mud: A Study, by Ada Author"
    assert covers.alt(make(names=())) == "Cover: Mud"


def test_editors_stand_on_the_cover_of_a_book_without_authors(make) -> None:
    book = make()
    edited = replace(book, metadata=replace(book.metadata, contributors=(Contributor("T", "trl"), Contributor("E", "edt"))))
    assert covers.authors(edited) == ("E",)


def test_a_picture_that_is_missing_is_a_problem(make) -> None:
    with pytest.raises(problems.ProblemsFound) as raised:
        covers.front(make(cover="gone.jpg"))
    assert [problem.code for problem in raised.value.problems] == ["P167"]
