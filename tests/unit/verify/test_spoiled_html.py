"""A good site and a good single file have no problem; spoiled in one way, they have the problem that is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from verify.by_hand import SLUG, manuscript, single_file, site_files

from samizdat import verify

Files = dict[str, str | bytes]


def _verified(folder: Path, files: Files, single: str) -> list[tuple[str, str]]:
    (folder / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    (folder / f"{SLUG}.html").write_text(single, encoding="utf-8")
    for name, data in files.items():
        path = folder / "html" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return [(problem.place.path, problem.code) for problem in verify.verify(folder, SLUG, ["html"])]


def _text(name: str, old: str, new: str) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        assert old in str(files[name]), f"{old} is not in {name}"
        files[name] = str(files[name]).replace(old, new, 1)

    return spoil


SITE: dict[str, tuple[Callable[[Files], None], str]] = {
    "way back to nothing": (_text("notes.html", "oil.html#oil-ref-dear", "oil.html#oil-ref-gone"), "H012"),
    "call to another page": (_text("oil.html", "notes.html#oil-note-dear", "stairs.html#oil-note-dear"), "H010"),
    "page missing": (lambda files: files.pop("stairs.html") and None, "H020"),
    "first page missing": (lambda files: files.pop("index.html") and None, "H001"),
    "label changed in the contents": (_text("index.html", ">Stairs<", ">Steps<"), "H022"),
    "link to a page that is not there": (_text("index.html", "stairs.html#stairs", "steps.html"), "H023"),
    "picture missing": (lambda files: files.pop("images/lamp.png") and None, "H025"),
    "picture without alternative text": (_text("oil.html", ' alt="A lamp."', ' alt=""'), "H026"),
    "script from the network": (_text("oil.html", "</head>", '<script src="//example.org/x.js"></script></head>'), "H027"),
    "no way on": (_text("oil.html", '<link rel="next" href="stairs.html">', ""), "H029"),
    "way back to the wrong page": (
        _text("stairs.html", '<link rel="prev" href="oil.html">', '<link rel="prev" href="index.html">'),
        "H029",
    ),
    "sentence dropped": (_text("stairs.html", " Visitors counted them twice and then they sat down.", ""), "H030"),
    "words added": (_text("stairs.html", "no rail.", "no rail at all."), "H031"),
    "id twice": (_text("stairs.html", 'id="landing"', 'id="stairs"'), "H024"),
}

SINGLE = {
    "note body lost": ('id="oil-note-dear"', 'id="oil-note-mislaid"', "H010"),
    "call misnumbered": ("<sup>2</sup>", "<sup>7</sup>", "H013"),
    "paragraph lost": ("<p>On the landing stood a chair that belonged to nobody.</p>", "", "H030"),
    "picture from the network": ("data:image/png;base64,AAAA", "http://example.org/lamp.png", "H027"),
    "heading level skipped": ("<h2>The Landing</h2>", "<h4>The Landing</h4>", "H033"),
}


def test_good(tmp_path: Path) -> None:
    assert _verified(tmp_path, site_files(), single_file()) == []


@pytest.mark.parametrize("name", SITE)
def test_spoiled_site(tmp_path: Path, name: str) -> None:
    spoil, code = SITE[name]
    files = site_files()
    spoil(files)
    found = _verified(tmp_path, files, single_file())
    assert code in {code for _, code in found}
    assert all(path.startswith("html") for path, _ in found)


@pytest.mark.parametrize("name", SINGLE)
def test_spoiled_single_file(tmp_path: Path, name: str) -> None:
    old, new, code = SINGLE[name]
    assert old in single_file()
    assert (f"{SLUG}.html", code) in _verified(tmp_path, site_files(), single_file().replace(old, new, 1))


def test_chapters_swapped_in_the_single_file(tmp_path: Path) -> None:
    text = single_file()
    start, middle, end = (text.index(f'<section id="{key}"') for key in ("oil", "stairs", "notes"))
    swapped = text[:start] + text[middle:end] + text[start:middle] + text[end:]
    assert (f"{SLUG}.html", "H021") in _verified(tmp_path, site_files(), swapped)


def test_what_an_edition_adds_of_right_is_no_word_of_the_text(tmp_path: Path) -> None:
    files = site_files()
    more = '<nav class="turn"><a rel="next" href="stairs.html">Next: Stairs</a></nav></section>'
    files["oil.html"] = (
        str(files["oil.html"]).replace("</section>", more).replace("<h1", '<span role="doc-pagebreak" id="p9" aria-label="9">9</span><h1')
    )
    assert _verified(tmp_path, files, single_file()) == []
