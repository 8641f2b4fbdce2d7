"""The pictures of the HTML edition: read from the manuscript folder, measured in CSS px, named or inlined."""

from __future__ import annotations

import base64
import io
import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree
from PIL import Image

from samizdat.book import Book
from samizdat.files import inside

DRAWN_COVER = "cover-drawn.jpg"
_PX_PER_UNIT = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
COVER_WIDTH = 800
"""Of the drawn cover, in px: nearly three times what the style sheet shows it at."""
_LENGTH = re.compile(r"\s*([\d.]+)\s*([a-z]*)\s*")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: `name` is its POSIX path in the manuscript folder; `size` its width and height in CSS px, None where it has none."""

    name: str
    data: bytes
    media_type: str
    size: tuple[int, int] | None

    @property
    def address(self) -> str:
        """Where it stands in the site, relative to a page."""
        return f"images/{quote(self.name)}"

    @property
    def data_uri(self) -> str:
        """The picture itself, as an address (RFC 2397)."""
        return data_uri(self.data, self.media_type)


def data_uri(data: bytes, media_type: str) -> str:
    """These bytes as a `data:` address (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def read_picture(root: Path, name: str) -> Picture:
    """The picture at `name` below the manuscript folder. Raises OutsideFolder, and OSError when it cannot be read."""
    data = inside(root, name).read_bytes()
    media_type = mimetypes.types_map.get(Path(name).suffix.lower(), "application/octet-stream")
    return Picture(name, data, media_type, _svg_size(data) if media_type == "image/svg+xml" else _raster_size(data))


def drawn_cover(book: Book) -> dict[str, Picture]:
    """The cover that is drawn for a book without a picture for it, by its address. Raises ProblemsFound as `covers.front` does."""
    if book.metadata.cover:
        return {}
    from samizdat import covers  # it loads the layout engine, which a book with a picture of its own does without

    height = COVER_WIDTH * covers.HEIGHT // covers.WIDTH
    return {DRAWN_COVER: Picture(DRAWN_COVER, covers.front(book, COVER_WIDTH), "image/jpeg", (COVER_WIDTH, height))}


def cover_alt(book: Book) -> str:
    """What the cover shows, in words: the author's own, or those of the drawn one."""
    if book.metadata.cover:
        return book.metadata.cover_alt
    from samizdat import covers

    return covers.alt(book)


def read_pictures(elements: Iterable[etree._Element], root: Path, made: Mapping[str, Picture] | None = None) -> dict[str, Picture]:
    """The pictures that these elements show, by the address they have in the tree: those that were `made`, and files of the manuscript folder."""
    addresses = sorted({image.get("src", "") for element in elements for image in element.iter("img")})
    made = made or {}
    return {address: made.get(address) or read_picture(root, unquote(address)) for address in addresses}


def place_pictures(elements: Iterable[etree._Element], pictures: dict[str, Picture], *, inline: bool) -> None:
    """Give every `img` its new address (`inline`: the picture itself) and its size, so that nothing moves when it loads."""
    for element in elements:
        for image in element.iter("img"):
            picture = pictures[image.get("src", "")]
            image.set("src", picture.data_uri if inline else picture.address)
            if picture.size:
                image.set("width", str(picture.size[0]))
                image.set("height", str(picture.size[1]))
            if not inline and not image.get("loading"):
                image.set("loading", "lazy")


def _raster_size(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size


def _svg_size(data: bytes) -> tuple[int, int] | None:
    """`width` and `height` of an SVG in CSS px, else those of its `viewBox` (SVG 2, 8.2)."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    lengths = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    pixels = [float(length[1]) * _PX_PER_UNIT[length[2]] for length in lengths if length and length[2] in _PX_PER_UNIT]
    box = [float(number) for number in root.get("viewBox", "").replace(",", " ").split()]
    width_height = pixels if len(pixels) == 2 else box[2:4]
    return (round(width_height[0]), round(width_height[1])) if len(width_height) == 2 else None
