from __future__ import annotations

import io
import random

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from samizdat.preflight import pictures, spaces
from samizdat.preflight.spaces import CMYK, GRAY, RGB, Space

SIDE = 60
PDF = pikepdf.new()


def picture(data: bytes, **said: object) -> pikepdf.Stream:
    return PDF.make_stream(data, **{"Width": SIDE, "Height": SIDE, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK, **said})


def test_a_few_dense_pixels_do_not_count() -> None:
    light, dense = bytes([51, 0, 0, 51]), bytes([255] * 4)
    assert pictures.read(picture(light * SIDE * SIDE), CMYK).ink == pytest.approx(40)
    assert pictures.read(picture(light * (SIDE * SIDE - 2) + dense * 2), CMYK).ink == pytest.approx(40)
    assert pictures.read(picture(light * (SIDE * SIDE - 90) + dense * 90), CMYK).ink == pytest.approx(400)


def test_inks_said_the_other_way_round() -> None:
    assert pictures.read(picture(bytes([255, 255, 255, 0]) * SIDE * SIDE, Decode=Array([1, 0] * 4)), CMYK).ink == pytest.approx(100)


def test_a_jpeg_says_its_inks_as_they_are_written() -> None:
    stream = io.BytesIO()
    Image.new("CMYK", (SIDE, SIDE), (255, 128, 0, 0)).save(stream, "JPEG", quality=95)
    jpeg = pikepdf.Stream(
        PDF, stream.getvalue(), Filter=Name.DCTDecode, Width=SIDE, Height=SIDE, BitsPerComponent=8, Decode=Array([1, 0] * 4)
    )
    assert pictures.read(jpeg, CMYK).ink == pytest.approx(150, abs=4), "Pillow writes CMYK inverted, as Adobe does; Decode turns it"


def test_a_table_of_colours_is_looked_up() -> None:
    table = Space("Indexed", 1, (), CMYK, bytes([0, 0, 0, 0, 255, 255, 255, 0]))
    assert pictures.read(picture(bytes([0, 1] * (SIDE * SIDE // 2))), table).ink == 300
    assert pictures.read(picture(bytes(SIDE * SIDE)), table).ink == 0


def test_large_pictures_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LOOKED_AT", 400)
    assert pictures.read(picture(bytes([255, 0, 0, 0]) * SIDE * SIDE), CMYK).ink == pytest.approx(100)
    three = Space("DeviceN", 3, ("Cyan", "Gold", "Black"), CMYK)
    assert pictures.read(picture(bytes([255, 0, 255]) * SIDE * SIDE), three).ink == pytest.approx(200)


def test_what_has_one_ink_or_none_is_not_read() -> None:
    noise = random.Random(4).randbytes(100)
    assert pictures.read(picture(noise), GRAY).ink == 100
    assert pictures.read(picture(noise), RGB).ink is None
    assert pictures.read(picture(noise, ImageMask=True), GRAY).bits == 1


def test_what_cannot_be_read_is_told() -> None:
    assert "fewer" in pictures.read(picture(b"short"), CMYK).fault
    assert "more than are looked at" in pictures.read(picture(b"", Width=10**6, Height=10**6), CMYK).fault
    assert pictures.read(picture(b"", Filter=Name.JPXDecode), CMYK).ink is None
    assert pictures.read(picture(b""), spaces.UNKNOWN).fault == ""
