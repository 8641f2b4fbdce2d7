"""The HTML edition in a browser, under a strict policy and on a screen as narrow as WCAG 1.4.10 asks: 320 CSS px."""

from __future__ import annotations

import html
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from samizdat import line, notes
from samizdat.html import write_single, write_site
from samizdat.steps import Steps

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", "--virtual-time-budget=60000", "--window-size=800,800",
)  # fmt: skip


class Strict(SimpleHTTPRequestHandler):
    """Serves the pages of the site under the strict policy, and the probe without it."""

    def end_headers(self) -> None:
        """Add the policy to all but the probe and the single file, which holds its own style."""
        if not self.path.startswith(("/probe", "/single")):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book in `manuscript/`, written as a site, with its single file and the probe beside the pages."""
    out = tmp_path_factory.mktemp("browser")
    whole = line.prepare(HERE / "manuscript", out, Steps(quiet=True))
    tree = notes.place(whole.tree, whole.book.edition("html"))
    write_site(tree, whole.book, out / "html")
    write_single(tree, whole.book, out / "html/single.html")
    (out / "html/probe.html").write_bytes((HERE / "probe.html").read_bytes())
    return out / "html"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def run(chromium: Path, site: Path, address: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, Any]], str]:
    """What the probe measured on every page, by page, and what the browser complained of meanwhile."""
    pages = sorted(path.name for path in site.glob("*.html") if path.name != "probe.html")
    profile = tmp_path_factory.mktemp("profile")
    command = [str(chromium), *QUIET, f"--user-data-dir={profile}", "--dump-dom", f"{address}/probe.html?{','.join(pages)}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r'<pre id="results">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    return {result["page"]: result for result in json.loads(html.unescape(found[1]))}, done.stderr


def test_no_page_scrolls_sideways_at_320_px(run: tuple[dict[str, dict[str, Any]], str]) -> None:
    assert {page: result["width"] for page, result in run[0].items() if result["width"] > 320} == {}


def test_the_strict_policy_stops_nothing(run: tuple[dict[str, dict[str, Any]], str]) -> None:
    assert [line for line in run[1].splitlines() if "Content Security Policy" in line] == []
    assert all(result["faces"] and "EB Garamond" in result["font"] for result in run[0].values())


def test_a_note_opens_beside_its_call_takes_the_focus_and_gives_it_back(run: tuple[dict[str, dict[str, Any]], str]) -> None:
    assert run[0]["preface.html"]["note"] == {"text": "1. It is there to be measured.", "focused": True, "ids": 0, "returned": True}


def test_a_note_opens_in_the_single_file(run: tuple[dict[str, dict[str, Any]], str]) -> None:
    assert run[0]["single.html"]["note"]["text"] == "1. It is there to be measured."


def test_every_note_call_answers_to_a_square_of_24_px(run: tuple[dict[str, dict[str, Any]], str]) -> None:
    assert [call for result in run[0].values() for call in result["calls"]] == []
