from __future__ import annotations

from pathlib import Path

import barcode
import pikepdf
from pikepdf import Array, Dictionary, Name

from samizdat.preflight import sight
from samizdat.preflight.boxes import Box

FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def made(path: Path, content: str, media: list[float]) -> Path:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 300))
    page.obj.MediaBox = Array(media)
    page.obj.Resources = Dictionary(Font=Dictionary(F=FONT))
    page.obj.Contents = pdf.make_stream(content.encode())
    pdf.save(path / "a.pdf")
    return path / "a.pdf"


def test_words_have_the_places_of_the_page_wherever_it_begins(tmp_path: Path) -> None:
    seen = sight.see(made(tmp_path, "BT /F 20 Tf 150 130 Td (Lamp) Tj ET", [100, 100, 500, 400]), 1, False)
    (line,) = seen.words[1][1]
    assert line.text == "Lamp"
    assert (149 < line.box.left < 153 and 129 < line.box.low < 131) or line.box.low < 130
    assert seen.look is None


def test_a_page_is_looked_at_for_tones_and_barcodes(tmp_path: Path) -> None:
    bits = barcode.get("ean13", "9780306406157").build()[0]
    bars = " ".join(f"{200 + place * 0.94:.2f} 120 0.94 60 re" for place, bit in enumerate(bits) if bit != "0")
    look = sight.see(made(tmp_path, f"0.5 g 0 0 100 300 re f 0 g {bars} f", [0, 0, 400, 300]), 1, True).look
    assert look is not None
    assert [code.number for code in look.codes] == ["9780306406157"]
    assert abs(look.codes[0].box.left - 200) < 3 and abs(look.codes[0].box.width - 95 * 0.94) < 4
    assert set(look.within(Box(120, 10, 180, 90))) == {255}
    assert all(100 < tone < 160 for tone in look.within(Box(10, 10, 90, 290)))


def test_pages_are_drawn_small(tmp_path: Path) -> None:
    drawn = sight.draw(made(tmp_path, "0 g 0 0 50 50 re f", [0, 0, 300, 400]), [1, 9])
    assert set(drawn) == {1}
    assert (drawn[1].width, drawn[1].height) == (315, 420)
    assert drawn[1].png.startswith(b"\x89PNG")
