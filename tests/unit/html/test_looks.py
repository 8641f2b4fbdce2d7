"""Faces and colours of the edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from samizdat.html.fonts import faces
from samizdat.styles import sheet

TOKEN = re.compile(r"(--\w+): (#[0-9a-f]{6})")
BOTH = re.compile(r"(--\w+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


def test_the_faces_hold_the_letters_of_the_book(site: Path) -> None:
    regular = next(path for path in (site / "fonts").iterdir() if "Regular" in path.name)
    letters = set(TTFont(regular).getBestCmap())
    assert set(map(ord, "Привет")) <= letters
    assert ord("Ж") not in letters
    assert all(f"fonts/{path.name}" in (site / "css/book.css").read_text("utf-8") for path in (site / "fonts").glob("*.woff2"))


def test_a_book_without_bold_ships_no_bold_face() -> None:
    plain = etree.fromstring("<section><p>Plain <em>text</em>.</p></section>")
    bold = etree.fromstring("<section><p>Plain <strong>b</strong>.</p></section>")
    assert set(faces([plain])) == {"EBGaramond-Regular.woff2", "EBGaramond-Italic.woff2"}
    assert len(faces([bold])) == 4


def test_a_stand_in_is_as_wide_as_the_face_it_stands_for(site: Path) -> None:
    """Liberation Serif has the widths of Times: 385 of Garamond to 406 of it, 376 to 408 in italic."""
    css = (site / "css/book.css").read_text("utf-8")
    assert re.findall(r'"Garamond of Times"; font-style.*size-adjust: ([\d.]+)%', css) == ["94.83", "92.16"]


def test_the_faces_of_running_text_are_asked_for_early(site: Path) -> None:
    head = (site / "one.html").read_text("utf-8").partition("</head>")[0]
    assert re.findall(r'rel="preload" href="fonts/([\w-]+)', head) == ["EBGaramond-Regular", "EBGaramond-Italic"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_stands_out_from_paper(scheme: str) -> None:
    """WCAG 1.4.3 asks 4.5 : 1 of text, on the paper, on a raised note and on a marked one."""
    both = BOTH.findall(sheet("web"))
    colours = {name: light if scheme == "light" else dark for name, light, dark in both}
    for ground in ("--paper", "--raised", "--mark"):
        for ink in ("--ink", "--faint", "--link"):
            pale, deep = sorted((luminance(colours[ground]), luminance(colours[ink])), reverse=True)
            assert (pale + 0.05) / (deep + 0.05) >= 4.5, f"{ink} on {ground}"


def test_a_browser_that_knows_one_colour_a_token_has_those_of_day() -> None:
    """`light-dark()` repeats the colours that stand before it."""
    css = sheet("web")
    day = dict(TOKEN.findall(css.partition("@supports")[0]))
    assert {name: light for name, light, _ in BOTH.findall(css)} == {name: day[name] for name, _, _ in BOTH.findall(css)}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_packed_face_is_kept_under_all_that_goes_into_it(tmp_path: Path) -> None:
    text, other = (etree.fromstring(f"<section><p>{words}</p></section>") for words in ("Text", "Другой"))
    fresh = faces([text])
    assert faces([text], tmp_path) == fresh == faces([text], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert faces([other], tmp_path) == faces([other])
    assert len(list(tmp_path.iterdir())) == 4
