from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from samizdat.preflight import boxes
from samizdat.preflight.boxes import Box
from samizdat.preflight.colours import Colour
from samizdat.preflight.painting import Shelf, TooMuch, paint
from samizdat.preflight.painting.painted import Painted

BLACK = Colour((("Black", 1.0),))


def painted(content: str, shelf: Shelf | None = None, pdf: pikepdf.Pdf | None = None, **resources: object) -> Painted:
    pdf = pdf or pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 600))
    page.obj.Contents = pdf.make_stream(content.encode())
    page.obj.TrimBox = Array([10, 10, 390, 590])
    page.obj.Resources = Dictionary(**resources)
    return paint(page.obj, boxes.read(page.obj), shelf or Shelf())


def only(tallies: dict[object, object]) -> object:
    assert len(tallies) == 1, tallies
    return next(iter(tallies))


def test_the_matrix_scales_widths() -> None:
    assert only(painted("0.5 0 0 0.5 0 0 cm 2 w 100 100 m 200 200 l S").rules) == 1.0
    assert only(painted("q 3 w Q 100 100 m 200 200 l S").rules) == 1.0
    assert only(painted("0 g 100 100 200 0.4 re f").rules) == 0.4
    assert not painted("0 g 100 100 200 90 re f").rules, "no rule, but an area"


def test_the_size_of_letters_is_that_on_paper() -> None:
    fonts = Dictionary(F=Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica))
    found = painted("0.75 0 0 0.75 0 0 cm BT 1 0 0 -1 50 100 Tm /F 12 Tf (abc) Tj ET", Font=fonts).types
    (kind,) = found
    assert (kind.size_pt, kind.colour, found[kind].count) == (9.0, BLACK, 3)
    assert found[kind].box.left == 37.5


def test_unseen_letters_are_told_apart() -> None:
    fonts = Dictionary(F=Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page = painted("BT /F 12 Tf 3 Tr 50 100 Td (abc) Tj ET", Font=fonts)
    assert [kind.seen for kind in page.types] == [False]
    assert page.blank


def test_what_is_clipped_away_or_outside_the_trim_is_not_told() -> None:
    assert painted("q 0 0 5 5 re W n 0 g 100 100 50 50 re f Q").blank
    assert painted("1 0 0 RG 0 5 m 400 5 l S 5 0 m 5 600 l S").blank
    marks = "0 g 0 300 5 1 re 395 300 5 1 re f"
    assert painted(marks).blank, "one path of which no part lies on the page, though its middle does"


def test_a_page_with_white_alone_is_blank() -> None:
    assert painted("1 g 0 0 400 600 re f").blank
    assert not painted("0.9 g 0 0 400 600 re f").blank


def test_areas_at_the_edge_are_kept() -> None:
    assert painted("0 g 0 100 400 50 re f").edges == [Box(0, 100, 400, 150)]
    assert not painted("0 g 100 100 50 50 re f").edges


def test_forms_are_followed_with_their_matrix_and_their_frame() -> None:
    pdf = pikepdf.new()
    form = pdf.make_stream(b"0 0 1 rg 0 0 500 500 re f", Subtype=Name.Form, BBox=Array([0, 0, 20, 20]), Matrix=Array([2, 0, 0, 2, 0, 0]))
    found = painted("1 0 0 1 50 50 cm /X Do", pdf=pdf, XObject=Dictionary(X=form)).inks
    assert next(iter(found.values())).box == Box(50, 50, 90, 90)


def test_a_picture_has_the_resolution_of_its_weaker_side() -> None:
    pdf = pikepdf.new()
    stream = pdf.make_stream(bytes(300 * 100), Subtype=Name.Image, Width=300, Height=100, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    (picture,) = painted("72 0 0 72 100 100 cm /X Do", pdf=pdf, XObject=Dictionary(X=stream)).pictures
    assert (round(picture.ppi), picture.line) == (100, False)


def test_transparency_and_overprint_are_told() -> None:
    states = Dictionary(
        A=Dictionary(ca=0.5), B=Dictionary(BM=Name.Multiply), C=Dictionary(op=True), N=Dictionary(ca=1, SMask=Name("/None"))
    )
    page = painted("/A gs /B gs /C gs 0 g 50 50 50 50 re f 1 g 50 50 50 50 re f", ExtGState=states)
    assert set(page.features) == {"less than full opacity", "a blend mode", "overprint", "overprint of white"}
    assert not painted("/N gs 0 g 50 50 50 50 re f", ExtGState=states).features


def test_a_pattern_has_the_colours_inside_it() -> None:
    pdf = pikepdf.new()
    tiles = pdf.make_stream(b"1 1 0 0 k 0 0 5 5 re f", PatternType=1, PaintType=1, Resources=Dictionary())
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=Dictionary(FunctionType=2, N=1, C0=Array([0] * 4), C1=Array([1, 0, 0, 1]))
    )
    patterns = Dictionary(T=tiles, S=Dictionary(PatternType=2, Shading=shading))
    for name in "TS":
        (found,) = painted(f"/Pattern cs /{name} scn 50 50 50 50 re f", pdf=pdf, Pattern=patterns).inks
        assert found[1].total == 200, name


def test_broken_operators_are_told_and_passed_over() -> None:
    page = painted("/Nowhere gs (a) w 1 0 0 rg 50 50 50 50 re f Q Q")
    assert len(page.faults) == 2
    assert len(page.inks) == 1


def test_a_form_that_paints_itself_ends() -> None:
    pdf = pikepdf.new()
    form = pdf.make_stream(b"/X Do", Subtype=Name.Form, BBox=Array([0, 0, 400, 600]))
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    assert painted("/X Do", pdf=pdf, XObject=Dictionary(X=form)).faults == ["forms are nested too deep"]


def test_more_than_any_book_says_is_too_much() -> None:
    with pytest.raises(TooMuch):
        painted("0 g " * 20, Shelf(left=10))
