"""A check that never fails proves nothing: with one word more or less in the manuscript, verification finds it in every edition."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import Builder, Built
from lxml import etree

from samizdat import verify

SAMPLES = 12
WORD = re.compile(r"\b([a-z]{4,})\b")


@pytest.fixture
def scholarly(built: Builder, tmp_path: Path) -> Built:
    """A copy of the scholarly book to spoil."""
    book = built("scholarly")
    return Built(Path(shutil.copytree(book.folder, tmp_path / "copy", ignore=shutil.ignore_patterns(".cache"))), book.slug)


def _places(root: etree._Element) -> list[etree._Element]:
    """Paragraphs with words enough, evenly spread over the text and its notes; not sentences set large, which stand in the text too, and not how to
    read the index, which print leaves out."""
    found = [p for p in root.iterfind("body/div/section//p") if WORD.search(p.text or "")]
    found = [p for p in found if next(p.iterancestors("aside"), None) is None and p.get("class") != "index-about"]
    found += [span for span in root.iter("span") if span.get("class") == "note-number" and WORD.search(span.tail or "")]
    return found[:: max(1, len(found) // SAMPLES)]


def _spoil(element: etree._Element, new: str) -> None:
    if element.tag == "span":
        element.tail = WORD.sub(new, element.tail or "", count=1)
    else:
        element.text = WORD.sub(new, element.text or "", count=1)


@pytest.mark.parametrize(("new", "rule"), [("", "031"), (r"\1 \1", "030"), ("quincunx", "030")], ids=["lost", "doubled", "changed"])
def test_one_word_is_missed_in_every_edition(scholarly: Built, new: str, rule: str) -> None:
    path = scholarly.folder / "manuscript.html"
    whole = path.read_bytes()
    count = len(_places(etree.fromstring(whole)))
    assert count >= SAMPLES
    for number in range(count):
        root = etree.fromstring(whole)
        place = _places(root)[number]
        _spoil(place, new)
        path.write_bytes(b"<!DOCTYPE html>\n" + etree.tostring(root))
        codes = {problem.code for problem in verify.verify(scholarly.folder, scholarly.slug, ["epub", "html", "pdf"])}
        assert {f"{family}{rule}" for family in "EHP"} <= codes, etree.tostring(place, encoding="unicode")


def test_a_paragraph_doubled_in_the_edition_is_found(scholarly: Built) -> None:
    page = scholarly.folder / "html" / "entries.html"
    text = page.read_text(encoding="utf-8")
    start = text.index("<p>", text.index("</header>"))
    paragraph = text[start : text.index("</p>", start) + len("</p>")]
    page.write_text(text.replace(paragraph, paragraph * 2, 1), encoding="utf-8")
    assert "H031" in {problem.code for problem in verify.verify(scholarly.folder, scholarly.slug, ["html"])}


EPUB_FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a style that old readers refuse": ("css/book.css", "@charset", "p { width: min(1em, 2%) } @charset", "E060"),
    "a claim that is false": ("content.opf", ">readingOrder<", ">longDescription<", "E062"),
    "another language for XML": ("text/entries.xhtml", 'xml:lang="en-US"', 'xml:lang="de"', "E063"),
    "a head that heads nothing": ("text/entries.xhtml", ' scope="col"', "", "E064"),
    "a picture without words": ("text/balances.xhtml", ' alt="', ' title="', "E026"),
    "a term that is none": ("text/entries.xhtml", 'epub:type="bodymatter"', 'epub:type="body"', "E053"),
    "a line lost from the contents": ("text/nav.xhtml", "appendix.xhtml", "colophon.xhtml", "E022"),
    "a way back to nowhere": ("text/notes.xhtml", "#entries-ref-promise", "#entries-ref-lost", "E012"),
    "a document that is in no list": ("content.opf", 'href="text/reply.xhtml"', 'href="text/replies.xhtml"', "E028"),
    "a package without a language": ("content.opf", ' xml:lang="en-US"', "", "E047"),
}  # fmt: skip


@pytest.mark.parametrize("name", EPUB_FAULTS)
def test_a_fault_of_the_epub_is_found_by_its_code(scholarly: Built, name: str) -> None:
    member, old, new, code = EPUB_FAULTS[name]
    with zipfile.ZipFile(scholarly.epub) as archive:
        members = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(scholarly.epub, "w") as archive:
        for info, data in members.items():
            found = info.filename == f"EPUB/{member}"
            assert not found or old.encode() in data
            archive.writestr(info, data.replace(old.encode(), new.encode()) if found else data)
    assert code in {problem.code for problem in verify.verify(scholarly.folder, scholarly.slug, ["epub"])}
