"""A browser for the tests that need one: Chromium, as the system has it, driven by Playwright; and a server for sites, on this machine alone."""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
POLICY = re.findall(r"^    Content-Security-Policy: (.*)$", (ROOT / "docs/web.md").read_text("utf-8"), re.MULTILINE)[0]
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}
LATE_S = 2.0

Serve = Callable[[Path], str]


def _missing(what: str) -> None:
    """Fail where CI is set; skip visibly elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Chromium; without it the test is skipped, and fails where CI is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        _missing("chromium is missing: apt-get install chromium")
    return Path(str(found))


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    """A running browser, for the tests of one module: two of Playwright's in one process do not go together."""
    if importlib.util.find_spec("playwright") is None:
        _missing("playwright is missing: uv sync")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker axe-core, from the wheel that carries it."""
    if importlib.util.find_spec("axe_playwright_python") is None:
        _missing("axe-playwright-python is missing: uv sync")
    package = importlib.import_module("axe_playwright_python")
    return (Path(str(package.__file__)).parent / "axe.min.js").read_text("utf-8")


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """A host of plain files: compresses text, sends the policy with all but a single file; below /late/ faces come two seconds late."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            late = path.startswith("/late/")
            file = folder / path.removeprefix("/late").lstrip("/")
            if not file.is_file():
                self.send_error(404)
                return
            if late and file.suffix == ".woff2":
                time.sleep(LATE_S)
            self._send(file)

        def _send(self, file: Path) -> None:
            data = file.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            if file.suffix in TYPES:
                data = gzip.compress(data, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            if not file.name.startswith("single"):
                self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Serves a folder and gives its address, without a slash at the end."""
    servers = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
