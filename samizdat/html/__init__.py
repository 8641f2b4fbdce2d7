"""The HTML edition, in two forms: a folder with one page for each content document, and the whole book in one file.

Both are made from the same tree by the same changes (`content`, `regions`, `permalinks`), cut and named by `pages`, framed by `frame` and `about`, with
`images` and `fonts` beside them or inside. Nothing is fetched from anywhere else. The folder works under the policy that docs/web.md gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from lxml import etree

from samizdat.book import Book
from samizdat.files import MARKER, write_folder_whole, write_whole
from samizdat.html.about import icon
from samizdat.html.content import content_documents, meet_links, shift_headings, with_headings, without_data
from samizdat.html.fonts import faces, font_rules, preloads, stand_in_rules
from samizdat.html.frame import search_page, single_page, site_page
from samizdat.html.images import data_uri, drawn_cover, place_pictures, read_pictures
from samizdat.html.pages import SEARCH, Page, addresses, after_opening, opening, pages_of
from samizdat.html.permalinks import give_permalinks
from samizdat.html.regions import set_in_regions
from samizdat.html.search import index
from samizdat.html.sitemap import for_robots
from samizdat.styles import sheet, styles_folder

ICON = "icon.svg"
_MARK = b"samizdat made this folder and replaces the whole of it with each build. Keep no files of your own in it.\n"
_LINE_CHARACTERS = 66
_LINE_PX = 30
_LONG_PX = 3000
_THEME = "theme.js"
_TEXT_SCRIPTS = ("notes.js", "margin.js")
_SEARCH_SCRIPTS = ("results.js", "search.js")
_SINGLE_SCRIPTS = (*_TEXT_SCRIPTS, "results.js", "find.js")


def write_site(tree: etree._Element, book: Book, folder: Path, cache: Path | None = None) -> None:
    """Write the site in place of `folder`: index.html, a page for each content document, the search, css/, js/, fonts/, images/.

    `tree` is placed for the HTML edition and stays as it is; the folder `cache` keeps packed faces. Raises OutsideFolder or OSError for a picture
    that cannot be read, and ProblemsFound where no cover can be drawn.
    """
    tree = for_web(tree, book)
    pages = pages_of(tree, book)
    places = addresses(pages, book)
    pictures = read_pictures(chain.from_iterable(page.content for page in pages), book.root, drawn_cover(book))
    for page in pages:
        meet_links(page.content, page.name, places)
        place_pictures(page.content, pictures, inline=False)
    shipped = faces(content_documents(tree), cache)
    files = {name: text.encode() for name, text in _texts(pages, list(shipped), book).items()}
    files |= for_robots(pages, book)
    files |= {f"images/{picture.name}": picture.data for picture in pictures.values()}
    files |= {f"fonts/{name}": data for name, data in shipped.items()}
    files |= {f"search/{name}": data for name, data in index(pages).items()}
    files |= {f"js/{name}": _script(name).encode() for name in (_THEME, *_TEXT_SCRIPTS, *_SEARCH_SCRIPTS)}
    files["fonts/OFL.txt"] = (styles_folder() / "fonts" / "OFL.txt").read_bytes()
    files["css/book.css"] = _style({name: f"../fonts/{name}" for name in shipped}).encode()
    files |= {ICON: icon(book), MARKER: _MARK}
    write_folder_whole(folder, files)


def write_single(tree: etree._Element, book: Book, path: Path, cache: Path | None = None) -> None:
    """Write the whole book to `path` as one HTML file that holds its pictures, its faces, its style and its scripts.

    `tree` is placed for the HTML edition and stays as it is; the folder `cache` keeps packed faces. Raises OutsideFolder or OSError for a picture
    that cannot be read.
    """
    tree = for_web(tree, book)
    title_page, contents = opening(tree, book)
    text = after_opening(tree, book)
    for document in text:
        shift_headings(document)
    content = (title_page, contents, *text)
    place_pictures(content, read_pictures(content, book.root), inline=True)
    shipped = faces(content_documents(tree), cache)
    css = font_rules({name: data_uri(data, "font/woff2") for name, data in shipped.items()}) + sheet("web")
    heights = _heights(text)
    assets = [
        _icon(data_uri(icon(book), "image/svg+xml")),
        f"<style>\n{css}</style>",
        f'<link rel="stylesheet" media="screen" href="{heights}">' if heights else "",
        f"<script>\n{_script(_THEME)}</script>",
    ]
    scripts = "".join(_script(name) for name in _SINGLE_SCRIPTS)
    assets.append(f"<script>\naddEventListener('DOMContentLoaded', () => {{\n{scripts}}});\n</script>")
    page = single_page(content, contents.get("id", ""), assets, book)
    write_whole(path, page.encode())


def for_web(tree: etree._Element, book: Book) -> etree._Element:
    """A copy of the tree with what a page needs beside its text: a heading in every document, regions that scroll, permanent links; no `data-*`."""
    tree = with_headings(tree, book)
    set_in_regions(tree)
    for document in content_documents(tree):
        give_permalinks(document)
    return without_data(tree)


def _texts(pages: list[Page], shipped: list[str], book: Book) -> dict[str, str]:
    """The pages of the site by name, the search page after those of the text."""
    style = [_icon(ICON), '<link rel="stylesheet" href="css/book.css">', *preloads(shipped, "fonts"), _load(_THEME, "")]
    text_assets, search_assets = ([*style, *(_load(name, " defer") for name in names)] for names in (_TEXT_SCRIPTS, _SEARCH_SCRIPTS))
    around = zip(pages, [None, *pages[:-1]], [*pages[1:], None], strict=True)
    texts = {page.name: site_page(page, before, after, text_assets, book) for page, before, after in around}
    return texts | {SEARCH: search_page(search_assets, book)}


def _style(places: dict[str, str]) -> str:
    """The style sheet of the site, for faces at these addresses."""
    return font_rules(places) + stand_in_rules() + sheet("web")


def _icon(address: str) -> str:
    return f'<link rel="icon" type="image/svg+xml" href="{address}">'


def _load(script: str, how: str) -> str:
    """The line that loads a script: the theme before the page is drawn, the others after it is read (` defer`)."""
    return f'<script src="js/{script}"{how}></script>'


def _script(name: str) -> str:
    return (styles_folder() / "web" / name).read_text(encoding="utf-8")


def _heights(documents: Iterable[etree._Element]) -> str:
    """A style sheet, as an address, that says how high each long content document will be, in CSS px, guessed from its length.

    A browser lays out what is near (`content-visibility: auto`) and shows an honest scroll bar from the start. Empty if none is long.
    It is on its own because the Nu checker does not know `contain-intrinsic-size` (CSS Box Sizing 4).
    """
    rules = []
    for document in documents:
        height = sum(len(str(text)) for text in document.itertext()) // _LINE_CHARACTERS * _LINE_PX
        if height > _LONG_PX:
            rules.append(f"#{document.get('id')} {{ content-visibility: auto; contain-intrinsic-size: auto {height}px }}")
    return data_uri("\n".join(rules).encode(), "text/css") if rules else ""
