"""The PDF for those who hear it (ISO 14289-1), and as an archive (ISO 19005-2), on every book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from conftest import SMALL, Builder

from samizdat.archive import archive

BOOKS = (*SMALL, "manuscript")
SHOWS = frozenset(("Tj", "TJ", "'", '"', "Do", "sh", "f", "f*", "S", "s", "B", "B*", "b", "b*", "BI", "INLINE IMAGE"))
"""Operators that put something on the page."""


@pytest.fixture(params=BOOKS)
def whole(built: Builder, request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    """The PDF of each book."""
    with pikepdf.open(built(request.param).pdf) as pdf:
        yield pdf


def tags(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """A structure element and all below it."""
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
    kids = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from tags(kid)


def test_all_that_is_shown_is_tagged_or_an_artifact(whole: pikepdf.Pdf) -> None:
    for number, page in enumerate(whole.pages, 1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += depth > 0 or str(operands[0]) == "/Artifact" or "/MCID" in operands[1]
            elif name == "EMC":
                depth -= depth > 0
            elif name in SHOWS:
                assert depth, f"{name} on page {number}"


def test_figures_have_words_and_headings_begin_with_the_first(whole: pikepdf.Pdf) -> None:
    found = list(tags(whole.Root.StructTreeRoot.K[0]))
    assert all(str(tag.get("/Alt", "")).strip() for tag in found if tag.S == "/Figure")
    headings = [str(tag.S) for tag in found if re.fullmatch("/H[1-6]", str(tag.S))]
    assert headings[0] == "/H1"
    assert all(int(after[2]) <= int(before[2]) + 1 for before, after in pairwise(headings))


def test_lists_and_tables_are_whole(whole: pikepdf.Pdf) -> None:
    for tag in tags(whole.Root.StructTreeRoot.K[0]):
        within = {str(kid.S) for kid in tag.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid}
        if tag.S == "/L":
            assert within <= {"/LI", "/Caption"}
        if tag.S == "/LI":
            assert within <= {"/Lbl", "/LBody"}
        if tag.S == "/TR":
            assert within <= {"/TH", "/TD"}


def test_links_say_where_they_lead_and_are_in_the_tree(whole: pikepdf.Pdf) -> None:
    names = whole.Root.Names.Dests.Names if "/Names" in whole.Root else []
    idents = {str(name) for name in list(names)[::2]}
    links = [link for page in whole.pages for link in page.get("/Annots", [])]
    assert links
    for link in links:
        assert str(link.Contents).strip()
        assert str(link.Contents) not in idents or " " in str(link.Contents)
        assert "/StructParent" in link
    assert all(page.obj.Tabs == "/S" for page in whole.pages if "/Annots" in page.obj)


def test_the_file_says_that_it_is_pdf_ua(whole: pikepdf.Pdf) -> None:
    with whole.open_metadata() as about:
        assert about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert about["dc:title"] == str(whole.docinfo.Title)
    assert bool(whole.Root.MarkInfo.Marked) and bool(whole.Root.ViewerPreferences.DisplayDocTitle) and str(whole.Root.Lang)


@pytest.mark.parametrize("name", BOOKS)
def test_the_archive_is_pdf_a_and_the_same_each_time(built: Builder, name: str, tmp_path: Path) -> None:
    data, problems = archive(built(name).pdf, "book.pdf")
    assert problems == []
    assert archive(built(name).pdf, "book.pdf") == (data, [])
    (tmp_path / "a.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "a.pdf") as kept, pikepdf.open(built(name).pdf) as screen:
        assert len(kept.pages) == len(screen.pages)
        assert [page.Contents.read_bytes() for page in kept.pages] == [page.Contents.read_bytes() for page in screen.pages]


def test_a_file_that_cannot_be_an_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bare.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 50 Td (Bare) Tj ET")
        pdf.docinfo["/ModDate"] = pikepdf.String("D:20260101000000Z")
        pdf.docinfo["/Title"] = pikepdf.String("Bare")
        pdf.save(path)
    _, problems = archive(path, "bare.pdf")
    assert problems and {problem.code for problem in problems} == {"P090"}
