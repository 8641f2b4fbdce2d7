"""Templates: the pipeline's own keeps its rules; what is wrong with an author's is said with its place; what it asks for is done."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from samizdat import covers, styles
from samizdat.book import Printing
from samizdat.covers import drawing, templates
from samizdat.printers import CoverRules, Printer
from samizdat.problems import ProblemsFound

HOUSE = styles.styles_folder() / "cover" / "cover.svg"
EXACT = Printer("x", "X", cover=CoverRules(bleed_mm=3, barcode_width_mm=50, barcode_height_mm=30))
PALETTE = '<defs id="colours"><rect fill="#112233" data-cmyk="90 70 40 30"/></defs>'


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'


@pytest.fixture
def own(make, tmp_path: Path):
    def made(text: str, **about: object):
        (tmp_path / "cover.svg").write_text(text, "utf-8")
        return replace(make(**about), printing=Printing(cover="cover.svg", isbn="978-0-306-40615-7"))

    return made


def lines(book, panel: str):
    sheet = covers.Sheet(book.edition("pdf").trim, 3, 20)
    return drawing.drawn(book, templates.of_book(book), sheet, EXACT.cover, spine_text=True)[panel].lines


def test_every_colour_of_the_house_template_has_inks_and_not_too_many() -> None:
    house = templates.read(HOUSE, "x")
    used = set(re.findall(r"#[0-9a-f]{6}", HOUSE.read_text("utf-8")))
    assert used <= set(house.inks)
    assert all(sum(inks) <= templates.MOST_INK for inks in house.inks.values())
    assert not house.problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<svg", "cover.svg:1"),
        ("<html/>", "outermost"),
        (svg('<defs id="colours"><rect fill="red" data-cmyk="0 0 0 0"/></defs>'), "palette"),
        (svg('<rect fill="#112233" data-cmyk="0 0 0"/>'), "palette"),
        (svg('<rect fill="#112233" data-cmyk="0 0 0 101"/>'), "over 100"),
    ],
)
def test_a_template_that_cannot_be_used_is_a_problem_with_its_place(own, text: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        covers.front(own(text))
    (problem,) = raised.value.problems
    assert problem.code == "P169"
    assert said in f"{problem.place} {problem.why}"


def test_a_template_outside_the_manuscript_is_not_read(make) -> None:
    with pytest.raises(ProblemsFound):
        covers.front(replace(make(), printing=Printing(cover="../../etc/passwd")))


def test_an_entity_is_not_resolved(own, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    text = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>' + svg(
        '<g id="front"><text font-size="5">a &x; b</text></g>'
    )
    assert "secret" not in "".join(line.text for line in lines(own(text), "front"))


def test_too_much_ink_is_said(own) -> None:
    wrap = covers.wrap(own(svg('<rect fill="#112233" data-cmyk="90 90 90 30"/><g id="front"/>')), EXACT, 20)
    assert ("P166", "warning") in [(problem.code, problem.severity) for problem in wrap.problems]


def test_placeholders_are_filled_and_a_text_without_its_words_is_left_out(own) -> None:
    text = svg(f'{PALETTE}<g id="front"><text font-size="5">{{title}}, {{year}}</text><text>by {{subtitle}}</text><text>Fixed</text></g>')
    assert [line.text for line in lines(own(text), "front")] == ["Mud, 2024", "Fixed"]


def test_a_shape_goes_with_the_words_it_belongs_to(own) -> None:
    text = svg('<g id="front"><rect width="5" height="1" data-with="subtitle"/><rect width="7" height="1" data-with="title"/></g>')
    book = own(text)
    shapes = drawing.drawn(book, templates.of_book(book), covers.STORE, CoverRules())["front"].shapes
    assert [shape.get("width") for shape in shapes] == ["7"]


def test_percentages_are_of_the_panel(own) -> None:
    (line,) = lines(own(svg('<g id="front"><text x="50%" y="10%" font-size="5">{title}</text></g>'), trim=(100, 160)), "front")
    assert line.x == pytest.approx(50)
    assert line.y == pytest.approx(16 + 0.65 * 5, abs=0.05)


def test_a_stack_stands_on_its_foot(own) -> None:
    stack = '<g data-stand="foot" y="0" data-height="100"><text font-size="20" data-least="1">{title}</text><text data-above="4" font-size="5">{authors}</text></g>'
    title, author = lines(own(svg(f'<g id="front">{stack}</g>')), "front")
    assert author.y == pytest.approx(100, abs=0.01)
    assert title.y == pytest.approx(100 - 0.65 * 5 - 4, abs=0.05)


def test_the_text_of_the_back_ends_above_the_barcode(make) -> None:
    book = replace(make(), printing=Printing(back=tuple(["A long paragraph of praise. " * 20] * 5), isbn="978-0-306-40615-7"))
    sheet = covers.Sheet(book.edition("pdf").trim, 3, 20)
    content = drawing.drawn(book, templates.of_book(book), sheet, EXACT.cover)["back"]
    zone = next(shape for shape in content.shapes if shape.get("fill") == "#ffffff")
    praise = [line for line in content.lines if "praise" in line.text]
    assert praise
    assert all(line.y < float(zone.get("y")) for line in praise)


def test_a_picture_of_a_template_is_read_from_the_manuscript_alone(own) -> None:
    for address in ("../x.png", "https://example.org/x.png", "/etc/hostname"):
        with pytest.raises(ProblemsFound) as raised:
            covers.front(own(svg(f'<g id="front"><image href="{address}" width="10" height="10"/></g>')))
        assert [problem.code for problem in raised.value.problems] == ["P167"]


def test_what_can_be_seen_through_is_said_where_the_printer_takes_none(own) -> None:
    printer = replace(EXACT, cover=replace(EXACT.cover, standard="PDF/X-1a:2003"))
    text = svg(f'{PALETTE}<g id="front"><rect width="50" height="50" fill="#112233" opacity=".5"/></g>')
    assert "P169" in [problem.code for problem in covers.wrap(own(text), printer, 20).problems]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<text font-size="abc">x</text>', 'font-size="abc"'),
        ('<text font-size="0">x</text>', 'font-size="0"'),
        ('<text font-size="nan%">x</text>', 'font-size="nan%"'),
        ('<text font-size="5" font-weight="bolder">x</text>', 'font-weight="bolder"'),
        ('<text font-size="5" data-lines="1e999">x</text>', 'data-lines="1e999"'),
        ('<g data-stand="top" data-height="x"><text font-size="5">x</text></g>', 'data-height="x"'),
        ('<g data-stand="top"><rect height="3mm" width="3mm"/><text font-size="5">x</text></g>', 'height="3mm"'),
        ('<g id="leaves" x="0" y="0" width="0" height="9"/>', 'width="0"'),
        ('<g><g><rect width="x%" height="3mm"/></g></g>', 'width="x%"'),
    ],
)
def test_a_bad_number_is_a_problem_with_file_and_line(own, tmp_path: Path, inside: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        covers.front(own(svg(f'\n<g id="front">\n{inside}</g>')))
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("P169", f"{tmp_path / 'cover.svg'}:3")
    assert problem.why.startswith(said)


def test_a_motif_without_a_size_is_a_problem_with_its_place(own, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as raised:
        covers.front(own('<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="5mm"/>'))
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("P169", f"{tmp_path / 'cover.svg'}:1")
    assert "viewBox" in problem.why


def test_a_placeholder_that_is_none_is_said_with_the_nearest(own, tmp_path: Path) -> None:
    text = svg('<g id="front">\n<text font-size="5">{titel}</text>\n<rect width="1" height="1" data-with="subtitel"/></g>')
    said = [problem for problem in covers.wrap(own(text), EXACT, 20).problems if "name of no words" in problem.what]
    assert [(one.code, one.severity, str(one.place)) for one in said] == [
        ("P169", "warning", f"{tmp_path / 'cover.svg'}:{line}") for line in (2, 3)
    ]
    assert ["did you mean title?" in said[0].mend, "did you mean subtitle?" in said[1].mend] == [True, True]
