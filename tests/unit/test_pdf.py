"""The print PDF: the page, the ties, the pieces, and a small book read back from the file."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from weasyprint.formatting_structure.boxes import TextBox  # type: ignore[import-untyped]

from samizdat import pdf
from samizdat.book import Book, Contributor, Edition, Metadata, Section, Trim
from samizdat.kinds import KINDS
from samizdat.overheard import overheard
from samizdat.pdf import faults, folios, pieces, ties
from samizdat.pdf.page import CHARACTER_EM, LEADING, css, page
from samizdat.pdf.press import BookFetcher, Press
from samizdat.problems import ProblemsFound

PROSE = " ".join(["The weavers of the hill kept their own hours, and the bell of the merchants was rung for nobody."] * 22)
PICTURE = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>').decode()

TREE = f"""<html lang="en-US"><head><title>The Weavers: A Reader</title></head><body>
<div class="frontmatter">
<section id="title-page" class="title-page" data-kind="title-page" data-title="Title Page"><p class="contributor">Ada Author</p><h1 class="title">The Weavers</h1></section>
<nav id="contents" class="contents" role="doc-toc" data-kind="contents" data-title="Contents"><header class="opener"><h1>Contents</h1></header>
<ol><li class="preface"><a href="#preface"><span class="title">Preface</span></a></li>
<li class="part"><a href="#wool"><span class="label">Part One</span> <span class="title">Wool</span></a>
<ol><li class="chapter"><a href="#looms"><span class="label">1</span> <span class="title">The Looms</span></a></li>
<li class="chapter"><a href="#hours"><span class="label">2</span> <span class="title">The Hours</span></a></li></ol></li>
<li class="notes"><a href="#notes"><span class="title">Notes</span></a></li></ol></nav>
<section id="preface" class="preface" data-kind="preface" data-title="Preface"><header class="opener"><h1>Preface</h1></header><p>A word before.</p></section>
</div>
<div class="bodymatter">
<section id="wool" class="part" role="doc-part" data-kind="part" data-label="Part One" data-title="Wool"><header class="opener"><p class="label">Part One</p><h1>Wool</h1></header></section>
<section id="looms" class="chapter" role="doc-chapter" data-kind="chapter" data-part="wool" data-label="1" data-title="The Looms" data-short="Looms" data-source="parts/looms.md:1">
<header class="opener"><p class="label">1</p><h1>The Looms</h1></header>
<p data-source="parts/looms.md:3">Опера, <span class="smallcaps">ell</span>.<a class="noteref" role="doc-noteref" id="looms-ref-a" href="#looms-note-a"><sup>1</sup></a> {PROSE}</p>
<section id="wages" class="level2"><h2>Wages</h2><p>{PROSE}</p><p data-source="parts/looms.md:9">{PROSE}</p></section></section>
<section id="hours" class="chapter" role="doc-chapter" data-kind="chapter" data-part="wool" data-label="2" data-title="The Hours" data-source="parts/hours.md:1">
<header class="opener"><p class="label">2</p><h1>The Hours</h1></header><p>They rose late.<a class="noteref" role="doc-noteref" id="hours-ref-a" href="#hours-note-a"><sup>1</sup></a>
They ate late.<a class="noteref" role="doc-noteref" id="hours-ref-b" href="#hours-note-b"><sup>2</sup></a> {PROSE}</p></section>
</div>
<div class="backmatter">
<section id="notes" class="notes" role="doc-endnotes" data-kind="notes" data-title="Notes"><header class="opener"><h1>Notes</h1></header>
<section class="chapter-notes" id="looms-notes" data-chapter="looms"><h2><a href="#looms">The Looms</a></h2>
<ol class="note-list"><li class="note"><div id="looms-note-a" class="note-body" role="doc-footnote" data-number="1"><p><span class="note-number">1.</span> By the ell.
<a class="backlink" role="doc-backlink" href="#looms-ref-a">↩︎</a></p></div></li></ol></section>
<section class="chapter-notes" id="hours-notes" data-chapter="hours"><h2><a href="#hours">The Hours</a></h2>
<ol class="note-list"><li class="note"><div id="hours-note-a" class="note-body" role="doc-footnote" data-number="1"><p><span class="note-number">1.</span> {PROSE} {PROSE}
<a class="backlink" role="doc-backlink" href="#hours-ref-a">↩︎</a></p></div></li><li class="note"><div id="hours-note-b" class="note-body" role="doc-footnote" data-number="2"><p>
<span class="note-number">2.</span> Late. <a class="backlink" role="doc-backlink" href="#hours-ref-b">↩︎</a></p></div></li></ol></section></section>
</div></body></html>"""

FOOT = """<html lang="en"><head><title>Foot</title></head><body><div class="bodymatter">
<section id="one" class="chapter" data-kind="chapter" data-title="One" data-source="parts/one.md:1"><header class="opener"><h1>One</h1></header>{paragraphs}</section></div></body></html>"""


def the_book(root: Path, notes: str = "back") -> Book:
    """A book whose sections are those of TREE."""
    metadata = Metadata(
        "The Weavers", "A Reader", "Weavers", "weavers", "en-US", "urn:x", (Contributor("Ada Author"), Contributor("Ed Editor", "edt")),
        description="On looms.", date="2024", subjects=("Weaving, hand", "Labour"),
    )  # fmt: skip
    sections = (
        Section("wool", KINDS["part"], "bodymatter", "Wool", label="Part One"),
        Section("looms", KINDS["chapter"], "bodymatter", "The Looms"),
    )
    return Book(root, metadata, sections, (Edition("pdf", notes, notes, trim=Trim(140, 216)),))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of TREE."""
    folder = tmp_path_factory.mktemp("pdf")
    record = pdf.write(etree.fromstring(TREE), the_book(folder), folder / "weavers.pdf")
    assert record.problems == ()
    return folder / "weavers.pdf"


@pytest.fixture(scope="module")
def texts(written: Path) -> list[str]:
    """The text of each page."""
    return [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(written)]


def page_of(texts: list[str], words: str) -> int:
    """The place of the first page with these words."""
    return next(place for place, text in enumerate(texts) if words in text)


@pytest.mark.parametrize("trim", [Trim(152.4, 228.6), Trim(127, 203.2), Trim(139.7, 215.9), Trim(148, 210), Trim(178, 254)])
def test_a_page_has_a_good_measure_and_margins_that_grow_outwards(trim: Trim) -> None:
    made = page(trim)
    assert 58 <= (made.width - made.inside - made.outside) / (made.size * CHARACTER_EM) <= 72
    assert made.inside < made.outside < made.width / 4
    assert made.top < made.foot
    assert made.top + made.foot + made.lines * made.line == pytest.approx(made.height)
    assert made.line == made.size * LEADING


def test_the_page_is_the_trim() -> None:
    assert "size: 432.000pt 648.000pt" in css(page(Trim(152.4, 228.6)))


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("one—two", "one\u2060—two"),
        ("one —two", "one —two"),
        ("1872–1886, pp. 3–4", "1872\u2060–\u20601886, pp.\u00a03\u2060–\u20604"),
        ("J. L. Lanessan", "J.\u00a0L.\u00a0Lanessan"),
        ("vol. iii and no. Nobody", "vol.\u00a0iii and no. Nobody"),
        ("N. N. Sukhanov in 1917. Then he", "N.\u00a0N.\u00a0Sukhanov in 1917. Then he"),
        ("October 25 (November 7), 1.8 million", "October\u00a025 (November\u00a07), 1.8\u00a0million"),
        ("November 4 (17)", "November\u00a04\u00a0(17)"),
        ("https://x.org/a", "https://\u2060x\u200b.\u2060org\u2060/\u200ba"),
        (
            "(https://www.a.fr/b-c.d?e=f).",
            "(https://\u2060www.a\u200b.\u2060fr\u2060/\u200bb\u200b-\u2060c\u200b.\u2060d\u200b?\u2060e\u200b=\u2060f).",
        ),
        ("Nicholas II and I; Figure 1", "Nicholas\u00a0II and I; Figure\u00a01"),
        ("life …; and so … it", "life\u00a0…; and so … it"),
        ("chapter 3, part IV, page one", "chapter\u00a03, part\u00a0IV, page one"),
    ],
)
def test_ties(text: str, tied: str) -> None:
    assert ties.tied(text) == tied


def test_a_tie_loses_no_letter_and_moves_a_space_only_into_the_next_words() -> None:
    tree = etree.fromstring(
        '<body><h1>The State of It</h1><p>He read <span lang="fr"><em>Le Siècle</em></span> on the way to it.</p></body>'
    )
    ties.tie(tree)
    assert "".join(tree.itertext()).replace("\u00a0", " ") == "The State of ItHe read Le Siècle on the way to it."
    assert [em.text for em in tree.iter("em")] == [" Le Siècle"]
    assert tree.findtext("h1") == "The State of\u00a0It"


def test_each_content_document_is_a_piece_and_matters_and_parts_start_on_a_recto(tmp_path: Path) -> None:
    cut = pieces.cut(pieces.prepared(etree.fromstring(TREE), the_book(tmp_path)))
    assert [(piece.document.get("id"), piece.recto) for piece in cut] == [
        ("title-page", True), ("contents", True), ("preface", False), ("wool", True), ("looms", True), ("hours", False), ("notes", True),
    ]  # fmt: skip


def test_preparing_leaves_the_tree_as_it_was(tmp_path: Path) -> None:
    tree = etree.fromstring(TREE)
    pieces.prepared(tree, the_book(tmp_path))
    assert etree.tostring(tree) == etree.tostring(etree.fromstring(TREE))


@pytest.mark.parametrize(("number", "folio"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (90, "xc"), (101, "ci")])
def test_roman(number: int, folio: str) -> None:
    assert folios.roman(number) == folio


def test_the_body_starts_at_1_on_a_recto_and_labels_are_the_folios(written: Path, texts: list[str]) -> None:
    document = pypdfium2.PdfDocument(written)
    assert [document.get_page_label(place) for place in range(4)] == ["i", "ii", "iii", "iv"]
    part = page_of(texts, "Part One\r\nWool") if "Part One\r\nWool" in "".join(texts[3:]) else 4
    assert part % 2 == 0
    assert document.get_page_label(part) == "1"


def test_a_part_stands_alone_and_its_first_chapter_opens_a_recto(texts: list[str]) -> None:
    opening = page_of(texts, "Опера")
    assert opening % 2 == 0
    assert texts[opening - 1] == ""
    assert "Wool" in texts[opening - 2]


def test_contents_show_the_folios(texts: list[str]) -> None:
    contents = texts[page_of(texts, "Contents")]
    looms = page_of(texts, "Опера")
    front = 4
    assert f". {looms - front + 1}" in contents
    assert ". iv" in contents
    assert pieces.UNKNOWN not in contents


def test_running_heads_differ_left_and_right_and_openings_have_none(texts: list[str]) -> None:
    opening = page_of(texts, "Опера")
    assert texts[opening].rstrip().endswith("3")
    assert texts[opening].count("Looms") == 1
    assert texts[opening + 1].rstrip().endswith("4 Wool")
    assert "Looms 5" in texts[opening + 2] or "The Hours" in texts[opening + 2]


def test_note_heads_say_which_pages(texts: list[str]) -> None:
    assert any("Notes to page 6" in text for text in texts)


def test_notes_link_both_ways_and_the_arrow_is_gone(written: Path, texts: list[str]) -> None:
    assert "↩" not in "".join(texts)
    with pikepdf.open(written) as file:
        targets = [str(link.Dest) for sheet in file.pages for link in sheet.get("/Annots", []) if "/Dest" in link]
    assert {"looms-ref-a", "looms-note-a", "looms", "notes"} <= set(targets)


def test_the_outline_has_parts_chapters_and_sections(written: Path) -> None:
    entries = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(written).get_toc()]
    start = entries.index((0, "Part One: Wool"))
    assert entries[start:] == [
        (0, "Part One: Wool"), (1, "1. The Looms"), (2, "Wages"), (1, "2. The Hours"), (0, "Notes"), (1, "The Looms"), (1, "The Hours"),
    ]  # fmt: skip


def test_the_file_says_what_it_is(written: Path) -> None:
    with pikepdf.open(written) as file:
        assert str(file.docinfo.Title) == "The Weavers: A Reader"
        assert str(file.docinfo.Author) == "Ada Author"
        assert str(file.docinfo.Subject) == "On looms."
        assert str(file.docinfo.Keywords) == "Weaving hand, Labour"
        assert str(file.docinfo.CreationDate) == "D:20240101000000Z"
        assert str(file.Root.Lang) == "en-US"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(file.Root.MarkInfo.Marked)
        for sheet in file.pages:
            assert [float(edge) for edge in sheet.TrimBox] == pytest.approx([0, 0, 396.85, 612.28], abs=0.02)
            assert sheet.TrimBox == sheet.MediaBox


def test_the_same_book_gives_the_same_bytes(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    pdf.write(etree.fromstring(TREE), the_book(tmp_path), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == written.read_bytes()


def test_small_capitals_and_superiors_are_glyphs_of_the_font_and_not_scaled(tmp_path: Path) -> None:
    html = '<html lang="en"><body><p><span class="smallcaps">ell</span> x<a class="noteref"><sup>1</sup></a></p></body></html>'
    words = [box for box in Press(tmp_path, "").lay_out(html).pages[0]._page_box.children[0].descendants() if isinstance(box, TextBox)]
    assert [box.text.strip() for box in words] == ["ell", "x", "1"]
    assert len({box.style["font_size"] for box in words}) == 1


def test_notes_stand_at_the_foot_of_the_page_of_their_call(tmp_path: Path) -> None:
    call = (
        '<a class="noteref" role="doc-noteref" id="one-ref-{0}" href="#one-note-{0}"><sup>{0}</sup></a>'
        '<span class="footnote" id="one-note-{0}" role="doc-footnote" data-number="{0}"><span class="p"><span class="note-number">{0}.</span> '
        "Note the {0}th, of some length, which takes up two lines of the page when it is set as small as this one is.</span></span>"
    )
    paragraphs = "".join(f"<p>{PROSE[: 300 + 37 * place]}{call.format(place)} {PROSE[:120]}</p>" for place in range(1, 25))
    record = pdf.write(etree.fromstring(FOOT.format(paragraphs=paragraphs)), the_book(tmp_path, "page"), tmp_path / "foot.pdf")
    assert record.problems == ()
    texts = [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(tmp_path / "foot.pdf")]
    ends = [page_of(texts, f"Note the {place}th") for place in range(1, 25)]
    assert ends == sorted(ends)
    assert len(set(ends)) > 3


def test_a_note_too_long_for_the_foot_is_told(tmp_path: Path) -> None:
    tree = etree.fromstring(
        FOOT.format(
            paragraphs='<p data-source="parts/one.md:7">x</p><div data-source="notes.md:9" data-number="3" data-overlong="418">y</div>'
        )
    )
    (problem,) = faults.long_footnotes(tree, the_book(tmp_path, "page"))
    assert (problem.code, problem.severity) == ("P062", "info")
    assert "note 3 has 418 words and stands at the end of its chapter" in problem.what
    assert (problem.place.path, problem.place.line) == (str(tmp_path / "notes.md"), 9)


def test_a_picture_that_is_not_there_is_an_error_at_its_place(tmp_path: Path) -> None:
    tree = etree.fromstring(FOOT.format(paragraphs='<figure data-source="parts/one.md:5"><img src="figures/lost.png" alt="x"/></figure>'))
    (problem,) = pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf").problems
    assert (problem.code, problem.severity, problem.place.line) == ("P060", "error", 5)


def test_blocks_nested_without_end_are_told(tmp_path: Path) -> None:
    tree = etree.fromstring(FOOT.format(paragraphs="<blockquote>" * 250 + "<p>x</p>" + "</blockquote>" * 250))
    with pytest.raises(ProblemsFound) as found:
        pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf")
    assert [problem.code for problem in found.value.problems] == ["P065"]


def test_characters_the_fonts_have_not_are_named(tmp_path: Path) -> None:
    tree = etree.fromstring(FOOT.format(paragraphs="<p>☃ snow</p>"))
    problems = pdf.write(tree, the_book(tmp_path), tmp_path / "x.pdf").problems
    assert [problem.code for problem in problems] == ["P063"]
    assert "U+2603" in problems[0].what


@pytest.mark.parametrize("address", ["/etc/passwd", "../secret.png", "file:///etc/passwd", "http://127.0.0.1:9/x.png", "ftp://x/y.png"])
def test_nothing_outside_the_manuscript_is_read(tmp_path: Path, address: str) -> None:
    root = tmp_path / "book"
    root.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    with overheard() as listener:
        Press(root, "").lay_out(f'<html lang="en"><body><img src="{address}"></body></html>')
    assert len(listener.messages) == 1
    assert "Failed to load image" in listener.messages[0][1]


def test_links_out_of_the_manuscript_are_followed_before_they_are_judged(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "book" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(ValueError, match="outside"):
        BookFetcher(tmp_path / "book").fetch((tmp_path / "book" / "link").as_uri())


def test_pictures_in_the_text_are_drawn(tmp_path: Path) -> None:
    with overheard() as listener:
        Press(tmp_path, "").lay_out(f'<html lang="en"><body><img alt="x" src="data:image/svg+xml;base64,{PICTURE}"></body></html>')
    assert listener.messages == []


def test_an_essay_has_its_author_on_the_left(tmp_path: Path) -> None:
    book = replace(the_book(tmp_path), sections=(Section("reply", KINDS["essay"], "bodymatter", "A Reply", authors=("Bo Writer",)),))
    tree = etree.fromstring(
        '<html><body><div class="bodymatter"><section id="reply" data-kind="essay" data-title="A Reply"/></div></body></html>'
    )
    document = pieces.prepared(tree, book).find("body/div/section")
    assert document is not None
    assert (document.get("data-verso"), document.get("data-recto")) == ("Bo Writer", "A Reply")
