"""The version of a text: what git says of the manuscript folder."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

DIGITS = 12
"""Of the revision that are told: enough for any book, and the same in every copy of it, as git's own short form is not."""
QUIET = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
"""Nothing that the folder's own settings name is run."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The last revision that touched the manuscript folder; `modified` where something in it was changed since and is not in git."""

    number: str
    modified: bool

    def __str__(self) -> str:
        return f"{self.number}, modified" if self.modified else self.number


def revision(root: Path) -> Revision | None:
    """The version of the text in the folder `root`; None where there is no git, or no revision of it yet."""
    number = _git(root, "log", "-1", "--format=%H", "--", ".")
    if not number:
        return None
    return Revision(number[:DIGITS], bool(_git(root, "status", "--porcelain", "--", ".")))


def _git(root: Path, *words: str) -> str:
    """What git prints, without its end of line; empty where it cannot be asked or has no answer."""
    # Where git was told of another repository, as it is inside its own hooks, it would speak of that one.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        said = subprocess.run(["git", *QUIET, *words], cwd=root, env=surroundings, capture_output=True, check=False)
    except OSError:
        return ""
    return said.stdout.decode("utf-8", "replace").strip() if said.returncode == 0 else ""
