"""Names made for machines out of words."""

from __future__ import annotations

import re
import unicodedata

NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` in lower-case ASCII letters, digits and hyphens; accents are dropped, other scripts leave nothing. May be empty."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower().replace("'", "")
    return NOT_IN_A_SLUG.sub("-", ascii_text).strip("-")
