"""The same manuscript gives the same bytes, whatever the hash seed, the time zone, the locale and the clock."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from conftest import BOOKS, ROOT

BUILD = """
import sys
from pathlib import Path
from samizdat import line
from samizdat.steps import Steps
if __name__ == "__main__":
    line.build(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(","), Steps(quiet=True))
"""

HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
THERE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}


def _built(folder: Path, environment: dict[str, str], editions: str) -> dict[str, str]:
    """The files of a fresh build in such an environment, each with the digest of its bytes."""
    script = folder / "build.py"
    folder.mkdir()
    script.write_text(BUILD, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "LANG", "CI")}
    out = folder / "out"
    command = [sys.executable, str(script), str(BOOKS / "minimal"), str(out), editions]
    subprocess.run(command, env={**kept, "PYTHONPATH": str(ROOT), **environment}, cwd=folder, check=True, timeout=200)
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_bytes_elsewhere(tmp_path: Path) -> None:
    here, there = _built(tmp_path / "here", HERE, "pdf,epub,html"), _built(tmp_path / "there", THERE, "pdf,epub,html")
    assert {"lamp.epub", "lamp.pdf", "lamp.html", "html/index.html", "manuscript.html"} <= set(here)
    assert here == there
