"""Every fault of a release has a code of its own, and stands in the docs as it is told."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from samizdat.problems import Place, Problem
from samizdat.release import faults

DOCS = Path(__file__).parents[3] / "docs" / "release.md"
SIZE = (1, 2)
WORDS: dict[str, object] = {"size": SIZE, "least": SIZE, "wanted": SIZE}


def told() -> dict[str, Problem]:
    """A problem of each fault, by the code in its docstring."""
    functions = [one for _, one in inspect.getmembers(faults, inspect.isfunction) if one.__module__ == faults.__name__]
    return {(one.__doc__ or "").split()[0]: one(Place("book.toml"), *arguments(one)) for one in functions}


def arguments(function: object) -> list[object]:
    """Something for each parameter but the place."""
    names = list(inspect.signature(function).parameters)[1:]  # type: ignore[arg-type]
    return [WORDS.get(name, "epub") for name in names]


def test_codes_are_those_of_the_docstrings() -> None:
    assert {code: problem.code for code, problem in told().items()} == {code: code for code in told()}


def test_the_docs_have_them_all() -> None:
    rows = dict(re.findall(r"^\| (R\d{3}) \| (\w+) \|", DOCS.read_text("utf-8"), re.MULTILINE))
    assert rows == {code: problem.severity for code, problem in told().items()}


def test_each_says_why_and_how_to_mend() -> None:
    for code, problem in told().items():
        assert problem.why and problem.mend and not problem.what.endswith("."), code
