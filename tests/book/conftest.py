"""The bundled book, built once and read."""

from __future__ import annotations

import pytest
from book.reading import Manuscript, read


@pytest.fixture(scope="session")
def book(built) -> Manuscript:  # type: ignore[no-untyped-def]
    """The single manuscript of the bundled book."""
    return read(built("manuscript").folder / "manuscript.html")
