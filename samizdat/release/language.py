"""The language of a book as the trade and libraries code it."""

from __future__ import annotations

from dataclasses import dataclass

import langcodes

UNDETERMINED = "und"
COUNTRY = 2


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its three letters (ISO 639-2/B, as ONIX list 74 and MARC 21 have them), its country (ISO 3166-1) and script (ISO 15924), empty if unsaid."""

    code: str
    country: str
    script: str


def of_tag(tag: str) -> Language:
    """The language that a BCP 47 tag names; `und` for one that has no code of three letters."""
    read = langcodes.Language.get(tag, normalize=False)
    try:
        code = read.to_alpha3(variant="B")
    except LookupError:
        code = UNDETERMINED
    country = read.territory or ""
    return Language(code, country if len(country) == COUNTRY else "", read.script or "")
