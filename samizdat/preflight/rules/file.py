"""Rules about the file: whether it opens, how new it is, how large, what it carries besides pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samizdat.preflight.document import Document, Refused
from samizdat.preflight.rules.finding import Finding, Job, Rule, Spot, grouped
from samizdat.preflight.words import amount, count

MEGABYTE = 1_000_000
LOCKED, UNLOCK = "a printer's machine cannot open it", "make the PDF again without password or permissions"
TAKE_OUT = "make the file by  ./inv print;  if it has made it, take it out of the PDF that it was made from"
LET_BE = "nothing, if the printer is content with that"
SHOWN = 5
"""Messages of one kind that are told."""


def unreadable(refused: Refused) -> Finding:
    """P100 The file cannot be read.

    Limit: it is no file or no PDF (no “%PDF-” in its first 1,024 bytes), or damaged beyond mending; it has more than 5,000 pages or says more than six
    million operators; reading it takes more than two minutes or four gigabytes of memory.
    Source: ours.
    """
    if refused.code == "P102":
        return Finding("P102", "the file opens with a password only", LOCKED, UNLOCK)
    return Finding(
        "P100", f"the file cannot be read: {refused.why}", "no page of it can be judged, or printed", "give a PDF, or make it again"
    )


def damaged(document: Document, _: Job) -> Iterator[Finding]:
    """P101 The file is damaged.

    Limit: any fault of syntax, on a page or in the file, that had to be mended or passed over to read it.
    Source: ISO 32000-1, 7; a press need not mend what a viewer mends.
    """
    found = [(what, Spot(0)) for what in document.damage]
    found += [(what, Spot(page.number)) for page in document.pages for what in page.painted.faults]
    for what, spots in list(grouped(found))[:SHOWN]:
        yield Finding(
            "P101",
            f"the file is damaged: {what}",
            "a press may print less than you see, or nothing",
            "make the PDF again; do not repair it",
            spots=spots,
        )


def encrypted(document: Document, _: Job) -> Iterator[Finding]:
    """P102 The file is encrypted.

    Limit: any encryption, with or without a password.
    Source: ISO 15930-4 and -7 forbid it; printers' machines cannot type passwords.
    """
    if document.encrypted:
        yield Finding("P102", "the file is encrypted", LOCKED, UNLOCK)


def too_new(document: Document, job: Job) -> Iterator[Finding]:
    """P103 The PDF version is newer than the printer takes.

    Limit: `newest` of the printer's profile.
    Source: the profile.
    """
    newest = job.printer.file.newest
    if newest and tuple(map(int, document.version.split("."))) > tuple(map(int, newest.split("."))):
        yield Finding("P103", f"the PDF version is {document.version}; {job.printer.name} takes {newest} at the most", "an old machine may misread it",
                      f"make the PDF as version {newest}")  # fmt: skip


def too_large(document: Document, job: Job) -> Iterator[Finding]:
    """P104 The file is larger than the printer takes.

    Limit: `megabytes` of the printer's profile, in millions of bytes.
    Source: the profile.
    """
    most, have = job.printer.file.megabytes, document.length / MEGABYTE
    if most is not None and have > most:
        yield Finding("P104", f"the file has {amount(round(have, 1))} MB; {job.printer.name} takes {amount(most)}", "it cannot be sent",
                      "make the pictures as large as they are printed (300 ppi), no larger")  # fmt: skip


def noted(document: Document, job: Job) -> Iterator[Finding]:
    """P133 Links or notes lie on the pages.

    Limit: none, unless the profile keeps annotations; printer's marks and trap networks are none of these.
    Source: the profile; ISO 15930-4 and -7 for PDF/X.
    """
    if "annotations" in job.printer.file.keeps:
        return
    found = [
        (kind, Spot(page.number, box))
        for page in document.pages
        for kind, box in page.annotations
        if kind not in ("PrinterMark", "TrapNet")
    ]
    counts = Counter(kind for kind, _ in found)
    for kind, spots in grouped(found):
        what = f"{count(counts[kind], 'annotation')} ({kind})"
        yield Finding("P133", what, f"{job.printer.name} keeps none: they could be printed as frames, and PDF/X forbids them",
                      "make the file for the printer:  ./inv print  or take them out", spots=spots)  # fmt: skip


def active(document: Document, _: Job) -> Iterator[Finding]:
    """P134 The file does something, or carries other files.

    Limit: no forms, scripts, actions on opening, films, sounds, attached files.
    Source: ISO 15930-4 and -7; a printer refuses what is no page.
    """
    for what in document.active:
        yield Finding("P134", f"the file has {what}", "a printer refuses what is no page", "make the PDF again without it")


def carried(document: Document, job: Job) -> Iterator[Finding]:
    """P135 The file carries what the printer does not keep.

    Limit: the profile's `keeps`; layers are never kept. Titles and other metadata are only mentioned.
    Source: the profile.
    """
    names = {"outline": "an outline", "tags": "tags for screen readers", "metadata": "a title or other metadata", "layers": "layers"}
    for one in document.carries:
        if one not in job.printer.file.keeps and not (one == "metadata" and job.standard):
            why = "what is hidden could be printed" if one == "layers" else f"{job.printer.name} does not keep it"
            known = one == "metadata"
            yield Finding("P135", f"the file has {names[one]}", why, LET_BE if known else TAKE_OUT, "info" if known else "warning")


def questions(_: object, job: Job) -> Iterator[Finding]:
    """P149 A question for the printer.

    Limit: each of the profile's `ask`.
    Source: the profile: no source says it, and no rule was judged by it.
    """
    for question in job.printer.ask:
        yield Finding("P149", f"ask the printer: {question}", severity="info")


RULES: tuple[Rule, ...] = (damaged, encrypted, too_new, too_large, noted, active, carried, questions)
