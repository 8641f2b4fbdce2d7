"""Pictures: images in the printer's ink, pixel for pixel."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from PIL import Image

from samizdat.printing import spaces
from samizdat.printing.inks import Black, Ink
from samizdat.printing.spaces import Unconvertible

QUALITY = 95
"""Of a JPEG that is written anew: above it files grow and nothing more is seen. A picture that was kept without loss stays so."""


def convert(image: pikepdf.Object, ink: Ink) -> None:
    """Convert an image in place. A JPEG stays one, all others are kept without loss; none is made smaller.

    Greys stay as they are, but for a profile, which is taken off. Raises Unconvertible, before anything is changed, for what Pillow cannot read.
    """
    if image.get("/ImageMask", False) or ("/ColorSpace" not in image and not _jpx(image)):
        return
    if "/ColorSpace" in image and _grey(image, ink):
        return
    if isinstance(image.get("/Mask"), pikepdf.Array):
        raise Unconvertible("a picture that masks some of its colours")
    made = ink.picture(_opened(image))
    data, kind, decode = _packed(made, jpeg=_last_filter(image) == "/DCTDecode")
    image.write(data, filter=kind)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name(ink.space), 8
    for key in ("/Decode", "/SMaskInData"):
        if key in image:
            del image[key]
    if decode:
        image.Decode = pikepdf.Array(decode)


def mask(image: pikepdf.Object) -> None:
    """Name the greys of a soft mask as device greys."""
    image.ColorSpace = pikepdf.Name.DeviceGray


def _grey(image: pikepdf.Object, ink: Ink) -> bool:
    """Whether the image needs no new pixels: it has greys, or is in the ink already."""
    space = image.ColorSpace
    kind, many = spaces.family(space), spaces.components(space)
    plain = kind in (*spaces.GREY, *spaces.CMYK, "/ICCBased")
    if plain and many == 1:
        image.ColorSpace = pikepdf.Name.DeviceGray
        return True
    if plain and many == 4 and not isinstance(ink, Black):
        image.ColorSpace = pikepdf.Name.DeviceCMYK
        return True
    return False


def _opened(image: pikepdf.Object) -> Image.Image:
    """The pixels, without the mask, on the scale that the image gives; a JPEG of four inks is turned as its writer's marker asks."""
    whole = [float(one) for one in image.get("/Decode", ())]
    if _last_filter(image) == "/DCTDecode" and len(whole) != 8 and whole not in ([], [0, 1], [0, 1] * 3):
        raise Unconvertible("a JPEG with a scale of its own")
    try:
        opened = pikepdf.PdfImage(image).as_pil_image(apply_mask=False)  # type: ignore[arg-type]
        opened.load()
    except (pikepdf.PdfError, pikepdf.UnsupportedImageTypeError, NotImplementedError, OSError, ValueError) as error:
        raise Unconvertible(f"a picture that cannot be read ({error})") from None
    return opened


def _packed(image: Image.Image, jpeg: bool) -> tuple[bytes, pikepdf.Name, list[int]]:
    """The bytes of a picture, their filter, and the scale to read them with: Pillow writes JPEGs of four inks inverted."""
    if not jpeg:
        return zlib.compress(image.tobytes(), 9), pikepdf.Name.FlateDecode, []
    held = BytesIO()
    image.save(held, "JPEG", quality=QUALITY, subsampling=0)
    return held.getvalue(), pikepdf.Name.DCTDecode, [1, 0] * 4 if image.mode == "CMYK" else []


def _last_filter(image: pikepdf.Object) -> str:
    filters = image.get("/Filter", "")
    return str(filters[-1]) if isinstance(filters, pikepdf.Array) and len(filters) else str(filters)


def _jpx(image: pikepdf.Object) -> bool:
    return _last_filter(image) == "/JPXDecode"
