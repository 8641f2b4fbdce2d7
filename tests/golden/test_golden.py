"""Each small book's editions, as text, against what was read and found good.

After a change that is meant to change an edition, run  GOLDEN=write ./inv test --args=tests/golden  and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from golden.projections import PROJECTIONS

HERE = Path(__file__).parent
BOOKS = sorted(path.parent.name for path in (HERE.parent / "books").glob("*/book.toml"))


@pytest.mark.parametrize("projection", PROJECTIONS)
@pytest.mark.parametrize("book", BOOKS)
def test_the_book_is_as_it_was(book: str, projection: str, built) -> None:  # type: ignore[no-untyped-def]
    made = built(book)
    text = PROJECTIONS[projection](made.folder, made.slug)
    golden = HERE / book / projection
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
