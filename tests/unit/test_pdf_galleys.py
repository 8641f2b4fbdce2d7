"""Galleys of the print PDF: what is laid out again after an edit, and that the joined PDF is the book laid out in one go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from in_one_go import laid_in_one_go, unlike
from lxml import etree
from test_pdf import FOOT, PICTURE, TREE, the_book

from samizdat import pdf, workers

PIECES = ("title-page", "contents", "preface", "wool", "looms", "hours", "notes")
TABLE = "<table><tr><th>Hour</th></tr><tr><td>Six</td></tr></table>"
WITH_TABLES = TREE.replace('<section id="wages"', f'{TABLE}<section id="wages"')
WITH_TABLES = WITH_TABLES.replace("They ate late.", "They ate late. À l’hôtel, île.").replace("A word before.", "Forêt, naïf, ñandú … ½.")
WITH_TABLES = WITH_TABLES.replace("</header><p>They rose", f"</header>{TABLE}<p>They rose")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pdf.PdfRecord]:
    """A folder with the PDF of WITH_TABLES and its cache, and the record of writing it."""
    folder = tmp_path_factory.mktemp("kept")
    return folder, pdf.write(etree.fromstring(WITH_TABLES), the_book(folder), folder / "x.pdf", folder / "cache")


def again(kept: tuple[Path, pdf.PdfRecord], tree: str, tmp_path: Path) -> pdf.PdfRecord:
    """The record of writing `tree` to tmp_path/x.pdf with a copy of the kept cache."""
    shutil.copytree(kept[0] / "cache", tmp_path / "cache")
    return pdf.write(etree.fromstring(tree), the_book(kept[0]), tmp_path / "x.pdf", tmp_path / "cache")


def tags(file: pikepdf.Pdf) -> list[tuple[Any, ...]]:
    """The tree of tags: depth, tag and place of the page of each, and the places of marked content."""
    places = {sheet.obj.objgen: place for place, sheet in enumerate(file.pages)}

    def walk(element: Any, depth: int) -> Iterator[tuple[Any, ...]]:
        if not isinstance(element, pikepdf.Dictionary):
            yield depth, int(element)
            return
        yield depth, str(element.get("/S")), places[element.Pg.objgen] if "/Pg" in element else None
        for child in element.get("/K", []):
            yield from walk(child, depth + 1)

    return list(walk(file.Root.StructTreeRoot.K[0], 0))


def links(file: pikepdf.Pdf) -> list[tuple[Any, ...]]:
    """Each link: the place of its page, where it is on it, and where it leads."""
    names = list(file.Root.Names.Dests.Names)
    places = {sheet.obj.objgen: place for place, sheet in enumerate(file.pages)}
    ends = {
        str(name): (places[end[0].objgen], *(float(edge) for edge in list(end)[2:]))
        for name, end in zip(names[::2], names[1::2], strict=True)
    }
    return [
        (place, [round(float(edge), 2) for edge in link.Rect], ends[str(link.Dest)])
        for place, sheet in enumerate(file.pages)
        for link in sheet.obj.get("/Annots", [])
    ]


def test_cold_every_piece_is_laid_out(kept: tuple[Path, pdf.PdfRecord]) -> None:
    assert kept[1].problems == ()
    assert kept[1].laid == (*PIECES, "blank")


def test_nothing_is_laid_out_again_when_nothing_has_changed(kept: tuple[Path, pdf.PdfRecord], tmp_path: Path) -> None:
    assert again(kept, WITH_TABLES, tmp_path).laid == ()
    assert (tmp_path / "x.pdf").read_bytes() == (kept[0] / "x.pdf").read_bytes()


def test_the_number_of_workers_is_nothing(kept: tuple[Path, pdf.PdfRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for hands in (1, 3):
        monkeypatch.setattr(workers, "cores", lambda hands=hands: hands)
        pdf.write(etree.fromstring(WITH_TABLES), the_book(kept[0]), tmp_path / "x.pdf")
        assert (tmp_path / "x.pdf").read_bytes() == (kept[0] / "x.pdf").read_bytes()


def test_a_changed_word_lays_out_its_chapter_alone(kept: tuple[Path, pdf.PdfRecord], tmp_path: Path) -> None:
    edited = WITH_TABLES.replace("They ate late.", "They ate soon.")
    assert again(kept, edited, tmp_path).laid == ("hours",)
    pdf.write(etree.fromstring(edited), the_book(kept[0]), tmp_path / "cold.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == (tmp_path / "cold.pdf").read_bytes()


def test_pages_more_lay_out_what_follows_and_what_shows_its_folios(kept: tuple[Path, pdf.PdfRecord], tmp_path: Path) -> None:
    longer = "<p>They slept, and the bell rang.</p>" * 60
    edited = WITH_TABLES.replace('</section></section>\n<section id="hours"', f'{longer}</section></section>\n<section id="hours"')
    assert edited != WITH_TABLES
    assert set(again(kept, edited, tmp_path).laid) - {"blank"} == {"looms", "hours", "contents", "notes"}


def test_a_changed_picture_lays_out_its_chapter(tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="{}"><rect width="9" height="9"/></svg>'
    tree = FOOT.format(paragraphs='<p><img src="loom.svg" alt="a loom"/></p>')
    laid = []
    for height in (9, 9, 12):
        (tmp_path / "loom.svg").write_text(picture.format(height))
        laid.append(pdf.write(etree.fromstring(tree), the_book(tmp_path), tmp_path / "x.pdf", tmp_path / "cache").laid)
    assert laid == [("one",), (), ("one",)]


def test_what_was_heard_of_a_kept_galley_is_told_again(tmp_path: Path) -> None:
    tree = etree.fromstring(FOOT.format(paragraphs='<p data-source="parts/one.md:5"><img src="lost.png" alt="x"/></p>'))
    told = [pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf", tmp_path / "cache") for _ in range(2)]
    assert [problem.code for problem in told[1].problems] == ["P060"]
    assert (told[1].laid, told[1].problems) == ((), told[0].problems)


def test_a_link_that_leads_nowhere_in_the_book_is_told(tmp_path: Path) -> None:
    tree = etree.fromstring(FOOT.format(paragraphs='<p><a href="#nowhere">x</a></p>'))
    (problem,) = pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf").problems
    assert (problem.code, problem.severity) == ("P061", "error")
    assert "#nowhere" in problem.what


def test_a_spoiled_galley_is_laid_out_again(kept: tuple[Path, pdf.PdfRecord], tmp_path: Path) -> None:
    shutil.copytree(kept[0] / "cache", tmp_path / "cache")
    for spoiled, place in enumerate(sorted((tmp_path / "cache").glob("*.galley"))):
        place.write_bytes(place.read_bytes()[:-9] if spoiled % 2 else b"{}\n")
    record = pdf.write(etree.fromstring(WITH_TABLES), the_book(kept[0]), tmp_path / "x.pdf", tmp_path / "cache")
    assert record.laid == kept[1].laid
    assert (tmp_path / "x.pdf").read_bytes() == (kept[0] / "x.pdf").read_bytes()


def test_old_galleys_go(tmp_path: Path) -> None:
    # Of each build of one piece that is counted and drawn; that of the last build but one stays too.
    for word in range(6):
        tree = etree.fromstring(FOOT.format(paragraphs=f"<p>{word}</p>"))
        pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf", tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 2 * 2


def test_the_joined_pages_are_those_of_a_book_laid_out_in_one_go(kept: tuple[Path, pdf.PdfRecord]) -> None:
    whole = laid_in_one_go(etree.fromstring(WITH_TABLES), the_book(kept[0]))
    assert unlike(kept[0] / "x.pdf", whole) == []
    toc = [[(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pypdfium2.PdfDocument(file).get_toc()]
           for file in (kept[0] / "x.pdf", whole)]  # fmt: skip
    assert toc[0] == toc[1]
    (kept[0] / "whole.pdf").write_bytes(whole)
    with pikepdf.open(kept[0] / "x.pdf") as joined, pikepdf.open(kept[0] / "whole.pdf") as one:
        assert tags(joined) == tags(one)
        assert links(joined) == links(one)


def test_the_joined_pdf_is_sound(kept: tuple[Path, pdf.PdfRecord]) -> None:
    with pikepdf.open(kept[0] / "x.pdf") as file:
        assert file.check_pdf_syntax() == []
        nums = list(file.Root.StructTreeRoot.ParentTree.Nums)
        keys = [int(key) for key in nums[::2]]
        assert keys == sorted(set(keys))
        owners = dict(zip(keys, nums[1::2], strict=True))
        for sheet in file.pages:
            for mark, owner in enumerate(owners[int(sheet.obj.StructParents)]):
                assert owner.Pg.objgen == sheet.obj.objgen
                assert mark in [child for child in owner.K if not isinstance(child, pikepdf.Dictionary)]
            for link in sheet.obj.get("/Annots", []):
                inside = owners[int(link.StructParent)].K
                assert any(child.Obj.objgen == link.objgen for child in inside if isinstance(child, pikepdf.Dictionary) and "/Obj" in child)


def test_each_font_is_there_once_and_headers_of_tables_have_names_of_their_own(kept: tuple[Path, pdf.PdfRecord]) -> None:
    with pikepdf.open(kept[0] / "x.pdf") as file:
        fonts = [
            str(thing.FontName)
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert len(fonts) == len(set(fonts)) > 0
        cells = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") in ("/TH", "/TD")]
        names = [str(cell.ID) for cell in cells if "/ID" in cell]
        assert len(names) == len(set(names)) == 2
        assert [str(name) for cell in cells if "/A" in cell for name in cell.A.get("/Headers", [])] == names


def test_a_picture_within_the_text_needs_no_file(tmp_path: Path) -> None:
    tree = etree.fromstring(FOOT.format(paragraphs=f'<p><img alt="x" src="data:image/svg+xml;base64,{PICTURE}"/></p>'))
    laid = [pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf", tmp_path / "cache").laid for _ in range(2)]
    assert laid == [("one",), ()]
