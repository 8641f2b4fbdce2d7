"""The receipt of a build: everything that went in and what came out, so that a build that would make the same again need not be made.

What went in: every file of the manuscript folder, of `styles/` and of this package; the libraries, Python's and the system's; the editions
asked for, the folders as they were typed, and SOURCE_DATE_EPOCH. What came out: each result with its digest, and the report. A receipt holds
only as long as every byte on either side is the same. It is kept beside the other caches, and reading it imports nothing heavy.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import platform
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from samizdat.files import write_whole
from samizdat.report import Report, as_values, from_values

FOLDER = Path(".cache") / "receipts"
PACKAGE = Path(__file__).parent
STYLES = PACKAGE.with_name("styles")
ENVIRONMENT = ("SOURCE_DATE_EPOCH", "LANG", "LC_ALL")
SYSTEM = (
    ("pango_version_string", ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    ("hb_version_string", ("libharfbuzz.so.0", "libharfbuzz.dylib")),
)
"""Libraries of the system that decide where lines break: the function that tells their version, and the names they go by."""


def went_in(root: Path, out: Path, editions: Sequence[str]) -> str:
    """A digest of everything that a build of these editions from the manuscript folder `root` into `out` depends on."""
    digest = hashlib.sha256()
    said = (str(root), str(out), *editions, *(f"{name}={os.environ.get(name)}" for name in ENVIRONMENT), *_machine())
    for part in said:
        _add(digest, part.encode())
    for folder in (root, STYLES, PACKAGE):
        _add(digest, _of_folder(folder, out).encode())
    return digest.hexdigest()


def kept(out: Path, editions: Sequence[str], digest: str) -> Report | None:
    """The report of the last build of these editions into `out`; None unless what went in has this digest and every result stands as it was made."""
    try:
        receipt = json.loads((out / _name(editions)).read_text("utf-8"))
        report = from_values(receipt["report"])
        if receipt["went in"] != digest or receipt["came out"] != _came_out(report):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return replace(report, unchanged=True)


def keep(out: Path, editions: Sequence[str], digest: str, report: Report) -> None:
    """Keep the receipt of a build."""
    receipt = {"went in": digest, "came out": _came_out(report), "report": as_values(report)}
    write_whole(out / _name(editions), json.dumps(receipt, ensure_ascii=False).encode())


def _name(editions: Sequence[str]) -> Path:
    return FOLDER / f"{'-'.join(editions)}.json"


def _came_out(report: Report) -> dict[str, str]:
    """The digest of each result. Raises OSError where one is gone."""
    return {str(made.path): _of_folder(made.path) if made.path.is_dir() else _of_file(made.path) for made in report.made}


def _machine() -> Iterator[str]:
    """Python, the packages installed beside it by name and version, and the system's libraries for text."""
    yield f"{platform.python_version()} {platform.machine()} {platform.system()}"
    yield " ".join(sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info")))
    yield from system()


def system() -> Iterator[str]:
    """The versions of the system's libraries for text; empty where one is not found."""
    for function, names in SYSTEM:
        yield next((version for name in names if (version := _version(name, function))), "")


def _version(library: str, function: str) -> str:
    """What a library of the system says its version is; empty where it is not there."""
    try:
        call = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return ""
    call.restype = ctypes.c_char_p
    return bytes(call()).decode()


def _of_folder(folder: Path, without: Path | None = None) -> str:
    """A digest of all files in a folder with their names and of where its links lead; not of `without` and of what git and Python keep."""
    digest = hashlib.sha256()
    for path in _files(folder, without):
        _add(digest, path.relative_to(folder).as_posix().encode())
        _add(digest, (str(path.readlink()) if path.is_dir() else _of_file(path)).encode())
    return digest.hexdigest()


def _files(folder: Path, without: Path | None) -> Iterator[Path]:
    """The files of a folder and the links in it to folders, in the order of their names."""
    left_out = without.resolve() if without else None
    for name, folders, files in os.walk(folder):
        here = Path(name)
        folders[:] = sorted(one for one in folders if one not in (".git", "__pycache__") and (here / one).resolve() != left_out)
        links = [one for one in folders if (here / one).is_symlink()]
        yield from (here / one for one in sorted([*files, *links]))


def _of_file(path: Path) -> str:
    """The digest of a file; “gone” for a link that leads nowhere."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        if path.is_symlink():
            return f"gone {path.readlink()}"
        raise


def _add(digest: hashlib._Hash, part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big") + part)
