"""Preflight: what a printer's own check would send back, of any PDF, ours or not.

    file ──read, in a process of its own──▶ Document ──rules──▶ findings ──▶ Report: text, JSON, one HTML page

It judges files alone. Codes P100 to P149; `docs/preflight.md` has each with its limit and source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from samizdat.preflight import sight, signatures
from samizdat.preflight.apart import Stopped, apart
from samizdat.preflight.document import Document, Refused
from samizdat.preflight.facts import facts
from samizdat.preflight.reading import read
from samizdat.preflight.report import Report
from samizdat.preflight.rules import Expected, Finding, Job, Kind, judge
from samizdat.preflight.rules.file import questions, unreadable
from samizdat.preflight.sight import Thumbnail
from samizdat.printers import Printer

__all__ = ["Expected", "Kind", "Report", "preflight"]

SECONDS = 120.0
"""That reading a file may take; a book of 200 pages takes four."""
PICTURED = 40
"""Pages with something wrong that the report shows."""


def preflight(path: Path, shown: str, printer: Printer, kind: Kind, expected: Expected) -> Report:
    """What is wrong with the PDF at `path`, which the author knows as `shown`, for a printer. `expected` is what the file is to say, empty for a foreign one.

    Raises OSError where the file cannot be opened at all; whatever stands in it is told in the report.
    """
    job, wrong = Job(printer, kind, expected), signatures.no_pdf(path)
    document = Refused("P100", wrong) if wrong else _document(path, job)
    if isinstance(document, Refused):
        return Report(shown, printer, kind, 0, (), (unreadable(document), *questions(document, job)), {})
    findings = tuple(judge(document, job))
    return Report(shown, printer, kind, len(document.pages), facts(document), findings, _thumbnails(path, findings))


def _document(path: Path, job: Job) -> Document | Refused:
    try:
        return apart(read, path, job.standard, job.kind == "cover", seconds=SECONDS)
    except Stopped as error:
        return Refused("P100", str(error))
    except MemoryError:
        return Refused("P100", "it needs more memory than any book")


def _thumbnails(path: Path, findings: Sequence[Finding]) -> Mapping[int, Thumbnail]:
    """The first pages with something wrong that is more than a piece of information."""
    wrong = sorted({spot.page for finding in findings if finding.severity != "info" for spot in finding.spots if spot.page})
    try:
        return apart(sight.draw, path, tuple(wrong[:PICTURED]), seconds=SECONDS) if wrong else {}
    except (Stopped, MemoryError):
        return {}
