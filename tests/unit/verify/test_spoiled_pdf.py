"""A good PDF has no problem; spoiled in one way, it has the problem that is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from verify.by_hand import SLUG, manuscript, print_pdf

from samizdat import verify

Spoil = Callable[[pikepdf.Pdf], None]

SENTENCE = " Visitors counted them twice and then they sat down."
PARAGRAPH = '<p data-source="parts/2-stairs.md:7">On the landing stood a chair that belonged to nobody.</p>'


def _codes(folder: Path, trim_mm: tuple[float, float] | None = None) -> set[str]:
    (folder / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    return {problem.code for problem in verify.verify(folder, SLUG, ["pdf"], trim_mm=trim_mm)}


def test_good(tmp_path: Path) -> None:
    print_pdf(tmp_path / f"{SLUG}.pdf")
    assert _codes(tmp_path, trim_mm=(100, 150)) == set()


TEXT = {
    "sentence dropped": (SENTENCE, "", "P030"),
    "paragraph doubled": (PARAGRAPH, PARAGRAPH * 2, "P031"),
    "word dropped from a note": ("Dearer than tallow", "Dearer than", "P030"),
    "call misnumbered": ('oil-note-dear"><sup>2</sup>', 'oil-note-dear"><sup>3</sup>', "P013"),
    "note body lost": ('id="oil-note-dear"', 'id="oil-note-mislaid"', "P014"),
    "call that is no link": ('href="#stairs-note-count"', "", "P010"),
    "way back lost": ('href="#oil-ref-dear"', 'href="#oil"', "P012"),
    "way back to the second call lost": ('href="#oil-ref-cask-2"', 'href="#oil-ref-cask"', "P012"),
    "chapter without its name": ('<section id="stairs"', '<section id="steps"', "P020"),
    "heading changed": ('<h1 id="stairs-title">Stairs</h1>', '<h1 id="stairs-title">Steps</h1>', "P022"),
}


@pytest.mark.parametrize("name", TEXT)
def test_spoiled_text(tmp_path: Path, name: str) -> None:
    old, new, code = TEXT[name]
    assert old in manuscript()
    print_pdf(tmp_path / f"{SLUG}.pdf", manuscript().replace(old, new, 1))
    assert code in _codes(tmp_path)


def test_chapters_swapped(tmp_path: Path) -> None:
    text = manuscript()
    start, middle, end = text.index('<section id="oil"'), text.index('<section id="stairs"'), text.index('</div><div class="backmatter">')
    print_pdf(tmp_path / f"{SLUG}.pdf", text[:start] + text[middle:end] + text[start:middle] + text[end:])
    assert "P021" in _codes(tmp_path)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        yield from page.Resources.get("/Font", pikepdf.Dictionary()).values()


def _unembed(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def _embed_whole(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        font.BaseFont = pikepdf.Name("/DejaVuSerif")


def _type3(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font["/T3"] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3))


def _smaller_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].MediaBox = pikepdf.Array([0, 0, 200, 300])


def _other_trim(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].TrimBox = pikepdf.Array([9, 9, 200, 300])


def _without(*keys: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key in keys:
            del pdf.Root[key]

    return spoil


def _without_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["secret.txt"] = b"secret"


def _link_to_file(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]))
    link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="file:///etc/hostname")
    pdf.pages[0].Annots = pikepdf.Array([link])


def _labels_with_a_gap(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels.Nums.extend([4, pikepdf.Dictionary(S=pikepdf.Name.D, St=9)])


def _outline_elsewhere(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].destination = pikepdf.String("nowhere")


def _outline_renamed(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].title = "Afterthoughts"


def _dead_link(pdf: pikepdf.Pdf) -> None:
    link = next(annotation for page in pdf.pages for annotation in page.get("/Annots", []) if "/Dest" in annotation)
    link.Dest = pikepdf.String("nowhere")


FILE: dict[str, tuple[Spoil, str]] = {
    "font not embedded": (_unembed, "P040"),
    "font embedded whole": (_embed_whole, "P041"),
    "Type 3 font": (_type3, "P042"),
    "no outline": (_without("/Outlines"), "P043"),
    "no page labels": (_without("/PageLabels"), "P044"),
    "page labels with a gap": (_labels_with_a_gap, "P044"),
    "a page of another size": (_smaller_page, "P045"),
    "a page trimmed to another size": (_other_trim, "P046"),
    "no language": (_without("/Lang"), "P047"),
    "another language": (lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("de")), "P047"),
    "no title": (_without_title, "P047"),
    "JavaScript": (_script, "P048"),
    "attached file": (_attach, "P048"),
    "link to a file": (_link_to_file, "P048"),
    "outline that leads nowhere": (_outline_elsewhere, "P023"),
    "outline that names no heading": (_outline_renamed, "P022"),
    "dead link": (_dead_link, "P023"),
    "no named places": (_without("/Names"), "P020"),
}


@pytest.mark.parametrize("name", FILE)
def test_spoiled_file(tmp_path: Path, name: str) -> None:
    spoil, code = FILE[name]
    print_pdf(tmp_path / "good.pdf")
    with pikepdf.open(tmp_path / "good.pdf") as pdf:
        spoil(pdf)
        pdf.save(tmp_path / f"{SLUG}.pdf")
    assert code in _codes(tmp_path)


def test_another_size_than_the_book_says(tmp_path: Path) -> None:
    print_pdf(tmp_path / f"{SLUG}.pdf")
    assert _codes(tmp_path, trim_mm=(100, 160)) == {"P046"}


def test_contents_that_print_wrong_folios(tmp_path: Path) -> None:
    print_pdf(tmp_path / f"{SLUG}.pdf", style=".contents li a::after { content: ' 9' }")
    assert "P022" in _codes(tmp_path)


def test_running_head_over_the_folio(tmp_path: Path) -> None:
    boxes = "@top-center { content: 'The Lamp: A Primer'; font-size: 20pt; white-space: nowrap } @top-right { content: counter(page); font-size: 8pt }"
    print_pdf(tmp_path / f"{SLUG}.pdf", style=f"@page {{ {boxes} @bottom-center {{ content: none }} }}")
    assert _codes(tmp_path) == {"P054"}


def test_cut_off(tmp_path: Path) -> None:
    print_pdf(tmp_path / "good.pdf")
    (tmp_path / f"{SLUG}.pdf").write_bytes((tmp_path / "good.pdf").read_bytes()[:900])
    assert "P001" in _codes(tmp_path)


def test_blank_page_with_a_running_head(tmp_path: Path) -> None:
    print_pdf(tmp_path / "good.pdf")
    with pikepdf.open(tmp_path / "good.pdf") as pdf:
        lone = pikepdf.parse_content_stream(pdf.pages[2])
        last = max(number for number, instruction in enumerate(lone) if str(instruction.operator) == "BT")
        first = max(number for number, instruction in enumerate(lone[:last]) if str(instruction.operator) == "BT")
        begin = next(number for number, instruction in enumerate(lone) if str(instruction.operator) == "BT")
        kept = [*lone[:begin], *lone[first:]]
        pdf.pages[2].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(tmp_path / f"{SLUG}.pdf")
    assert {"P030", "P049"} <= _codes(tmp_path)


FOOT = manuscript().replace(
    '<sup>*</sup></a>', '<sup>*</sup></a><span class="footnote" id="oil-note-ed-paid"><a class="note-number" href="#oil-ref-ed-paid">*</a> When it paid at all.</span>', 1
).replace('id="oil-note-ed-paid" class="note-body"', 'class="gone"', 1)  # fmt: skip


def _at_foot(more: str) -> tuple[str, str]:
    start = FOOT.index('<ol class="note-list editor">')
    text = FOOT[:start] + FOOT[FOOT.index("</ol>", start) + len("</ol>") :]
    style = ".footnote { float: footnote } .footnote::footnote-call { content: '' } .footnote::footnote-marker { content: '' }"
    return text, style + more


def test_note_at_the_foot_of_its_page(tmp_path: Path) -> None:
    print_pdf(tmp_path / f"{SLUG}.pdf", *_at_foot(""))
    assert _codes(tmp_path) == set()


def test_note_at_the_foot_of_another_page(tmp_path: Path) -> None:
    text, style = _at_foot("")
    note = text[text.index('<span class="footnote"') : text.index("</span>", text.index('<span class="footnote"')) + len("</span>")]
    moved = text.replace(note, "", 1).replace(
        "to the foot of the tower", f'<span style="break-before: page; display: block">to the{note} foot of the tower</span>'
    )
    print_pdf(tmp_path / f"{SLUG}.pdf", moved, style)
    assert "P015" in _codes(tmp_path)
