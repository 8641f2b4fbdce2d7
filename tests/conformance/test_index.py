"""The index of a book in its editions: every place leads to its mark, and print has the right folios."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import Builder
from lxml import etree

from samizdat import verify

BOOKS = ("scholarly", "manuscript")
XHTML = {"x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("name", BOOKS)
def test_every_place_in_the_epub_leads_to_a_mark(built: Builder, name: str) -> None:
    book = built(name)
    with zipfile.ZipFile(book.epub) as archive:
        pages = {Path(name).name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}
    marks = {f"{page}#{ident}" for page, root in pages.items() for ident in root.xpath("//x:span[@class='index']/@id", namespaces=XHTML)}
    places = pages["index.xhtml"].xpath("//x:a[@class='locator']/@href", namespaces=XHTML)
    assert places and set(places) <= marks
    assert len(marks - set(places)) < len(marks) / 2, "ends of ranges and places named twice are the only marks that nothing leads to"


@pytest.mark.parametrize("name", BOOKS)
def test_a_mark_on_another_page_than_the_index_prints_is_found(built: Builder, tmp_path: Path, name: str) -> None:
    book = built(name)
    for file in (book.folder / "manuscript.html", book.pdf):
        shutil.copy(file, tmp_path)
    assert "P034" not in {problem.code for problem in verify.verify(tmp_path, book.slug, ["pdf"])}
    with pikepdf.open(book.pdf) as pdf:
        names = pdf.Root.Names.Dests.Names
        for number in range(0, len(names), 2):
            if "-ix-" in str(names[number]):
                names[number + 1][0] = pdf.pages[0].obj
        pdf.save(tmp_path / book.pdf.name)
    assert "P034" in {problem.code for problem in verify.verify(tmp_path, book.slug, ["pdf"])}
