"""What the EPUB says of who can read it, held against what it is; and what EPUBCheck passes over and a listener does not (rules 062 to 065, 067)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

from samizdat.problems import Place, Problem
from samizdat.verify import rules
from samizdat.verify.documents import Document, Edition, has_role, line, text, types
from samizdat.verify.package import Package
from samizdat.verify.words import is_apparatus

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEATURE, MODE, SUFFICIENT = "schema:accessibilityFeature", "schema:accessMode", "schema:accessModeSufficient"
REQUIRED = (MODE, FEATURE, "schema:accessibilityHazard")
LICENCE_NAME = 13
NO_EMBEDDING = 0x0002
"""OpenType OS/2 fsType, bit 1: restricted licence embedding."""


def check(edition: Edition, package: Package) -> Iterator[Problem]:
    """What is wrong with the claims of the package and the documents they are about."""
    yield from _claims(edition, package)
    for document in edition.documents:
        for rule in (_languages, _tables, _links):
            yield from rule(edition, document)
    yield from _fonts(edition, package)


def _claims(edition: Edition, package: Package) -> Iterator[Problem]:
    place = Place(f"{edition.shown}/{package.path}")
    said = {(meta.get("property") or "", (meta.text or "").strip()) for meta in package.root.iterfind("metadata/meta")}
    names = {name for name, _ in said}
    for name in [name for name in REQUIRED if name not in names]:
        yield rules.problem("E", 62, place, f"the package says nothing of {name}")
    for claim, true in _truth(edition).items():
        if claim in said and not true:
            yield rules.problem("E", 62, place, f"the package claims {claim[1]} ({claim[0]}), which is not so")
    if "dcterms:conformsTo" in names and "a11y:certifiedBy" not in names:
        yield rules.problem("E", 62, place, "the package claims to conform and does not say who has certified it")
    if "pageBreakSource" not in names and _any(edition, "doc-pagebreak"):
        yield rules.problem("E", 62, place, "pages are marked, and the package does not say of which edition (pageBreakSource)")


def _truth(edition: Edition) -> dict[tuple[str, str], bool]:
    """Claims that can be held against the documents, and whether each is true."""
    images = [(document, image) for document in edition.documents for image in document.root.iter("img")]
    described = all((image.get("alt") or "").strip() or image.get("role") in ("presentation", "none") for _, image in images)
    navs = {term for document in edition.documents for nav in document.root.iter("nav") for term in types(nav)}
    paged = _any(edition, "doc-pagebreak")
    return {
        (FEATURE, "alternativeText"): described,
        (SUFFICIENT, "textual"): described,
        (FEATURE, "tableOfContents"): "toc" in navs,
        (FEATURE, "pageNavigation"): "page-list" in navs,
        (FEATURE, "pageBreakMarkers"): paged,
        (FEATURE, "index"): any("index" in types(element) for document in edition.documents for element in document.root.iter("section")),
        (FEATURE, "longDescription"): any(image.get("aria-details") or image.get("aria-describedby") for _, image in images),
        ("schema:accessibilityHazard", "none"): not any(
            next(document.root.iter("audio", "video", "script", "iframe", "animate"), None) is not None for document in edition.documents
        ),
    }


def _any(edition: Edition, role: str) -> bool:
    return any(has_role(element, role) for document in edition.documents for element in document.root.iter("*"))


def _languages(edition: Edition, document: Document) -> Iterator[Problem]:
    """Each document says its language, and says it once for HTML and once for XML."""
    if not document.root.get("lang"):
        yield edition.problem(document, 63, "the document does not say its language", document.root)
    for element in document.root.iter("*"):
        if element.get("lang") != element.get(XML_LANG):
            what = f"lang says {element.get('lang') or 'nothing'} and xml:lang {element.get(XML_LANG) or 'nothing'}"
            yield edition.problem(document, 63, what, element)


def _tables(edition: Edition, document: Document) -> Iterator[Problem]:
    for table in document.root.iter("table"):
        heads = list(table.iter("th"))
        if not heads:
            place = Place(f"{edition.shown}/{document.path}", line(table))
            yield rules.problem("E", 64, place, "the table has no heads", severity="warning")
        for head in [head for head in heads if head.get("scope") not in ("col", "row", "colgroup", "rowgroup")]:
            yield edition.problem(document, 64, f"the head “{text(head)[:60]}” does not say what it heads", head)


def _links(edition: Edition, document: Document) -> Iterator[Problem]:
    for link in document.root.iter("a"):
        pictured = any((image.get("alt") or "").strip() for image in link.iter("img"))
        if not text(link) and not link.get("aria-label") and not pictured and not is_apparatus(link):
            yield edition.problem(document, 65, f"the link to {link.get('href')} has no words", link)


def _fonts(edition: Edition, package: Package) -> Iterator[Problem]:
    for path in sorted(path for path in package.members if path.lower().endswith((".ttf", ".otf", ".woff", ".woff2"))):
        place = Place(f"{edition.shown}/{path}")
        try:
            font = TTFont(io.BytesIO(package.members[path]), lazy=True)
            licence, right = font["name"].getDebugName(LICENCE_NAME), font["OS/2"].fsType
        except (TTLibError, KeyError, AssertionError):
            yield rules.problem("E", 67, place, "the font cannot be read")
            continue
        if not licence:
            yield rules.problem("E", 67, place, "the font comes without its licence")
        if right & NO_EMBEDDING:
            yield rules.problem("E", 67, place, "the font says that it may not be embedded")
