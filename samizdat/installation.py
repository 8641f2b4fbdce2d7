"""Install what samizdat runs on: the native libraries, then `.venv` with exactly what `uv.lock` says.

`./inv` starts this file by its path, with any Python 3.11 or newer, before anything is installed: it needs the standard library alone.
In: on standard input, the stamp (all that the set-up depends on, word for word). Out: `.venv`, with the stamp in it. The stamp goes
before the first change and comes back after the last one, so a set-up that was broken off is never taken for a whole one.
"""

import configparser
import contextlib
import ctypes
import fcntl
import hashlib
import html
import importlib.util
import io
import os
import platform
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen
from urllib.parse import urljoin
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "stamp"
CACHE = ROOT / ".cache"
LOG = CACHE / "setup.log"
# What .venv adds to Python: the way to this folder, relative so that it may be moved; and, because macOS takes the variable that ./inv
# exports away from every program started through a shell, Homebrew's folder of libraries once more.
PTH = "../../../..\n"
if sys.platform == "darwin":
    PTH += "import os; os.environ.setdefault('DYLD_FALLBACK_LIBRARY_PATH', '/opt/homebrew/lib:/usr/local/lib:/usr/lib')\n"

UV_VERSION = "0.13.9"
UV_WHEELS = {
    "Linux x86_64": ("manylinux_2_17_x86_64.manylinux2014_x86_64", "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19"),
    "Linux aarch64": ("manylinux_2_28_aarch64", "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375"),
    "Darwin arm64": ("macosx_11_0_arm64", "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63"),
    "Darwin x86_64": ("macosx_10_12_x86_64", "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5"),
}


@dataclass(frozen=True)
class NativeLibrary:
    """A library outside Python that WeasyPrint loads: its name, and its file on Linux and on macOS."""

    name: str
    linux: str
    macos: str


NATIVE_LIBRARIES = (
    NativeLibrary("GObject", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    NativeLibrary("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    NativeLibrary("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    NativeLibrary("HarfBuzz subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    NativeLibrary("Fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
    NativeLibrary("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)
# GObject and Fontconfig come with Pango, under a name that differs from one Debian to the next: so they are not named here.
APT_INSTALL = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
BREW_INSTALL = "brew install pango"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class SetupError(Exception):
    """The set-up cannot go on. In: what happened, why that stops it, and the line to type."""

    def __init__(self, what: str, why: str, mend: str) -> None:
        super().__init__(f"samizdat: {what}\n    why   {why}\n    mend  {mend}")


def say(line: str) -> None:
    """Tell the person who waits one thing."""
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Set up unless it is done. In: the stamp, on standard input. Out: the exit status; every error ends as a message."""
    stamp = sys.stdin.buffer.read()
    try:
        with alone():
            if not is_done(stamp):
                set_up(stamp)
    except SetupError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(str(SetupError("the set-up stopped", str(error), "put that right, then the same ./inv line again")))
        return 1
    except KeyboardInterrupt:
        say("samizdat: the set-up was stopped; the next ./inv starts it afresh")
        return 130
    return 0


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep every other set-up of this folder waiting until this one ends. Raises OSError when the folder cannot be written."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        # The programs started from here inherit the lock: should this one be killed, it holds until they have ended too.
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("samizdat: another ./inv is setting up; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_done(stamp: bytes) -> bool:
    """Say whether `.venv` is whole and was made for this stamp."""
    return os.access(PYTHON, os.X_OK) and STAMP.exists() and STAMP.read_bytes() == stamp


def set_up(stamp: bytes) -> None:
    """Install everything, the stamp last. Raises SetupError when something cannot be had, OSError when the disk refuses."""
    started = time.monotonic()
    say("samizdat: bringing .venv up to date" if STAMP.exists() else "samizdat: setting up this folder")
    LOG.write_text("")
    adopt_machine_settings()
    install_native_libraries()
    install_packages(find_uv(), stamp)
    STAMP.write_bytes(stamp)
    say(f"samizdat: ready after {time.monotonic() - started:.0f} s")


def adopt_machine_settings() -> None:
    """Put what the machine's pip is told about its index and certificates where uv, Python and OpenSSL look: the environment."""
    pip = pip_settings()
    environ = os.environ
    if index := environ.get("UV_DEFAULT_INDEX") or environ.get("UV_INDEX_URL") or pip.get("index-url"):
        environ["UV_DEFAULT_INDEX"] = index
    if certificates := environ.get("SSL_CERT_FILE") or pip.get("cert") or environ.get("REQUESTS_CA_BUNDLE"):
        environ["SSL_CERT_DIR" if Path(certificates).is_dir() else "SSL_CERT_FILE"] = certificates
    environ.setdefault("UV_SYSTEM_CERTS", "true")
    # A virtual environment's own Python would vanish with it, so take the one it was made from.
    environ["UV_PYTHON"] = getattr(sys, "_base_executable", sys.executable)
    environ["UV_PYTHON_DOWNLOADS"] = "never"
    environ["UV_PROJECT_ENVIRONMENT"] = str(VENV)
    environ.pop("VIRTUAL_ENV", None)
    if not os.access(environ.get("HOME", "/"), os.W_OK):
        environ.setdefault("UV_CACHE_DIR", str(CACHE / "uv-cache"))


def pip_settings() -> dict[str, str]:
    """Read pip's settings, from its files and then from the environment, whether or not pip itself is there."""
    home = Path(os.environ.get("HOME", "/"))
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [Path("/etc/pip.conf"), home / ".pip/pip.conf", config / "pip/pip.conf", home / "Library/Application Support/pip/pip.conf"]
    files += [Path(name) for name in [os.environ.get("PIP_CONFIG_FILE")] if name]
    parser = configparser.RawConfigParser(strict=False)
    # A file that pip could not read either is no reason to stop.
    with contextlib.suppress(configparser.Error, UnicodeDecodeError):
        parser.read(files)
    settings = dict(parser["global"]) if parser.has_section("global") else {}
    return settings | {name[4:].lower().replace("_", "-"): value for name, value in os.environ.items() if name.startswith("PIP_")}


def load(library: NativeLibrary) -> ctypes.CDLL | None:
    """Load a native library as WeasyPrint will: by its name, and on macOS from Homebrew's folder too; None when it cannot be loaded."""
    names = [library.linux]
    if sys.platform == "darwin":
        folders = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "").split(":")
        names = [library.macos, *(f"{folder}/{library.macos}" for folder in folders)]
    for name in names:
        with contextlib.suppress(OSError):
            return ctypes.CDLL(name)
    return None


def missing_from_system() -> list[str]:
    """Name what the system itself lacks: native libraries, and on Debian's kin the certificates without which nothing is fetched."""
    missing = [library.name for library in NATIVE_LIBRARIES if load(library) is None]
    if shutil.which("apt-get") and not CERTIFICATES.exists() and "SSL_CERT_FILE" not in os.environ:
        missing.append("CA certificates")
    return missing


def install_line() -> str:
    """Give the line that installs what the system lacks, as its owner would type it at this moment."""
    if shutil.which("apt-get"):
        certificates = "" if CERTIFICATES.exists() else " ca-certificates"
        line = APT_INSTALL + certificates
        return line if os.geteuid() == 0 else f"sudo {line}" if shutil.which("sudo") else f"su -c '{line}'"
    if shutil.which("brew"):
        return BREW_INSTALL
    if sys.platform == "darwin":
        return f"install Homebrew, then: {BREW_INSTALL}"
    return "install Pango 1.44 or newer and HarfBuzz with this system's package tool"


def install_native_libraries() -> None:
    """See that WeasyPrint's libraries load; install them where that is allowed. Raises SetupError with the line to type elsewhere."""
    missing = missing_from_system()
    if not missing:
        return
    line, said = install_line(), ""
    if may_install():
        say(f"samizdat: installing {', '.join(missing)}:  {line}")
        command = line.replace("sudo ", "sudo -n ").replace("apt-get", "env DEBIAN_FRONTEND=noninteractive apt-get", 1).split()
        if "apt-get" in command:
            # A stale source of the machine's own may fail here and still leave what is needed, so only the next line decides.
            run([*command[: command.index("apt-get") + 1], "update"])
        # Many systems fetch their updates in the background, and hold the lock meanwhile.
        said = run([*command, "-o", "DPkg::Lock::Timeout=300"] if "apt-get" in command else command)[1]
    if missing := missing_from_system():
        why = "without them no page can be set in type and no package fetched" + (f"; it said: {said}" if said else "")
        raise SetupError(f"this system lacks {', '.join(missing)}", why, line)


def may_install() -> bool:
    """Say whether system packages may be installed here without asking anyone for a password."""
    if os.environ.get("SAMIZDAT_NO_INSTALL"):
        return False
    if shutil.which("apt-get"):
        return os.geteuid() == 0 or (shutil.which("sudo") is not None and run(["sudo", "-n", "true"])[0] == 0)
    return shutil.which("brew") is not None and os.geteuid() != 0


def find_uv() -> str:
    """Give the uv to use: the machine's own when it is as good as the pinned one, else the pinned one, fetched once.

    uv keeps its promises within a minor version and may change its ways with the next, so a newer minor version is passed over.
    Raises SetupError when uv cannot be fetched or is not what was pinned.
    """
    pinned = [int(part) for part in UV_VERSION.split(".")]
    for candidate in (shutil.which("uv"), CACHE / "uv" / UV_VERSION):
        if candidate and os.access(candidate, os.X_OK):
            status, said = run([str(candidate), "--version"])
            version = [int(part) for part in re.findall(r"\d+", said)[:3]]
            if status == 0 and version[:2] == pinned[:2] and version >= pinned:
                return str(candidate)
    say(f"samizdat: fetching uv {UV_VERSION}, which fetches the rest (18 MB)")
    return str(fetch_uv())


def fetch_uv() -> Path:
    """Fetch the pinned uv into `.cache/uv/`, its hash checked, by pip or without. Out: its path. Raises SetupError."""
    machine = f"{platform.system()} {platform.machine()}"
    if machine not in UV_WHEELS:
        raise SetupError(f"no uv is pinned for {machine}", "uv fetches all other parts", f"install uv {UV_VERSION} so that it is on PATH")
    tag, sha256 = UV_WHEELS[machine]
    uv = CACHE / "uv" / UV_VERSION
    uv.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=uv.parent) as folder:
        binary = uv_from_pip(Path(folder), sha256) or uv_from_index(Path(folder), f"uv-{UV_VERSION}-py3-none-{tag}.whl", sha256)
        binary.chmod(0o755)
        binary.replace(uv)
    return uv


def uv_from_pip(folder: Path, sha256: str) -> Path | None:
    """Let pip put the pinned uv into a folder: it knows private indexes and their passwords. None without pip, or when pip fails."""
    if not importlib.util.find_spec("pip"):
        return None
    requirement = folder / "requirement.txt"
    requirement.write_text(f"uv=={UV_VERSION} --hash=sha256:{sha256}\n")
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "--target", str(folder), "-r", str(requirement)]
    status, _ = run([sys.executable, "-m", "pip", "install", *options])
    return folder / "bin" / "uv" if status == 0 else None


def uv_from_index(folder: Path, wheel: str, sha256: str) -> Path:
    """Take the pinned wheel from the package index and uv out of the wheel. Raises SetupError when it is not there or not the same."""
    index = os.environ.get("UV_DEFAULT_INDEX", "https://pypi.org/simple").rstrip("/")
    shown = re.sub(r"//[^/]*@", "//", index)  # without a password
    try:
        with urlopen(f"{index}/uv/", timeout=60) as page:
            link = re.search(rf'href="([^"]*{re.escape(wheel)}[^"]*)"', page.read().decode())
            if not link:
                raise SetupError(f"{wheel} is not on {shown}", "uv fetches all other parts", "ask whoever keeps that index for it")
            address = urljoin(page.url, html.unescape(link[1]))
        with urlopen(address, timeout=60) as file:
            content = file.read()
    except (OSError, HTTPException) as error:
        mend = "see that the network is there (and, behind a gateway, that SSL_CERT_FILE names its certificates), then ./inv again"
        raise SetupError(f"{shown} could not be reached", str(error), mend) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SetupError(f"{wheel} is not the file that was pinned", "its hash differs", "tell the engineers; nothing of it was used")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return Path(archive.extract(f"uv-{UV_VERSION}.data/scripts/uv", folder))


def install_packages(uv: str, stamp: bytes) -> None:
    """Make `.venv` hold what `uv.lock` says and nothing else, every hash checked. Raises SetupError with uv's own words."""
    # The stamp begins with the Python and the machine: where those are the same, the packages that are right can stay.
    keep = os.access(PYTHON, os.X_OK) and STAMP.exists() and STAMP.read_bytes().splitlines()[:2] == stamp.splitlines()[:2]
    STAMP.unlink(missing_ok=True)
    say("samizdat: installing what uv.lock lists (some 200 MB on a new machine)")
    afresh = [] if keep else [[uv, "venv", "--clear", "--relocatable", str(VENV)]]
    for step in [*afresh, *installing(uv)]:
        status, said = run(step)
        if status:
            raise SetupError("uv could not install the parts", said, f"./inv again when that is put right; all it said is in {LOG}")
    for site_packages in VENV.glob("lib/python3*/site-packages"):
        (site_packages / "samizdat.pth").write_text(PTH)


def installing(uv: str) -> list[list[str]]:
    """Give the commands that bring `.venv` to what `uv.lock` says, from PyPI or from the index this machine is told to use."""
    strictly = ["--no-build", "--compile-bytecode"]
    if "UV_DEFAULT_INDEX" not in os.environ:
        # The project itself is not installed: that would fetch a build tool that no lock names. PTH does the same.
        return [[uv, "sync", "--frozen", "--all-groups", "--no-install-project", *strictly]]
    # A frozen lock names PyPI's own files, so another index needs the list of names and hashes without the addresses.
    listed = str(CACHE / "requirements.txt")
    return [
        [uv, "export", "--quiet", "--frozen", "--all-groups", "--no-emit-project", "--output-file", listed],
        [uv, "pip", "sync", "--require-hashes", *strictly, "--python", str(PYTHON), listed],
    ]


def run(command: list[str]) -> tuple[int, str]:
    """Run a program, its words going to the log and the name of each thing it downloads to the person who waits.

    Out: its exit status and the last lines it said. Raises OSError when it cannot be started.
    """
    last: deque[str] = deque(maxlen=4)
    with LOG.open("a", encoding="utf-8") as log:
        print("$", *command, file=log, flush=True)
        # The lock is inherited (see alone), so files are not closed; a word that cannot be read must not end the set-up.
        with Popen(command, cwd=ROOT, stdout=PIPE, stderr=STDOUT, encoding="utf-8", errors="replace", close_fds=False) as process:
            assert process.stdout is not None
            for line in process.stdout:
                log.write(line)
                last.append(line.strip())
                if line.startswith("Downloading "):
                    say("    " + line.removeprefix("Downloading ").strip())
    return process.returncode, "\n          ".join(last)


if __name__ == "__main__":
    sys.exit(main())
