"""The book cut into pages: what stands first, which page holds what, and where in the book a page is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from samizdat.book import Book, Section
from samizdat.html.content import content_documents, ids_in, shift_headings, text_of
from samizdat.html.images import DRAWN_COVER, cover_alt

HOME = "index.html"
SEARCH = "search.html"
_DESCRIPTION_LENGTH = 160
_TEXT = ("div[@class='standfirst']/p", "p", "section/p", "div/p")
_COUNTED = ("chapter", "essay", "appendix")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: `name` is its file, `title` plain text, `section` None on the first page, `anchor` where its text begins."""

    name: str
    title: str
    content: tuple[etree._Element, ...]
    section: Section | None = None
    anchor: str = "contents"


def opening(tree: etree._Element, book: Book) -> tuple[etree._Element, etree._Element]:
    """The title page and the contents, which stand first in every HTML edition; every book has both.

    The headings of the contents are one level down, under the title of the book.
    """
    documents = {document.get("id", ""): document for document in content_documents(tree)}
    title_page, contents = (documents[_key_of(kind, book)] for kind in ("title-page", "contents"))
    shift_headings(contents)
    return title_page, contents


def after_opening(tree: etree._Element, book: Book) -> list[etree._Element]:
    """The content documents that follow the opening. A half title is left out: it is for the leaf before a printed title page.

    The copyright page comes last: what follows the contents on a screen is the text.
    """
    first = {_key_of(kind, book) for kind in ("half-title", "title-page", "contents")}
    rest = [document for document in content_documents(tree) if document.get("id", "") not in first]
    return sorted(rest, key=lambda document: document.get("id") == _key_of("copyright-page", book))


def pages_of(tree: etree._Element, book: Book) -> list[Page]:
    """The pages of the site in reading order: the cover, the title page and the contents in one, then one for each content document."""
    title_page, contents = opening(tree, book)
    address = quote(book.metadata.cover) or DRAWN_COVER
    title_page.insert(0, etree.Element("img", {"class": "cover", "src": address, "alt": cover_alt(book), "loading": "eager"}))
    first = Page(HOME, "Contents", (title_page, contents), anchor=contents.get("id", ""))
    return [first, *(_page(document, book) for document in after_opening(tree, book))]


def addresses(pages: Sequence[Page], book: Book) -> dict[str, str]:
    """The address of every id in the site: `page.html#id`; `page.html` for a whole content document; the first page for the half title."""
    inside = {identifier: f"{page.name}#{identifier}" for page in pages for identifier in ids_in(page.content)}
    return inside | {page.section.key: page.name for page in pages if page.section} | {_key_of("half-title", book): HOME}


def file_of(section: Section) -> str:
    """The file that holds a section; none takes the name of the first page or of the search."""
    name = f"{section.key}.html"
    return f"book-{name}" if name in (HOME, SEARCH) else name


def title_of(section: Section) -> str:
    """“Part One: Glass”, “1. The Seventy-Two Days”, “Preface”."""
    mark = ": " if section.kind.name == "part" else ". "
    return f"{section.label}{mark}{section.title}" if section.label else section.title


def place_of(section: Section, book: Book) -> str:
    """“Chapter 3 of 12”, counted through the whole book; empty for a section that is the only one of its kind or is not counted."""
    alike = [other.key for other in book.sections if other.kind.name == section.kind.name]
    if section.kind.name not in _COUNTED or len(alike) < 2:
        return ""
    return f"{section.kind.title} {alike.index(section.key) + 1} of {len(alike)}"


def description_of(page: Page, book: Book) -> str:
    """What a search engine shows of the page: the book's description on the first page, elsewhere the first words of the text."""
    if page.section is None:
        return book.metadata.description or full_title(book)
    paragraphs = [paragraph for path in _TEXT for paragraph in page.content[0].iterfind(path) if paragraph.get("class") is None]
    words = " ".join(text_of(paragraph) for paragraph in paragraphs[:3])
    if len(words) > _DESCRIPTION_LENGTH:
        words = words[:_DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(" ,;:—–") + "…"
    return words or f"{page.title}, {full_title(book)}"


def full_title(book: Book) -> str:
    """“Title: Subtitle”."""
    return ": ".join(filter(None, (book.metadata.title, book.metadata.subtitle)))


def authors_of(book: Book) -> list[str]:
    """The names of the authors, in the order of the book's title page."""
    return [contributor.name for contributor in book.metadata.contributors if contributor.role == "aut"]


def section_of(kind: str, book: Book) -> Section | None:
    """The first section of a kind; None if the book has none."""
    return next((section for section in book.sections if section.kind.name == kind), None)


def _page(document: etree._Element, book: Book) -> Page:
    section = book.section(document.get("id", ""))
    return Page(file_of(section), title_of(section), (document,), section, section.key)


def _key_of(kind: str, book: Book) -> str:
    section = section_of(kind, book)
    return section.key if section else ""
