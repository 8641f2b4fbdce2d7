"""The parts of a cover each for itself: barcodes, lines and sizes, inks, leaves."""

from __future__ import annotations

import pytest

from samizdat.covers import barcodes, inks, leaves
from samizdat.covers.blocks import Setting, direction, fitted
from samizdat.covers.faces import Face
from samizdat.covers.stacks import Item, fitting
from samizdat.printing.spaces import Unconvertible

ROMAN = Face()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("9780306406157", "978-0-306-40615-7"),
        ("0306406152", "978-0-306-40615-7"),
        ("978 3 16 148410 0", "978-3-16-148410-0"),
        ("9791090636071", "979-10-90636-07-1"),
    ],
)
def test_an_isbn_has_the_hyphens_of_its_group(given: str, written: str) -> None:
    assert barcodes.is_isbn(given)
    assert barcodes.hyphenated(given) == written


@pytest.mark.parametrize("given", ["", "978030640615", "9780306406158", "mud"])
def test_what_is_no_isbn_is_known(given: str) -> None:
    assert not barcodes.is_isbn(given)


def test_bars_have_the_measures_of_gs1() -> None:
    content = barcodes.drawn(barcodes.Zone(0, 0, *barcodes.NOMINAL), "9780306406157", 1)
    bars = [shape for shape in content.shapes if shape.get("fill") == barcodes.BLACK]
    ends = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in bars]
    assert len(bars) == 30
    assert min(start for start, _ in ends) == pytest.approx(11 * 0.33)
    assert max(end for _, end in ends) == pytest.approx(37.29 - 7 * 0.33)
    assert {bar.get("height") for bar in bars} == {"22.85000", "24.50000"}
    assert [line.text for line in content.lines] == ["ISBN 978-0-306-40615-7", "9", "780306", "406157"]


def test_a_barcode_is_never_larger_than_a_hundred_per_cent() -> None:
    assert barcodes.Zone(0, 0, 200, 100).magnification == 1
    assert barcodes.Zone(0, 0, 0.9 * barcodes.WIDTH, 100).magnification == pytest.approx(0.9)


def test_lines_are_even() -> None:
    block = fitted("Ten Days That Shook the World", Setting(ROMAN, 5.2, 1, 1))
    assert [line for line, _ in block.lines] == ["Ten Days", "That Shook", "the World"]


def test_full_lines_take_all_that_goes_in() -> None:
    block = fitted("ab ab ab ab ab ab ab", Setting(ROMAN, 4 * ROMAN.width("ab ") + ROMAN.width("ab"), 1, 1, even=False))
    assert [line for line, _ in block.lines] == ["ab ab ab ab ab", "ab ab"]


def test_a_word_of_one_letter_and_what_is_tied_stand_with_the_next() -> None:
    block = fitted("iron. A primer on p.\u00a0 9", Setting(ROMAN, ROMAN.width("iron. A p"), 1, 1, even=False))
    assert [line for line, _ in block.lines][:2] == ["iron.", "A primer"]
    (page,) = fitted("p.\u00a09", Setting(ROMAN, 0.9, 1, 1)).lines
    assert page[0] == "p. 9"


def test_a_text_is_as_large_as_its_longest_word_allows() -> None:
    setting = Setting(ROMAN, 50, 40, 5)
    short, long = fitted("Mud", setting), fitted("Internationalism", setting)
    assert short.size > long.size
    assert 48 < long.size * ROMAN.width("Internationalism") <= 50.01
    assert not long.small
    assert fitted("Internationalism" * 9, setting).small


def test_paragraphs_are_parted() -> None:
    lines = fitted("one\n\ntwo", Setting(ROMAN, 50, 10, 10, leading=1.2, gap=0.5)).lines
    assert lines == (("one", 0.0), ("two", 17.0))


def test_in_a_stack_the_largest_gives_way_first() -> None:
    title = Item(None, 0, block=fitted("Mud", Setting(ROMAN, 90, 30, 10)))  # type: ignore[arg-type]
    author = Item(None, 5, block=fitted("Ada", Setting(ROMAN, 90, 6, 5)))  # type: ignore[arg-type]
    smaller, same = fitting([title, author], 20)
    assert smaller.block is not None
    assert smaller.block.size < 20
    assert same == author
    assert smaller.height + same.height + 5 <= 20


def test_small_capitals_are_measured_as_such_and_kerning_counts() -> None:
    assert Face(features=("smcp",)).width("abc") != ROMAN.width("abc")
    assert ROMAN.width("AV") < ROMAN.width("A") + ROMAN.width("V")
    assert Face(spacing=0.1).width("abc") == pytest.approx(ROMAN.width("abc") + 0.3)


def test_letters_that_the_family_lacks_are_known() -> None:
    assert ROMAN.missing(["Свобода – “Ω” café"]) == ""
    assert ROMAN.missing(["a\u200b漢字 ש"]) == "ש字漢"


def test_a_text_runs_as_its_first_letter_does() -> None:
    assert [direction(text) for text in ("Mud", "1917: ש", "…", "ש Mud")] == ["ltr", "rtl", "ltr", "rtl"]


def test_colours_become_what_the_palette_says() -> None:
    palette = inks.Palette({"#ff0000": (10, 90, 80, 5)}, None)
    assert palette.tones((1, 0, 0)) == (0.1, 0.9, 0.8, 0.05)
    assert palette.tones((0.5,)) == palette.tones((0.5, 0.5, 0.5)) == pytest.approx((0, 0, 0, 0.5), abs=0.01)
    assert palette.tones((0.1, 0.2, 0.3, 0.4)) == (0.1, 0.2, 0.3, 0.4)
    assert palette.unknown == set()
    assert palette.tones((0, 0, 1)) == (1, 1, 0, 0)
    assert palette.unknown == {"#0000ff"}


def test_a_picture_stays_as_it_is_without_a_profile() -> None:
    from PIL import Image

    with pytest.raises(Unconvertible):
        inks.Palette({}, None).picture(Image.new("RGB", (1, 1)))
    assert inks.Palette({}, None).picture(Image.new("CMYK", (1, 1))).mode == "CMYK"


def test_leaves_rise_by_rank() -> None:
    assert leaves.ranks([10, 1000, 20]) == [0, 1, 0.5]
    assert leaves.ranks([7, 7]) == [0, 1]
    assert leaves.ranks([7]) == [0]
