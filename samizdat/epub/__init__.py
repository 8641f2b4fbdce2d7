"""The EPUB edition: the tree, placed for it, in; one EPUB 3.3 file out.

`pages` marks where the pages of print begin; `images` and `typography` gather what the documents need; `documents` cuts the tree into XHTML
content documents whose elements `semantics` marks; `navigation` makes the nav and `ncx` the NCX; `metadata` says what the book is, `accessibility`
what a reader can do with it; `package` writes the container.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from samizdat import dates, ebookcss, styles
from samizdat.book import Book
from samizdat.epub import accessibility, documents, images, metadata, navigation, package, pages, typography
from samizdat.epub.ncx import ncx
from samizdat.pagebreaks import PageBreak

__all__ = ["write"]


def write(tree: etree._Element, book: Book, path: Path, breaks: Sequence[PageBreak] = ()) -> None:
    """Write the EPUB edition of `book` to `path`. `tree`, the single manuscript with its notes placed for this edition, is not changed; `breaks`
    are those of the print edition, in its order, for the page list.

    Raises ProblemsFound for a link that leads nowhere and for a picture that cannot go into an EPUB. The same tree, book,
    breaks, styles and fonts give the same bytes.
    """
    pictures = images.gather(tree, book.root)
    cover = images.cover(book)
    chapters = documents.cut(pages.marked(tree, breaks), {source: picture.href for source, picture in pictures.items()})
    content = navigation.complete([documents.cover_page(book, cover.href, images.cover_alt(book)), *chapters])
    uid, sheet = metadata.identifier(book), styles.sheet("epub")
    resources = [
        *(documents.page(document) for document in content),
        ncx(content, uid, book.metadata),
        *typography.resources(content, sheet, styles.fonts()),
        cover,
        *pictures.values(),
    ]
    access = accessibility.statements(content, [cover, *pictures.values()], book.metadata, plain=not ebookcss.faults(sheet))
    about = metadata.element(book, access, cover.id, paged=bool(navigation.pages(content)))
    package.write(package.Package(uid, book.metadata.language, dates.of_text(book), about, resources), path)
