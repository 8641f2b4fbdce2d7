"""Books of the corpus (a folder of numbered Markdown files and `book.json`) made into manuscripts, for tests on real books."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from samizdat.manuscript import keys

CORPUS = Path(os.environ.get("SAMIZDAT_CORPUS") or Path(__file__).parent / "no-corpus")
"""Where the corpus is, by the variable SAMIZDAT_CORPUS; it is not part of the project, and tests on it are skipped without it."""
FILE_LINK = re.compile(r"\]\((\d\d-[\w-]+\.md)(#[\w-]+)?\)")
NOTED_TITLE = re.compile(r"\A(# .*)(\[\^\w+\])\n\n(.+)")
TAG = re.compile(r"<[^>]+>")


def books(corpus: Path = CORPUS) -> list[Path]:
    """The folders of the corpus that hold a book; empty where there is no corpus."""
    return sorted(path.parent for path in corpus.glob("*/book.json"))


def import_corpus(folder: Path, out: Path) -> None:
    """Write the corpus book in `folder` as a manuscript to the new folder `out`. Titles keep the numbering they have, so none is added."""
    book = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    chapters = [file for part in book["parts"] for file in part["files"]]
    for matter, files in (("front", book["front"]), ("parts", chapters), ("back", book["back"])):
        (out / matter).mkdir(parents=True)
        for file in files:
            (out / matter / file).write_text(fitted((folder / file).read_text(encoding="utf-8")), encoding="utf-8")
    if "cover" in book:
        shutil.copyfile(folder / book["cover"], out / book["cover"])
    (out / "book.toml").write_text(book_toml(book, chapters), encoding="utf-8")


def fitted(text: str) -> str:
    """The text with links to other files as links to sections, and a note called in the title called after the first paragraph instead."""
    text = FILE_LINK.sub(lambda link: f"]({link[2] or '#' + keys.key(link[1], 'chapter')})", text)
    return NOTED_TITLE.sub(r"\1\n\n\3\2", text, count=1)


def book_toml(book: dict, chapters: list[str]) -> str:  # type: ignore[type-arg]
    """The `book.toml` for what `book.json` says; a JSON string is a TOML string."""
    about = {key: book.get(key) for key in ("title", "subtitle", "language", "cover")}
    about["description"] = " ".join(TAG.sub("", book["description"]).split())
    about["cover-alt"] = f"The cover of {book['title']}" if "cover" in book else None
    about["identifier"] = book["source"]["identifier"]
    lines = ["[book]", *(f"{key} = {quoted(value)}" for key, value in about.items() if value)]
    people = [{"name": name, "role": "author"} for name in book["authors"]] + book["contributors"]
    for person in people:
        lines += ["[[contributors]]", f"name = {quoted(person['name'])}", f"role = {quoted(person['role'])}"]
    lines += ["[numbering]", 'parts = "none"', 'chapters = "none"', 'essays = "none"', "[contents]"]
    lines += [
        f"front = {listed('front', book['front'])}",
        f"chapters = {listed('parts', chapters)}",
        f"back = {listed('back', book['back'])}",
    ]
    return "\n".join(lines) + "\n"


def listed(matter: str, files: Iterable[str]) -> str:
    """A TOML list of the paths of those files."""
    return quoted([f"{matter}/{file}" for file in files])


def quoted(value: object) -> str:
    """A text or a list of texts as TOML."""
    return json.dumps(value, ensure_ascii=False)
