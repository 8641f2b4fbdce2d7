"""The report of a preflight: for people as text, for tools as JSON, as a page to look at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from samizdat import problems
from samizdat.preflight import leaf
from samizdat.preflight.facts import Fact
from samizdat.preflight.rules.finding import Finding, Kind
from samizdat.preflight.sight import Thumbnail
from samizdat.printers import Printer
from samizdat.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file: `path` as the author knows it, the printer it was held against, how many pages it has, what it is, what is wrong with it, and
    pages with something wrong, drawn small."""

    path: str
    printer: Printer
    kind: Kind
    pages: int
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    thumbnails: Mapping[int, Thumbnail]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, as problems of the file, sorted."""
        return tuple(sorted({finding.problem(self.path) for finding in self.findings}))

    @property
    def passed(self) -> bool:
        """Whether nothing was found that stops a printer or sends the file back."""
        return not problems.errors(self.problems)

    @property
    def verdict(self) -> str:
        """One line: “book.pdf for KDP, interior: 2 errors, 1 warning”."""
        return f"{self.path} for {self.printer.name}, {self.kind}: {problems.count(self.problems)}"

    def as_text(self) -> str:
        """For people: the verdict, the facts, and the problems as everywhere."""
        width = max((len(name) for name, _ in self.facts), default=0)
        lines = [self.verdict, "", *(f"  {name:<{width}}  {said}" for name, said in self.facts), "" if self.facts else None]
        return "\n".join([*(line for line in lines if line is not None), problems.as_text(self.problems)]) + "\n"

    def as_json(self) -> str:
        """For tools: an object with the facts and the problems; each problem has the pages and the rectangles (points from the lower left) where it is so."""
        found = {
            "path": self.path, "printer": self.printer.key, "kind": self.kind, "pages": self.pages, "passed": self.passed, "facts": dict(self.facts),
            "problems": [_as_json(finding) for finding in sorted(self.findings, key=lambda finding: (finding.code, finding.what))],
        }  # fmt: skip
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

    def as_html(self) -> str:
        """For people, to look at: one page that needs no other file."""
        return leaf.html(self.verdict, self.passed, self.facts, self.findings, self.thumbnails)


def _as_json(finding: Finding) -> dict[str, Any]:
    said = asdict(finding)
    said["spots"] = [
        {
            "page": spot.page,
            "box": [round(edge, 2) for edge in (spot.box.left, spot.box.low, spot.box.right, spot.box.high)] if spot.box else None,
        }
        for spot in finding.spots
    ]
    return said
