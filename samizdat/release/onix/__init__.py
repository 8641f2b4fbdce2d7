"""The ONIX 3.1 message that tells shops and libraries of every edition with an ISBN (EDItEUR, ONIX for Books 3.1, reference names).

`descriptive` says what an edition is, `publishing` whose and since when, `accessibility` what readers can do with it, `elements` makes elements of both;
`validity` holds the message against EDItEUR's schemas and code lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from samizdat import dates
from samizdat.book import Book
from samizdat.release.editions import Product
from samizdat.release.onix.descriptive import descriptive
from samizdat.release.onix.elements import NAMESPACE, Element, identifier, said
from samizdat.release.onix.publishing import collateral, is_forthcoming, publishing, related

__all__ = ["message"]

CONFIRMED, ADVANCE = "03", "02"
"""Of ONIX list 1: told on publication, or before it."""


def message(book: Book, products: Sequence[Product], words: int, cover: str = "") -> bytes:
    """The message of a record for each of the `products` that has an ISBN; `words` of the text, `cover` the address of a picture of it, if there is one.

    The date in it is the text's own: the same book and files give the same bytes.
    """
    root = etree.XML(f'<ONIXMessage xmlns="{NAMESPACE}" release="3.1"/>')
    listed = [product for product in products if product.isbn]
    records = (_product(book, product, listed, words, cover) for product in listed)
    root.extend(element for element in (_header(book), *records) if element is not None)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _header(book: Book) -> Element | None:
    sender = said("Sender", said("SenderName", book.metadata.publisher), said("EmailAddress", book.releasing.contact))
    return said("Header", sender, said("SentDateTime", f"{dates.of_text(book):%Y%m%dT%H%M%SZ}"))


def _product(book: Book, product: Product, listed: Sequence[Product], words: int, cover: str) -> Element | None:
    return said(
        "Product",
        said("RecordReference", f"{book.metadata.identifier}/{product.name}"),
        said("NotificationType", ADVANCE if is_forthcoming(book) else CONFIRMED),
        identifier(product.isbn),
        descriptive(book, product, words, _pages_of_print(listed)),
        collateral(book, cover),
        publishing(book),
        related(product, listed),
    )


def _pages_of_print(listed: Sequence[Product]) -> int:
    """The pages of the printed book, else those of the PDF; 0 for neither."""
    return next((product.pages for name in ("print", "pdf") for product in listed if product.name == name), 0)
