"""The wrap for the printer: sizes, spine, barcode, inks, and what is said of it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageCms

from samizdat import covers, printers
from samizdat.printers import CoverRules, Paper, PictureRules, Printer
from samizdat.problems import ProblemsFound

ISBN = "978-0-306-40615-7"
MM = 72 / 25.4
KDP = printers.printer("kdp")
EXACT = Printer("x", "X", cover=CoverRules(bleed_mm=4, spine_text_pages=79), papers=(Paper("p", "P", page_mm=0.1, cover_mm=0.5),))
COLOUR = re.compile(r"^(?:rg|RG|g|G|cs|CS|sc|SC|scn|SCN|sh|k|K)$")
RED_SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#00ff00"/></svg>'


def opened(wrap: covers.Wrap) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(wrap.pdf))


def text(wrap: covers.Wrap) -> str:
    return pypdfium2.PdfDocument(wrap.pdf)[0].get_textpage().get_text_range()


def seen(wrap: covers.Wrap, scale: float = 3) -> Image.Image:
    return pypdfium2.PdfDocument(wrap.pdf)[0].render(scale=scale).to_pil()


def codes(wrap: covers.Wrap) -> list[str]:
    return [problem.code for problem in wrap.problems]


def colours(pdf: pikepdf.Pdf) -> set[tuple[str, tuple[float, ...]]]:
    """Every operator that sets a colour, with its operands, on the page and in all that it calls."""
    streams = [pdf.pages[0], *(one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form")]
    lines = [line for stream in streams for line in pikepdf.parse_content_stream(stream)]
    return {(str(line.operator), tuple(map(float, line.operands))) for line in lines if COLOUR.match(str(line.operator))}


@pytest.mark.parametrize("key", printers.names())
@pytest.mark.parametrize("trim", [(127, 203.2), (152.4, 228.6), (148, 210)])
def test_the_page_is_back_spine_and_front_with_bleed(make, key, trim) -> None:
    printer = printers.printer(key)
    wrap = covers.wrap(make(trim=trim), printer, 200)
    pdf = opened(wrap)
    page = pdf.pages[0]
    bleed = printer.cover.bleed_mm or 3
    width, height = 2 * trim[0] + wrap.spine_mm, trim[1]
    assert wrap.spine_mm == pytest.approx(printer.spine_mm(200, "") or 200 * covers.PAGE_MM)
    media, trimmed, bled = ([float(edge) / MM for edge in box] for box in (page.MediaBox, page.TrimBox, page.BleedBox))
    assert media == pytest.approx([0, 0, width + 2 * bleed, height + 2 * bleed], abs=0.01)
    assert trimmed == pytest.approx([bleed, bleed, bleed + width, bleed + height], abs=0.01)
    assert bled == media


def test_the_ground_runs_into_the_bleed_on_all_sides(make) -> None:
    image = seen(covers.wrap(make(), EXACT, 200))
    width, height = image.size
    for place in ((1, 1), (width - 2, 1), (1, height - 2), (width // 2, 1), (width // 2, height - 2)):
        red, green, _ = image.getpixel(place)
        assert red > 120 > green
    assert max(image.getpixel((width - 2, height - 2))) < 180  # the last leaf, not the ground


def test_a_spine_has_text_from_so_many_pages_on(make) -> None:
    book = make("Unmistakable", trim=(100, 160))
    thin, thick = (covers.wrap(book, EXACT, pages) for pages in (78, 79))
    assert (text(thin).count("Unmistakable"), text(thick).count("Unmistakable")) == (1, 2)


def test_spine_text_reads_from_top_to_bottom_and_keeps_off_the_folds(make) -> None:
    printer = replace(EXACT, cover=replace(EXACT.cover, spine_safe_mm=3.0))
    wrap = covers.wrap(make("Unmistakable", trim=(100, 160)), printer, 150)
    page = pypdfium2.PdfDocument(wrap.pdf)[0].get_textpage()
    left, right = (4 + 100 + 3) * MM, (4 + 100 + wrap.spine_mm - 3) * MM
    boxes = [page.get_charbox(place) for place in range(page.count_chars())]
    spine = [box for box in boxes if box[0] > (4 + 100) * MM and box[2] < (104 + wrap.spine_mm) * MM]
    assert len(spine) > 20
    assert all(box[0] >= left and box[2] <= right for box in spine)
    starts = [box[3] for box in spine]
    assert sum(below < above for above, below in pairwise(starts)) > 0.8 * len(starts)


def test_nothing_is_left_in_the_colours_of_the_screen(make) -> None:
    wrap = covers.wrap(make("Mud", "A Study", isbn=ISBN), KDP, 200)
    found = colours(opened(wrap))
    assert {operator for operator, _ in found} == {"k"}
    assert all(sum(inks) <= 2.4 for _, inks in found)
    assert {(0, 0, 0, 1), (0, 0, 0, 0), (0.18, 0.96, 1, 0.12)} <= {inks for _, inks in found}


def test_fonts_are_embedded_and_cut_and_text_is_text(make) -> None:
    wrap = covers.wrap(make("Mud and Marble", "A Study", back=("Of mud.", "Of marble.")), KDP, 200)
    pdf = opened(wrap)
    fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"]
    assert len(fonts) == 2
    assert all(
        re.match(r"/[A-Z]{6}\+EB-?Garamond", str(font.FontName)) and any(f"/FontFile{kind}" in font for kind in "23") for font in fonts
    )
    words = " ".join(text(wrap).split())
    for said in ("Mud and Marble", "A Study", "Ada Author", "Shed Press", "Of mud.", "Of marble."):
        assert said in words or said in " ".join(words.split("\r\n"))


@pytest.mark.parametrize("key", printers.names())
def test_the_barcode_can_be_read(make, key) -> None:
    image = seen(covers.wrap(make(isbn=ISBN), printers.printer(key), 200), scale=4)
    (found,) = zxingcpp.read_barcodes(image)
    assert (found.format, found.text) == (zxingcpp.BarcodeFormat.EAN13, "9780306406157")
    assert found.position.bottom_right.x < image.width / 2


def test_the_barcode_stands_in_its_zone_and_the_zone_off_spine_and_trim(make) -> None:
    image = seen(covers.wrap(make(isbn=ISBN), KDP, 200), scale=MM)  # about 8 px to the mm
    scale = image.width / ((2 * 152.4 + 200 * 0.0572008) + 6.35)
    white = (
        image.convert("RGB").point(lambda level: 255 if level == 255 else 0).convert("L").point(lambda level: 255 if level == 255 else 0)
    )
    left, top, right, bottom = (edge / scale for edge in white.crop((0, 0, image.width // 2, image.height)).getbbox())  # type: ignore[misc]
    assert (right - left, bottom - top) == pytest.approx((50.8, 30.48), abs=0.5)
    assert right <= 3.175 + 152.4 - 6.35 + 0.3
    assert bottom <= 3.175 + 228.6 - 6.35 + 0.3


def test_without_an_isbn_the_zone_is_empty_or_left_off_and_it_is_said(make) -> None:
    empty, none = covers.wrap(make(), KDP, 200), covers.wrap(make(), EXACT, 200)
    assert codes(empty) == codes(none) == ["P162"]
    assert "Amazon KDP" in empty.problems[0].why
    assert not zxingcpp.read_barcodes(seen(empty))
    assert (seen(empty).convert("L").getextrema()[1], seen(none).convert("L").getextrema()[1] < 255) == (255, True)  # type: ignore[operator]


def test_an_isbn_that_is_none_is_a_problem(make) -> None:
    with pytest.raises(ProblemsFound) as raised:
        covers.wrap(make(isbn="978-0-306-40615-8"), KDP, 200)
    assert [problem.code for problem in raised.value.problems] == ["P163"]


def test_a_zone_too_small_for_the_barcode_is_a_problem(make) -> None:
    printer = replace(EXACT, cover=replace(EXACT.cover, barcode_width_mm=25, barcode_height_mm=20))
    wrap = covers.wrap(make(isbn=ISBN), printer, 200)
    assert [(problem.code, problem.severity) for problem in wrap.problems] == [("P163", "error")]


def test_a_guessed_spine_and_bleed_are_said(make) -> None:
    wrap = covers.wrap(make(isbn=ISBN), Printer("x", "X"), 100)
    assert [(problem.code, problem.severity) for problem in wrap.problems] == [("P160", "warning"), ("P161", "info")]
    assert "ask the printer" in wrap.problems[0].mend
    assert "0.06 mm a page" in wrap.problems[0].why


def test_words_that_are_too_long_and_letters_that_are_missing_are_said(make) -> None:
    wrap = covers.wrap(make(" ".join(["revolution"] * 40), isbn=ISBN), EXACT, 200)
    assert set(codes(wrap)) == {"P164"}
    assert [problem.code for problem in covers.wrap(make("הפועלים", isbn=ISBN), EXACT, 20).problems] == ["P165"]


def test_the_same_book_gives_the_same_bytes_and_says_what_it_is(make, monkeypatch) -> None:
    keeping = replace(KDP, file=replace(KDP.file, keeps=("metadata",)))
    first = covers.wrap(make("Mud", "A Study", isbn=ISBN), keeping, 200)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert covers.wrap(make("Mud", "A Study", isbn=ISBN), keeping, 200) == first
    pdf = opened(first)
    info = pdf.docinfo
    assert (str(info.Title), str(info.Author), str(info.CreationDate)) == ("Mud", "Ada Author", "D:20240101000000Z")
    assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
    assert "/Info" not in opened(covers.wrap(make("Mud"), EXACT, 200)).trailer


def test_the_file_has_the_version_of_its_standard(make) -> None:
    assert opened(covers.wrap(make(), printers.printer("ingramspark"), 200)).pdf_version == "1.4"


def test_a_picture_of_the_book_stands_on_the_front_alone(make, tmp_path: Path) -> None:
    Image.new("RGB", (600, 900), (0, 0, 255)).save(tmp_path / "art.png")
    printer = replace(EXACT, pictures=PictureRules(tone_ppi=300), cover=replace(EXACT.cover, standard="PDF/X-1a:2003"))
    wrap = covers.wrap(make(cover="art.png", isbn=ISBN), printer, 200)
    image = seen(wrap)
    blue = image.convert("RGB").getpixel((image.width - 2, 1))
    assert blue[2] > 200 > blue[0]
    assert image.convert("RGB").getpixel((1, 1))[0] > 120
    assert codes(wrap) == ["P167", "P168"]
    assert "PDF/X-1a:2003" in wrap.problems[0].why
    assert "1848 × 2795" in wrap.problems[1].mend


def test_a_picture_of_another_shape_is_said(make, tmp_path: Path) -> None:
    Image.new("RGB", (4000, 4000)).save(tmp_path / "art.png")
    assert codes(covers.wrap(make(cover="art.png", isbn=ISBN), EXACT, 200)) == ["P168"]


def test_pictures_are_converted_by_the_printer_s_profile(make, tmp_path: Path) -> None:
    places = ("/usr/share/color/icc/ghostscript/default_cmyk.icc", "/usr/share/ghostscript/iccprofiles/default_cmyk.icc")
    profile = next((Path(place) for place in places if Path(place).is_file()), None)
    if profile is None:
        pytest.skip("there is no CMYK profile on this machine (ghostscript has one)")
    (tmp_path / "press.icc").write_bytes(profile.read_bytes())
    Image.new("RGB", (1900, 2850), (0, 0, 255)).save(tmp_path / "art.png")
    printer = replace(EXACT, cover=replace(EXACT.cover, standard="PDF/X-1a:2003"))
    wrap = covers.wrap(make(cover="art.png", profile="press.icc", isbn=ISBN), printer, 200)
    assert codes(wrap) == []
    pdf = opened(wrap)
    images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert [str(image.ColorSpace) for image in images] == ["/DeviceCMYK"]


def test_a_profile_that_is_none_is_a_problem(make, tmp_path: Path) -> None:
    (tmp_path / "rgb.icc").write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    with pytest.raises(ProblemsFound) as raised:
        covers.wrap(make(profile="rgb.icc"), KDP, 200)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.path) == ("P167", str(tmp_path / "book.toml"))
    assert problem.what == "the ICC profile rgb.icc cannot be printed by"


def test_a_drawing_of_the_book_takes_the_place_of_the_leaves(make, tmp_path: Path) -> None:
    (tmp_path / "motif.svg").write_text(RED_SQUARE, "utf-8")
    wrap = covers.wrap(make("Mud", cover="", isbn=ISBN), EXACT, 200)
    own = covers.wrap(replace(make("Mud", isbn=ISBN), printing=replace(make().printing, cover="motif.svg", isbn=ISBN)), EXACT, 200)
    assert codes(wrap) == []
    assert codes(own) == ["P166"]
    assert "#00ff00" in own.problems[0].what
    assert ("k", (1, 0, 1, 0)) in colours(opened(own))
