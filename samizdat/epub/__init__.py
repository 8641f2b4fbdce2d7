"""The EPUB edition: the tree, placed for it, in; one EPUB 3.3 file out.

`images` and `typography` gather what the documents need; `documents` cuts the tree into XHTML content documents whose
elements `semantics` marks; `navigation` makes the nav and the NCX; `metadata` says what the book is, `accessibility` what
a reader can do with it; `package` writes the container.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from samizdat import dates, styles
from samizdat.book import Book
from samizdat.epub import accessibility, documents, images, metadata, navigation, package, typography

__all__ = ["write"]


def write(tree: etree._Element, book: Book, path: Path) -> None:
    """Write the EPUB edition of `book` to `path`. `tree`, the single manuscript with its notes placed for this edition, is not changed.

    Raises ProblemsFound for a link that leads nowhere and for a picture that cannot go into an EPUB. The same tree, book,
    styles and fonts give the same bytes.
    """
    pictures = images.gather(tree, book.root)
    cover = images.cover(book, styles.fonts())
    chapters = documents.cut(tree, {source: picture.href for source, picture in pictures.items()})
    content = navigation.complete([documents.cover_page(book, cover.href), *chapters])
    uid = metadata.identifier(book)
    resources = [
        *(documents.page(document) for document in content),
        navigation.ncx(content, uid, book.metadata),
        *typography.resources(content, styles.sheet("epub"), styles.fonts()),
        cover,
        *pictures.values(),
    ]
    about = metadata.element(book, accessibility.statements(content), cover.id)
    package.write(package.Package(uid, book.metadata.language, dates.of_text(book), about, resources), path)
