"""Faults in what the book says of its release: `[release]` in `book.toml` (family M)."""

from __future__ import annotations

from samizdat.problems import Place, Problem


def bad_contact(place: Place, contact: str) -> Problem:
    """M030 A contact that is no e-mail address.

    What it does: Expects `contact` in `[release]` to have the form of an e-mail address.
    Why it matters: It is printed in the accessibility statement and sent to shops: a reader who cannot use the book writes there.
    Example: `contact = "The Press, Leeds"`
    Use instead: `contact = "letters@example.org"`
    """
    why = "readers who cannot use the book write to it, and shops are sent it"
    return Problem(place, "M030", f"“{contact}” is not an e-mail address", why, 'write one, as  contact = "letters@example.org"')


def bad_country(place: Place, code: str) -> Problem:
    """M031 A country that is not a code.

    What it does: Expects each country in `sold-in` to be two capital letters (ISO 3166-1), or `WORLD` to stand alone. Whether there is such a country is not
    looked up.
    Why it matters: Shops read by machine where they may sell the book.
    Example: `sold-in = ["Ireland", "UK"]`
    Use instead: `sold-in = ["IE", "GB"]`, or `sold-in = ["WORLD"]`.
    """
    mend = 'write the two letters of ISO 3166-1, as  sold-in = ["IE", "GB"] , or  sold-in = ["WORLD"]'
    return Problem(place, "M031", f"“{code}” is not the code of a country", "shops read by machine where they may sell the book", mend)
