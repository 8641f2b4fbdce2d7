"""The whole book in one file."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from lxml import etree
from sample_site import page

from samizdat.book import Book
from samizdat.html import write_single
from samizdat.html.content import content_documents


def test_the_single_file_opens_with_title_and_contents(single: Path) -> None:
    documents = page(single).xpath("//main/*/@id")
    assert documents == ["title-page", "contents", "dedication", "first", "one", "two"]


def test_the_single_file_keeps_its_links_and_has_each_id_once(single: Path) -> None:
    read = page(single)
    ids = read.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in read.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_only_a_long_chapter_is_laid_out_late(tree: etree._Element, book: Book, tmp_path: Path) -> None:
    etree.SubElement(content_documents(tree)[-1], "p").text = "many words " * 2000
    write_single(tree, book, tmp_path / "long.html")
    sheet = page(tmp_path / "long.html").xpath("string(//link[@media='screen']/@href)").removeprefix("data:text/css;base64,")
    assert re.findall(r"#([\w-]+) \{ content-visibility", base64.b64decode(sheet).decode()) == ["two"]


def test_the_single_file_has_its_search_and_its_theme(single: Path) -> None:
    read = page(single)
    assert read.xpath("//form[@role='search']") and read.xpath("//button[@class='theme']")
    assert not read.xpath("//script[@src]")
