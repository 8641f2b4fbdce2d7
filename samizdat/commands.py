"""What the tasks call: each command runs its part of the line, says what came of it, and ends with a status: 0 well, 1 errors in the book, 2 our own fault."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samizdat import receipt
from samizdat.files import write_whole
from samizdat.problems import Problem, ProblemsFound, as_json, as_text, count
from samizdat.report import Report
from samizdat.steps import Steps

HERE = Path(__file__).parents[1]
NAMED = 12
"""Pieces of the PDF that are named one by one, at the most."""


@dataclass(frozen=True, slots=True)
class Call:
    """How a command was called: the manuscript folder, the folder for results, and how much to say."""

    book: Path
    out: Path
    quiet: bool = False
    json: bool = False
    traceback: bool = False


def call(book: str, out: str, quiet: bool, json: bool, traceback: bool) -> Call:
    """The call of a task. Paths are relative to where the author stood (`SAMIZDAT_CWD`, set by `./inv`); empty ones mean the bundled book and `build/`."""
    stood = _stood()
    folder, results = (stood / book if book else HERE / "manuscript"), (stood / out if out else HERE / "build")
    return Call(_short(folder), _short(results), quiet, json, traceback)


def build(call: Call, editions: Sequence[str], validators: bool = False) -> int:
    """Make editions of a book; says what was made, where, pages, words, notes, and the time of each step. Where all that goes in and all that came
    out is as it was at the last build, that build's report is given again; `validators` are always asked anew. Returns the exit status.
    """
    return _run(call, lambda steps: _tell(call, _made(call, editions, steps, validators)))


def _made(call: Call, editions: Sequence[str], steps: Steps, validators: bool = False) -> Report:
    went_in = receipt.went_in(call.book, call.out, editions)
    report = None if validators else receipt.kept(call.out, editions, went_in)
    if report is None:
        from samizdat import line

        report = line.build(call.book, call.out, editions, steps, validators)
        # A file that was changed while the build ran may have been read before or after.
        if not validators and receipt.went_in(call.book, call.out, editions) == went_in:
            receipt.keep(call.out, editions, went_in, report)
    return report


def assemble(call: Call) -> int:
    """Make the single manuscript. Returns the exit status."""
    from samizdat import line

    return _run(call, lambda steps: _tell(call, line.join(call.book, call.out, steps)))


def archive(call: Call) -> int:
    """Make the PDF and its archive. Returns the exit status."""
    from samizdat import job

    return _run(call, lambda steps: _tell(call, job.archive(_made(call, ("pdf",), steps), steps)))


def send(call: Call, printer: str) -> int:
    """Make what a printer gets: interior, cover, and a preflight report of both. Returns the exit status."""
    from samizdat import job

    return _run(call, lambda steps: _tell(call, job.send(call.book, printer, _made(call, ("pdf",), steps), steps)))


def release(call: Call, check: bool) -> int:
    """Make the folder that is handed out, or (`check`) only tell what is missing for it. Returns the exit status."""
    from samizdat import job
    from samizdat import release as releases

    def work(steps: Steps) -> None:
        if check:
            raise ProblemsFound(releases.check(call.book, steps))
        _tell(call, job.release(call.book, call.out, steps))

    return _run(call, work)


def preflight(file: str, printer: str, kind: str, store: str, page: str, json: bool, traceback: bool) -> int:
    """Hold a PDF against what a printer asks, or an EPUB against what a shop does. The report goes to standard output, that of a PDF also, as a page to
    look at, to the path `page` if that is given. `kind` is interior or cover. Returns the exit status.
    """
    from samizdat import job

    def judge(_: Steps) -> int:
        book = file.lower().endswith(".epub")
        job.refuse_idle({"--printer": printer, "--kind": kind, "--page": page} if book else {"--store": store}, file)
        if book:
            found = job.epub_of(_stood() / file, file, _stood(), store or "plain")
            print(as_json(found) if json else as_text(found))
            return int(any(problem.severity == "error" for problem in found))
        target = job.page_for_report(_stood() / page, page) if page else None
        report = job.preflight_of(_stood() / file, file, _stood(), printer or "plain", kind or "interior")
        print(report.as_json() if json else report.as_text(), end="")
        if target:
            write_whole(target, report.as_html().encode())
        return int(not report.passed)

    return _run(Call(Path(), Path(), quiet=True, json=json, traceback=traceback), judge)


def check(call: Call) -> int:
    """Report all that would go wrong in an edition; writes nothing. Returns the exit status."""
    from samizdat import line

    def found(steps: Steps) -> None:
        raise ProblemsFound(line.check(call.book, steps))

    return _run(call, found)


def doctor(as_json: bool) -> int:
    """Report every tool and library, its version, and what is lost without it. Returns the exit status."""
    from samizdat import doctor as tools

    findings = tools.diagnose()
    print(tools.as_json(findings) if as_json else tools.render(findings))
    return 0


def clean() -> int:
    """Empty the folder of results but for its `.gitignore`. Returns the exit status."""
    for path in (HERE / "build").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != ".gitignore":
            path.unlink()
    return 0


def _stood() -> Path:
    """Where the author stood."""
    return Path(os.environ.get("SAMIZDAT_CWD") or Path.cwd())


def _short(path: Path) -> Path:
    """The path as the author would type it: relative to where they stood, if that is not longer."""
    stood = _stood()
    relative = Path(os.path.relpath(path, Path.cwd()))
    if Path.cwd() == stood or ".." not in relative.parts:
        return relative
    return path


def _run(call: Call, work: Callable[[Steps], int | None]) -> int:
    """Do the work; the status is what it returns, 0 for nothing, or what became of it."""
    # Looking for cycles among the elements of trees takes a tenth of the time, and the process ends with the command.
    gc.disable()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return work(Steps(call.quiet or call.json)) or 0
    except ProblemsFound as found:
        _report(call, found.problems)
        return int(any(problem.severity == "error" for problem in found.problems))
    except KeyboardInterrupt:
        print("stopped; what was there before is untouched", file=sys.stderr)
        return 130
    except Exception as error:
        return _fault(call, error)


def _interrupt(*_: object) -> None:
    """Being told to end is being interrupted: what was begun is cleared away."""
    raise KeyboardInterrupt


def _report(call: Call, problems: Sequence[Problem]) -> None:
    if call.json:
        print(as_json(problems))
    elif not call.quiet or problems:
        print(as_text(problems), file=sys.stderr)


def _fault(call: Call, error: Exception) -> int:
    from samizdat.pandoc import PandocFailed

    if call.traceback:
        traceback.print_exc()
    known = isinstance(error, OSError | PandocFailed)
    text = (
        _of_the_system(error)
        if isinstance(error, OSError)
        else f"{error}"
        if known
        else f"this is a bug in samizdat: {type(error).__name__}: {error}; add --traceback to see where"
    )
    print(text, file=sys.stderr)
    if call.json:
        print(json.dumps({"fault": text}, ensure_ascii=False))
    return 2


def _of_the_system(error: OSError) -> str:
    """What the system says of a file, without the names that a file has only while it is made."""
    if not error.filename:
        return f"{error}"
    path = Path(os.fsdecode(error.filename))
    hidden = next((place for place, part in enumerate(path.parts) if part.startswith(".") and part.strip(".")), len(path.parts))
    return f"{Path(*path.parts[:hidden])}: {error.strerror}"


def _tell(call: Call, report: Report) -> None:
    if call.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
        return
    if report.problems:
        print(as_text(report.problems), file=sys.stderr)
    if call.quiet:
        return
    print(f"{report.title}: {report.words:,} words, {report.notes:,} {'note' if report.notes == 1 else 'notes'}, {count(report.problems)}")
    for made in report.made:
        pages = f"{made.pages} {'page' if made.pages == 1 else 'pages'}" if made.pages else ""
        print(f"  {made.path}  {_size(made.path)}  {pages}".rstrip())
    if report.unchanged:
        print("  nothing changed since the last build")
        return
    for made in report.made:
        if made.pieces:
            print(f"  laid out: {', '.join(made.pieces) if len(made.pieces) <= NAMED else f'{len(made.pieces)} pieces'}")
    print("  " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in report.seconds.items()))


def _size(path: Path) -> str:
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    return f"{sum(file.stat().st_size for file in files) / 1024:,.0f} KB"


def _as_json(report: Report) -> dict[str, object]:
    return {
        "title": report.title,
        "words": report.words,
        "notes": report.notes,
        "seconds": {name: round(seconds, 3) for name, seconds in report.seconds.items()},
        "made": [{"edition": made.edition, "path": str(made.path), "pages": made.pages, "laid": made.pieces} for made in report.made],
        "unchanged": report.unchanged,
        "problems": json.loads(as_json(report.problems)),
    }
