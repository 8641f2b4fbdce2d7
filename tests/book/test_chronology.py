"""The chronology runs from 1864 to 2022 in order, and its dates are those of the chapters that it points to."""

from __future__ import annotations

import re
from datetime import date

from book.reading import Manuscript, running

MONTHS = "January February March April May June July August September October November December".split()
MONTH = "|".join(MONTHS)
DAY = re.compile(rf"({MONTH}) (\d{{1,2}})(?:[–-](?:({MONTH}) )?(\d{{1,2}}))?")


def rows(book: Manuscript) -> list[tuple[int, str, list[str]]]:
    """Year, words and the sections pointed to, for every entry."""
    found, year = [], 0
    for element in book.sections["chronology"].iter("dt", "dd"):
        text = " ".join(running(element).split())
        if element.tag == "dt":
            year = int(text)
        else:
            found.append((year, text, [str(link.get("href"))[1:] for link in element.iter("a") if "crossref" in link.get("class", "")]))
    return found


def day_of(text: str) -> tuple[int, int]:
    """Month and day that an entry opens with; the month alone, or neither, as zeros."""
    opening = re.match(rf"({MONTH})(?: (\d{{1,2}}))?", text)
    return (MONTHS.index(opening[1]) + 1, int(opening[2] or 0)) if opening else (0, 0)


def test_it_runs_from_1864_to_2022_and_is_sorted(book: Manuscript) -> None:
    entries = rows(book)
    years = [year for year, _, _ in entries]
    assert (years[0], years[-1]) == (1864, 2022)
    assert len(entries) >= 60
    assert years == sorted(years)
    for year in set(years):
        days = [day for entry_year, text, _ in entries if entry_year == year if (day := day_of(text)) != (0, 0)]
        assert days == sorted(days), year
        assert all(date(year if day else 2000, month, day or 1) for month, day in days)


def test_every_entry_points_to_a_section_that_has_its_date(book: Manuscript) -> None:
    for year, text, targets in rows(book):
        assert targets, f"{year}: {text} points nowhere"
        for target in targets:
            told = book.text(target, notes=True)
            days = [(found[1], found[2]) for found in DAY.finditer(text)]
            assert not days or any(re.search(rf"{month} (?:\d+(?:–| and ))?{day}\b|{month} {day}\b", told) for month, day in days), (
                f"{year}: {text}: {target} has none of these days"
            )
            assert days or str(year) in told or f"{year}"[2:] in told, f"{year}: {text}: {target} does not name the year"
