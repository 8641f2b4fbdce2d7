"""Colours: whatever a PDF calls a colour becomes ink, and what cannot is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream

from samizdat.printing import colours, inks

Page = Callable[..., Pdf]
BLACK = inks.Black()
LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.9505, 1, 1.089], Range=[-125, 125, -125, 125])])


def content(pdf: Pdf) -> str:
    """The content of the first page, on one line."""
    return b" ".join(pdf.pages[0].obj.Contents.read_bytes().split()).decode("latin-1")


def grey(red: float, green: float, blue: float) -> float:
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"0 0 0 rg", "0 g"),
        (b"1 1 1 RG", "1 G"),
        (b"1 0 0 rg", "0.299 g"),
        (b"0 1 0 RG", "0.587 G"),
        (b"0 0 0 1 k", "0 g"),
        (b"0 0 0 0 K", "1 G"),
        (b"0.5 0 0 0.2 k", f"{1 - 0.5 * 0.299 - 0.2:.4f} g"),
        (b"1 1 1 1 k", "0 g"),
        (b"0.25 g", "0.25 g"),
        (b"/DeviceRGB cs 0 0 1 scn", "0 g 0.114 g"),
        (b"/DeviceRGB CS 0 0 1 SC", "0 G 0.114 G"),
        (b"/Any cs 0 0 1 sc q /Icc cs 1 0 0 scn Q 0 1 0 sc", "0 g 0.114 g q 0 g 0.299 g Q 0.587 g"),
        (b"/Light cs 100 0 0 sc", "0 g 1 g"),
        (b"/Few cs 1 sc", "0.587 g 0.299 g"),
        (b"/Spot cs 0.5 scn", f"{grey(1, 0, 0):.3f} g {grey(1, 0.5, 0.5):.4f} g"),
        (b"/Plate cs 0.25 scn", "0 g 0.75 g"),
    ],
)
def test_every_colour_becomes_grey(page: Page, before: bytes, after: str) -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    spaces = Dictionary(
        Any=Array([Name.CalRGB, Dictionary(WhitePoint=[0.9505, 1, 1.089])]),
        Light=LAB,
        Few=Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\x00\xff\x00\xff\x00\x00")]),
        Spot=Array([Name.Separation, Name.Red, Name.DeviceRGB, tint]),
        Plate=Array([Name.Separation, Name.Black, Name.DeviceRGB, tint]),
    )
    pdf = page(before, ColorSpace=spaces)
    spaces.Icc = Array([Name.ICCBased, pdf.make_stream(b"", N=3)])
    pdf.pages[0].obj.Resources.ColorSpace = spaces
    assert colours.convert(pdf, BLACK, False) == []
    assert content(pdf) == after


def test_what_is_no_colour_stays_as_it_was_written(page: Page) -> None:
    before = b"q 0.3333333333 0 0 -1.50 10 20.100 cm BT /F1 12 Tf [<0041> -83.57142857142857 (b\\)c)] TJ ET 0 0 5 5 re f* Q"
    pdf = page(before)
    colours.convert(pdf, BLACK, False)
    written = pikepdf.parse_content_stream(pdf.pages[0])
    assert [str(line.operator) for line in written] == ["q", "cm", "BT", "Tf", "TJ", "ET", "re", "f*", "Q"]
    assert b"0.3333333333 0 0 -1.50 10 20.100 cm" in pdf.pages[0].obj.Contents.read_bytes()
    assert b"-83.57142857142857" in pdf.pages[0].obj.Contents.read_bytes()


def test_marks_of_tagging_go_and_marks_of_layers_stay(page: Page) -> None:
    marked = b"/P <</MCID 0>> BDC /OC /Layer BDC /Artifact BMC 0 0 1 1 re f EMC EMC EMC /Here MP"
    bare = page(marked)
    colours.convert(bare, BLACK, False)
    assert content(bare) == "/OC /Layer BDC 0 0 1 1 re f EMC"
    tagged = page(marked)
    colours.convert(tagged, None, True)
    assert content(tagged) == "/P << /MCID 0 >> BDC /OC /Layer BDC /Artifact BMC 0 0 1 1 re f EMC EMC EMC /Here MP"


def test_without_an_ink_colours_stay(page: Page) -> None:
    pdf = page(b"1 0 0 rg /C cs 1 scn", ColorSpace=Dictionary(C=LAB))
    assert colours.convert(pdf, None, False) == []
    assert content(pdf) == "1 0 0 rg /C cs 1 scn"
    assert "/C" in pdf.pages[0].obj.Resources.ColorSpace


def stream(pdf: Pdf, data: bytes, **keys: object) -> Stream:
    return pdf.make_stream(data, **keys)


def test_forms_patterns_glyphs_and_soft_masks_are_walked(page: Page) -> None:
    pdf = page(b"/F Do /Pattern cs /P scn BT /T 1 Tf (a) Tj ET /S gs")
    inner = stream(pdf, b"0 0 1 rg", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form = stream(pdf, b"1 0 0 rg /I Do", Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=Dictionary(XObject=Dictionary(I=inner)))
    tile = stream(pdf, b"0 1 0 rg", PatternType=1, PaintType=1, Resources=Dictionary())
    glyph = stream(pdf, b"1 0 d0 1 1 0 rg")
    veil = stream(pdf, b"1 0 0 rg", Subtype=Name.Form, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB), Resources=Dictionary())
    found = pdf.pages[0].obj.Resources
    found.XObject, found.Pattern = Dictionary(F=form), Dictionary(P=tile)
    found.Font = Dictionary(T=Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph)))
    found.ExtGState = Dictionary(S=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=veil, BC=[1, 0, 0])))
    assert colours.convert(pdf, BLACK, False) == []
    assert [one.read_bytes().split()[-2:] for one in (inner, tile, glyph, veil)] == [
        [b"0.114", b"g"],
        [b"0.587", b"g"],
        [b"0.886", b"g"],
        [b"0.299", b"g"],
    ]
    assert form.read_bytes().startswith(b"0.299 g")
    assert veil.Group.CS == "/DeviceGray"
    assert [float(one) for one in found.ExtGState.S.SMask.BC] == [0.299]


def test_a_pattern_without_colours_of_its_own_takes_the_grey(page: Page) -> None:
    pdf = page(b"/Un cs 1 0 0 /P scn 0 0 9 9 re f", ColorSpace=Dictionary(Un=Array([Name.Pattern, Name.DeviceRGB])))
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P=stream(pdf, b"0 0 1 1 re f", PatternType=1, PaintType=2, Resources=Dictionary()))
    assert colours.convert(pdf, BLACK, False) == []
    assert content(pdf) == "/Un cs 0.299 /P scn 0 0 9 9 re f"
    assert [str(one) for one in pdf.pages[0].obj.Resources.ColorSpace.Un] == ["/Pattern", "/DeviceGray"]


def gradient(**keys: object) -> Dictionary:
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[ends, ends], Bounds=[0.5], Encode=[0, 1, 0, 1])
    return Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1], Function=stitched, Background=[1, 1, 1], **keys)


def test_gradients_become_grey(page: Page) -> None:
    pdf = page(
        b"/S sh /Pattern cs /P scn", Shading=Dictionary(S=gradient()), Pattern=Dictionary(P=Dictionary(PatternType=2, Shading=gradient()))
    )
    assert colours.convert(pdf, BLACK, False) == []
    found = pdf.pages[0].obj.Resources
    for shading in (found.Shading.S, found.Pattern.P.Shading):
        assert shading.ColorSpace == "/DeviceGray"
        assert [float(one.C0[0]) for one in shading.Function.Functions] == [0.299, 0.299]
        assert [float(one.C1[0]) for one in shading.Function.Functions] == [0.114, 0.114]
        assert [float(one) for one in shading.Background] == [1]


def test_what_cannot_be_converted_stays_and_is_said(page: Page) -> None:
    mesh = Dictionary(ShadingType=5, ColorSpace=Name.DeviceRGB)
    many = Array([Name.DeviceN, Array([Name.Red, Name.Gold]), Name.DeviceCMYK, Dictionary(FunctionType=4)])
    pdf = page(b"/M sh /N cs 1 1 scn /Gone cs", Shading=Dictionary(M=mesh), ColorSpace=Dictionary(N=many))
    assert colours.convert(pdf, BLACK, False) == [
        (1, "a colour in /DeviceN"),
        (1, "a colour in /DeviceN"),
        (1, "a colour space /Gone that is not there"),
        (1, "a shading of type 5"),
    ]
    assert content(pdf) == "/M sh /N cs 1 1 scn /Gone cs"
    assert "/N" in pdf.pages[0].obj.Resources.ColorSpace


def operators(pdf: Pdf) -> Iterator[Operator]:
    return (line.operator for line in pikepdf.parse_content_stream(pdf.pages[0]))


def test_an_inline_picture_becomes_one_of_the_resources(page: Page) -> None:
    pdf = page(b"q BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x00\x00 EI Q BI /W 2 /H 1 /IM true /BPC 1 ID \x80 EI")
    assert colours.convert(pdf, BLACK, False) == []
    assert [str(operator) for operator in operators(pdf)] == ["q", "Do", "Q", "Do"]
    red, stencil = (pdf.pages[0].obj.Resources.XObject[name] for name in ("/Inline0", "/Inline1"))
    assert (red.ColorSpace, red.read_bytes()) == ("/DeviceGray", bytes([76]))
    assert bool(stencil.ImageMask)
    assert stencil.read_bytes().startswith(b"\x80")


def test_four_inks_by_a_profile(page: Page, profile: bytes) -> None:
    pdf = page(b"0 0 0 rg 0.5 0.5 0.5 RG 1 0 0 rg 0.2 g /S sh", Shading=Dictionary(S=gradient()))
    assert colours.convert(pdf, inks.Process(profile), False) == []
    lines = [
        (str(line.operator), [float(one) for one in line.operands if not isinstance(one, Name)])
        for line in pikepdf.parse_content_stream(pdf.pages[0])
    ]
    assert lines[:2] == [("k", [0, 0, 0, 1]), ("K", [0, 0, 0, 0.5])]
    cyan, magenta, yellow, _ = lines[2][1]
    assert cyan < 0.3
    assert min(magenta, yellow) > 0.7
    assert lines[3] == ("g", [0.2])
    assert pdf.pages[0].obj.Resources.Shading.S.ColorSpace == "/DeviceCMYK"
    assert len(pdf.pages[0].obj.Resources.Shading.S.Background) == 4


def test_a_soft_mask_stays_grey_in_four_inks(page: Page, profile: bytes) -> None:
    pdf = page(b"/S gs")
    veil = stream(pdf, b"1 0 0 rg", Subtype=Name.Form, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB), Resources=Dictionary())
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(S=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=veil)))
    colours.convert(pdf, inks.Process(profile), False)
    assert veil.read_bytes().split() == [b"0.299", b"g"]
    assert veil.Group.CS == "/DeviceGray"


def test_a_profile_for_screens_is_no_ink() -> None:
    with pytest.raises(ValueError, match="it is no ICC profile of four inks"):
        inks.Process(b"not a profile")
