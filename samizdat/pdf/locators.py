"""The folios of an index: the places of its entries as pages, notes on pages, and ranges (CMOS 9.62–9.64, 15.37–15.40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from samizdat.pdf.ties import NO_BREAK_SPACE, tied
from samizdat.splice import drop

RUN = 3
"""So many pages one after the other are given as a range."""

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Folio:
    """One printed locator: first and last page (the same for one), the note it means, and the id it leads to."""

    first: str
    last: str
    note: str
    target: str

    @property
    def text(self) -> str:
        """“12”, “15–17”, “203n4”."""
        return f"{inclusive(self.first, self.last)}{'n' if self.note else ''}{self.note}"


def set_folios(document: Element, folios: Mapping[str, str], unknown: str) -> None:
    """Put folios in the stead of the places that an index names, and leave out how to read those. Changes the document."""
    for about in document.findall("p[@class='index-about']"):
        drop(about)
    for places in [span for span in document.iter("span") if span.get("class") == "locators"]:
        space = " " if (places[0].text or "").startswith(" ") else ""
        places[:] = list(_links(merged([folio for link in places.iter("a") for folio in _folios(link, folios, unknown)])))
        places[0].text = space + (places[0].text or "")
    for word in [em for em in document.iter("em") if em.get("class") == "see"]:
        word.text = (word.text or "").replace(" ", NO_BREAK_SPACE)


def merged(found: Sequence[Folio]) -> list[Folio]:
    """The locators of one entry in the order of the pages, each once: pages first on their page, then its notes; RUN pages in a row as a range."""
    joined: list[Folio] = []
    for page in sorted((one for one in found if not one.note), key=lambda one: _order(one.first)):
        if joined and _order(page.first) <= _order(joined[-1].last):
            joined[-1] = replace(joined[-1], last=max(joined[-1].last, page.last, key=_order))
        else:
            joined.append(page)
    pages = [part for run in _runs(joined) for part in _collapsed(run)]
    notes = {(one.first, one.note): one for one in reversed(found) if one.note}.values()
    return sorted([*pages, *notes], key=lambda one: (_order(one.first), bool(one.note), int(one.note) if one.note.isdecimal() else 0))


def inclusive(first: str, last: str) -> str:
    """A range of pages as Chicago writes it: 71–72, 100–104, 107–8, 321–28, 498–532 (CMOS 9.63); roman numerals in full."""
    if first == last:
        return first
    if not (first.isdecimal() and last.isdecimal()) or len(first) != len(last) or int(first) < 100 or int(first) % 100 == 0:
        return f"{first}–{last}"
    changed = next(place for place, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    kept = min(changed, len(last) - (1 if int(first) % 100 < 10 else 2))
    return f"{first}–{last[kept:].lstrip('0') if int(first) % 100 < 10 else last[kept:]}"


def _folios(link: Element, folios: Mapping[str, str], unknown: str) -> Iterator[Folio]:
    """The folios of one place of the tree: that of its mark to that of its end, and those of other marks in the same paragraph."""
    first, note = folios.get(link.get("href", "")[1:], unknown), link.get("data-note-number", "")
    yield Folio(first, folios.get(link.get("data-end", ""), first), note, link.get("href", "")[1:])
    for target in link.get("data-also", "").split():
        folio = folios.get(target, unknown)
        yield Folio(folio, folio, note, target)


def _order(folio: str) -> tuple[int, int]:
    """Roman folios before arabic ones, each in their order."""
    return (1, int(folio)) if folio.isdecimal() else (0, _value(folio))


def _value(roman: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}.get(sign, 0) for sign in roman]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _runs(pages: Sequence[Folio]) -> list[list[Folio]]:
    """The pages in groups that follow each other without a gap."""
    runs: list[list[Folio]] = []
    for page in pages:
        matter, number = _order(page.first)
        if runs and _order(runs[-1][-1].last) == (matter, number - 1):
            runs[-1].append(page)
        else:
            runs.append([page])
    return runs


def _collapsed(run: Sequence[Folio]) -> Sequence[Folio]:
    """A run as one range where it is long enough; two pages that follow each other stay two."""
    length = _order(run[-1].last)[1] - _order(run[0].first)[1] + 1
    return [replace(run[0], last=run[-1].last)] if length >= RUN else run


def _links(shown: Sequence[Folio]) -> Iterator[Element]:
    for number, one in enumerate(shown):
        link = etree.Element("a", {"class": "locator", "href": f"#{one.target}"})
        link.text = tied(one.text)
        link.tail = ", " if number + 1 < len(shown) else None
        yield link
