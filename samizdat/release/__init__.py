"""A release: everything that shops, printers, libraries and readers are handed, in one folder, once nothing is missing.

    manuscript ──checks, requirements──▶ problems      what is wrong or missing, all of it at once, before anything is built
    the build and the printers' jobs ──▶ products ──▶ onix, marc, table, statement ──▶ folder ──▶ release/

`editions` says what is handed out, `revision` which version of the text it is, `access` what the EPUB says of itself, `names` what files are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from samizdat import checks, files, manuscript
from samizdat.book import Book
from samizdat.html.about import cover_address
from samizdat.problems import Place, Problem, ProblemsFound, errors
from samizdat.release import faults, onix
from samizdat.release.editions import handed_out, printers, products
from samizdat.release.folder import SUMS, collected, named_here, with_list
from samizdat.release.onix import validity
from samizdat.release.readme import readme as list_of
from samizdat.release.requirements import requirements as missing
from samizdat.release.revision import revision as version_of
from samizdat.report import Made, Report
from samizdat.steps import Steps

__all__ = ["FOLDER", "check", "printers", "release"]

FOLDER = "release"
"""In the folder of results."""
REPORTS = "reports"
COVERS = (".jpg", ".jpeg", ".png")
"""Pictures that shops can fetch (ONIX list 178)."""

NOT_INSTALLED = ("E091", "H091")
"""The codes that step 7 gives a validator that is not there: elsewhere a piece of information, here a reason to stop."""

Build = Callable[[Book], tuple[Report, Mapping[str, bytes]]]
"""Makes every edition of a book and the files of each of its printers, and tells of them; with reports of other checks by name. `book.revision` is to
stand in the editions. Raises ProblemsFound where a check fails."""


def check(root: Path, steps: Steps) -> list[Problem]:
    """What would keep the book in the folder `root` from being handed out, as far as it shows before anything is built. Raises ProblemsFound where it cannot
    be read."""
    with steps.step("read"):
        book = manuscript.read(root)
    with steps.step("check"):
        return sorted({*checks.check(book), *missing(book, version_of(root))})


def release(root: Path, out: Path, build: Build, steps: Steps) -> Report:
    """Build the book in the folder `root` and put what is handed out in `out`/release, in place of the last one.

    Raises ProblemsFound with everything that stops it: of the manuscript, before anything is built, or else of the build. The last release then stays as
    it is.
    """
    book = manuscript.read(root)
    version = version_of(root)
    book = replace(book, revision=str(version or ""))
    with steps.step("check"):
        found = sorted({*checks.check(book), *missing(book, version), *_not_ours(out / FOLDER)})
        _stop_on_errors(found)
    report, reports = build(book)
    with steps.step("release"):
        _stop_on_errors(sorted({*found, *report.problems, *_unchecked(report)}))
        made = _files(book, report, reports)
        files.write_folder_whole(out / FOLDER, made)
    problems = tuple(sorted({*report.problems, *found}))
    handed = Made("release", out / FOLDER)
    return replace(report, made=(*report.made, handed), problems=problems, seconds=dict(steps.seconds), unchanged=False)


def _files(book: Book, report: Report, reports: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the release. Raises ProblemsFound for an ONIX message that is none."""
    listed = products(book, report)
    message = onix.message(book, listed, report.words, _cover(book))
    place = Place(f"{FOLDER}/onix.xml")
    _stop_on_errors([faults.not_onix(place, said) for said in validity.faults(message)])
    told = {f"{REPORTS}/{name}": named_here(book, report, data) for name, data in reports.items()}
    made = collected(book, report, listed, message) | told
    return with_list(made, list_of(book, [*made, SUMS]))


def _cover(book: Book) -> str:
    """The address of the cover in the web edition, where that has one and is handed out."""
    address = cover_address(book) if "html" in handed_out(book) else ""
    return address if address.lower().endswith(COVERS) else ""


def _not_ours(folder: Path) -> list[Problem]:
    there = folder.exists() and not (folder / SUMS).is_file()
    return [faults.not_ours(Place(str(folder)))] if there else []


def _unchecked(report: Report) -> list[Problem]:
    return [faults.not_checked(one.place, one.what) for one in report.problems if one.code in NOT_INSTALLED]


def _stop_on_errors(problems: list[Problem]) -> None:
    if errors(problems):
        raise ProblemsFound(problems)
