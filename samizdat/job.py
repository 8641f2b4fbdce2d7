"""What is made from the finished PDF of a book: an archive, and the printer's job. The PDF is built first, and only what has passed is put in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from samizdat import line
from samizdat.archive import archive as archived
from samizdat.editions import Made
from samizdat.files import write_whole
from samizdat.line import Report
from samizdat.problems import ProblemsFound, errors
from samizdat.steps import Steps


def archive(root: Path, out: Path, steps: Steps) -> Report:
    """The PDF of the book in `root`, and beside it in `out` the same as PDF/A-2b. Raises ProblemsFound."""
    report = line.build(root, out, ("pdf",), steps)
    screen = next(made for made in report.made if made.edition == "pdf")
    target = screen.path.with_stem(f"{screen.path.stem}-archive")
    with steps.step("archive"):
        data, problems = archived(screen.path, target.name)
    if errors(problems):
        raise ProblemsFound([*report.problems, *problems])
    write_whole(target, data)
    return replace(report, made=(*report.made, Made("archive", target, screen.pages)), seconds=dict(steps.seconds))
