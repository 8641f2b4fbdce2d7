"""Small trees for the tests of step 5 and the writers: Markdown of a few chapters in, the assembled tree out, through the real pandoc."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from samizdat import pandoc
from samizdat.assembly import assemble
from samizdat.assembly.sections import written
from samizdat.book import Book, Contributor, Edition, Metadata, Section, Source
from samizdat.kinds import KINDS
from samizdat.problems import Problem

METADATA = Metadata(
    title="A Book",
    subtitle="Of Tests",
    short_title="A Book",
    slug="a-book",
    language="en-US",
    identifier="urn:uuid:00000000-0000-5000-8000-000000000000",
    contributors=(Contributor("Ada Author", "aut"), Contributor("Ed Editor", "edt")),
    publisher="The Press",
    date="2026",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
EDITIONS = (Edition("pdf", "back", "page"), Edition("epub", "back", "back"), Edition("html", "chapter", "chapter"))


def chapter(key: str, text: str, notes: str = "", **more: str) -> Section:
    """A chapter `key` with its text and, in a file of their own, its notes."""
    source = Source(f"parts/{key}.md", text)
    return Section(key, KINDS["chapter"], "bodymatter", key.title(), source, Source(f"endnotes/{key}.md", notes) if notes else None, **more)


def book(*sections: Section) -> Book:
    """A book of these sections, with contents before them and notes and bibliography after them."""
    made = {
        name: Section(name, KINDS[name], matter, KINDS[name].title)
        for name, matter in (("contents", "frontmatter"), ("notes", "backmatter"), ("bibliography", "backmatter"))
    }  # type: ignore[arg-type]
    return Book(Path("manuscript"), METADATA, (made["contents"], *sections, made["notes"], made["bibliography"]), EDITIONS)


def assembled(cache: Path, *sections: Section) -> tuple[etree._Element, list[Problem]]:
    """The tree after step 4."""
    setting = pandoc.Setting("en-US", None, None, cache)
    texts = {section.key: written(section) for section in sections}
    return assemble(book(*sections), {key: pandoc.convert(text, setting).html for key, text in texts.items()})


def words(element: etree._Element) -> str:
    """The text of an element with single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
