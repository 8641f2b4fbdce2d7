"""The HTML edition in a browser, under the policy of docs/web.md: notes, search, light and dark, permanent links, with scripts and without."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser_books import write_book

Serve = Callable[[Path], str]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HERE = Path(__file__).parent
DESK, PHONE, WIDE = (900, 800), (320, 640), (1400, 900)
NARROW_CALLS = """() => [...document.querySelectorAll("a[role='doc-noteref']")].filter((call) => {
  const at = call.getBoundingClientRect(), box = getComputedStyle(call, "::after");
  return parseFloat(box.width) < 24 || parseFloat(box.height) < 24 || !at.width;
}).map((call) => call.id)"""
BOXES = """() => [...document.querySelectorAll(".side-note")].map((note) => {
  const at = note.getBoundingClientRect();
  return [at.left, at.top, at.bottom, note.textContent.trim().slice(0, 20)];
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book in `manuscript/`, written as a site, with its single file among the pages."""
    return write_book(HERE / "manuscript", tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def site_notes_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all notes on a page of their own."""
    folder = tmp_path_factory.mktemp("back")
    shutil.copytree(HERE / "manuscript", folder / "manuscript")
    toml = folder / "manuscript/book.toml"
    text = toml.read_text("utf-8").replace("[[contents.parts]]", 'back = ["notes"]\n\n[[contents.parts]]', 1)
    toml.write_text(f'{text}\n[editions.html]\nnotes = "back"\neditor-notes = "back"\n', "utf-8")
    return write_book(folder / "manuscript", folder / "out")


@pytest.fixture(scope="module")
def address(site: Path, serve: Serve) -> str:
    """Where the site is served."""
    return serve(site)


@pytest.fixture
def said() -> list[str]:
    """What the browser complained of on the pages of `page`."""
    return []


@pytest.fixture
def page(browser: Any, said: list[str]) -> Iterator[Any]:
    """A fresh page on a desk; at the end the browser has complained of nothing."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    fresh = context.new_page()
    fresh.on("console", lambda message: said.append(message.text))
    fresh.on("pageerror", lambda error: said.append(str(error)))
    yield fresh
    context.close()
    assert said == []


def resize(page: Any, size: tuple[int, int]) -> None:
    """Give the window another size, in CSS px."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def focused(page: Any) -> str:
    """The id of what has the focus, or its class."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def test_no_page_scrolls_sideways_at_320_px(site: Path, address: str, page: Any) -> None:
    resize(page, PHONE)
    wide = {}
    for path in sorted(site.glob("*.html")):
        page.goto(f"{address}/{path.name}")
        page.evaluate("document.fonts.ready.then(() => 0)")
        wide[path.name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > PHONE[0]} == {}


def test_the_faces_of_the_book_are_used(address: str, page: Any) -> None:
    page.goto(f"{address}/blocks.html")
    loaded = page.evaluate(
        "document.fonts.ready.then((faces) => [...faces].filter((face) => face.status === 'loaded').map((face) => face.family))"
    )
    assert "EB Garamond" in "".join(loaded)


def test_a_note_opens_and_gives_the_focus_back_by_keyboard(address: str, page: Any) -> None:
    page.goto(f"{address}/preface.html")
    call = page.locator("a[role='doc-noteref']")
    call.focus()
    page.keyboard.press("Enter")
    box = page.locator(".note-popover")
    box.wait_for(state="visible")
    assert box.inner_text().split() == "1. It is there to be measured.".split()
    assert box.get_attribute("aria-label") == "Note 1" and focused(page) == "note-popover"
    assert box.locator("[id], .backlink").count() == 0
    page.keyboard.press("Escape")
    assert not box.is_visible() and focused(page) == call.get_attribute("id")


def test_without_scripts_a_call_is_a_link_to_its_note_and_back(browser: Any, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/preface.html")
        page.locator("a[role='doc-noteref']").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#preface-note-why")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**#preface-ref-why")
        assert not page.locator(".theme").is_visible()
        page.goto(f"{address}/search.html")
        assert not page.locator("form.search").is_visible()
        assert "needs scripts" in page.locator("noscript").inner_text()


def test_a_note_on_another_page_opens_beside_its_call(site_notes_back: Path, serve: Serve, page: Any) -> None:
    page.goto(f"{serve(site_notes_back)}/preface.html")
    call = page.locator("a[role='doc-noteref']")
    assert call.get_attribute("href") == "notes.html#preface-note-why"
    call.click()
    box = page.locator(".note-popover")
    box.wait_for(state="visible")
    assert "to be measured" in box.inner_text()


def test_notes_stand_in_the_margin_of_a_wide_screen_alone(address: str, page: Any) -> None:
    resize(page, WIDE)
    page.goto(f"{address}/blocks.html")
    page.locator(".side-note").first.wait_for(state="visible")
    notes = page.evaluate(BOXES)
    text_right = page.evaluate("document.querySelector('main p').getBoundingClientRect().right")
    calls = page.evaluate("new Set([...document.querySelectorAll(\"a[role='doc-noteref']\")].map((call) => call.href)).size")
    assert len(notes) == calls
    assert all(left > text_right for left, *_ in notes)
    assert all(above[2] <= below[1] for above, below in pairwise(notes))
    assert page.locator(".side-notes").get_attribute("aria-hidden") == "true"
    assert page.locator(".side-notes a:not([tabindex='-1'])").count() == 0
    resize(page, (1199, 900))
    assert not page.locator(".side-notes").is_visible()


def test_a_note_in_the_margin_begins_where_its_call_stands(address: str, page: Any) -> None:
    resize(page, WIDE)
    page.goto(f"{address}/preface.html")
    page.locator(".side-note").wait_for(state="visible")
    call = page.locator("a[role='doc-noteref']").bounding_box()
    note = page.locator(".side-note").bounding_box()
    assert abs(call["y"] - note["y"]) < 12


def test_notes_on_another_page_stand_in_the_margin_too(site_notes_back: Path, serve: Serve, page: Any) -> None:
    resize(page, WIDE)
    page.goto(f"{serve(site_notes_back)}/preface.html")
    page.locator(".side-note").wait_for(state="visible")
    assert "to be measured" in page.locator(".side-note").inner_text()


def test_every_note_call_answers_to_a_square_of_24_px(site: Path, address: str, page: Any) -> None:
    for path in sorted(site.glob("*.html")):
        page.goto(f"{address}/{path.name}")
        assert page.evaluate(NARROW_CALLS) == [], path.name


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_readers_theme_is_kept_and_given_back_to_the_system(browser: Any, address: str, system: str) -> None:
    other = {"light": "dark", "dark": "light"}[system]
    ground = "getComputedStyle(document.body).backgroundColor"
    with browser.new_context(color_scheme=system) as context:
        page = context.new_page()
        page.goto(f"{address}/preface.html")
        before = page.evaluate(ground)
        switch = page.get_by_role("button", name="Dark page")
        assert switch.get_attribute("aria-pressed") == str(system == "dark").lower()
        switch.click()
        chosen = page.evaluate(ground)
        page.goto(f"{address}/blocks.html", wait_until="commit")
        page.wait_for_selector("body")
        assert page.evaluate(ground) == chosen != before
        assert page.evaluate("localStorage.getItem('book-theme')") == other
        page.get_by_role("button", name="Dark page").click()
        assert page.evaluate(ground) == before and page.evaluate("localStorage.length") == 0


def test_a_phrase_is_found_and_landed_on(address: str, page: Any) -> None:
    page.goto(f"{address}/search.html")
    page.get_by_role("searchbox").fill("“goes on, without indent”")
    page.keyboard.press("Enter")
    found = page.locator(".results a")
    found.first.wait_for()
    assert page.locator(".found").inner_text() == "1 place in 1 section"
    assert page.locator(".results mark").all_inner_texts() == ["goes on, without indent"]
    assert page.url.endswith("?q=%E2%80%9Cgoes%20on%2C%20without%20indent%E2%80%9D")
    found.first.click()
    page.wait_for_url(re.compile(r"blocks\.html#p-[0-9a-f]{10}$"))
    landed = page.locator(":target")
    assert landed.inner_text().startswith("After the extract") and landed.bounding_box()["y"] < DESK[1]


@pytest.mark.parametrize(
    ("sought", "places"),
    [
        ("be MEASURE", [("To the Reader", "preface-note-why")]),
        ('"measur"', []),
        ("вступлен", [("1. Blocks of Every Sort", "p-")]),
        ("trains nowhere", []),
        ("unrepresentativeness", [("1. Blocks of Every Sort", "tbl-faces")]),
    ],
)
def test_search_finds_begun_words_notes_and_cells(address: str, page: Any, sought: str, places: list[tuple[str, str]]) -> None:
    page.goto(f"{address}/search.html?q={sought}")
    page.locator(".found").filter(has_text=re.compile("place|Nothing")).wait_for()
    titles = page.locator(".results h2").all_inner_texts()
    ids = page.eval_on_selector_all(".results a", "(links) => links.map((link) => link.hash.slice(1))")
    assert titles == [title for title, _ in places]
    assert len(ids) == len(places) and all(start in ident for ident, (_, start) in zip(ids, places, strict=True))


def test_the_single_file_searches_itself_from_a_disk(site: Path, page: Any) -> None:
    page.goto((site / "single.html").as_uri())
    page.get_by_role("searchbox").fill("sixty-five")
    page.keyboard.press("Enter")
    assert page.locator(".found").inner_text() == "1 place in 1 section"
    page.locator(".results a").click()
    assert "Sixty-five letters" in page.locator(":target").inner_text()


def test_a_note_opens_in_the_single_file_from_a_disk(site: Path, page: Any) -> None:
    page.goto((site / "single.html").as_uri())
    page.locator("#preface-ref-why").click()
    page.locator(".note-popover").wait_for(state="visible")
    assert "to be measured" in page.locator(".note-popover").inner_text()


def test_the_site_is_read_from_a_disk_and_its_search_says_what_it_wants(site: Path, browser: Any) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "preface.html").as_uri())
        page.locator("a[role='doc-noteref']").click()
        page.locator(".note-popover").wait_for(state="visible")
        page.goto((site / "search.html").as_uri() + "?q=note")
        page.get_by_text("reads files from a web server").wait_for()


def test_a_permanent_link_shows_itself_and_leads_to_its_paragraph(address: str, page: Any) -> None:
    page.goto(f"{address}/preface.html")
    link = page.locator(".permalink").first
    shown = "(link) => getComputedStyle(link).opacity"
    assert link.evaluate(shown) == "0"
    link.locator("xpath=..").hover()
    assert link.evaluate(shown) == "1"
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate(shown) == "1"
    page.keyboard.press("Enter")
    assert page.locator(":target").inner_text().startswith("Nothing in this book")


def test_the_first_step_of_the_keyboard_skips_to_the_text(address: str, page: Any) -> None:
    page.goto(f"{address}/preface.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    page.wait_for_url("**/preface.html#preface")


def test_nothing_moves_for_a_reader_who_wants_no_motion(browser: Any, address: str) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}/preface.html")
        page.locator("a[role='doc-noteref']").click()
        box = page.locator(".note-popover")
        box.wait_for(state="visible")
        assert box.evaluate("(box) => getComputedStyle(box).animationName") == "none"


def test_paper_has_the_text_and_not_what_is_for_the_screen(address: str, page: Any) -> None:
    resize(page, WIDE)
    page.goto(f"{address}/preface.html")
    page.locator(".side-note").wait_for(state="visible")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".running", ".turn", ".side-notes", ".backlink"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".permalink").first.evaluate("(link) => getComputedStyle(link).display") == "none"
    assert page.locator(".note-body").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
