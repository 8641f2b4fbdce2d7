"""What a reader can do with the book, said only where it is true of the documents (EPUB Accessibility 1.1 section 3; schema.org terms)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from samizdat.epub.documents import Document
from samizdat.epub.metadata import meta
from samizdat.epub.package import XML_LANG


def statements(documents: Sequence[Document]) -> Iterator[etree._Element]:
    """The accessibility metadata of a book whose content is `documents`, its cover page among them."""
    pictures = any(_pictures(document) for document in documents if document.term != "cover")
    described = all(_described(picture) for document in documents for picture in _pictures(document))
    modes = ["textual", "visual"] if pictures else ["textual"]
    yield from (meta("schema:accessMode", mode) for mode in modes)
    if described:
        yield meta("schema:accessModeSufficient", "textual")
    if pictures:
        yield meta("schema:accessModeSufficient", "textual,visual")
    yield from (meta("schema:accessibilityFeature", feature) for feature in _features(documents, described))
    yield meta("schema:accessibilityHazard", "none")
    summary = meta("schema:accessibilitySummary", _summary(documents, pictures, described))
    summary.set(XML_LANG, "en")
    yield summary


def _features(documents: Sequence[Document], described: bool) -> Iterator[str]:
    """The features of the book, by their names in the accessibility discovery vocabulary."""
    yield "ARIA"
    if described:
        yield "alternativeText"
    yield "displayTransformability"
    yield "readingOrder"
    if any(document.root.find(".//h1") is not None for document in documents):
        yield "structuralNavigation"
    yield "tableOfContents"


def _summary(documents: Sequence[Document], pictures: bool, described: bool) -> str:
    """The same in sentences, for people."""
    sentences = ["The text can be set in any size, typeface and colors, and read aloud."]
    sentences.append("A table of contents and headings lead through it.")
    if any(document.root.find(".//a[@role='doc-noteref']") is not None for document in documents):
        sentences.append("Every note call is linked to its note, and every note back to its call.")
    if pictures:
        sentences.append("All pictures are described in words." if described else "Some pictures are not described in words.")
    return " ".join(sentences)


def _pictures(document: Document) -> list[etree._Element]:
    """The pictures of one document."""
    return [*document.root.iterfind(".//img"), *document.root.iterfind(".//{*}svg")]


def _described(picture: etree._Element) -> bool:
    """Whether a picture has words in its place, or is marked as mere ornament."""
    words = picture.get("alt", "") or picture.get("aria-label", "")
    return bool(words.strip()) or picture.get("role") in ("presentation", "none") or picture.get("aria-hidden") == "true"
