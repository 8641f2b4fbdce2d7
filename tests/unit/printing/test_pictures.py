"""Pictures: in the printer's ink, pixel for pixel, in the way they were kept."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, Stream
from PIL import Image

from samizdat.printing import inks, pictures
from samizdat.printing.spaces import Unconvertible

BLACK = inks.Black()
SIZE = {"Subtype": Name.Image, "Width": 16, "Height": 16, "BitsPerComponent": 8}


@pytest.fixture
def kept() -> Callable[..., Stream]:
    """Makes an image of a PDF from its bytes."""
    pdf = pikepdf.new()

    def made(data: bytes, **keys: object) -> Stream:
        return pdf.make_stream(data, **{**SIZE, **keys})

    made.pdf = pdf  # type: ignore[attr-defined]
    return made


def jpeg(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "JPEG", quality=90, subsampling=0)
    return held.getvalue()


def seen(image: Stream) -> Image.Image:
    return pikepdf.PdfImage(image).as_pil_image()


def far(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of two pictures in one pixel."""
    return max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


def test_a_picture_kept_without_loss_stays_without(kept: Callable[..., Stream], colours: Image.Image) -> None:
    image = kept(colours.tobytes(), ColorSpace=Name.DeviceRGB)
    pictures.convert(image, BLACK)
    assert (image.ColorSpace, image.Filter) == ("/DeviceGray", "/FlateDecode")
    assert seen(image).tobytes() == colours.convert("L").tobytes()


def test_a_jpeg_stays_a_jpeg(kept: Callable[..., Stream], colours: Image.Image) -> None:
    image = kept(jpeg(colours), ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode)
    pictures.convert(image, BLACK)
    assert (image.ColorSpace, image.Filter) == ("/DeviceGray", "/DCTDecode")
    assert far(seen(image), colours.convert("L")) < 12


def test_greys_keep_their_bytes_and_lose_their_profile(kept: Callable[..., Stream], colours: Image.Image) -> None:
    data = jpeg(colours.convert("L"))
    grey = kept(data, ColorSpace=Array([Name.ICCBased, kept(b"", N=1)]), Filter=Name.DCTDecode)
    line = kept(bytes(32), ColorSpace=Name.DeviceGray, BitsPerComponent=1)
    stencil = kept(bytes(32), ImageMask=True, BitsPerComponent=1)
    for image in (grey, line, stencil):
        pictures.convert(image, BLACK)
    assert (grey.ColorSpace, grey.read_raw_bytes()) == ("/DeviceGray", data)
    assert (line.BitsPerComponent, line.read_bytes()) == (1, bytes(32))
    assert "/ColorSpace" not in stencil


def test_palettes_and_four_inks_become_grey(kept: Callable[..., Stream], colours: Image.Image) -> None:
    few = colours.quantize(8)
    table = pikepdf.String(bytes(few.getpalette() or [])[:24])
    palette = kept(few.tobytes(), ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 7, table]))
    inked = kept(colours.convert("CMYK").tobytes(), ColorSpace=Name.DeviceCMYK)
    photo = kept(jpeg(colours.convert("CMYK")), ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=Array([1, 0] * 4))
    for image in (palette, inked, photo):
        pictures.convert(image, BLACK)
        assert image.ColorSpace == "/DeviceGray"
        assert "/Decode" not in image
    assert far(seen(palette), few.convert("RGB").convert("L")) == 0
    assert far(seen(inked), colours.convert("L")) <= 1
    assert far(seen(photo), colours.convert("L")) < 12


def test_a_scale_that_turns_the_picture_is_kept_to(kept: Callable[..., Stream], colours: Image.Image) -> None:
    image = kept(colours.tobytes(), ColorSpace=Name.DeviceRGB, Decode=Array([1, 0] * 3))
    pictures.convert(image, BLACK)
    assert far(seen(image), Image.eval(colours.convert("L"), lambda tone: 255 - tone)) <= 1


def test_a_soft_mask_stays(kept: Callable[..., Stream], colours: Image.Image) -> None:
    veil = kept(bytes([128]) * 256, ColorSpace=Name.DeviceGray)
    image = kept(colours.tobytes(), ColorSpace=Name.DeviceRGB, SMask=veil)
    pictures.convert(image, BLACK)
    assert image.SMask.read_bytes() == bytes([128]) * 256


def test_in_four_inks(kept: Callable[..., Stream], colours: Image.Image, profile: bytes) -> None:
    four = inks.Process(profile)
    plain = kept(colours.tobytes(), ColorSpace=Name.DeviceRGB)
    photo = kept(jpeg(colours), ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode)
    grey = kept(colours.convert("L").tobytes(), ColorSpace=Name.DeviceGray)
    for image in (plain, photo, grey):
        pictures.convert(image, four)
    assert (plain.ColorSpace, photo.ColorSpace, grey.ColorSpace) == ("/DeviceCMYK", "/DeviceCMYK", "/DeviceGray")
    assert [int(one) for one in photo.Decode] == [1, 0] * 4
    wanted = four.picture(colours)
    assert plain.read_bytes() == wanted.tobytes()
    assert far(seen(photo), wanted) < 40


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"Mask": Array([0, 0, 0, 0, 0, 0])}, "masks some of its colours"),
        ({"Decode": Array([1, 0] * 3), "Filter": Name.DCTDecode}, "a scale of its own"),
        ({"Filter": Name.DCTDecode}, "cannot be read"),
    ],
)
def test_what_cannot_be_converted_is_not_touched(
    kept: Callable[..., Stream], colours: Image.Image, keys: dict[str, object], why: str
) -> None:
    image = kept(colours.tobytes(), ColorSpace=Name.DeviceRGB, **keys)
    before = image.read_raw_bytes()
    with pytest.raises(Unconvertible, match=why):
        pictures.convert(image, BLACK)
    assert (image.ColorSpace, image.read_raw_bytes()) == ("/DeviceRGB", before)


def test_the_pdf_of_the_pictures_can_be_saved(kept: Callable[..., Stream], colours: Image.Image) -> None:
    pdf: Pdf = kept.pdf  # type: ignore[attr-defined]
    pdf.Root.Picture = kept(colours.tobytes(), ColorSpace=Name.DeviceRGB)
    pictures.convert(pdf.Root.Picture, BLACK)
    held = BytesIO()
    pdf.save(held)
    with pikepdf.open(held) as again:
        assert seen(again.Root.Picture).tobytes() == colours.convert("L").tobytes()
