"""What a book is about, and for whom: BISAC, Thema, keywords and the audience, as ONIX elements."""

from __future__ import annotations

from collections.abc import Iterator

from samizdat.book import Metadata
from samizdat.release.onix.elements import Element, empty, said

BISAC, KEYWORDS, THEMA = "10", "20", "93"
QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
"""Of ONIX list 27, by the first digit of a Thema qualifier: place, language, time, education, interest, style."""
AUDIENCES = {"general": "01", "children": "02", "teenage": "03", "education": "04", "higher-education": "05", "professional": "06"}
"""Of ONIX list 28, by the words of `manuscript.releasing`."""
ONIX_AUDIENCE = "01"


def subjects(metadata: Metadata) -> Iterator[Element | None]:
    """The subjects, the first code of BISAC and of Thema as the main one of its scheme."""
    named = [code for code in metadata.thema if code[0] not in QUALIFIERS]
    for scheme, codes in ((BISAC, metadata.bisac), (THEMA, named)):
        for place, code in enumerate(codes):
            yield said("Subject", empty("MainSubject") if not place else None, *_code(scheme, code))
    for code in metadata.thema:
        if code[0] in QUALIFIERS:
            yield said("Subject", *_code(QUALIFIERS[code[0]], code))
    if metadata.subjects:
        yield said("Subject", said("SubjectSchemeIdentifier", KEYWORDS), said("SubjectHeadingText", "; ".join(metadata.subjects)))


def audience(word: str) -> Element | None:
    """Whom the book is for."""
    return said("Audience", said("AudienceCodeType", ONIX_AUDIENCE), said("AudienceCodeValue", AUDIENCES[word]))


def _code(scheme: str, code: str) -> list[Element | None]:
    return [said("SubjectSchemeIdentifier", scheme), said("SubjectCode", code)]
