"""One design everywhere: the drawn front is what the web shows too, and a book with a picture keeps that."""

from __future__ import annotations

import io

from lxml import etree
from PIL import Image

from samizdat.html.images import DRAWN_COVER, drawn_cover, place_pictures, read_pictures


def test_the_web_shows_the_drawn_front(make) -> None:
    book = make()
    image = etree.Element("img", {"src": DRAWN_COVER, "alt": "Cover"})
    page = etree.Element("div")
    page.append(image)
    pictures = read_pictures([page], book.root, drawn_cover(book))
    place_pictures([page], pictures, inline=False)
    assert (image.get("src"), image.get("width"), image.get("height")) == ("images/cover-drawn.jpg", "800", "1280")
    assert Image.open(io.BytesIO(pictures[DRAWN_COVER].data)).size == (800, 1280)


def test_none_is_drawn_for_a_book_with_a_picture(make) -> None:
    assert drawn_cover(make(cover="art.png")) == {}
