"""The folios of an index in print: ranges as Chicago writes them, pages that follow each other, notes after their page."""

from __future__ import annotations

import pytest
from lxml import etree

from samizdat.pdf.locators import Folio, inclusive, merged, set_folios


@pytest.mark.parametrize(
    "said",
    ["3–10", "71–72", "96–117", "100–104", "1100–1113", "101–8", "808–33", "1103–4", "321–28", "498–532", "1087–89", "1496–500", "xii–xiv"],
)
def test_ranges_are_written_as_the_manual_writes_them(said: str) -> None:
    """The examples of CMOS 9.63, given in full."""
    first, _, last = said.partition("–")
    assert inclusive(first, first[: len(first) - len(last)] + last if last.isdecimal() and len(last) < len(first) else last) == said


def folios(*said: str) -> list[Folio]:
    """Folios of `12`, `15-17`, `12n3`."""
    made = []
    for one in said:
        pages, _, note = one.partition("n")
        first, _, last = pages.partition("-")
        made.append(Folio(first, last or first, note, one))
    return made


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (("12", "12"), ["12"]),
        (("12", "13"), ["12", "13"]),
        (("12", "13", "14"), ["12–14"]),
        (("3-4", "5"), ["3–5"]),
        (("15-17", "16", "30"), ["15–17", "30"]),
        (("203n4", "9", "203n2", "203", "203n4"), ["9", "203", "203n2", "203n4"]),
        (("ix", "2", "x", "xi", "1"), ["ix–xi", "1", "2"]),
        (("99", "100", "101"), ["99–101"]),
    ],
)
def test_pages_are_merged_and_sorted(found: tuple[str, ...], shown: list[str]) -> None:
    assert [one.text for one in merged(folios(*found))] == shown


def test_places_give_way_to_folios_that_lead_to_the_marks() -> None:
    document = etree.fromstring(
        '<section><p class="index-about">How to read.</p><p>Marx, <span class="locators"><a class="locator" href="#a">1.2</a>, '
        '<a class="locator" href="#b" data-end="c">1.4–9</a>, <a class="locator" href="#d" data-note-number="3" data-also="e">1n3</a>, <a class="locator" href="#f" data-also="g">1.9</a></span></p></section>'
    )
    set_folios(document, {"a": "iv", "b": "107", "c": "109", "d": "200", "e": "200", "f": "3", "g": "4"}, "000")
    assert "".join(document.itertext()).replace("\u2060", "") == "Marx, iv, 3, 4, 107–9, 200n3"
    assert "107\u2060–\u20609" in "".join(document.itertext()), "no line parts a range"
    assert [link.get("href") for link in document.iter("a")] == ["#a", "#f", "#g", "#b", "#d"]
