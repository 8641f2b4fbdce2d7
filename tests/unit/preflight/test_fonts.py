from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from samizdat.preflight import fonts
from samizdat.preflight.fonts import Font


def composite(**more: object) -> Dictionary:
    bearer = Dictionary(FontDescriptor=Dictionary(FontFile2=1), **more)
    return Dictionary(Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Serif"), Encoding=Name("/Identity-H"), DescendantFonts=Array([bearer]))


def test_what_a_font_is() -> None:
    assert fonts.read(composite()) == Font("Serif", "Type0", True, True)
    assert fonts.read(Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica)) == Font("Helvetica", "Type1", False, False)
    assert fonts.read(Dictionary(Subtype=Name.Type3)).embedded


def test_glyph_zero_is_a_missing_letter() -> None:
    missing = fonts.missing(composite())
    assert missing(b"\0\1\0\0\0\0\1\0") == 2
    assert missing(b"\1\0\0\1") == 0, "two zeros that belong to two letters"


def test_a_table_of_glyphs_is_followed() -> None:
    pdf = pikepdf.new()
    table = pdf.make_stream(b"\0\0\0\5\0\0")
    missing = fonts.missing(composite(CIDToGIDMap=table))
    assert missing(b"\0\1\0\2\0\3") == 2


def test_codes_that_a_simple_font_has_not() -> None:
    encoding = Dictionary(Differences=Array([65, Name.A, Name("/.notdef")]))
    missing = fonts.missing(Dictionary(Subtype=Name.TrueType, FirstChar=65, LastChar=67, Encoding=encoding))
    assert missing(b"A C") == 0
    assert missing(b"ABz") == 2
    assert fonts.missing(Dictionary(Subtype=Name.Type1))(b"anything") == 0
