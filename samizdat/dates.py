"""The one date that the pipeline writes into files: the text's own, never the clock's, so that the same text gives the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from samizdat.book import Book


def of_text(book: Book) -> datetime:
    """When the text was last changed: SOURCE_DATE_EPOCH, else the book's date (a year is its first of January), else the start of 1980.

    Nothing is earlier than 1980, the first year that a zip archive can name.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    try:
        return datetime.fromisoformat(f"{book.metadata.date}-01-01"[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)
