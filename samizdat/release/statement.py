"""The accessibility statement: a page that says what readers can do with each edition, what they cannot, and where to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from samizdat.book import Book
from samizdat.release.access import Access
from samizdat.release.editions import Product

FEATURES = {
    "ARIA": "Parts of the book (chapters, notes, contents, index) are marked for screen readers.",
    "alternativeText": "Every picture is described in words.",
    "displayTransformability": "Size, typeface, spacing and colours of the text can be changed.",
    "index": "The index is linked to the places that it names.",
    "longDescription": "Pictures that need more words than a line have a longer description.",
    "pageBreakMarkers": "The pages of the printed book are marked, so that a page can be cited.",
    "pageNavigation": "A list of pages leads to each page of the printed book.",
    "readingOrder": "The text has one order in which it is read, notes included.",
    "structuralNavigation": "Headings lead from section to section.",
    "tableOfContents": "A table of contents leads to every chapter.",
}
"""By the terms of schema.org, in the order of the terms."""
HAZARDS = {
    "none": "Nothing in the book flashes, moves or sounds.",
    "unknown": "Whether something in the book flashes, moves or sounds has not been found out.",
}
HEADS = {"epub": "E-book, EPUB", "html": "Web edition", "pdf": "PDF", "print": "Printed book"}
"""By the name of an edition, those first that more readers can use."""
READ_FROM = "What is said here of the e-book and the PDF was read from the files themselves, after they had passed our checks."
STYLE = """body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.5 Georgia, serif; color: #1a1a1a; background: #fff }
h1, h2 { line-height: 1.2 } a { color: #7a2a1d }"""


def statement(book: Book, products: Sequence[Product]) -> bytes:
    """The page, in English, that needs no other file. It claims what the files say of themselves, and nothing else."""
    title = f"Accessibility of {book.metadata.title}"
    body = "\n".join([f"<h1>{_title(book)}</h1>", *_opening(book), *_editions(book, products), *_letters(book)])
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
{STYLE}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
    return page.encode()


def _title(book: Book) -> str:
    lang = "" if book.metadata.language.startswith("en") else f' lang="{escape(book.metadata.language)}"'
    return f"Accessibility of <cite{lang}>{escape(book.metadata.title)}</cite>"


def _opening(book: Book) -> Iterator[str]:
    about = book.metadata
    parts = (about.edition, about.publisher, about.date[:4], book.revision and f"text {book.revision}")
    edition = escape(", ".join(part for part in parts if part))
    yield "\n".join(f"<p>{said}</p>" for said in (edition, READ_FROM) if said)


def _editions(book: Book, products: Sequence[Product]) -> Iterator[str]:
    written = {"print": _printed(products), "pdf": _pdf, "epub": _epub, "html": _web(book)}
    for product in sorted(products, key=lambda product: list(HEADS).index(product.name)):
        number = f" (ISBN {escape(product.isbn)})" if product.isbn else ""
        yield f"<h2>{HEADS[product.name]}{number}</h2>"
        yield from written[product.name](product)


def _printed(products: Sequence[Product]) -> Callable[[Product], Iterator[str]]:
    instead = " The e-book can be read in any size." if any(product.access for product in products) else ""
    return lambda _: iter([f"<p>There is no edition in large print.{instead}</p>"])


def _epub(product: Product) -> Iterator[str]:
    access = product.access or Access()
    yield "<h3>Conformance</h3>"
    yield f"<p>{_conformance(access)}</p>"
    yield "<h3>Ways of reading</h3>"
    yield _list(
        [
            "All of it can be read without sight, by voice or in braille." if "textual" in access.sufficient else "Some of it needs sight.",
            *(words for feature, words in FEATURES.items() if feature in access.features),
            *(HAZARDS[hazard] for hazard in access.hazards if hazard in HAZARDS),
        ]
    )
    yield "<h3>Known limits</h3>"
    yield _list(list(_limits(access)))


def _conformance(access: Access) -> str:
    if access.conforms_to:
        return f"The e-book conforms to {escape(access.conforms_to)}. It was examined by {escape(access.certified_by)}."
    return (
        "Nobody is named who has examined the e-book, so no conformance to WCAG is claimed. "
        "What a machine can find out has been checked, and nothing was found against it."
    )


def _limits(access: Access) -> Iterator[str]:
    if "visual" in access.modes and "alternativeText" not in access.features:
        yield "Some pictures are not described in words."
    if "displayTransformability" not in access.features:
        yield "The look of the text cannot be changed in every way that reading systems offer."
    if "pageBreakMarkers" not in access.features:
        yield "The pages of the printed book are not marked."
    yield "Shops may add a lock (DRM) that takes some of this away; the file that they were given has none."


def _pdf(product: Product) -> Iterator[str]:
    if product.pdf_ua:
        yield "<p>The file says of itself that it is PDF/UA-1: headings, lists, notes and pictures are tagged, in the order in which they are read.</p>"
    else:
        yield "<p>The file is not called PDF/UA.</p>"
    yield "<p>Its pages keep their shape: text that is made larger does not flow anew. Take the e-book for that.</p>"


def _web(book: Book) -> Callable[[Product], Iterator[str]]:
    url = escape(book.edition("html").url)
    at = f'<p>It stands at <a href="{url}">{url}</a>.</p>\n' if url else ""
    works = "<p>It works with the keyboard alone, without scripts, in a light and a dark form, and at any size of text.</p>"
    return lambda _: iter([at + works])


def _letters(book: Book) -> Iterator[str]:
    contact = escape(book.releasing.contact)
    whom = f'<a href="mailto:{contact}">{contact}</a>' if contact else escape(book.metadata.publisher or "the publisher")
    yield "<h2>Word to us</h2>"
    yield f"<p>If something keeps you from reading, write to {whom}, and say what you read with.</p>"


def _list(lines: Sequence[str]) -> str:
    return "\n".join(["<ul>", *(f"<li>{line}</li>" for line in lines), "</ul>"])
