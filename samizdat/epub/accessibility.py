"""What a reader can do with the book, said only where it is true of the documents (EPUB Accessibility 1.1 section 2; schema.org terms)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from samizdat.book import Metadata
from samizdat.epub.documents import Document, text
from samizdat.epub.metadata import meta
from samizdat.epub.package import XML_LANG, Resource
from samizdat.problems import Place, Problem, ProblemsFound

CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOVING = ("audio", "video", "script", "iframe", "object", "embed", "{*}animate", "{*}animateTransform", "{*}animateMotion", "{*}set")
GIF = "image/gif"


def statements(documents: Sequence[Document], pictures: Sequence[Resource], metadata: Metadata, plain: bool) -> Iterator[etree._Element]:
    """The accessibility metadata of a book whose content is `documents`, its cover page among them. `plain`: its style leaves the reader's choices free.

    Conformance is claimed where the book names who has examined it, and only then. Raises ProblemsFound where a fault shows that they cannot have.
    """
    visual = any(_pictures(document) for document in documents if document.term != "cover")
    described = all(_described(picture) for document in documents for picture in _pictures(document))
    yield from (meta("schema:accessMode", mode) for mode in (("textual", "visual") if visual else ("textual",)))
    if described:
        yield meta("schema:accessModeSufficient", "textual")
    if visual:
        yield meta("schema:accessModeSufficient", "textual,visual")
    yield from (meta("schema:accessibilityFeature", feature) for feature in _features(documents, described, plain))
    yield meta("schema:accessibilityHazard", "none" if _is_still(documents, pictures) else "unknown")
    summary = meta("schema:accessibilitySummary", _summary(documents, visual, described, plain))
    summary.set(XML_LANG, "en")
    yield summary
    yield from _conformance(documents, metadata.certified_by)


def faults(documents: Sequence[Document]) -> list[str]:
    """What in the documents fails WCAG 2.2 AA, as far as they show it: pictures (1.1.1), headings and tables (1.3.1), titles (2.4.2), links (2.4.4)."""
    return [f"{document.name}: {what}" for document in documents for what in _faults(document)]


def _conformance(documents: Sequence[Document], certifier: str) -> Iterator[etree._Element]:
    if not certifier:
        return
    found = faults(documents)
    if found:
        what = f"{certifier} is said to have certified the EPUB, and it has faults: {'; '.join(found)}"
        raise ProblemsFound(
            [Problem(Place("book.toml"), "E906", what, "the claim would be false", "mend them, or take certified-by out of [book]")]
        )
    claim = meta("dcterms:conformsTo", CONFORMS_TO)
    claim.set("id", "conformance")
    yield claim
    yield meta("a11y:certifiedBy", certifier, "conformance")


def _faults(document: Document) -> Iterator[str]:
    if not document.title.strip():
        yield "it has no title"
    if not all(_described(picture) for picture in _pictures(document)):
        yield "a picture is not described in words"
    levels = [int(str(heading.tag)[1]) for heading in document.root.iter(*HEADINGS)]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of headings is left out"
    if any(table.find(".//th") is None or table.xpath(".//th[not(@scope)]") for table in document.root.iter("table")):
        yield "a table has no heads, or heads that do not say what they head"
    if any(not (text(link) or link.get("aria-label") or link.xpath(".//img[@alt!='']")) for link in document.root.iter("a")):
        yield "a link has no words"


def _features(documents: Sequence[Document], described: bool, plain: bool) -> Iterator[str]:
    """The features of the book, by their names in the accessibility discovery vocabulary (schema.org/accessibilityFeature)."""
    if _has(documents, "[@role]"):
        yield "ARIA"
    if described and any(_pictures(document) for document in documents):
        yield "alternativeText"
    if plain:
        yield "displayTransformability"
    if any(document.term == "index" for document in documents):
        yield "index"
    if _has(documents, "[@aria-details]"):
        yield "longDescription"
    if _has(documents, "[@role='doc-pagebreak']"):
        yield from ("pageBreakMarkers", "pageNavigation")
    yield "readingOrder"
    if any(document.root.find(".//h1") is not None for document in documents):
        yield "structuralNavigation"
    yield "tableOfContents"


def _summary(documents: Sequence[Document], visual: bool, described: bool, plain: bool) -> str:
    """The same in sentences, for people."""
    sentences = ["The text can be set in any size, typeface and colors, and read aloud." if plain else "The text can be read aloud."]
    sentences.append("A table of contents and headings lead through it.")
    if _has(documents, "[@role='doc-noteref']"):
        sentences.append("Every note call is linked to its note, and every note back to its call.")
    if visual:
        sentences.append("All pictures are described in words." if described else "Some pictures are not described in words.")
    if _has(documents, "[@role='doc-pagebreak']"):
        sentences.append("The pages of the print edition are marked and can be gone to.")
    return " ".join(sentences)


def _has(documents: Sequence[Document], condition: str) -> bool:
    return any(document.root.find(f".//*{condition}") is not None for document in documents)


def _is_still(documents: Sequence[Document], pictures: Sequence[Resource]) -> bool:
    """Whether nothing in the book can flash, move or sound."""
    moving = any(document.root.find(f".//{name}") is not None for document in documents for name in MOVING)
    return not moving and not any(picture.media_type == GIF or b"<animate" in picture.data for picture in pictures)


def _pictures(document: Document) -> list[etree._Element]:
    """The pictures of one document."""
    return [*document.root.iterfind(".//img"), *document.root.iterfind(".//{*}svg")]


def _described(picture: etree._Element) -> bool:
    """Whether a picture has words in its place, or is marked as mere ornament."""
    words = picture.get("alt", "") or picture.get("aria-label", "")
    return bool(words.strip()) or picture.get("role") in ("presentation", "none") or picture.get("aria-hidden") == "true"
