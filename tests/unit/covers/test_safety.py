"""Letters keep the distance from trim and folds that each printer asks, in every trim, as the preflight measures it."""

from __future__ import annotations

from pathlib import Path

import pytest

from samizdat import covers, preflight, printers

PRAISE = ("A long paragraph of praise for it, with Ågreat Éacute letters that hang, gypsy jokes. " * 9,) * 3
BOOKS = {
    "short": {"title": "Ledgers of the Mud", "names": ("Åda Author",), "subtitle": "A study"},
    "long": {
        "title": "Donaudampfschifffahrtsgesellschaft and the Ledgers of Everything Else",
        "subtitle": "Labour, rent and the municipal question in the manufacturing districts",
        "names": ("Ada Author", "Bertrand Writer", "C. Q. Penman"),
        "publisher": "The Very Long Named Press of Some Far Away University",
    },
}


@pytest.mark.parametrize("key", printers.names())
@pytest.mark.parametrize("trim", [(108, 175), (127, 203.2), (210, 297)])
@pytest.mark.parametrize("about", BOOKS.values(), ids=BOOKS)
def test_no_letter_is_too_near_to_an_edge_or_a_fold(make, tmp_path: Path, key, trim, about) -> None:
    printer = printers.printer(key)
    book = make(**about, trim=trim, isbn="978-0-306-40615-7", back=PRAISE)
    wrap = covers.wrap(book, printer, 200)
    path = tmp_path / "cover.pdf"
    path.write_bytes(wrap.pdf)
    expected = preflight.Expected(about["title"], (), "978-0-306-40615-7", book.edition("pdf").trim, 200, wrap.spine_mm)
    found = {problem.code: problem.what for problem in preflight.preflight(path, "cover.pdf", printer, "cover", expected).problems}
    assert "P142" not in found, found["P142"]
    if "metadata" not in printer.file.keeps:
        assert "P135" not in found, found["P135"]
