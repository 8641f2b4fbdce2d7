"""Style sheets put together for an edition."""

import re

import pytest
from fontTools.ttLib import TTFont

from samizdat import styles

UNSAFE_IN_E_BOOKS = ("var(", "calc(", "min(", "max(", "clamp(", ":is(", ":where(", ":has(", "grid", "margin-inline", "margin-block", "rem;")


@pytest.mark.parametrize("edition", ["print", "epub"])
def test_tokens_are_resolved(edition):
    sheet = styles.sheet(edition)
    assert "--" not in sheet
    assert "var(" not in sheet
    assert 'font-family: "EB Garamond"' in sheet


def test_web_keeps_its_custom_properties():
    assert "--line: 1.25em" in styles.sheet("web")


@pytest.mark.parametrize("unsafe", UNSAFE_IN_E_BOOKS)
def test_e_book_sheet_is_plain(unsafe):
    assert unsafe not in styles.sheet("epub")


@pytest.mark.parametrize("edition", ["print", "epub", "web"])
def test_sheet_has_no_comments_and_balanced_braces(edition):
    sheet = styles.sheet(edition)
    assert "/*" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_shared_files_stand_before_those_of_the_edition():
    sheet = styles.sheet("print")
    assert sheet.index("hr.break") < sheet.index("@page")


def test_a_later_token_wins_and_tokens_may_name_tokens():
    css = ":root { --a: 1em; --b: var(--a) solid; } :root { --a: 2em; } p { border: var(--b); }"
    assert styles.resolved(css).split() == "p { border: 2em solid; }".split()


@pytest.mark.parametrize("css", ["p { margin: var(--nowhere); }", ":root { --a: var(--b); --b: var(--a); } p { margin: var(--a); }"])
def test_an_unknown_or_circular_token_is_an_error(css):
    with pytest.raises(styles.UnknownToken):
        styles.resolved(css)


def test_every_shared_file_opens_with_what_it_is_for():
    for path in sorted((styles.styles_folder() / "book").glob("*.css")):
        assert re.match(r"/\* [A-Z]", path.read_text(encoding="utf-8")), path.name


def test_fonts_are_four_distinct_faces_with_their_licence():
    fonts = styles.fonts()
    assert len({(font.style, font.weight) for font in fonts}) == 4
    assert "SIL OPEN FONT LICENSE" in (styles.styles_folder() / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("font", styles.fonts(), ids=lambda font: font.path.stem)
def test_fonts_have_small_capitals_old_style_figures_superiors_and_cyrillic(font):
    face = TTFont(font.path, lazy=True)
    features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups"} <= features
    assert set(map(ord, "ЖжЯя†‡—…«»“”€°½")) <= set(face.getBestCmap())
    assert "fvar" not in face
