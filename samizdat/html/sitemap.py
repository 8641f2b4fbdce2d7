"""What a site with a public address says to search engines beside its pages: sitemap.xml, and robots.txt at the root of a host."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from samizdat.book import Book
from samizdat.html.about import address_of
from samizdat.html.pages import Page

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def for_robots(pages: Sequence[Page], book: Book) -> dict[str, bytes]:
    """These files by name; none where the edition has no address in book.toml (a sitemap holds whole addresses: sitemaps.org, protocol 0.9).

    robots.txt is read at the root of a host alone (RFC 9309, 2.3), so a site in a folder has none.
    """
    root = address_of(book)
    if not root:
        return {}
    entries = "".join(f"<url><loc>{escape(address_of(book, page.name))}</loc></url>\n" for page in pages)
    files = {"sitemap.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SPACE}">\n{entries}</urlset>\n'.encode()}
    if urlsplit(root).path == "/":
        files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n".encode()
    return files
