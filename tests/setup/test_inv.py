"""The wrapper `./inv`, with stand-ins for Python and for all that would be fetched: no network, and nothing of this machine is changed."""

import os
import subprocess
from pathlib import Path

import pytest

from samizdat import installation
from samizdat.installation import SetupError

ROOT = Path(__file__).resolve().parents[2]
INVOKE = '#!/bin/sh\n[ "$1" = --version ] && { echo Python 3.11.2; exit; }\nprintf \'%s|\' "$SAMIZDAT_CWD" "$PWD" "$@"\n'
SETUP = "#!/bin/sh\ncase $1 in --version) echo Python 3.11.2 ;; -c) exit 0 ;; *) cat > .venv/stamp; echo set up >&2 ;; esac\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the wrapper whose `.venv` Python only tells how it was called, and whose `python3` only writes the stamp."""
    folder = tmp_path / "Glass & Iron é"
    for name in ("inv", "samizdat/installation.py", "pyproject.toml", "uv.lock"):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    (folder / "inv").chmod(0o755)
    for name, program in (("tools/python3", SETUP), (".venv/bin/python", INVOKE)):
        copy = folder / name
        copy.parent.mkdir(parents=True)
        copy.write_text(program)
        copy.chmod(0o755)
    return folder


def inv(folder: Path, *arguments: str, cwd: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": f"{folder / 'tools'}:/usr/bin:/bin", **settings}
    return subprocess.run([folder / "inv", *arguments], env=environ, cwd=cwd or folder, capture_output=True, text=True, check=False)


def test_sets_up_once_and_again_only_when_the_lock_changes(folder: Path) -> None:
    assert inv(folder).stderr == "set up\n"
    assert inv(folder).stderr == ""
    with (folder / "uv.lock").open("a") as lock:
        lock.write("# one more part\n")
    assert inv(folder).stderr == "set up\n"
    assert inv(folder).stderr == ""


def test_a_moved_folder_needs_no_set_up(folder: Path) -> None:
    inv(folder)
    moved = folder.rename(folder.parent / "moved")
    assert inv(moved).stderr == ""


def test_a_set_up_without_its_stamp_is_not_believed(folder: Path) -> None:
    inv(folder)
    (folder / ".venv/stamp").unlink()
    assert inv(folder).stderr == "set up\n"


def test_passes_on_the_words_and_the_folder_of_the_caller(folder: Path, tmp_path: Path) -> None:
    answer = inv(folder, "build", "--book", "my book", "*", cwd=tmp_path)
    assert answer.stdout == f"{tmp_path}|{folder}|.venv/bin/inv|build|--book|my book|*|"


def test_works_through_a_symbolic_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "inv"
    link.symlink_to(folder / "inv")
    answer = subprocess.run([link], env={"PATH": f"{folder / 'tools'}:/usr/bin:/bin"}, cwd="/", capture_output=True, text=True, check=True)
    assert answer.stdout == f"/|{folder}|.venv/bin/inv|"


def test_without_a_python_it_says_what_to_type(folder: Path) -> None:
    answer = inv(folder, SAMIZDAT_PYTHON="/nowhere/python3")
    assert answer.returncode == 1
    assert "no Python 3.11 or newer was found" in answer.stderr
    assert "    mend  " in answer.stderr
    assert answer.stdout == ""


def test_missing_libraries_stop_the_set_up_with_one_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "load", lambda library: None)
    monkeypatch.setenv("SAMIZDAT_NO_INSTALL", "1")
    with pytest.raises(SetupError) as stopped:
        installation.install_native_libraries()
    what, _, mend = str(stopped.value).splitlines()
    assert "Pango" in what
    assert mend.startswith("    mend  ")


def test_certificates_and_index_of_pip_reach_uv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://index.example/simple\ncert = /from/the/file.pem\n")
    monkeypatch.setattr(os, "environ", {"PIP_CONFIG_FILE": str(config), "PIP_CERT": "/from/the/environment.pem", "VIRTUAL_ENV": "/other"})
    installation.adopt_machine_settings()
    assert os.environ["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert os.environ["SSL_CERT_FILE"] == "/from/the/environment.pem"
    assert os.environ["UV_PYTHON_DOWNLOADS"] == "never"
    assert "VIRTUAL_ENV" not in os.environ
    assert any("--require-hashes" in command for command in installation.installing("uv"))


def test_a_wheel_that_is_not_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = f"uv-{installation.UV_VERSION}-py3-none-any.whl"
    (tmp_path / wheel).write_bytes(b"something else")
    page = tmp_path / "page.html"
    page.write_text(f'<a href="{(tmp_path / wheel).as_uri()}#sha256=00">{wheel}</a>')
    monkeypatch.setenv("UV_DEFAULT_INDEX", "file:///nowhere")
    opened = installation.urlopen
    monkeypatch.setattr(installation, "urlopen", lambda url, timeout: opened(page.as_uri() if url.endswith("/uv/") else url))
    with pytest.raises(SetupError, match="not the file that was pinned"):
        installation.uv_from_index(tmp_path, wheel, "0" * 64)


def test_every_pinned_wheel_has_a_whole_hash() -> None:
    assert all(len(sha256) == 64 for _, sha256 in installation.UV_WHEELS.values())
