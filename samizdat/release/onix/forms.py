"""What an edition is in ONIX: its form (list 150) and the details of it (list 175)."""

from __future__ import annotations

from samizdat.release.onix.elements import Element, said

PAPERBACK, DOWNLOAD, ONLINE = "BC", "ED", "EC"
FORMS = {
    "print": (PAPERBACK,),
    "pdf": (DOWNLOAD, "E107", "E201"),
    "epub": (DOWNLOAD, "E101", "E200"),
    "html": (ONLINE, "E105", "E200"),
}
"""By the name of an edition: paperback, the only binding that covers are made for; PDF, fixed; EPUB, reflowable; HTML, reflowable."""


def form(edition: str) -> list[Element | None]:
    """The form of an edition, and its details."""
    code, *details = FORMS[edition]
    return [said("ProductForm", code), *(said("ProductFormDetail", detail) for detail in details)]
