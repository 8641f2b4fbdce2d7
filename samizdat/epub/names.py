"""File names inside the container: safe for every reading system, and no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable


def safe(name: str) -> str:
    """`name` with letters, digits, dots, underscores and single hyphens alone (EPUB 3.3 section 4.2.3; older readers know ASCII only)."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9._-]+", "-", name)).strip("-.") or "unnamed"


def distinct(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Safe stems in the order of `names`; one that would repeat another, or one of `taken`, letter case apart, gets a number.

    EPUB 3.3 section 4.2.3 asks for names that differ after case folding.
    """
    used = {name.casefold() for name in taken}
    stems: list[str] = []
    for name in names:
        stem, number = safe(name), 1
        while stem.casefold() in used:
            number += 1
            stem = f"{safe(name)}-{number}"
        used.add(stem.casefold())
        stems.append(stem)
    return stems
