"""What stands round the text of a page: head, header, ways to the pages before and after, footer. Values in, HTML text out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lxml import etree
from lxml import html as lxml_html

from samizdat.book import Book
from samizdat.html.about import about_book, about_page, about_tool
from samizdat.html.pages import HOME, SEARCH, Page, authors_of, file_of, place_of, section_of, title_of

_NIGHT = '<button type="button" class="theme" aria-pressed="false"><span class="unseen">Dark page</span></button>'
"""Drawn only where scripts run (styles/web/frame.css)."""

_SEARCH_FORM = (
    '<form class="search" role="search" action="#" hidden>\n'
    '<label for="q">Words, or “a phrase”</label>\n<input id="q" name="q" type="search" autocomplete="off" spellcheck="false">'
    '\n<button type="submit">Search</button>\n</form>\n<p class="found" role="status"></p>\n<div class="results"></div>'
)


def site_page(page: Page, before: Page | None, after: Page | None, assets: Sequence[str], book: Book) -> str:
    """One page of the site, whole; `assets` are the lines of its head that load style, faces and scripts.

    These are files of the site: the page holds neither style nor script, so a strict policy can forbid both.
    """
    first = page.section is None
    ways = [f'<link rel="{rel}" href="{escape(other.name)}">' for rel, other in (("prev", before), ("next", after)) if other]
    header = _header("" if first else _book_line(book), _nav(book), _place(page, book))
    body = [_skip(page.anchor), header, _main(page.content), _turn(before, after), _footer(book, linked=not first)]
    return _document(book, [*about_page(page, book), *assets, *ways], body)


def search_page(assets: Sequence[str], book: Book) -> str:
    """The page of the site that searches the others; `assets` as for a page of the text."""
    silent = "<noscript><p>The search needs scripts, which are off.</p></noscript>"
    main = f'<main>\n<section class="searching">\n<header class="opener"><h1>Search</h1></header>\n{_SEARCH_FORM}\n{silent}\n</section>\n</main>'
    body = [_skip("q"), _header(_book_line(book), _nav(book), _place_line("Search")), main, _footer(book, linked=True)]
    return _document(book, [*about_tool("Search", book), *assets], body)


def single_page(content: Sequence[etree._Element], anchor: str, assets: Sequence[str], book: Book) -> str:
    """The whole book as one page; `assets` hold its style and its scripts."""
    search = f'<section class="searching" aria-label="Search">\n{_SEARCH_FORM}\n</section>'
    index = section_of("index", book)
    links = [("#" + anchor, "Contents"), *([("#" + index.key, "Index")] if index else [])]
    body = [_skip(anchor), _header("", _links(links)), search, _main(content), _footer(book, linked=False)]
    return _document(book, [*about_book(book), *assets], body, ' class="single"')


def _document(book: Book, head: Sequence[str], body: Sequence[str], attributes: str = "") -> str:
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(book.metadata.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        *filter(None, head),
        "</head>",
        f"<body{attributes}>",
        *filter(None, body),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _skip(anchor: str) -> str:
    return f'<a class="skip" href="#{escape(anchor)}">Skip to the text</a>'


def _header(book_line: str, ways: str, place: str = "") -> str:
    """The title of the book, the ways to contents, search and index; the place in the book, the switch between light and dark."""
    return "\n".join(filter(None, ['<header class="running">', book_line, ways, place, _NIGHT, "</header>"]))


def _book_line(book: Book) -> str:
    return f'<p class="book"><a href="{HOME}">{escape(book.metadata.title)}</a></p>'


def _place(page: Page, book: Book) -> str:
    """Part, and chapter n of m; for a page that has neither its title, and nothing for the first page."""
    section = page.section
    if section is None:
        return ""
    places = [escape(place_of(section, book))]
    if section.part:
        part = book.section(section.part)
        places.insert(0, f'<a href="{escape(file_of(part))}">{escape(title_of(part))}</a>')
    return _place_line(*filter(None, places)) if any(places) else _place_line(escape(page.title))


def _place_line(*places: str) -> str:
    return '<p class="place">' + ' <span class="dot">·</span> '.join(places) + "</p>"


def _nav(book: Book) -> str:
    contents, index = section_of("contents", book), section_of("index", book)
    links = [(f"{HOME}#{contents.key if contents else ''}", "Contents"), (SEARCH, "Search")]
    return _links([*links, *([(file_of(index), "Index")] if index else [])])


def _links(links: Sequence[tuple[str, str]]) -> str:
    items = " ".join(f'<a href="{escape(address)}">{name}</a>' for address, name in links)
    return f'<nav class="ways" aria-label="Book">{items}</nav>'


def _main(content: Sequence[etree._Element]) -> str:
    text = "\n".join(lxml_html.tostring(element, encoding="unicode", with_tail=False) for element in content)
    return f"<main>\n{text}\n</main>"


def _turn(before: Page | None, after: Page | None) -> str:
    """The ways to the pages before and after, with their titles."""
    ways = [("prev", "Previous", before), ("next", "Next", after)]
    links = [
        f'<a class="{rel}" rel="{rel}" href="{escape(page.name)}">'
        f'<span class="way">{way}</span> <span class="title">{escape(page.title)}</span></a>'
        for rel, way, page in ways
        if page
    ]
    return "\n".join(['<nav class="turn" aria-label="Previous and next">', *links, "</nav>"]) if links else ""


def _footer(book: Book, *, linked: bool) -> str:
    """The book, its licence and a way back to the contents."""
    metadata = book.metadata
    title = escape(metadata.title)
    book_name = f'<a href="{HOME}">{title}</a>' if linked else title
    licence = escape(metadata.licence or metadata.rights)
    licence = f'<a rel="license" href="{escape(metadata.licence_url)}">{licence}</a>' if licence and metadata.licence_url else licence
    line = ' <span class="dot">·</span> '.join(filter(None, [f"<cite>{book_name}</cite>", escape(", ".join(authors_of(book))), licence]))
    return f'<footer class="imprint">\n<p>{line}</p>\n</footer>'
