"""What readers can do with an edition, as ONIX codes: only what the file itself says, which the build has checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samizdat.book import Book
from samizdat.release.access import Access
from samizdat.release.editions import Product
from samizdat.release.onix.elements import Element, said

DETAIL, HAZARD, VERSION = "09", "12", "15"
"""Of ONIX list 79: an accessibility detail (list 196), a hazard (list 143), the version of the format (list 220)."""
FEATURES = {
    "ARIA": "30",
    "alternativeText": "14",
    "displayTransformability": "36",
    "index": "12",
    "pageBreakMarkers": "19",
    "pageNavigation": "41",
    "readingOrder": "13",
    "structuralNavigation": "29",
    "tableOfContents": "11",
}
"""From schema.org to ONIX list 196, by the W3C's crosswalk (w3c.github.io/a11y-discov-vocab/crosswalk). `longDescription` is left out: code 15 says
that all pictures have a full description, and the feature says that some have."""
WITHOUT_SIGHT, NO_HAZARD = "52", "00"
SUMMARY, CERTIFIED_BY, CONTACT, PDF_UA = "00", "90", "99", "05"
CONFORMS = re.compile(r"EPUB Accessibility 1\.1 - WCAG 2\.([012]) Level (A{1,3})")
EPUB_ACCESSIBILITY = "04"
WCAG = {"0": "80", "1": "81", "2": "82"}
LEVELS = {"A": "84", "AA": "85", "AAA": "86"}
EPUB_3_3 = "101F"
PDF_VERSIONS = {"1.3": "107C", "1.4": "107D", "1.6": "107F", "1.7": "107G", "2.0": "107J"}


def features(book: Book, product: Product) -> Iterator[Element | None]:
    """The ProductFormFeature elements of an edition; none for a printed book."""
    if product.name == "pdf":
        yield _feature(VERSION, PDF_VERSIONS.get(product.pdf_version, ""))
        yield _feature(DETAIL, PDF_UA if product.pdf_ua else "")
    if product.access:
        yield _feature(VERSION, EPUB_3_3)
        yield from _access(product.access)
    if product.name in ("pdf", "epub"):
        yield _feature(DETAIL, CONTACT if book.releasing.contact else "", book.releasing.contact)


def _access(access: Access) -> Iterator[Element | None]:
    for code in _codes(access):
        yield _feature(DETAIL, code)
    yield _feature(DETAIL, SUMMARY if access.summary else "", access.summary)
    yield _feature(DETAIL, CERTIFIED_BY if access.certified_by else "", access.certified_by)
    yield _feature(HAZARD, NO_HAZARD if access.hazards == ("none",) else "")


def _codes(access: Access) -> list[str]:
    """The codes of list 196 that need no words, in their order."""
    codes = {FEATURES[feature] for feature in access.features if feature in FEATURES}
    if "textual" in access.sufficient:
        codes.add(WITHOUT_SIGHT)
    if conforms := CONFORMS.fullmatch(access.conforms_to):
        codes |= {EPUB_ACCESSIBILITY, WCAG[conforms[1]], LEVELS[conforms[2]]}
    return sorted(codes)


def _feature(kind: str, value: str, words: str = "") -> Element | None:
    """One feature; None for no value."""
    if not value:
        return None
    return said(
        "ProductFormFeature",
        said("ProductFormFeatureType", kind),
        said("ProductFormFeatureValue", value),
        said("ProductFormFeatureDescription", words),
    )
