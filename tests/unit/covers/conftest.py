"""Books that have nothing but what a cover says of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samizdat.book import Book, Contributor, Edition, Metadata, Printing, Trim

Make = Callable[..., Book]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(
        title: str = "Mud",
        subtitle: str = "",
        names: tuple[str, ...] = ("Ada Author",),
        publisher: str = "Shed Press",
        trim: tuple[float, float] = (152.4, 228.6),
        cover: str = "",
        **printing: object,
    ) -> Book:
        contributors = tuple(Contributor(name) for name in names)
        metadata = Metadata(
            title, subtitle, "", "x", "en", "urn:x", contributors, "About mud.", publisher, date="2024", cover=cover, cover_alt=""
        )
        return Book(tmp_path, metadata, (), (Edition("pdf", "back", "page", trim=Trim(*trim)),), printing=Printing(**printing))  # type: ignore[arg-type]

    return made
