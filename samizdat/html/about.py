"""What a page says of itself in its head: to browsers, to search engines, and where it is shared (Open Graph, schema.org). Values in, lines of HTML out."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

from samizdat.book import Book
from samizdat.html.images import DRAWN_COVER, cover_alt
from samizdat.html.pages import HOME, Page, authors_of, description_of, full_title

SCHEMA = "https://schema.org"


def about_page(page: Page, book: Book) -> list[str]:
    """The lines for one page of the site; the first page speaks for the book."""
    if page.section is None:
        return about_book(book)
    authors = list(page.section.authors) or authors_of(book)
    address = address_of(book, page.name)
    lines = _lines(f"{page.title} — {book.metadata.title}", description_of(page, book), address, authors, book)
    facts = {"@type": "Chapter", "name": page.title, "url": address, "inLanguage": page.section.language or book.metadata.language}
    return [*lines, _data({**facts, "isPartOf": {"@type": "Book", "name": full_title(book), "url": address_of(book)}})]


def about_book(book: Book) -> list[str]:
    """The lines for the book as a whole: the first page of the site, and the single file."""
    lines = _lines(full_title(book), book.metadata.description or full_title(book), address_of(book), authors_of(book), book)
    return [*lines, _data(_facts(book))]


def about_tool(title: str, book: Book) -> list[str]:
    """The lines for a page that is no part of the text; search engines are asked to leave it out."""
    lines = [f"<title>{escape(title)} — {escape(book.metadata.title)}</title>", _meta("viewport", "width=device-width, initial-scale=1")]
    description = f"{title}: {full_title(book)}"
    return [*lines, _meta("color-scheme", "light dark"), _meta("description", description), _meta("robots", "noindex")]


def icon(book: Book) -> bytes:
    """A small picture for the tab of the browser (SVG): the first letter of the title. Without one a browser asks the host for favicon.ico in vain."""
    letter = escape(book.metadata.title[:1])
    text = f'<text x="16" y="25" text-anchor="middle" font-family="Garamond, Georgia, serif" font-size="27" fill="#fffdf8">{letter}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="3" fill="#7a2a1d"/>{text}</svg>\n'.encode()


def address_of(book: Book, name: str = "") -> str:
    """The public address of a page, of the whole site without a name; empty where the edition has none."""
    url = book.edition("html").url
    return f"{url.rstrip('/')}/{'' if name == HOME else name}" if url else ""


def cover_address(book: Book) -> str:
    """The public address of the cover, empty where the site has none."""
    return address_of(book, f"images/{quote(book.metadata.cover) or DRAWN_COVER}")


def _lines(title: str, description: str, address: str, authors: list[str], book: Book) -> list[str]:
    named = {"viewport": "width=device-width, initial-scale=1", "color-scheme": "light dark", "description": description}
    graph = {
        "og:type": "book",
        "og:title": title,
        "og:site_name": book.metadata.title,
        "og:locale": book.metadata.language.replace("-", "_"),
        "og:description": description,
        "og:url": address,
        "og:image": cover_address(book),
        "og:image:alt": cover_alt(book) if address else "",
    }
    return [
        f"<title>{escape(title)}</title>",
        *(_meta(name, content) for name, content in named.items()),
        *(_meta("author", author) for author in authors),
        *(f'<meta property="{name}" content="{escape(content)}">' for name, content in graph.items() if content),
        *([f'<link rel="canonical" href="{escape(address)}">'] if address else []),
    ]


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">'


def _facts(book: Book) -> dict[str, object]:
    """The book as schema.org/Book."""
    metadata = book.metadata
    return {
        "@type": "Book",
        "bookFormat": f"{SCHEMA}/EBook",
        "name": full_title(book),
        "author": authors_of(book),
        "editor": [contributor.name for contributor in metadata.contributors if contributor.role == "edt"],
        "translator": [contributor.name for contributor in metadata.contributors if contributor.role == "trl"],
        "description": metadata.description,
        "inLanguage": metadata.language,
        "datePublished": metadata.date,
        "bookEdition": metadata.edition,
        "publisher": {"@type": "Organization", "name": metadata.publisher} if metadata.publisher else "",
        "isbn": book.edition("html").isbn,
        "license": metadata.licence_url,
        "keywords": list(metadata.subjects),
        "url": address_of(book),
        "image": cover_address(book),
    }


def _data(facts: dict[str, object]) -> str:
    """Facts as a block of data that no browser runs, so that a policy against inline scripts does not stop it; what is empty is left out."""
    said = {"@context": SCHEMA, **{key: value for key, value in facts.items() if value}}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'
