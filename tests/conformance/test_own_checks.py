"""The built books held against their own manuscripts: verification has nothing to say of any edition."""

from __future__ import annotations

import pytest
from conftest import EDITIONS, SMALL, Builder

from samizdat import verify
from samizdat.problems import as_text, errors
from samizdat.verify import truth


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", [*SMALL, "manuscript"])
def test_nothing_is_lost(built: Builder, name: str, edition: str) -> None:
    book = built(name)
    found = errors(verify.verify(book.folder, book.slug, [edition]))
    assert not found, as_text(found)


def test_the_scholarly_book_has_every_kind_of_call(built: Builder) -> None:
    manuscript = truth.read(built("scholarly").folder / "manuscript.html")
    calls = next(chapter.calls for chapter in manuscript.chapters if chapter.key == "entries")
    assert [call.number for call in calls if call.editor] == ["*"]
    numbers = [int(call.number) for call in calls if not call.editor]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert len(numbers) == len(set(numbers)) + 1
