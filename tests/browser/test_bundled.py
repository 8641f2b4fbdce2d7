"""The HTML edition of the bundled book in a browser: accessible, within its budgets, nothing runs over, every link leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from browser_books import write_book
from lxml import html

Serve = Callable[[Path], str]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ROOT = Path(__file__).parents[2]
OWN_KB, WIRE_KB = 100, 150
STILL, LATE_STILL = 0.001, 0.1
"""Cumulative layout shift of the first view: with faces in time, and with faces two seconds late, when a line may break elsewhere (“good” is 0.1: web.dev, CLS)."""

WRONG = """async (rules) => {
  const only = rules ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ["violations"], ...only});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) window.shifted += entry.value; }))
  .observe({type: "layout-shift", buffered: true});"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled book as a site."""
    return write_book(ROOT / "manuscript", tmp_path_factory.mktemp("bundled"))


@pytest.fixture(scope="module")
def address(site: Path, serve: Serve) -> str:
    """Where the site is served."""
    return serve(site)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page, wide enough for notes in the margin."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light") as context:
        yield context.new_page()


def names(site: Path) -> list[str]:
    """The pages of the site."""
    return sorted(path.name for path in site.glob("*.html") if path.name != "single.html")


def chapters(site: Path) -> list[str]:
    """The pages that hold a chapter or an essay."""
    return [name for name in names(site) if html.parse(site / name).xpath("//main/section[@role='doc-chapter']")]


def test_axe_finds_nothing_by_day_and_by_night(site: Path, address: str, page: Any, axe: str) -> None:
    """Every rule by day; by night those of colour, for nothing else changes."""
    wrong: dict[str, list[str]] = {}
    for name in names(site):
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}/{name}")
        page.evaluate(axe)
        wrong[name] = page.evaluate(WRONG, None)
        page.emulate_media(color_scheme="dark")
        wrong[name] += page.evaluate(WRONG, ["color-contrast", "link-in-text-block"])
    assert json.dumps({name: found for name, found in wrong.items() if found}, indent=1) == "{}"


def test_axe_finds_nothing_in_an_open_note_and_in_results(address: str, page: Any, axe: str) -> None:
    page.goto(f"{address}/search.html?q=commune")
    page.locator(".results a").first.wait_for()
    page.evaluate(axe)
    assert page.evaluate(WRONG, None) == []
    page.locator(".results a[href^='seventy-two-days']").first.click()
    page.locator("main a[role='doc-noteref']").first.click()
    page.locator(".note-popover").wait_for(state="visible")
    page.evaluate(axe)
    assert page.evaluate(WRONG, None) == []


def test_axe_sees_a_spoiled_page(address: str, page: Any, axe: str) -> None:
    page.goto(f"{address}/index.html")
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    page.evaluate(axe)
    assert [found.partition(":")[0] for found in page.evaluate(WRONG, None)] == ["image-alt"]


def test_no_page_scrolls_sideways_at_320_px(site: Path, address: str, page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for name in [*names(site), "single.html"]:
        page.goto(f"{address}/{name}")
        page.evaluate("document.fonts.ready.then(() => 0)")
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_the_lettering_of_a_drawing_is_as_large_on_a_telephone_as_on_a_desk(address: str, page: Any) -> None:
    """A unit of the drawing is at least one CSS px; its lettering is cut at nine to eleven units."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/seventy-two-days.html")
    width, natural = page.locator(".drawing-region img").first.evaluate(
        "(image) => [image.clientWidth, Number(image.getAttribute('width'))]"
    )
    assert width >= natural
    region = page.locator(".drawing-region").first
    region.focus()
    page.keyboard.press("ArrowRight")
    assert region.evaluate("(region) => new Promise((done) => region.addEventListener('scroll', () => done(region.scrollLeft)))") > 0


def test_a_chapter_keeps_its_budget(site: Path, browser: Any, address: str) -> None:
    for name in chapters(site):
        assert (site / name).stat().st_size <= OWN_KB * 1024, name
    largest = sorted(chapters(site), key=lambda name: (site / name).stat().st_size)[-3:]
    for name in largest:
        assert carried(browser, f"{address}/{name}") <= WIRE_KB * 1024, name


def carried(browser: Any, address: str) -> int:
    """Bytes that come over the wire, heads included, for the first view of a page and all that it loads unasked."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        lengths: list[int] = []
        wire.on("Network.loadingFinished", lambda event: lengths.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        return sum(lengths)


@pytest.mark.parametrize(("way", "most"), [("", STILL), ("/late", LATE_STILL)], ids=["faces in time", "faces late"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_in_the_first_view(browser: Any, address: str, way: str, most: float, width: int) -> None:
    shifts = {}
    for name in ("index.html", "seventy-two-days.html", "a-hundred-years-on.html", "book-index.html"):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            context.add_init_script(SHIFTS)
            page = context.new_page()
            page.goto(f"{address}{way}/{name}", wait_until="networkidle")
            page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200))))")
            shifts[name] = page.evaluate("window.shifted")
    assert {name: shift for name, shift in shifts.items() if shift > most} == {}


def test_every_link_and_every_file_of_the_site_is_there(site: Path) -> None:
    pages = {path.name: html.parse(path) for path in site.glob("*.html")}
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    dead = []
    for name, page in pages.items():
        for address in page.xpath("//a/@href | //link[@rel!='canonical' and not(starts-with(@href, 'data:'))]/@href | //@src"):
            if not address.startswith(("http:", "https:", "mailto:", "data:")):
                path, fragment = (unquote(part) for part in urldefrag(address))
                home = path or name
                if not (site / home).is_file() or (fragment and fragment not in ids[home]):
                    dead.append(f"{name}: {address}")
    assert dead == [] and len(pages) > 30
