"""The one date in files is the text's, not the clock's."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from trees import EDITIONS, METADATA

from samizdat.book import Book
from samizdat.dates import of_text


@pytest.mark.parametrize(
    ("date", "expected"),
    [("1999", (1999, 1, 1)), ("2026-11", (2026, 11, 1)), ("2026-11-22", (2026, 11, 22)), ("", (1980, 1, 1)), ("soon", (1980, 1, 1))],
)
def test_the_books_date_counts_where_nothing_else_is_said(
    date: str, expected: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert of_text(Book(Path("m"), replace(METADATA, date=date), (), EDITIONS)) == datetime(*expected, tzinfo=UTC)


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert of_text(Book(Path("m"), METADATA, (), EDITIONS)) == datetime(1970, 1, 2, tzinfo=UTC)
