"""The pictures in the book, the cover among them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from samizdat.problems import Problem
from samizdat.stores.profile import Limit, Store
from samizdat.stores.reading import MEGABYTE, Item, Opened
from samizdat.stores.words import problem

VECTOR = "image/svg+xml"
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
RASTER = frozenset(("image/jpeg", "image/png", "image/gif", "image/webp"))


@dataclass(frozen=True, slots=True)
class Raster:
    """What the head of a picture says: format, mode as Pillow names it, sides in px, how many frames."""

    format: str
    mode: str
    width: int
    height: int
    frames: int = 1


def raster(opened: Opened, item: Item) -> Raster | None:
    """The picture of a manifest item, None where it cannot be read. Its pixels are not decoded."""
    try:
        with Image.open(io.BytesIO(opened.bytes_of(item.path)), formats=FORMATS) as image:
            return Raster(image.format or "", image.mode, *image.size, getattr(image, "n_frames", 1))
    except Exception:  # what a forged picture makes of a decoder is anybody's guess
        return None


def judged(opened: Opened, store: Store) -> Iterator[Problem]:
    """E216 to E220 Pixels, size, type, soundness and colour of every picture."""
    for item in opened.items:
        if not item.media_type.startswith("image/") or item.path not in opened.members:
            continue
        yield from _file(opened, store, item)
        if item.media_type in RASTER:
            found = raster(opened, item)
            if found is None:
                yield problem(219, opened.place(item.path), "the picture cannot be read")
            else:
                yield from _raster(opened, store, item, found)


def _file(opened: Opened, store: Store, item: Item) -> Iterator[Problem]:
    megabytes = item.bytes / MEGABYTE
    for limit in _passed(store, "picture-megabytes", megabytes):
        what = f"the picture has {megabytes:,.1f} MB, and {limit.most:g} is the most"
        yield problem(217, opened.place(item.path), what, limit.severity, limit.source.title)
    for limit in store.of("picture-types"):
        if item.media_type not in limit.words:
            what = f"the picture is {item.media_type}, and {', '.join(limit.words)} are taken"
            yield problem(218, opened.place(item.path), what, limit.severity, limit.source.title)


def _raster(opened: Opened, store: Store, item: Item, found: Raster) -> Iterator[Problem]:
    millions = found.width * found.height / 1_000_000
    for limit in _passed(store, "picture-pixels", millions):
        what = f"the picture has {found.width} × {found.height} px, {millions:.2f} million, and {limit.most:g} is the most"
        yield problem(216, opened.place(item.path), what, limit.severity, limit.source.title)
    for limit in _passed(store, "picture-side", max(found.width, found.height)):
        what = f"the picture is {max(found.width, found.height)} px long, and {limit.most:g} is the most"
        yield problem(216, opened.place(item.path), what, limit.severity, limit.source.title)
    for limit in store.of("picture-colours"):
        if found.mode == "CMYK":
            yield problem(220, opened.place(item.path), "the picture is in CMYK", limit.severity, limit.source.title)
    if found.format == "GIF" and found.frames > 1:
        yield problem(218, opened.place(item.path), "the picture moves, and many readers show its first frame alone", "warning")


def _passed(store: Store, rule: str, value: float) -> Iterator[Limit]:
    """The gravest limit of a kind that a value is over."""
    yield from [limit for limit in store.of(rule) if limit.most is not None and value > limit.most][:1]


RULES = (judged,)
