"""A good EPUB has no problem; spoiled in one way, it has the problem that is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from verify.by_hand import SLUG, epub_files, manuscript, packed

from samizdat import verify

Files = dict[str, str | bytes]


def _verified(tmp_path: Path, files: Files) -> list[str]:
    (tmp_path / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    (tmp_path / f"{SLUG}.epub").write_bytes(packed(files))
    return [problem.code for problem in verify.verify(tmp_path, SLUG, ["epub"])]


def _text(name: str, old: str, new: str, count: int = 1) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        text = str(files[name])
        assert old in text, f"{old} is not in {name}"
        files[name] = text.replace(old, new, count)

    return spoil


def _without(name: str) -> Callable[[Files], None]:
    return lambda files: files.pop(name) and None


def _page(name: str) -> str:
    return f"EPUB/text/{name}.xhtml"


OPF = "EPUB/content.opf"
NAV = _page("contents")
SENTENCE = " Visitors counted them twice and then they sat down."
PARAGRAPH = "<p>On the landing stood a chair that belonged to nobody.</p>"

SPOILED: dict[str, tuple[Callable[[Files], None], str]] = {
    "note body lost": (_text(_page("notes"), 'id="oil-note-dear"', 'id="oil-note-mislaid"'), "E010"),
    "note body that nothing calls": (_text(_page("oil"), "notes.xhtml#oil-note-dear", "notes.xhtml#oil-note-cask"), "E011"),
    "way back to nothing": (_text(_page("notes"), "#oil-ref-dear", "#oil-ref-gone"), "E012"),
    "way back to another note's call": (_text(_page("notes"), "#oil-ref-dear", "#oil-ref-cask"), "E012"),
    "no way back to the second call": (_text(_page("notes"), "#oil-ref-cask-2", "#oil-ref-cask"), "E012"),
    "call misnumbered": (_text(_page("oil"), "<sup>2</sup>", "<sup>3</sup>"), "E013"),
    "body misnumbered": (_text(_page("notes"), ">2.</span>", ">3.</span>"), "E013"),
    "second call numbered anew": (_text(_page("oil"), 'oil-note-cask"><sup>1</sup></a> to', 'oil-note-cask"><sup>3</sup></a> to'), "E013"),
    "editor's mark wrong": (_text(_page("oil"), "<sup>*</sup>", "<sup>†</sup>"), "E013"),
    "chapter lost": (_text(OPF, '<item id="stairs" href="text/stairs.xhtml" media-type="application/xhtml+xml"/>', ""), "E020"),
    "spine swapped": (_text(OPF, '<itemref idref="oil"/><itemref idref="stairs"/>', '<itemref idref="stairs"/><itemref idref="oil"/>'), "E021"),
    "label changed in the contents": (_text(NAV, ">Stairs<", ">Steps<"), "E022"),
    "line lost from the contents": (_text(NAV, '<li class="notes"><a href="notes.xhtml#notes"><span class="title">Notes</span></a></li>', ""), "E022"),
    "lines swapped in the contents": (_text(NAV, "stairs.xhtml#stairs", "oil.xhtml#oil"), "E022"),
    "label changed in the NCX": (_text("EPUB/toc.ncx", "2 Stairs", "2 Steps"), "E022"),
    "link to no element": (_text(_page("oil"), "stairs.xhtml#stairs", "stairs.xhtml#ladder"), "E023"),
    "link to no file": (_text(_page("oil"), "stairs.xhtml#stairs", "ladder.xhtml"), "E023"),
    "id twice": (_text(_page("oil"), 'id="oil-ref-dear"', 'id="oil-ref-cask"'), "E024"),
    "picture missing": (_without("EPUB/images/lamp.png"), "E025"),
    "picture left out of the text": (_text(_page("oil"), '<img src="../images/lamp.png" alt="A lamp."/>', ""), "E025"),
    "picture without alternative text": (_text(_page("oil"), ' alt="A lamp."', ""), "E026"),
    "picture from the network": (_text(_page("oil"), "../images/lamp.png", "https://example.org/lamp.png"), "E027"),
    "style from the network": (_text("EPUB/css/book.css", "body", "@import 'https://example.org/x.css'; body"), "E027"),
    "file that no list names": (lambda files: files.update({"EPUB/stray.txt": "x"}), "E028"),
    "file listed that is not there": (_without("EPUB/css/book.css"), "E028"),
    "sentence dropped": (_text(_page("stairs"), SENTENCE, ""), "E030"),
    "word dropped from a note": (_text(_page("notes"), "Dearer than tallow", "Dearer than"), "E030"),
    "paragraph doubled": (_text(_page("stairs"), PARAGRAPH, PARAGRAPH * 2), "E031"),
    "words glued together": (_text(_page("stairs"), "many stairs", "manystairs"), "E030"),
    "punctuation lost": (_text(_page("stairs"), "no rail.", "no rail"), "E030"),
    "words moved": (_text(_page("stairs"), "no rail. Visitors", "rail. no Visitors"), "E032"),
    "heading level skipped": (_text(_page("stairs"), "<h2>The Landing</h2>", "<h3>The Landing</h3>"), "E033"),
    "package without language": (_text(OPF, ' xml:lang="en-GB"', ""), "E047"),
    "package in another language": (_text(OPF, ' xml:lang="en-GB"', ' xml:lang="de"'), "E047"),
    "landmark lost": (_text(NAV, '<li><a epub:type="bodymatter" href="oil.xhtml">Start</a></li>', ""), "E050"),
    "landmark that leads elsewhere": (_text(NAV, 'href="oil.xhtml">Start', 'href="stairs.xhtml">Start'), "E050"),
    "claim misspelt": (_text(OPF, "WCAG 2.2 Level AA", "WCAG-22-AA"), "E052"),
    "term invented": (_text(_page("oil"), 'epub:type="bodymatter"', 'epub:type="bodymatter bodymater"'), "E053"),
    "style that old readers refuse": (_text("EPUB/css/book.css", "body", "img { width: min(9em, 20%) } body"), "E060"),
    "style for the web": (_text("EPUB/css/book.css", "body", ":root { --ink: red } body"), "E060"),
    "claim that is false": (_text(OPF, ">alternativeText<", ">pageNavigation<"), "E062"),
    "claim of words for pictures that have none": (_text(_page("oil"), ' alt="A lamp."', ' alt=""'), "E062"),
    "claim without a name": (_text(OPF, '<meta property="a11y:certifiedBy">A. Examiner</meta>', ""), "E062"),
    "hazards not said": (_text(OPF, '<meta property="schema:accessibilityHazard">none</meta>', ""), "E062"),
    "claim of no hazard with a video": (_text(_page("stairs"), PARAGRAPH, f'{PARAGRAPH}<video src="x.mp4"></video>'), "E062"),
    "two languages for one element": (_text(_page("stairs"), "<p>", '<p lang="fr" xml:lang="de">'), "E063"),
    "document without language": (_text(_page("stairs"), ' lang="en-GB"', ""), "E063"),
    "table without heads": (_text(_page("stairs"), PARAGRAPH, f"{PARAGRAPH}<table><tr><td></td></tr></table>"), "E064"),
    "head that heads nothing": (_text(_page("stairs"), PARAGRAPH, f"{PARAGRAPH}<table><tr><th></th></tr></table>"), "E064"),
    "link without words": (_text(_page("stairs"), PARAGRAPH, f'{PARAGRAPH}<p><a href="oil.xhtml"></a></p>'), "E065"),
    "document too long": (_text(_page("stairs"), PARAGRAPH, PARAGRAPH * 6000), "E066"),
    "font that is none": (lambda files: files.update({"EPUB/fonts/a.ttf": b"no font"}), "E067"),
    "not well formed": (_text(_page("oil"), "</section>", ""), "E001"),
    "no container": (_without("META-INF/container.xml"), "E001"),
}  # fmt: skip


def test_good(tmp_path: Path) -> None:
    assert _verified(tmp_path, epub_files()) == []


@pytest.mark.parametrize("name", SPOILED)
def test_spoiled(tmp_path: Path, name: str) -> None:
    spoil, code = SPOILED[name]
    files = epub_files()
    spoil(files)
    assert code in _verified(tmp_path, files)


def test_lost_call_is_missed_by_name(tmp_path: Path) -> None:
    files = epub_files()
    start = str(files[_page("stairs")]).index("<a class=")
    end = str(files[_page("stairs")]).index("</a>", start) + len("</a>")
    files[_page("stairs")] = str(files[_page("stairs")])[:start] + str(files[_page("stairs")])[end:]
    (tmp_path / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    (tmp_path / f"{SLUG}.epub").write_bytes(packed(files))
    whats = {problem.code: problem.what for problem in verify.verify(tmp_path, SLUG, ["epub"])}
    assert "stairs-ref-count" in whats["E014"]
    assert "E011" in whats


def _paged() -> Files:
    """The good EPUB with two page breaks and their list."""
    files = epub_files()
    for number, (page, before) in enumerate((("oil", "<figure"), ("stairs", PARAGRAPH)), 1):
        mark = f'<span epub:type="pagebreak" role="doc-pagebreak" id="p{number}" aria-label="{number}"></span>'
        _text(_page(page), before, f"{mark}{before}")(files)
    lines = '<li><a href="oil.xhtml#p1">1</a></li><li><a href="stairs.xhtml#p2">2</a></li>'
    _text(NAV, "</body>", f'<nav epub:type="page-list" hidden="hidden"><ol>{lines}</ol></nav></body>')(files)
    _text(OPF, "</metadata>", '<meta property="pageBreakSource">urn:isbn:9781402894626</meta></metadata>')(files)
    _text("EPUB/toc.ncx", "</navMap>", f"</navMap><pageList>{''.join(_target(number) for number in '12')}</pageList>")(files)
    return files


def _target(number: str) -> str:
    return f'<pageTarget type="normal"><navLabel><text>{number}</text></navLabel><content src="text/oil.xhtml#p{number}"/></pageTarget>'


PAGES: dict[str, tuple[Callable[[Files], None], str]] = {
    "out of order": (_text(NAV, "oil.xhtml#p1", "stairs.xhtml#p2"), "E051"),
    "numbers that fall": (_text(NAV, ">1</a>", ">3</a>"), "E051"),
    "another number": (_text(NAV, ">2</a>", ">3</a>"), "E061"),
    "a page lost from the list": (_text(NAV, '<li><a href="stairs.xhtml#p2">2</a></li>', ""), "E061"),
    "a break lost from the text": (_text(_page("stairs"), ' role="doc-pagebreak"', ""), "E061"),
    "a page lost from the NCX": (_text("EPUB/toc.ncx", _target("2"), ""), "E061"),
    "a break in a word": (
        _text(_page("stairs"), "landing stood", 'land<i role="doc-pagebreak" id="p9" aria-label="9"></i>ing stood'),
        "E061",
    ),
    "the edition not said": (_text(OPF, '<meta property="pageBreakSource">urn:isbn:9781402894626</meta>', ""), "E062"),
}


def test_good_with_pages(tmp_path: Path) -> None:
    assert _verified(tmp_path, _paged()) == []


@pytest.mark.parametrize("name", PAGES)
def test_spoiled_pages(tmp_path: Path, name: str) -> None:
    spoil, code = PAGES[name]
    files = _paged()
    spoil(files)
    assert code in _verified(tmp_path, files)


def test_message_says_where_and_what(tmp_path: Path) -> None:
    files = epub_files()
    _text(_page("stairs"), SENTENCE, "")(files)
    (tmp_path / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    (tmp_path / f"{SLUG}.epub").write_bytes(packed(files))
    (problem,) = verify.verify(tmp_path, SLUG, ["epub"])
    assert problem.place.path == "lamp.epub/EPUB/text/stairs.xhtml"
    assert problem.what == (
        "9 words lost from “Stairs”: “stairs and no rail. [Visitors counted them twice and then they sat down.] The Landing On the” (parts/2-stairs.md:3)"
    )


def test_without_the_files(tmp_path: Path) -> None:
    assert [problem.code for problem in verify.verify(tmp_path, SLUG, ["epub", "html", "pdf"])] == ["E001", "H001", "P001"]
    (tmp_path / "manuscript.html").write_text(manuscript(), encoding="utf-8")
    assert {problem.code for problem in verify.verify(tmp_path, SLUG, ["epub", "html", "pdf"])} == {"E001", "H001", "P001"}
