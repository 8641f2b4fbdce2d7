"""Small PDFs to make a printer's file of: a page drawn by hand, and one that has all that a book's page can have."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from PIL import Image

from samizdat import styles
from samizdat.book import Trim
from samizdat.printing import Job

PROFILES = ("/usr/share/color/icc/ghostscript/default_cmyk.icc", "/usr/share/ghostscript/iccprofiles/default_cmyk.icc")
"""Where a free CMYK profile may lie."""


@pytest.fixture
def page() -> Callable[..., pikepdf.Pdf]:
    """Makes a PDF of one page of 100 by 200 points from its content; the arguments are its resources."""

    held: list[pikepdf.Pdf] = []  # a page of a PDF that is gone is gone too

    def made(content: bytes, **resources: object) -> pikepdf.Pdf:
        pdf = pikepdf.new()
        held.append(pdf)
        pdf.add_blank_page(page_size=(100, 200))
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        pdf.pages[0].obj.Resources = pdf.make_indirect(pikepdf.Dictionary(**resources))
        return pdf

    return made


@pytest.fixture(scope="session")
def colours() -> Image.Image:
    """A picture of many colours."""
    image = Image.new("RGB", (16, 16))
    image.putdata([(x * 16, y * 16, 128) for y in range(16) for x in range(16)])
    return image


def address(image: Image.Image, kind: str) -> str:
    """A picture as a data: address."""
    held = BytesIO()
    image.save(held, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(held.getvalue()).decode()}"


def html(colours: Image.Image, extra: str) -> str:
    """A page of 5 by 8 inches with coloured text, links, gradients and pictures of every kind."""
    pictures = [
        (colours, "PNG"), (colours.quantize(8), "PNG"), (colours.convert("L"), "PNG"), (colours.convert("RGBA"), "PNG"),
        (colours, "JPEG"), (colours.convert("L"), "JPEG"), (colours.convert("CMYK"), "JPEG"),
    ]  # fmt: skip
    shown = "".join(f'<img src="{address(image, kind)}" alt="A picture" width="30">' for image, kind in pictures)
    return f"""<!DOCTYPE html><html lang="en"><head><title>Rich</title><meta name="author" content="Ada"><style>
        @font-face {{ font-family: Book; src: url({styles.fonts()[0].path.as_uri()}) }} html {{ font-family: Book }}
        @page {{ size: 5in 8in; margin: 0.6in }} h1 {{ color: #a00 }} .lab {{ color: lab(50% 40 20) }}
        .to-right {{ height: 30pt; background: linear-gradient(to right, red, blue 40%, lime) }}
        .round {{ height: 30pt; background: radial-gradient(red, yellow) }}
        .tiled {{ height: 30pt; background: url({address(colours, "PNG")}) repeat; background-size: 8pt }}</style></head>
        <body><h1 id="top">Red title</h1><p>Black words, <a href="#top">a link</a>, <a href="https://example.org">another</a>,
        <span class="lab">Lab</span>.</p><div class="to-right"></div><div class="round"></div><div class="tiled"></div>{shown}{extra}</body></html>"""


SEEN_THROUGH = """<p style="opacity: 0.5">Half seen</p><div style="height: 20pt; background: linear-gradient(to right, red, transparent)"></div>
    <svg width="60" height="30" viewBox="0 0 60 30"><circle cx="15" cy="15" r="12" fill="green" opacity="0.4"/></svg>"""


@pytest.fixture(scope="session")
def rich(colours: Image.Image) -> bytes:
    """A tagged PDF of a page with all kinds of colours, nothing of it seen through."""
    made = weasyprint.HTML(string=html(colours, "")).write_pdf(pdf_tags=True)
    assert made
    return bytes(made)


@pytest.fixture(scope="session")
def glassy(colours: Image.Image) -> bytes:
    """The same, with things that are seen through."""
    made = weasyprint.HTML(string=html(colours, SEEN_THROUGH)).write_pdf()
    assert made
    return bytes(made)


@pytest.fixture
def job() -> Job:
    """A job for these pages."""
    date = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
    return Job(Trim(127, 203.2), "Rich & Poor", ("Ada Author", "Ben Writer"), "978-3-16-148410-0", "en", date)


@pytest.fixture
def profile() -> Iterator[bytes]:
    """A CMYK profile; the test is skipped where the machine has none."""
    found = next((Path(path) for path in PROFILES if Path(path).is_file()), None)
    if found is None:
        pytest.skip("no CMYK profile here: Debian has one in the package libgs-common")
    yield found.read_bytes()
