"""The cover in the book. Shops that take a cover file beside it ask the same of that."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.problems import Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import MEGABYTE, Item, Opened
from samizdat.stores.rules.pictures import Raster, raster
from samizdat.stores.words import problem

RATIO_TOLERANCE = 0.01


def judged(opened: Opened, store: Store) -> Iterator[Problem]:
    """E211 to E215 Whether there is a cover, its sides, its weight, its format, its shape."""
    item = _cover(opened)
    if item is None:
        for limit in store.of("cover"):
            what = "no picture of it is marked as its cover"
            yield problem(211, opened.place(opened.package_path), what, limit.severity, limit.source.title)
        return
    yield from _file(opened, store, item)
    found = raster(opened, item)
    if found is not None:
        yield from _sides(opened, store, item, found)
        yield from _shape(opened, store, item, found)


def _cover(opened: Opened) -> Item | None:
    """The picture that the manifest (EPUB 3) or the metadata (EPUB 2) calls the cover, if it is in the file."""
    assert opened.package is not None
    named = {one.get("content") for one in opened.package.iterfind("{*}metadata/{*}meta[@name='cover']")}
    found = [item for item in opened.items if "cover-image" in item.properties] or [item for item in opened.items if item.id in named]
    return next((item for item in found if item.path in opened.members), None)


def _file(opened: Opened, store: Store, item: Item) -> Iterator[Problem]:
    for limit in store.of("cover-types"):
        if item.media_type not in limit.words:
            what = f"the cover is {item.media_type}, and {', '.join(limit.words)} are taken"
            yield problem(214, opened.place(item.path), what, limit.severity, limit.source.title)
    for limit in store.of("cover-megabytes"):
        if limit.most is not None and item.bytes > limit.most * MEGABYTE:
            what = f"the cover has {item.bytes / MEGABYTE:,.1f} MB, and {limit.most:g} is the most"
            yield problem(213, opened.place(item.path), what, limit.severity, limit.source.title)


def _sides(opened: Opened, store: Store, item: Item, found: Raster) -> Iterator[Problem]:
    sides = sorted((found.width, found.height))
    for rule, side, name in (("cover-shorter", sides[0], "shorter"), ("cover-longer", sides[1], "longer")):
        for limit in [limit for limit in store.of(rule) if limit.least is not None and side < limit.least][:1]:
            what = f"the cover is {found.width} × {found.height} px, and its {name} side is to have {limit.least:g} at the least"
            yield problem(212, opened.place(item.path), what, limit.severity, limit.source.title)
    for limit in store.of("cover-sides"):
        if limit.most is not None and sides[1] > limit.most:
            what = f"the cover is {found.width} × {found.height} px, and no side may have more than {limit.most:g}"
            yield problem(213, opened.place(item.path), what, limit.severity, limit.source.title)


def _shape(opened: Opened, store: Store, item: Item, found: Raster) -> Iterator[Problem]:
    ratio = found.height / found.width if found.width else 0
    for limit in store.of("cover-ratio"):
        least, most = limit.least or 0, limit.most or float("inf")
        if not least - RATIO_TOLERANCE <= ratio <= most + RATIO_TOLERANCE:
            asked = f"{least:g}" if least == most else f"from {least:g}" if most == float("inf") else f"up to {most:g}"
            what = f"the cover is {ratio:.2f} times as high as wide, and {asked} is asked"
            yield problem(215, opened.place(item.path), what, limit.severity, limit.source.title)


RULES = (judged,)
