"""Rules about what the book says of itself: title, authors, ISBN, PDF/X."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from samizdat.preflight import identification, isbns
from samizdat.preflight.document import Document, Page
from samizdat.preflight.rules.cover import pictured
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot
from samizdat.preflight.words import count, quote
from samizdat.problems import Severity

FIRST = 12
"""Pages at the front that have the title page and the copyright page among them. Ours."""


def titles(document: Document, job: Job) -> Iterator[Finding]:
    """P119 Title, author or ISBN are not the same everywhere.

    Limit: letters and digits are compared. Expected title and authors are to stand in the first twelve pages (on the cover: on it), and in the metadata
    where there are any. The ISBN that is expected is to stand there too; that none stands there is a warning for pages. Without expectations the title
    in the metadata is looked for in the first pages, as a warning. Words of a cover that are a picture or a drawing cannot be read: where pictures cover
    most of its front, or it has no text, that title and authors were not found is only mentioned.
    Source: ours; shops compare cover, copyright page and order.
    """
    pages, expected = document.pages[:FIRST], job.expected
    text = letters(" ".join(page.text for page in pages))
    where = "on the cover" if job.kind == "cover" else f"in the first {count(len(pages), 'page')}"
    unread = job.kind == "cover" and (not text or any(pictured(page, job) for page in pages))
    for name, value in (("title", expected.title), *(("author", author) for author in expected.authors)):
        if value and letters(value) not in text:
            yield _unread(name, value) if unread else _differs(f"the {name} “{quote(value)}” does not stand {where}")
    yield from _metadata(document, job, "" if unread else text, where)
    yield from _isbn(document, job, pages, where)


def _metadata(document: Document, job: Job, text: str, where: str) -> Iterator[Finding]:
    about, expected = document.about, job.expected
    if expected.title and about.title and not _alike(expected.title, about.title):
        yield _differs(f"the metadata have the title “{quote(about.title)}” instead of “{quote(expected.title)}”")
    for author in expected.authors:
        if about.author and letters(author) not in letters(about.author):
            yield _differs(f"the metadata have the author “{quote(about.author)}”, without “{quote(author)}”")
    if not expected.title and about.title and text and not _alike(about.title, text) and letters(about.title.split(":")[0]) not in text:
        yield _differs(f"the metadata have the title “{quote(about.title)}”, which does not stand {where}", "warning")


def _isbn(document: Document, job: Job, pages: tuple[Page, ...], where: str) -> Iterator[Finding]:
    wanted = isbns.thirteen(isbns.digits(job.expected.isbn))
    if not wanted:
        return
    found = {isbns.thirteen(one) for page in pages for one in isbns.written(page.text)}
    if wanted not in found:
        others = f"; {', '.join(sorted(found))} does" if found else ""
        yield _differs(f"the ISBN {job.expected.isbn} does not stand {where}{others}", "error" if found else "warning")
    said = {isbns.thirteen(one) for one in isbns.written(document.about.words)}
    if said and wanted not in said:
        yield _differs(f"the metadata have the ISBN {', '.join(sorted(said))} instead of {job.expected.isbn}")


def _alike(one: str, other: str) -> bool:
    """Whether one title is the other, or the other with its subtitle."""
    short, long = sorted((letters(one), letters(other)), key=len)
    return bool(short) and short in long


def _unread(name: str, value: str) -> Finding:
    return Finding("P119", f"whether the {name} “{quote(value)}” stands on the cover cannot be read there", "words in a picture or a drawing are no text",
                   "look at the cover", "info")  # fmt: skip


def _differs(what: str, severity: Severity = "error") -> Finding:
    return Finding(
        "P119", what, "shops and printers compare them, and refuse a book where they differ", "make them the same everywhere", severity
    )


def letters(text: str) -> str:
    """Letters and digits alone, without case and forms: what stays of words however they are set."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def check_digits(document: Document, job: Job) -> Iterator[Finding]:
    """P145 The last digit of an ISBN is wrong.

    Limit: every ISBN in the first twelve pages, on the cover and in the metadata, and the one that is expected.
    Source: ISO 2108.
    """
    places: list[tuple[str, tuple[Spot, ...]]] = [
        (one, (Spot(page.number),)) for page in document.pages[:FIRST] for one in isbns.written(page.text)
    ]
    places += [(one, ()) for one in isbns.written(document.about.words)]
    places += [(isbns.digits(job.expected.isbn), ())] if job.expected.isbn else []
    wrong = {one: spots for one, spots in reversed(places) if not isbns.right(one)}
    for one, spots in sorted(wrong.items()):
        yield Finding("P145", f"the ISBN {one} is none: its last digit is not the right one", "no shop finds the book",
                      "correct the digit that was mistyped", spots=spots)  # fmt: skip


def output_intent(document: Document, job: Job) -> Iterator[Finding]:
    """P136 No output intent says for which press the colours are.

    Limit: one of the kind GTS_PDFX with a profile or a named condition, where the profile of the printer asks for it. A warning: the file prints without.
    Source: the profile.
    """
    named = [intent for intent in document.about.intents if intent.kind == "GTS_PDFX" and (intent.profile or intent.condition)]
    if job.printer.file.profile_asked and not named:
        yield Finding("P136", "no output intent says for which press the colours are", f"{job.printer.name} asks for it",
                      'ask the printer for its profile, and write its path as  profile = "NAME.icc"  under [print]', "warning")  # fmt: skip


def false_label(document: Document, _: Job) -> Iterator[Finding]:
    """P137 The file says that it is PDF/X, and is not.

    Limit: everything that `samizdat.preflight.standards` finds; labels of other PDF/X are not judged, and told.
    Source: ISO 15930-4 and -7, as we read them.
    """
    claimed = document.about.claimed
    if claimed and claimed not in identification.STANDARDS:
        yield Finding("P137", f"the file says that it is {claimed}", "that is not looked at here", severity="info")
    for fault in document.faults.get(claimed, ()):
        yield Finding(
            "P137",
            f"the file says that it is {claimed}: {fault}",
            "the printer's own check sends it back",
            "mend it, or leave the label out",
        )


def no_label(document: Document, job: Job) -> Iterator[Finding]:
    """P138 The file is not the PDF/X that the printer asks for.

    Limit: the label, and what keeps the file from it. A warning: printers that ask for PDF/X take other files too, and change them.
    Source: the profile.
    """
    asked, claimed = job.standard, document.about.claimed
    if asked and claimed != asked:
        said = f"it says that it is {claimed}" if claimed else "it does not say that it is"
        yield Finding("P138", f"the file is not {asked}, which {job.printer.name} asks for; {said}", "; ".join(document.faults.get(asked, ())),
                      "mend what is named; where a profile is missing, ask the printer for it", "warning")  # fmt: skip


RULES: tuple[Rule, ...] = (titles, check_digits, output_intent, false_label, no_label)
