"""Preflight of EPUBs for shops: what is wrong is found by its own code, what is hostile is told and not obeyed."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from test_epub import TREE, make_book

from samizdat import epub, stores
from samizdat.epub import typography
from samizdat.problems import Problem
from samizdat.stores import page, profile

Change = bytes | Callable[[bytes], bytes] | None
OPF, NAV, LOOMS, NCX, CSS = "EPUB/content.opf", "EPUB/text/nav.xhtml", "EPUB/text/looms.xhtml", "EPUB/toc.ncx", "EPUB/css/book.css"
COVER = "EPUB/images/cover.jpg"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><p>&b;</p></html>"""
OUTWARD = b"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html xmlns="http://www.w3.org/1999/xhtml"><p>&a;</p></html>"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EPUB that every shop takes, with a cover as they ask."""
    folder = tmp_path_factory.mktemp("sound")
    book = make_book(folder)
    Image.new("RGB", (1400, 2240), (120, 20, 20)).save(folder / "figures" / "front.jpg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typography, "cut", lambda path, characters, flavour: path.name.encode())
        epub.write(etree.fromstring(TREE), book, folder / "9781402894626.epub")
    return folder / "9781402894626.epub"


def spoilt(sound: Path, folder: Path, changes: Mapping[str, Change], name: str = "9781402894626.epub") -> Path:
    """A copy of the EPUB with members changed, added, or (None) left out."""
    path = folder / name
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            change = changes.get(info.filename, old.read(info))
            if change is not None:
                new.writestr(info, change if isinstance(change, bytes) else change(old.read(info)))
        for added in changes.keys() - set(old.namelist()):
            change = changes[added]
            assert isinstance(change, bytes)
            new.writestr(added, change)
    return path


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A change of one text for another, which must be there."""

    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    return change


def cut(pattern: bytes) -> Callable[[bytes], bytes]:
    """A change that leaves out what a pattern finds, which must be there."""

    def change(data: bytes) -> bytes:
        assert re.search(pattern, data, re.DOTALL)
        return re.sub(pattern, b"", data, flags=re.DOTALL)

    return change


def picture(size: tuple[int, int], mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind)
    return buffer.getvalue()


def codes(path: Path, key: str = "plain") -> set[str]:
    return {problem.code for problem in stores.preflight(path, path.name, stores.store(key))}


@pytest.mark.parametrize("key", stores.names())
def test_a_sound_book_has_no_problem_but_information(sound: Path, key: str) -> None:
    found = stores.preflight(sound, "book.epub", stores.store(key))
    assert [problem for problem in found if problem.severity != "info"] == []


DEEP = (
    b"<ol>" * 1
    + b"".join(b'<li><a href="looms.xhtml">x</a><ol>' for _ in range(4))
    + b'<li><a href="looms.xhtml">x</a></li>'
    + b"</ol></li>" * 4
    + b"</ol>"
)
SPOILT: list[tuple[str, str, dict[str, Change]]] = [
    ("E201", "plain", {"../evil.xhtml": b"x"}),
    ("E201", "plain", {"/etc/passwd": b"x"}),
    ("E201", "plain", {"EPUB\\..\\x": b"x"}),
    ("E201", "plain", {"EPUB/TEXT/looms.xhtml": b"x"}),
    ("E202", "plain", {"META-INF/rights.xml": b"<x/>"}),
    ("E202", "plain", {"META-INF/encryption.xml": b'<x><EncryptionMethod Algorithm="aes"/></x>'}),
    ("E203", "plain", {LOOMS: b"<html><p>"}),
    ("E203", "plain", {LOOMS: LAUGHS}),
    ("E203", "plain", {LOOMS: OUTWARD}),
    ("E203", "plain", {LOOMS: OUTWARD.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")}),
    ("E203", "plain", {LOOMS: b"<a>" * 5000 + b"</a>" * 5000}),
    ("E204", "plain", {"META-INF/container.xml": None}),
    ("E204", "plain", {"META-INF/container.xml": swap(b"EPUB/content.opf", b"../../etc/passwd")}),
    ("E205", "plain", {"mimetype": b"application/zip"}),
    ("E205", "plain", {"mimetype": None}),
    ("E206", "plain", {LOOMS: None}),
    ("E206", "plain", {"EPUB/text/stray.xhtml": b"<html/>"}),
    ("E207", "plain", {OPF: cut(rb"<itemref[^>]*/>")}),
    ("E207", "plain", {OPF: swap(b'idref="text--looms.xhtml"', b'idref="nothing"')}),
    ("E208", "plain", {OPF: cut(rb"<dc:language>.*?</dc:language>")}),
    ("E208", "plain", {OPF: cut(rb"<dc:title.*?</dc:title>")}),
    ("E209", "ingramspark", {OPF: swap(b'version="3.0"', b'version="2.0"')}),
    ("E211", "kobo", {OPF: lambda data: cut(rb'<meta name="cover"[^>]*/>')(data).replace(b' properties="cover-image"', b"")}),
    ("E212", "kdp", {COVER: picture((400, 640))}),
    ("E212", "apple-books", {COVER: picture((1000, 1600))}),
    ("E213", "google-play", {COVER: picture((7300, 7300), "L")}),
    ("E214", "kobo", {OPF: swap(b'media-type="image/jpeg" properties="cover-image"', b'media-type="image/gif" properties="cover-image"')}),
    ("E215", "kdp", {COVER: picture((1600, 1600))}),
    ("E216", "apple-books", {COVER: picture((2000, 3200), "L")}),
    ("E216", "ingramspark", {COVER: picture((1600, 2560), "L")}),
    ("E217", "kobo", {"EPUB/images/figures-a-shed.png": random.Random(7).randbytes(5_100_000)}),
    ("E218", "google-play", {OPF: swap(b'media-type="image/png"', b'media-type="image/webp"')}),
    ("E219", "plain", {COVER: b"no picture"}),
    ("E219", "plain", {COVER: picture((30, 30))[:40]}),
    ("E220", "apple-books", {COVER: picture((1400, 2240), "CMYK")}),
    ("E221", "plain", {NAV: swap(b'epub:type="toc"', b'epub:type="loi"')}),
    ("E222", "kobo", {NAV: lambda data: re.sub(rb"<ol>.*?</ol></li></ol>|<ol>.*?</ol>(?=</nav>)", DEEP, data, count=1, flags=re.DOTALL)}),
    ("E223", "plain", {NAV: swap(b'href="looms.xhtml"', b'href="gone.xhtml"')}),
    ("E223", "plain", {NCX: swap(b'src="text/looms.xhtml"', b'src="text/looms.xhtml#gone"')}),
    ("E224", "plain", {NCX: cut(rb"<navPoint.*</navPoint>")}),
    ("E225", "plain", {LOOMS: swap(b"</body>", b"<p>" + b"word " * 80_000 + b"</p></body>")}),
    ("E226", "plain", {"EPUB/images/a picture.png": picture((9, 9), "L", "PNG")}),
    ("E226", "plain", {"EPUB/images/köln.png": picture((9, 9), "L", "PNG")}),
    ("E228", "plain", {CSS: swap(b"@charset", b"img { max-width: min(9em, 20%) } @charset")}),
    ("E228", "plain", {CSS: b"a{" + b"(" * 3000}),
    ("E229", "kobo", {LOOMS: swap(b"</body>", b"<script>1</script></body>")}),
    ("E229", "plain", {LOOMS: swap(b"../images/figures-a-shed.png", b"https://example.org/a.png")}),
    ("E229", "plain", {CSS: swap(b"@charset", b"p { background: url(//example.org/x.png) } @charset")}),
    ("E230", "plain", {LOOMS: swap(b'alt="A shed with a saw-tooth roof."', b'alt=""')}),
    ("E231", "plain", {OPF: cut(rb'<meta property="schema:accessibilityHazard">.*?</meta>')}),
    ("E231", "plain", {LOOMS: swap(b'alt="A shed with a saw-tooth roof."', b'alt=""')}),
    ("E231", "plain", {OPF: swap(b">readingOrder<", b">pageNavigation<")}),
    ("E231", "plain", {OPF: swap(b"</metadata>", b'<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 WCAG AA</meta></metadata>')}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "key", "changes"), SPOILT, ids=[f"{code}-{key}-{number}" for number, (code, key, _) in enumerate(SPOILT)])
def test_each_fault_is_found_by_its_code(sound: Path, tmp_path: Path, code: str, key: str, changes: dict[str, Change]) -> None:
    assert code not in {problem.code for problem in stores.preflight(sound, "x", stores.store(key)) if problem.severity == "error"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert code in codes(spoilt(sound, tmp_path, changes), key)


def test_the_name_of_the_file_is_looked_at(sound: Path, tmp_path: Path) -> None:
    assert "E227" in codes(spoilt(sound, tmp_path, {}, "weavers.epub"), "google-play")
    assert "E227" not in codes(sound, "google-play")


def test_a_large_file_is_too_large(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = profile.Limit("file-megabytes", profile.Source("A shop", "https://example.org"), most=0.001)
    store = profile.Store("shop", "A shop", (small,), ())
    assert "E210" in {problem.code for problem in stores.preflight(sound, "x", store)}


HOSTILE: dict[str, Callable[[Path], None]] = {
    "empty": lambda path: path.write_bytes(b"") and None,
    "text": lambda path: path.write_bytes(b"Call me Ishmael.") and None,
    "zeros": lambda path: _packed(path, {"a": bytes(60_000_000)}),
    "many": lambda path: _packed(path, {str(number): b"" for number in range(20_100)}),
    "no members": lambda path: _packed(path, {}),
}


def _packed(path: Path, members: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_book_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.epub"
    HOSTILE[name](path)
    found = stores.preflight(path, "x.epub", stores.store("plain"))
    assert {problem.code for problem in found} <= {"E200", "E204"}
    assert found


def test_sizes_that_lie_are_not_believed(sound: Path, tmp_path: Path) -> None:
    data = bytearray(sound.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
    (tmp_path / "x.epub").write_bytes(data)
    assert stores.preflight(tmp_path / "x.epub", "x.epub", stores.store("plain"))


def test_any_damage_is_told_and_never_raised(sound: Path, tmp_path: Path) -> None:
    """Bytes changed and ends cut off at random, a hundred times, by one seed."""
    chance, whole, path = random.Random(1905), sound.read_bytes(), tmp_path / "x.epub"
    for _ in range(100):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(1, 40)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        assert all(isinstance(problem, Problem) for problem in stores.preflight(path, "x.epub", stores.store("kobo")))


def test_every_shop_has_limits_with_sources_that_are_used() -> None:
    assert set(stores.names()) == {"apple-books", "google-play", "ingramspark", "kdp", "kobo", "plain"}
    for key in stores.names():
        store = stores.store(key)
        assert store.limits and {limit.source for limit in store.limits} == set(store.sources)
        assert all(source.url.startswith("https://") for source in store.sources)


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        'name = "x"',
        'name = "x"\nlimits = []',
        'name = "x"\n[sources.a]\ntitle = "t"\nurl = "u"\n[[limits]]\nrule = "colour"\nsource = "a"',
        'name = "x"\n[sources.a]\ntitle = "t"\nurl = "u"\n[[limits]]\nrule = "ncx"\nsource = "b"',
        'name = "x"\n[sources.a]\ntitle = "t"\nurl = "u"\n[[limits]]\nrule = "ncx"\nsource = "a"\nseverity = "grave"',
        'name = "x"\n[sources.a]\ntitle = "t"\nurl = "u"\n[[limits]]\nrule = "ncx"\nsource = "a"\nhighest = 3',
    ],
)
def test_a_profile_that_is_none_is_said_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "shop.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        stores.read(tmp_path / "shop.toml")


def test_an_unknown_shop_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        stores.store("corner-shop")


def test_the_page_for_people_has_every_limit() -> None:
    told = (Path(__file__).parents[2] / "docs" / "epub.md").read_text("utf-8")
    assert page.as_markdown() in told, (
        'run  python -c "from samizdat.stores import page; print(page.as_markdown())"  and put it at the end of docs/epub.md'
    )
