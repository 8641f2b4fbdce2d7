"""A book that has all that a release asks for, for tests: the small learned one with ISBNs, subjects and a contact, in a folder and a git of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SCHOLARLY = Path(__file__).parent / "books" / "scholarly"
PRINT, PDF, EPUB = "9780306406157", "9780804429573", "9780198526636"
SUBJECTS = 'bisac = ["TRU003000", "BUS001000"]\nthema = ["KFC", "1DDU-GB-E"]\nseries = "The Quays"\nseries-number = 2\n'
RELEASE = """
[print]
isbn = "978-0-306-40615-7"

[release]
editions = ["print", "pdf", "epub", "html"]
contact = "letters@example.org"
sold-in = ["WORLD"]
audience = "professional"
"""
WHO = '\n[[contributors]]\nname = "Tess Translator"\nrole = "translator"\n\n[[contributors]]\nname = "Ada Artist"\nrole = "illustrator"\n\n'


def manuscript(folder: Path, changes: Mapping[str, str] | None = None, *, kept: bool = True) -> Path:
    """The book in `folder`, with `changes` made in its book.toml, each text to another; `kept` in a git of its own."""
    shutil.copytree(SCHOLARLY, folder)
    path = folder / "book.toml"
    text = path.read_text("utf-8").replace("description =", f"{SUBJECTS}description =", 1).replace("\n[contents]", f"{WHO}[contents]", 1)
    text = text.replace("[editions.pdf]", f'[editions.pdf]\nisbn = "{PDF}"').replace("[editions.epub]", f'[editions.epub]\nisbn = "{EPUB}"')
    text = text.replace("[editions.html]", '[editions.html]\nurl = "https://example.org/ledgers/"') + RELEASE
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    if kept:
        keep(folder)
    return folder


def keep(folder: Path) -> None:
    """Put all of the folder into a git of its own, with the same revision each time."""
    dated = {"GIT_AUTHOR_DATE": "2025-03-01T00:00:00Z", "GIT_COMMITTER_DATE": "2025-03-01T00:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | dated
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "The text")):
        subprocess.run(["git", *words], cwd=folder, env=surroundings, check=True, capture_output=True)
