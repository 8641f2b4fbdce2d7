"""The page by its trim, and what is done to a tree for it: running heads cut to their room, titles broken by balance, insets brought to the grid."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from weasyprint import HTML  # type: ignore[import-untyped]

from samizdat.book import Trim
from samizdat.manuscript.editions import PRESETS, trim
from samizdat.pdf import display, insets
from samizdat.pdf.page import CHARACTER_EM, css, page, sides
from samizdat.pdf.pieces import number_insets
from samizdat.pdf.running_heads import authors, fitted
from samizdat.pdf.widths import width

MM = 25.4 / 72
SMALL = Trim(127, 203.2)
LONG = "How the Tide Was Reckoned by Those Who Had Never Seen the Sea"


def preset(name: str) -> Trim:
    """The trim of that name."""
    size = trim(name)
    assert size
    return size


@pytest.mark.parametrize("name", PRESETS)
def test_presets_have_a_good_measure_and_classic_margins(name: str) -> None:
    made = page(preset(name), 200)
    assert 60 <= made.measure / (made.size * CHARACTER_EM) <= 72
    assert 34 <= made.lines <= 38
    assert made.inside < made.outside and made.top < made.foot
    assert 1.6 < made.lines * made.line / made.measure < 1.85


@pytest.mark.parametrize(
    ("pages", "band"), [(24, 0), (150, 0), (151, 1), (300, 1), (301, 2), (500, 2), (501, 3), (700, 3), (701, 4), (2000, 4)]
)
def test_the_inside_margin_grows_by_bands_of_pages(pages: int, band: int) -> None:
    made, thinnest = page(SMALL, pages), page(SMALL, 24)
    assert (made.inside - thinnest.inside) * MM == pytest.approx(band * 1.6)
    assert made.inside + made.outside == pytest.approx(thinnest.inside + thinnest.outside)


def test_the_page_count_changes_only_the_margins_at_the_sides() -> None:
    thin, thick = css(page(SMALL, 100)), css(page(SMALL, 600))
    assert thin != thick
    assert thin.replace(sides(page(SMALL, 100)), "") == thick.replace(sides(page(SMALL, 600)), "")


def test_a_narrow_page_keeps_the_least_margins_that_it_can() -> None:
    made = page(Trim(90, 130), 600)
    assert made.inside * MM == pytest.approx(19, abs=0.2) and made.outside * MM == pytest.approx(8, abs=0.2)


def test_a_low_page_keeps_room_for_head_and_folio() -> None:
    made = page(Trim(300, 90), 100)
    assert (made.top + made.foot) * MM >= 26


@pytest.mark.parametrize(("size", "columns"), [(Trim(90, 130), "1"), (SMALL, None)])
def test_an_index_has_one_column_where_two_find_no_room(size: Trim, columns: str | None) -> None:
    found = re.search(r"columns: (\d)", css(page(size, 100)))
    assert (found and found[1]) == columns


def test_display_sinks_with_the_page() -> None:
    high, low = (
        float(re.findall(r"\.opener \{ min-height: ([\d.]+)pt", css(page(size, 100)))[0]) for size in (Trim(140, 216), Trim(90, 130))
    )
    assert high == pytest.approx(10 * 13.125) and low == pytest.approx(6 * 13.125)


def test_small_capitals_are_measured() -> None:
    assert width("quay", small_capitals=True) > width("quay") > width("quay", "italic")
    assert width("") == 0


@pytest.mark.parametrize(
    ("title", "room", "head"),
    [
        ("The Quay", 20, "The Quay"),
        ("The Quay: A History of the Northern Lamps", 12, "The Quay"),
        ("Of the Reckoning of Tides and Its Consequences", 14, "Of the Reckoning of Tides…"),
        ("Of the Reckoning of the Tides of March", 14, "Of the Reckoning…"),
        ("Unerschütterlichkeit", 3, "Unerschütterlichkeit…"),
    ],
)
def test_a_running_head_is_cut_at_a_colon_or_a_word(title: str, room: float, head: str) -> None:
    assert fitted(title, room) == head


def test_many_authors_are_the_first_and_others() -> None:
    assert authors(("Ada Merriweather", "Ida Vane"), 40) == "Ada Merriweather, Ida Vane"
    assert authors(("Ada Merriweather", "Konstantin Featherstonehaugh"), 20) == "Ada Merriweather and others"


def test_a_title_is_broken_in_lines_of_one_length_and_not_after_a_linking_word() -> None:
    section = etree.fromstring(f'<section data-kind="chapter"><h1>{LONG}, and <em>What Came</em> of It</h1></section>')
    before = "".join(section.itertext())
    display.balance(section, page(SMALL))
    text = "".join(section.itertext())
    assert text.replace("\u00a0", " ") == before
    lines = [line.replace("\u00a0", " ") for line in text.split(" ")]
    wide = [width(line) for line in lines]
    assert len(lines) > 2 and min(wide) > 0.6 * max(wide)
    assert not [line for line in lines if line.split(" ")[-1].lower() in ("the", "of", "by", "and")]


@pytest.mark.parametrize("text", ["Tide", "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung und mehr"])
def test_a_title_that_needs_no_help_or_has_none_is_left_alone(text: str) -> None:
    section = etree.fromstring(f'<section data-kind="chapter"><h1>{text}</h1></section>')
    display.balance(section, page(SMALL))
    assert section.findtext("h1") == text


@pytest.mark.parametrize(("high", "after", "whole"), [(70, "p", 4), (83, "p", 5), (70, "blockquote", 5), (94, "blockquote", 6)])
def test_what_follows_an_inset_stands_on_the_grid(high: int, after: str, whole: int) -> None:
    section = etree.fromstring(f'<section><figure style="height: {high}px"/><{after}>Text</{after}></section>')
    number_insets(section)
    body = etree.tostring(section, encoding="unicode")
    source = f"<style>* {{ margin: 0; line-height: 20px }} @page {{ size: 400px 600px; margin: 20px }}</style><body>{body}</body>"
    spaced = insets.on_grid(source, HTML(string=source).render().pages)
    found = re.search(r"margin-bottom: ([\d.]+)px", spaced)
    assert found and high + float(found[1]) == pytest.approx(whole * 20)


def test_a_piece_without_insets_is_left_alone() -> None:
    source = "<style></style><body><p>Text</p></body>"
    assert insets.on_grid(source, HTML(string=source).render().pages) == source
