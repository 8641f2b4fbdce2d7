"""What keeps a book from being handed out (family R): one function a fault. `docs/release.md` has them all."""

from __future__ import annotations

from collections.abc import Sequence

from samizdat.problems import Place, Problem


def no_isbn(place: Place, edition: str, table: str, others: Sequence[str]) -> Problem:
    """R001 An edition that is handed out has no ISBN; `others` are those that are handed out beside it."""
    what = f"the {edition} edition is handed out and has no ISBN"
    why = "shops and libraries know an edition by its ISBN, and each edition has its own (ISO 2108)"
    left_out = ", ".join(f'"{name}"' for name in others)
    mend = f'write  isbn = "…"  under  [{table}] , or leave it out with  editions = [{left_out}]  under  [release]'
    return Problem(place, "R001", what, why, mend)


def no_metadata(place: Place, key: str, why: str, mend: str) -> Problem:
    """R002 Shops ask for something that the book does not say."""
    return Problem(place, "R002", f"the book says no {key}", why, mend)


def open_query(place: Place, mark: str) -> Problem:
    """R003 A question is still open in the text."""
    why = "it would be printed, or what it asks for would be missing"
    return Problem(place, "R003", f"a question is still open: “{mark}”", why, "answer it and take the mark out")


def draft(place: Place, edition: str) -> Problem:
    """R004 The edition is called a draft."""
    mend = 'write what the edition is, as  edition = "First edition" , or take the line out'
    return Problem(place, "R004", f"the book calls itself “{edition}”", "it would be printed, and sent to shops as the edition", mend)


def small_cover(place: Place, size: tuple[int, int], least: tuple[int, int], shop: str) -> Problem:
    """R005 The picture of the cover has too few pixels for a shop to take it."""
    what = f"the picture of the cover is {size[0]} × {size[1]} px, and {shop} takes none under {least[0]} × {least[1]}"
    return Problem(place, "R005", what, "it would be sent back, or look coarse", "give a picture of 1600 × 2560 px or more")


def stretched_cover(place: Place, size: tuple[int, int], wanted: tuple[int, int]) -> Problem:
    """R006 The picture of the cover has fewer pixels than shops ask for."""
    what = f"the picture of the cover is {size[0]} × {size[1]} px, and is stretched to {wanted[0]} × {wanted[1]}"
    mend = f"give a picture of {wanted[0]} × {wanted[1]} px or more"
    return Problem(place, "R006", what, "a stretched picture looks soft in a shop", mend, "warning")


def modified(place: Place, revision: str) -> Problem:
    """R007 The text has been changed since its last revision."""
    what = f"the text has been changed since revision {revision}"
    why = "nobody could find again just what was handed out; the book will say “modified”"
    return Problem(place, "R007", what, why, 'type  git add . && git commit -m "…"  in the manuscript folder', "warning")


def no_revision(place: Place) -> Problem:
    """R008 The manuscript is not kept in git."""
    why = "the book cannot say which version of the text it holds"
    return Problem(
        place,
        "R008",
        "there is no revision of the manuscript folder in git",
        why,
        'type  git init && git add . && git commit -m "…"  there',
        "info",
    )


def no_revision_page(place: Place) -> Problem:
    """R009 No page can say the version of the text."""
    why = "it stands on the colophon or the copyright page that the pipeline makes, and the book has neither"
    mend = 'write  "colophon"  in the list  back  under  [contents]'
    return Problem(place, "R009", "the version of the text stands nowhere in the book", why, mend, "info")


def no_contact(place: Place) -> Problem:
    """R010 Nobody is named who answers readers."""
    why = "the accessibility statement has to say where a reader can write who cannot use the book"
    return Problem(place, "R010", "the book names no contact", why, 'write  contact = "letters@example.org"  under  [release]', "warning")


def no_countries(place: Place) -> Problem:
    """R011 It is not said where the book may be sold."""
    why = "the ONIX record then says nothing of rights of sale, and many shops ask for them"
    mend = 'write  sold-in = ["WORLD"]  or a list of countries under  [release]'
    return Problem(place, "R011", "it is not said where the book may be sold", why, mend, "info")


def not_onix(place: Place, said: str) -> Problem:
    """R012 The ONIX message is not valid."""
    why = "shops would refuse it"
    return Problem(
        place,
        "R012",
        f"the ONIX message is not valid: {said}",
        why,
        "look at what the book.toml says there; if it is right, this is a bug in samizdat",
    )


def not_ours(place: Place) -> Problem:
    """R013 The folder for the release holds other things."""
    why = "the whole folder is replaced with each release, and what stands there would be lost"
    return Problem(place, "R013", "the folder was not made by a release", why, "move it elsewhere")


def not_checked(place: Place, said: str) -> Problem:
    """R014 A validator could not be asked."""
    why = "nothing is handed out that was not checked by all of them"
    return Problem(place, "R014", f"a check was not made: {said}", why, "install what is missing:  ./inv doctor  tells how")
