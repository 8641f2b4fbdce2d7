"""The literate cases in tests/rules: a heading per case, the files of a small book, and the problems that it has."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from samizdat import checks, manuscript
from samizdat.checks import pages
from samizdat.problems import Problem, ProblemsFound

RULES = Path(__file__).parents[2] / "rules"
CASE = re.compile(r"^~~~~(?: \w+)?\n.*?^~~~~$|^## ([^\n]+)$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^`([^`\n]+)`\n\n~~~~(?: (\w+))?\n(.*?)^~~~~$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"^Problems:\n\n~~~~\n(.*?)^~~~~$", re.MULTILINE | re.DOTALL)
BOOK = '[book]\ntitle = "A Book"\nlanguage = "en"\n\n[contents]\nchapters = [{}]\n'


@dataclass(frozen=True)
class Case:
    """One case: its rule, its name, the files of its book, and the first line of each problem expected."""

    code: str
    name: str
    files: dict[str, bytes]
    expected: list[str]


def cases() -> list[Case]:
    """Every case of every page."""
    return [case for path in sorted(RULES.glob("*.md")) for case in _cases(path.stem, path.read_text("utf-8"))]


def _cases(code: str, text: str) -> list[Case]:
    heads = [match for match in CASE.finditer(text) if match[1]]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [_case(code, head[1], text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _case(code: str, name: str, text: str) -> Case:
    files = {path: base64.b64decode(data) if kind == "base64" else data.encode() for path, kind, data in FILE.findall(text)}
    if "book.toml" not in files and "no-book" not in files:
        chapters = ", ".join(f'"{path}"' for path in files if path.startswith("parts/"))
        files["book.toml"] = BOOK.format(chapters).encode()
    expected = EXPECTED.search(text)
    assert expected, f"{code}, {name}: no list of problems"
    return Case(code, name, files, expected[1].splitlines())


def problems_of(root: Path) -> list[Problem]:
    """What steps 1 and 2 say of the book in `root`."""
    try:
        return checks.check(manuscript.read(root))
    except ProblemsFound as found:
        return list(found.problems)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.code}: {case.name}")
def test_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, data in case.files.items():
        (tmp_path / "book" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / path).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    said = [f"{problem.place} {problem.severity} {problem.code} {problem.what}" for problem in problems_of(Path("book"))]
    assert said == case.expected


UNTOLD = {"M020", "N010", "S030", "S032", "S034", "S035", "S036"}
"""Found by the line and not by reading or checking (tests/unit/test_line.py); S032 needs a file that may not be read, and the superuser may."""


def test_every_rule_has_a_bad_and_a_good_case() -> None:
    told: dict[str, set[bool]] = {}
    for case in cases():
        told.setdefault(case.code, set()).add(any(f" {case.code} " in line for line in case.expected))
    missing = {page.code for page in pages.pages() if told.get(page.code) != {True, False}}
    assert missing <= UNTOLD, missing
