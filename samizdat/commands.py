"""What the tasks call: each command runs its part of the line, says what came of it, and ends with a status: 0 well, 1 errors in the book, 2 our own fault."""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from samizdat.pandoc import PandocFailed
from samizdat.problems import Problem, ProblemsFound, as_json, as_text, count
from samizdat.steps import Steps

if TYPE_CHECKING:
    from samizdat.line import Report

HERE = Path(__file__).parents[1]


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
    stood = Path(os.environ.get("SAMIZDAT_CWD") or Path.cwd())
    folder, results = (stood / book if book else HERE / "manuscript"), (stood / out if out else HERE / "build")
    return Call(_short(folder), _short(results), quiet, json, traceback)


def build(call: Call, editions: Sequence[str], validators: bool = False) -> int:
    """Make editions of a book; says what was made, where, pages, words, notes, and the time of each step. Returns the exit status."""
    from samizdat import line

    return _run(call, lambda steps: _tell(call, line.build(call.book, call.out, editions, steps, validators)))


def assemble(call: Call) -> int:
    """Make the single manuscript. Returns the exit status."""
    from samizdat import line

    return _run(call, lambda steps: _tell(call, line.join(call.book, call.out, steps)))


def archive(call: Call) -> int:
    """Make the PDF and its archive. Returns the exit status."""
    from samizdat import job

    return _run(call, lambda steps: _tell(call, job.archive(call.book, call.out, steps)))


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


def _short(path: Path) -> Path:
    """The path as the author would type it: relative to where they stood, if that is not longer."""
    stood = Path(os.environ.get("SAMIZDAT_CWD") or Path.cwd())
    relative = Path(os.path.relpath(path, Path.cwd()))
    if Path.cwd() == stood or ".." not in relative.parts:
        return relative
    return path


def _run(call: Call, work: Callable[[Steps], None]) -> int:
    try:
        work(Steps(call.quiet or call.json))
    except ProblemsFound as found:
        _report(call, found.problems)
        return int(any(problem.severity == "error" for problem in found.problems))
    except KeyboardInterrupt:
        print("stopped; what was there before is untouched", file=sys.stderr)
        return 130
    except Exception as error:
        return _fault(call, error)
    return 0


def _report(call: Call, problems: Sequence[Problem]) -> None:
    if call.json:
        print(as_json(problems))
    elif not call.quiet or problems:
        print(as_text(problems), file=sys.stderr)


def _fault(call: Call, error: Exception) -> int:
    if call.traceback:
        traceback.print_exc()
    known = isinstance(error, OSError | PandocFailed)
    text = f"{error}" if known else f"this is a bug in samizdat: {type(error).__name__}: {error}; add --traceback to see where"
    print(text, file=sys.stderr)
    if call.json:
        print(json.dumps({"fault": text}, ensure_ascii=False))
    return 2


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
        pages = f"{made.pages} pages" if made.pages else ""
        print(f"  {made.path}  {_size(made.path)}  {pages}".rstrip())
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
        "made": [{"edition": made.edition, "path": str(made.path), "pages": made.pages} for made in report.made],
        "problems": json.loads(as_json(report.problems)),
    }
