"""A browser for the tests that need one: Chromium, as the system has it, driven from the command line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Chromium; without it the test is skipped, and fails where CI is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return Path(found)
    if os.environ.get("CI"):
        pytest.fail("chromium is missing: apt-get install chromium")
    pytest.skip("chromium is missing: apt-get install chromium")
