"""The content documents of the EPUB in a browser, as a reading system of our day shows them: axe finds nothing, and nothing runs over a narrow screen.

The bundled book and a small learned one, with the page breaks of a made-up print edition in the latter.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import BOOKS, Builder

from samizdat import epub, line, notes
from samizdat.pagebreaks import PageBreak, blocks
from samizdat.steps import Steps

pytestmark = pytest.mark.browser

PHONE, TABLET = (360, 740), (820, 1180)
FALSE_ALARMS = {"aria-prohibited-attr": "[role='doc-pagebreak']"}
"""Rules of axe that are wrong about some elements: a page break is named by aria-label (DPUB-ARIA 1.1, `doc-pagebreak`)."""
NOT_FOR_BOOKS = ("landmark-one-main", "page-has-heading-one", "region", "bypass")
"""Rules for a page of a site, which has a main part and a head: a document of a book is a part of it (Ace, DAISY's checker, leaves out the last three too)."""
WRONG = """async ([excused, off]) => {
  const rules = Object.fromEntries(off.map((name) => [name, {enabled: false}]));
  const found = await axe.run(document, {resultTypes: ["violations"], rules});
  return found.violations.flatMap((rule) => rule.nodes
    .filter((node) => !(excused[rule.id] && document.querySelector(node.target.at(-1))?.matches(excused[rule.id])))
    .map((node) => `${rule.id}: ${node.html}`));
}"""
NIGHT = "html { background: #111 !important; color: #ddd !important; }"


@pytest.fixture(scope="module")
def page(chromium: Path) -> Iterator[Any]:
    """A page of a browser that fetches nothing, phone-sized."""
    absent = [name for name in ("playwright", "axe_playwright_python") if importlib.util.find_spec(name) is None]
    if absent:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not installed: {', '.join(absent)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, offline=True)
        yield context.new_page()
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The program of axe, from the wheel."""
    package = importlib.import_module("axe_playwright_python")
    return (Path(str(package.__file__)).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book with a page beginning at every third block."""
    out = tmp_path_factory.mktemp("paged")
    whole = line.prepare(BOOKS / "scholarly", out, Steps(quiet=True))
    tree = notes.place(whole.tree, whole.book.edition("epub"))
    places = [(str(document.get("id")), block) for document in tree.iterfind("body/div/*") for block in range(0, len(blocks(document)), 3)]
    epub.write(tree, whole.book, out / "paged.epub", [PageBreak(str(number), *place, 9) for number, place in enumerate(places, 1)])
    return out / "paged.epub"


def documents(path: Path, folder: Path) -> list[Path]:
    """The content documents of an EPUB, unpacked into the folder."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return sorted(folder.rglob("*.xhtml"))


def violations(page: Any, axe: str, files: list[Path]) -> dict[str, list[str]]:
    """What axe finds in each document, by its name."""
    found = {}
    for file in files:
        page.goto(file.as_uri())
        page.evaluate(axe)
        found[file.name] = page.evaluate(WRONG, [FALSE_ALARMS, NOT_FOR_BOOKS])
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("name", ["scholarly", "verse", "manuscript"])
def test_axe_finds_nothing_in_any_document(built: Builder, page: Any, axe: str, tmp_path: Path, name: str) -> None:
    files = documents(built(name).epub, tmp_path)
    assert len(files) > 5
    assert json.dumps(violations(page, axe, files), indent=1) == "{}"


def test_axe_finds_nothing_where_pages_are_marked(paged: Path, page: Any, axe: str, tmp_path: Path) -> None:
    files = documents(paged, tmp_path)
    assert any("doc-pagebreak" in file.read_text("utf-8") for file in files)
    assert violations(page, axe, files) == {}


def test_axe_sees_a_spoiled_document(built: Builder, page: Any, axe: str, tmp_path: Path) -> None:
    files = [file for file in documents(built("scholarly").epub, tmp_path) if "<img" in file.read_text("utf-8")]
    for file in files:
        file.write_text(file.read_text("utf-8").replace(' alt="', ' data-alt="'), "utf-8")
    assert len(violations(page, axe, files)) == len(files) > 0


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
@pytest.mark.parametrize("name", ["scholarly", "manuscript"])
def test_nothing_runs_over_the_side_of_the_screen(built: Builder, page: Any, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    wide = {}
    for file in documents(built(name).epub, tmp_path):
        page.goto(file.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size[0]:
            wide[file.name] = width
    assert wide == {}


def test_the_fonts_of_the_book_are_used(built: Builder, page: Any, tmp_path: Path) -> None:
    file = next(file for file in documents(built("scholarly").epub, tmp_path) if file.name == "entries.xhtml")
    page.goto(file.as_uri())
    loaded = page.evaluate("document.fonts.ready.then((fonts) => [...fonts].filter((one) => one.status === 'loaded').length)")
    assert loaded >= 2


def test_a_reader_can_turn_the_text_light_on_dark(built: Builder, page: Any, tmp_path: Path) -> None:
    """No document sets a colour of its own for text, so what a reader chooses holds everywhere; pictures alone keep a white ground."""
    for file in documents(built("manuscript").epub, tmp_path):
        page.goto(file.as_uri())
        page.add_style_tag(content=NIGHT)
        colours = page.evaluate("""[...document.body.querySelectorAll("*")].filter((one) => one.matches("p, li, a, h1, h2, h3, td, th, dd, figcaption"))
            .map((one) => getComputedStyle(one).color).filter((colour) => colour !== "rgb(221, 221, 221)")""")
        assert colours == [], file.name
