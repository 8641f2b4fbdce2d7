"""What is made from finished editions of a book: an archive, the printer's job, a release; and the preflight of files. Only what has passed is put in place."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import get_args

import pikepdf

from samizdat import covers, dates, files, line, manuscript, preflight, printers, printing, stores
from samizdat import release as releases
from samizdat.archive import archive as archived
from samizdat.book import Book
from samizdat.manuscript.faults import bad_printer
from samizdat.nearest import or_nearest
from samizdat.preflight import Expected
from samizdat.printers import Printer
from samizdat.problems import Place, Problem, ProblemsFound, as_text, errors
from samizdat.report import Made, Report
from samizdat.steps import Steps

FOLDER = "print"
"""In the folder of results; in it a folder for each printer."""
PAGE = b"<!DOCTYPE HTML"
"""The beginning of a report, in capitals."""
QUESTION = "P149"
"""The preflight's code for what a printer must be asked; told once, of the interior."""
UNLABELLED = "P138"
"""The preflight's code for a standard that is asked and not reached; what makes the file says why."""


def archive(report: Report, steps: Steps) -> Report:
    """The PDF that `report` tells of as PDF/A-2b too, beside it. Raises ProblemsFound."""
    screen = _screen(report)
    target = screen.path.with_stem(f"{screen.path.stem}-archive")
    with steps.step("archive"):
        data, problems = archived(screen.path, target.name)
    if errors(problems):
        raise ProblemsFound([*report.problems, *problems])
    files.write_whole(target, data)
    return _with(report, [Made("archive", target, screen.pages)], [], steps)


def send(root: Path, named: str, report: Report, steps: Steps) -> Report:
    """From the PDF that `report` tells of what a printer gets, beside it in print/PRINTER: interior, cover, the front for shops, and a preflight report of
    the first two. `root` is the manuscript folder, `named` the printer, empty for the book's own.

    Raises ProblemsFound where a file would come back from the printer: the reports are then written, and the files are not.
    """
    book = manuscript.read(root)
    printer = _printer(book.root, named or book.printing.printer)
    screen = _screen(report)
    folder = screen.path.parent / FOLDER / printer.key
    with steps.step("print"):
        job = _job(book)
        inner = printing.interior(screen.path.read_bytes(), printer, job)
        pages = _pages(inner.pdf)
        wrap = covers.wrap(book, printer, pages)
        outer = printing.cover(wrap.pdf, printer, job)
        front = covers.front(book)
    stem, expected = folder / book.metadata.slug, _expected(book, pages)
    interior, cover, shop = (stem.with_name(f"{stem.name}-{end}") for end in ("interior.pdf", "cover.pdf", "front.jpg"))
    with steps.step("preflight"):
        problems = [
            *_at(interior, inner.problems),
            *_judged(interior, inner.pdf, printer, "interior", expected),
            *(_in(book, problem) for problem in wrap.problems),
            *_at(cover, outer.problems),
            *(
                one
                for one in _judged(cover, outer.pdf, printer, "cover", replace(expected, spine_mm=wrap.spine_mm))
                if one.code != QUESTION
            ),
        ]
    if errors(problems):
        raise ProblemsFound([*report.problems, *problems])
    for path, data in ((interior, inner.pdf), (cover, outer.pdf), (shop, front)):
        files.write_whole(path, data)
    made = [Made("print", interior, pages), Made("cover", cover, 1), Made("front", shop)]
    return _with(report, made, problems, steps)


def release(root: Path, out: Path, steps: Steps) -> Report:
    """Everything that is handed out of the book in `root`, in `out`/release: all editions, judged by the real validators, the files of each printer, and
    what shops would say of the EPUB. Raises ProblemsFound with all that stops it; the last release then stays.
    """

    def build(book: Book) -> tuple[Report, Mapping[str, bytes]]:
        report = line.build(root, out, ("pdf", "epub", "html"), steps, validators=True, revision=book.revision)
        found: list[Problem] = []
        for printer in releases.printers(book):
            try:
                report = send(root, printer, report, steps)
            except ProblemsFound as refused:
                found += refused.problems
        with steps.step("preflight"):
            judged = [(name, _shop(report, name)) for name in stores.names() if "epub" in {made.edition for made in report.made}]
        found += [problem for _, problems in judged for problem in errors(problems)]
        if errors(found):
            raise ProblemsFound(found)
        return report, {f"epub-{name}.txt": f"{as_text(problems)}\n".encode() for name, problems in judged}

    return releases.release(root, out, build, steps)


def _shop(report: Report, name: str) -> list[Problem]:
    path = next(made.path for made in report.made if made.edition == "epub")
    return stores.preflight(path, str(path), stores.store(name))


def epub_of(path: Path, shown: str, here: Path, named: str) -> list[Problem]:
    """What a shop would say of an EPUB of anybody's at `path`, which the author knows as `shown`; `named` is a shop, or a TOML file below `here`.
    Raises ProblemsFound for a shop or a file that is none.
    """
    try:
        shop = stores.read(here / named) if named.endswith(".toml") else stores.store(named)
    except KeyError:
        raise ProblemsFound([unknown_word("--store", named, stores.names())]) from None
    except (OSError, ValueError) as error:
        raise ProblemsFound([bad_printer(Place("--store"), named, str(error))]) from None
    try:
        return stores.preflight(path, shown, shop)
    except OSError as error:
        raise ProblemsFound([unreadable(shown, error.strerror or str(error))]) from None


def preflight_of(path: Path, shown: str, here: Path, named: str, kind: str) -> preflight.Report:
    """The preflight of a PDF of anybody's at `path`, which the author knows as `shown`, for the printer `named`: a profile of ours, or a TOML file below
    `here`. Raises ProblemsFound for a printer, a kind or a file that is none.
    """
    kinds = get_args(preflight.Kind)
    if kind not in kinds:
        raise ProblemsFound([unknown_word("--kind", kind, kinds)])
    try:
        return preflight.preflight(path, shown, _printer(here, named), next(one for one in kinds if one == kind), Expected())
    except OSError as error:
        raise ProblemsFound([unreadable(shown, error.strerror or str(error))]) from None


def _screen(report: Report) -> Made:
    return next(made for made in report.made if made.edition == "pdf")


def _with(report: Report, made: list[Made], problems: list[Problem], steps: Steps) -> Report:
    """The report with what was made after the build."""
    found = tuple(sorted({*report.problems, *problems}))
    return replace(report, made=(*report.made, *made), problems=found, seconds=dict(steps.seconds), unchanged=False)


def _printer(here: Path, name: str) -> Printer:
    """The printer's profile: one of ours, or a TOML file below `here`. Raises ProblemsFound for a name that is none."""
    try:
        return printers.read(here / name) if name.endswith(".toml") else printers.printer(name)
    except KeyError:
        raise ProblemsFound([unknown_word("--printer", name, printers.names())]) from None
    except (OSError, ValueError) as error:
        raise ProblemsFound([bad_printer(Place("--printer"), name, str(error))]) from None


def refuse_idle(options: Mapping[str, str], file: str) -> None:
    """Options that say nothing of a file of its kind. Raises ProblemsFound for those that are given."""
    given = [
        Problem(Place(option), "P094", f"{option} says nothing of {file}", mend="leave it out") for option, said in options.items() if said
    ]
    if given:
        raise ProblemsFound(given)


def page_for_report(path: Path, shown: str) -> Path:
    """Where a report may be written: to a new file, or over a page. Raises ProblemsFound for anything else that stands there."""
    if path.is_file() and path.read_bytes()[: len(PAGE)].upper() == PAGE:
        return path
    if path.exists() or not path.parent.is_dir():
        what = "there is no such folder" if not path.parent.is_dir() else "another file stands there, and would be replaced"
        raise ProblemsFound(
            [Problem(Place(shown), "P093", f"the report cannot be written: {what}", mend="give --page a new name, as report.html")]
        )
    return path


def unknown_word(option: str, word: str, known: Sequence[str]) -> Problem:
    """A word on the command line that means nothing there."""
    return Problem(Place(option), "P091", f"“{word}” means nothing here", mend=or_nearest(f"give one of {', '.join(known)}", word, known))


def unreadable(shown: str, reason: str) -> Problem:
    """A file on the command line that cannot be opened."""
    return Problem(Place(shown), "P092", f"the file cannot be opened: {reason}", mend="look at its name and where it stands")


def _job(book: Book) -> printing.Job:
    metadata, said = book.metadata, book.printing
    profile = files.inside(book.root, said.profile).read_bytes() if said.profile else b""
    return printing.Job(
        trim=book.edition("pdf").trim,
        title=metadata.title,
        date=dates.of_text(book),
        authors=covers.authors(book),
        isbn=said.isbn,
        language=metadata.language,
        profile=profile,
        condition=said.condition,
    )


def _expected(book: Book, pages: int) -> Expected:
    return Expected(book.metadata.title, covers.authors(book), book.printing.isbn, book.edition("pdf").trim, pages)


def _pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def _judged(path: Path, data: bytes, printer: Printer, kind: preflight.Kind, expected: Expected) -> tuple[Problem, ...]:
    """What the preflight says of a file that is to stand at `path`; its report is written beside it. The label that was not earned is told before."""
    with tempfile.TemporaryDirectory() as aside:
        held = Path(aside) / path.name
        held.write_bytes(data)
        report = preflight.preflight(held, str(path), printer, kind, expected)
    stem = path.with_name(f"{path.stem}-preflight")
    for suffix, text in ((".txt", report.as_text()), (".json", report.as_json()), (".html", report.as_html())):
        files.write_whole(stem.with_suffix(suffix), text.encode())
    return tuple(problem for problem in report.problems if problem.code != UNLABELLED)


def _at(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Problems of a file, at its place."""
    return [replace(problem, place=Place(str(path))) for problem in problems]


def _in(book: Book, problem: Problem) -> Problem:
    """A problem of a file of the manuscript, at its place as the author knows it."""
    inside = problem.place.path
    return replace(problem, place=replace(problem.place, path=str(book.root / inside))) if (book.root / inside).exists() else problem
