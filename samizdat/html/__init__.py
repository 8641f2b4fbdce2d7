"""The HTML edition, in two forms: a folder with one page for each content document, and the whole book in one file.

Both are made from the same tree by the same changes (`content`), cut and named by `pages`, framed by `frame`, with
`images` and `fonts` beside them or inside. Nothing is fetched from anywhere else. The folder works under
`Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from lxml import etree

from samizdat.book import Book
from samizdat.files import write_folder_whole, write_whole
from samizdat.html.content import for_web, meet_links, shift_headings
from samizdat.html.fonts import characters_of, font_face
from samizdat.html.frame import single_page, site_page
from samizdat.html.images import data_uri, place_pictures, read_pictures
from samizdat.html.pages import addresses, after_opening, opening, pages_of
from samizdat.styles import fonts, sheet, styles_folder
from samizdat.subset import cut

_LINE_CHARACTERS = 66
_LINE_PX = 30
_LONG_PX = 3000


def write_site(tree: etree._Element, book: Book, folder: Path) -> None:
    """Write the site in place of `folder`: index.html, a page for each content document, css/, js/, fonts/, images/.

    `tree` is placed for the HTML edition and stays as it is. Raises OutsideFolder or OSError for a picture that cannot be read.
    """
    tree = for_web(tree, book)
    pages = pages_of(tree, book)
    places = addresses(pages, book)
    pictures = read_pictures(chain.from_iterable(page.content for page in pages), book.root)
    for page in pages:
        meet_links(page.content, page.name, places)
        place_pictures(page.content, pictures, inline=False)
    around = zip(pages, [None, *pages[:-1]], [*pages[1:], None], strict=True)
    texts = {page.name: site_page(page, before, after, book) for page, before, after in around}
    faces = _fonts(texts.values())
    files = {name: text.encode() for name, text in texts.items()}
    files |= {f"images/{picture.name}": picture.data for picture in pictures.values()}
    files |= {f"fonts/{name}": data for name, data in faces.items()}
    files["css/book.css"] = _sheet({name: f"../fonts/{name}" for name in faces}).encode()
    files["js/notes.js"] = _script().encode()
    write_folder_whole(folder, files)


def write_single(tree: etree._Element, book: Book, path: Path) -> None:
    """Write the whole book to `path` as one HTML file that holds its pictures, its faces, its style and its script.

    `tree` is placed for the HTML edition and stays as it is. Raises OutsideFolder or OSError for a picture that cannot be read.
    """
    tree = for_web(tree, book)
    title_page, contents = opening(tree, book)
    text = after_opening(tree, book)
    for document in text:
        shift_headings(document)
    content = (title_page, contents, *text)
    place_pictures(content, read_pictures(content, book.root), inline=True)
    faces = _fonts("".join(map(str, document.itertext())) for document in content)
    css = _sheet({name: data_uri(data, "font/woff2") for name, data in faces.items()})
    write_whole(path, single_page(content, contents.get("id", ""), css, _heights(text), _script(), book).encode())


def _fonts(texts: Iterable[str]) -> dict[str, bytes]:
    """The faces of the book, cut to the characters of `texts`, by file name."""
    characters = characters_of("".join(texts))
    return {f"{font.path.stem}.woff2": cut(font.path, characters, "woff2") for font in fonts()}


def _sheet(places: dict[str, str]) -> str:
    """The faces at these places (addresses by file name), then the style of the book."""
    rules = [font_face(font.family, font.style, font.weight, places[f"{font.path.stem}.woff2"]) for font in fonts()]
    return "".join(rules) + sheet("web")


def _script() -> str:
    return (styles_folder() / "web" / "notes.js").read_text(encoding="utf-8")


def _heights(documents: Iterable[etree._Element]) -> str:
    """A style sheet, as an address, that says how high each long content document will be, in CSS px, guessed from its length.

    A browser lays out what is near (`content-visibility: auto`) and shows an honest scroll bar from the start. Empty if none is long.
    """
    rules = []
    for document in documents:
        height = sum(len(str(text)) for text in document.itertext()) // _LINE_CHARACTERS * _LINE_PX
        if height > _LONG_PX:
            rules.append(f"#{document.get('id')} {{ content-visibility: auto; contain-intrinsic-size: auto {height}px }}")
    return data_uri("\n".join(rules).encode(), "text/css") if rules else ""
