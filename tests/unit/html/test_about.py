"""What the pages say of themselves to search engines and where they are shared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from sample_site import page

from samizdat.book import Book, Edition
from samizdat.html import write_site


def test_the_canonical_address_is_that_of_the_edition(site: Path) -> None:
    canonical = [page(site / name).xpath("string(//link[@rel='canonical']/@href)") for name in ("index.html", "one.html")]
    assert canonical == ["https://example.org/glass/", "https://example.org/glass/one.html"]


def test_the_description_has_no_note_numbers(site: Path) -> None:
    assert page(site / "one.html").xpath("string(//meta[@name='description']/@content)") == "Text before the next chapter and all of it."


def test_the_book_is_described_as_data(site: Path) -> None:
    facts = json.loads(page(site / "index.html").findtext(".//script[@type='application/ld+json']"))
    assert (facts["@type"], facts["name"], facts["author"]) == ("Book", "Glass: A Sample", ["A. Writer"])


def test_a_chapter_is_described_as_part_of_the_book(site: Path) -> None:
    facts = json.loads(page(site / "one.html").findtext(".//script[@type='application/ld+json']"))
    assert (facts["@type"], facts["name"], facts["isPartOf"]["url"]) == ("Chapter", "1. One", "https://example.org/glass/")


def test_the_cover_is_what_a_shared_link_shows(site: Path) -> None:
    shown = page(site / "one.html").xpath("string(//meta[@property='og:image']/@content)")
    assert shown.startswith("https://example.org/glass/images/")
    assert (site / shown.removeprefix("https://example.org/glass/")).is_file()


def test_the_sitemap_holds_every_page_of_the_text_by_its_whole_address(site: Path) -> None:
    listed = etree.parse(site / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    pages = {path.name for path in site.glob("*.html")} - {"index.html", "search.html"}
    assert listed[0] == "https://example.org/glass/"
    assert set(listed[1:]) == {f"https://example.org/glass/{name}" for name in pages}


@pytest.mark.parametrize(
    ("url", "files"),
    [("", set()), ("https://example.org/glass/", {"sitemap.xml"}), ("https://example.org/", {"sitemap.xml", "robots.txt"})],
)
def test_robots_are_told_at_the_root_of_a_host_alone(tree: etree._Element, book: Book, tmp_path: Path, url: str, files: set[str]) -> None:
    write_site(tree, replace(book, editions=(Edition("html", "chapter", "chapter", url=url),)), tmp_path / "html")
    assert {path.name for path in (tmp_path / "html").iterdir()} & {"sitemap.xml", "robots.txt"} == files
    if not url:
        assert page(tmp_path / "html/one.html").xpath("//link[@rel='canonical'] | //meta[@property='og:url' or @property='og:image']") == []


def test_the_search_page_is_left_out_by_search_engines(site: Path) -> None:
    assert page(site / "search.html").xpath("string(//meta[@name='robots']/@content)") == "noindex"
