"""Transparency: found wherever it hides, and cleared away where it is none."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from samizdat.printing import transparency

Page = Callable[..., Pdf]
GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
STATES = {
    "half filled": Dictionary(ca=0.5),
    "half drawn": Dictionary(CA=0.5),
    "multiplied": Dictionary(BM=Name.Multiply),
}


def test_what_only_looks_like_it_is_cleared_away(page: Page) -> None:
    pdf = page(
        b"/S gs /F Do", ExtGState=Dictionary(S=Dictionary(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")), Unused=Dictionary(ca=0.1))
    )
    form = pdf.make_stream(b"/I Do", Subtype=Name.Form, Group=GROUP, Resources=Dictionary())
    whole = pdf.make_stream(bytes([255]) * 4, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceGray)
    image = pdf.make_stream(bytes(4), Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceGray, SMask=whole)
    form.Resources.XObject = Dictionary(I=image)
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    pdf.pages[0].obj.Group = GROUP
    assert transparency.clear(pdf, "/DeviceGray") == ()
    assert "/SMask" not in image
    assert "/Group" not in form
    assert "/Group" not in pdf.pages[0].obj


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_state_that_lets_through_is_found_on_its_page(page: Page, state: Dictionary) -> None:
    pdf = page(b"0 0 1 1 re f")
    pdf.pages.append(page(b"/S gs", ExtGState=Dictionary(S=state)).pages[0])
    assert transparency.clear(pdf, "/DeviceGray") == (2,)
    assert "/Group" not in pdf.pages[0].obj
    assert pdf.pages[1].obj.Group.CS == "/DeviceGray"


def test_it_is_found_in_forms_patterns_and_masks(page: Page) -> None:
    half = Dictionary(ExtGState=Dictionary(S=Dictionary(ca=0.5)))
    pdf = page(b"/F Do")
    inner = pdf.make_stream(b"/S gs", Subtype=Name.Form, Resources=half)
    pdf.pages[0].obj.Resources.XObject = Dictionary(
        F=pdf.make_stream(b"/I Do", Subtype=Name.Form, Resources=Dictionary(XObject=Dictionary(I=inner)))
    )
    assert transparency.clear(pdf, "") == (1,)
    assert "/Group" not in pdf.pages[0].obj
    tiled = page(b"/Pattern cs /P scn")
    tiled.pages[0].obj.Resources.Pattern = Dictionary(P=tiled.make_stream(b"/S gs", PatternType=1, Resources=half))
    assert transparency.clear(tiled, "") == (1,)
    masked = page(b"/S gs")
    veil = masked.make_stream(b"", Subtype=Name.Form, Group=GROUP)
    masked.pages[0].obj.Resources.ExtGState = Dictionary(S=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=veil)))
    assert transparency.clear(masked, "") == (1,)


def test_a_picture_with_a_mask_is_seen_through(page: Page) -> None:
    pdf = page(b"/I Do")
    keys = {"Subtype": Name.Image, "Width": 2, "Height": 2, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    image = pdf.make_stream(bytes(4), **keys, SMask=pdf.make_stream(b"\xff\xff\xff\x00", **keys))
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=image)
    assert transparency.clear(pdf, "/DeviceCMYK") == (1,)
    assert "/SMask" in image


def test_a_form_that_draws_itself_is_no_trap(page: Page) -> None:
    pdf = page(b"/F Do")
    form = pdf.make_stream(b"/F Do", Subtype=Name.Form)
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    assert transparency.clear(pdf, "") == ()
    assert isinstance(pdf.pages[0], pikepdf.Page)
