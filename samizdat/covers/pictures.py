"""The front as a picture for the shops: a JPEG in sRGB, drawn by pdfium from the page twice as large and made smaller."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageCms

WIDTH, HEIGHT = 1600, 2560
"""The size that bookshops ask for: five by eight, the longer side above 2500 px."""
QUALITY = 92
"""Of JPEG, with colours at full resolution: red letters' edges stay clean."""
OVERSIZE = 2
DATE = slice(24, 36)
"""When a profile was made, in its header (ICC.1:2022, 7.2): left empty, so that the same picture has the same bytes."""


def jpeg(pdf: bytes, width: int = WIDTH) -> bytes:
    """The first page of a PDF as a JPEG in the shape of WIDTH by HEIGHT, `width` px wide, with its colour space named."""
    page = pypdfium2.PdfDocument(pdf)[0]
    large = page.render(scale=OVERSIZE * width / page.get_width()).to_pil().convert("RGB")
    image = large.resize((width, width * HEIGHT // WIDTH), Image.Resampling.BOX)
    made = io.BytesIO()
    image.save(made, "JPEG", quality=QUALITY, subsampling=0, optimize=True, dpi=(300, 300), icc_profile=_srgb())
    return made.getvalue()


def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[DATE] = bytes(12)
    return bytes(profile)


def size(path: Path) -> tuple[int, int] | None:
    """Width and height of a picture in px; None for one that has none, as a drawing."""
    try:
        with Image.open(path) as image:
            return image.size
    except (OSError, Image.DecompressionBombError):
        return None
