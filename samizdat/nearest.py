"""The known word that a misspelt one is most like, for “did you mean” in messages."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKE_ENOUGH = 60.0
"""Least likeness (0 to 100, rapidfuzz `ratio`) at which a word is worth offering."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that is most like `word`, or an empty string if none is like enough. Of equals, the first by the alphabet."""
    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return found[0] if found else ""


def or_nearest(mend: str, word: str, known: Iterable[str]) -> str:
    """The advice `mend`, followed by the nearest known word if there is one: “…, or did you mean [word]?”."""
    offer = nearest(word, known)
    return f"{mend}, or did you mean {offer}?" if offer else mend
