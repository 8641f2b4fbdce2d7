"""What is wrong with a manuscript or an edition, said to an editor: place, code, what, why and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: `path` as the author knows it (relative to where the command was given), 1-based `line` and `column`; 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem, with one cause. `code` is a family letter and three digits, never reused; texts are whole phrases without a full stop."""

    place: Place
    code: str
    what: str
    why: str = ""
    mend: str = ""
    severity: Severity = "error"


class ProblemsFound(Exception):
    """Raised by a step that cannot go on; carries every problem that the step found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def as_text(problems: Sequence[Problem]) -> str:
    """The problems for people, sorted by place, with a closing line that counts them."""
    return "\n".join([*(_paragraph(problem) for problem in sorted(problems)), count(problems)])


def as_json(problems: Sequence[Problem]) -> str:
    """The problems for tools: a JSON array of flat objects, sorted by place."""
    rows = [{**asdict(problem.place), **{k: v for k, v in asdict(problem).items() if k != "place"}} for problem in sorted(problems)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def count(problems: Sequence[Problem]) -> str:
    """For example “2 errors, 1 warning”, or “no problems”."""
    numbers = [(sum(problem.severity == severity for problem in problems), severity) for severity in ("error", "warning", "info")]
    words = [f"{number} {severity}{'s' if number > 1 and severity != 'info' else ''}" for number, severity in numbers if number]
    return ", ".join(words) or "no problems"


def _paragraph(problem: Problem) -> str:
    lines = [f"{problem.place} {problem.severity} {problem.code} {problem.what}"]
    lines += [f"    {head:<5} {text}" for head, text in (("why", problem.why), ("mend", problem.mend)) if text]
    return "\n".join(lines)
