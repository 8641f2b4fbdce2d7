"""What stands round the text of a page: head, header, ways to the pages before and after, footer. Values in, HTML text out."""

from __future__ import annotations

import json
from html import escape

from lxml import etree
from lxml import html as lxml_html

from samizdat.book import Book
from samizdat.html.pages import HOME, Page, authors_of, description_of, file_of, full_title, place_of, title_of


def site_page(page: Page, before: Page | None, after: Page | None, book: Book) -> str:
    """One page of the site, whole. Style and script are files of the site: the page holds neither, so a strict policy can forbid both."""
    first = page.section is None
    title = full_title(book) if first else f"{page.title} — {book.metadata.title}"
    ways = [f'<link rel="{rel}" href="{escape(other.name)}">' for rel, other in (("prev", before), ("next", after)) if other]
    assets = ['<link rel="stylesheet" href="css/book.css">', '<script src="js/notes.js" defer></script>', *ways]
    authors = list(page.section.authors) if page.section and page.section.authors else authors_of(book)
    about = _about(title, description_of(page, book), _address(book, "" if first else page.name), authors)
    header = "" if first else _header(page, book)
    body = [_skip(page.anchor), header, _main(page.content), _turn(before, after), _footer(book, linked=not first)]
    return _document(book, [*about, _schema(book) if first else "", *assets], body, "")


def single_page(content: tuple[etree._Element, ...], anchor: str, css: str, heights: str, script: str, book: Book) -> str:
    """The whole book as one page that holds its style and its script. `heights` is the address of a style sheet for screens, or empty.

    That sheet is on its own because the Nu checker does not know `contain-intrinsic-size` (CSS Box Sizing 4).
    """
    lazy = f'<link rel="stylesheet" media="screen" href="{heights}">' if heights else ""
    assets = [f"<style>\n{css}</style>", lazy, f"<script>\n{script}</script>"]
    about = _about(full_title(book), book.metadata.description or full_title(book), _address(book, ""), authors_of(book))
    body = [_skip(anchor), _main(content), _footer(book, linked=False)]
    return _document(book, [*about, _schema(book), *assets], body, ' class="single"')


def _document(book: Book, head: list[str], body: list[str], attributes: str) -> str:
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


def _about(title: str, description: str, address: str, authors: list[str]) -> list[str]:
    """What the page says about itself to browsers, search engines and places where it is shared (Open Graph)."""
    named = {"viewport": "width=device-width, initial-scale=1", "color-scheme": "light dark", "description": description}
    graph = {"og:type": "book", "og:title": title, "og:description": description, "og:url": address}
    return [
        f"<title>{escape(title)}</title>",
        *(f'<meta name="{name}" content="{escape(content)}">' for name, content in named.items()),
        *(f'<meta name="author" content="{escape(author)}">' for author in authors),
        *(f'<meta property="{name}" content="{escape(content)}">' for name, content in graph.items() if content),
        f'<link rel="canonical" href="{escape(address)}">' if address else "",
    ]


def _address(book: Book, name: str) -> str:
    """The public address of a page, empty where the edition has none."""
    url = book.edition("html").url
    return f"{url.rstrip('/')}/{name}" if url else ""


def _schema(book: Book) -> str:
    """The book as schema.org/Book, a block of data that no browser runs."""
    metadata = book.metadata
    facts = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": full_title(book),
        "author": authors_of(book),
        "inLanguage": metadata.language,
        "datePublished": metadata.date,
        "publisher": {"@type": "Organization", "name": metadata.publisher} if metadata.publisher else "",
        "isbn": book.edition("html").isbn,
        "license": metadata.licence_url,
    }
    text = json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False, indent=1)
    return f'<script type="application/ld+json">\n{text.replace("<", chr(92) + "u003c")}\n</script>'


def _skip(anchor: str) -> str:
    return f'<a class="skip" href="#{escape(anchor)}">Skip to the text</a>'


def _header(page: Page, book: Book) -> str:
    """The title of the book, which leads to the contents, and the place in the book: part, and chapter n of m."""
    section = page.section
    places = []
    if section and section.part:
        part = book.section(section.part)
        places.append(f'<a href="{escape(file_of(part))}">{escape(title_of(part))}</a>')
    if section:
        places.append(escape(place_of(section, book)))
    place = ' <span class="dot">·</span> '.join(filter(None, places))
    line = f'\n<p class="place">{place}</p>' if place else ""
    return f'<header class="running">\n<p class="book"><a href="{HOME}">{escape(book.metadata.title)}</a></p>{line}\n</header>'


def _main(content: tuple[etree._Element, ...]) -> str:
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
