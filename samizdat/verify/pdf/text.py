"""The words of the PDF, held against the manuscript from section to section by letters: lines break words, and running heads stand between (rules 030, 031)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from samizdat.problems import Place, Problem
from samizdat.verify import rules
from samizdat.verify.documents import classes, has_role, parse
from samizdat.verify.documents import text as visible
from samizdat.verify.pdf.sheets import HYPHENS, Print
from samizdat.verify.text import said
from samizdat.verify.truth import Chapter, Truth, is_no_text
from samizdat.verify.words import SILENT, Difference, Test, Word, compare, is_backlink, is_body, letters, words
from samizdat.verify.words import text as text_of

_BROKEN = re.compile(f"[{HYPHENS}]\\s*\\r?\\n\\s*|\\r?\\n(?=[{HYPHENS}]\\w)")
"""A line that ends in a hyphen; or an address that goes on with one, which it never ends in."""
_INSIDE = re.compile(f"[{HYPHENS}'’\u02bc\u200b\u200c\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_FOLIO = re.compile(r"\d+(n\d*)?|[ivxlc]+")
"""A page in an index, or a note on one: print has them where the manuscript has chapters and paragraphs."""
_LATE = re.compile(f"(?:(?<=[{HYPHENS}\\n])(?:\\d+|[ivxlcdm]+|[a-z])\\.[ \\t]*\\r?(?:\\n|$))(?:(?:\\d+|[ivxlcdm]+|[a-z])\\.\\s*)*$")

LONG_HEAD, SHORTEST_HEAD = 24, 6
"""Letters of a name that may find no room as a running head, and of what it is cut to."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pages from one section's first to the next's, and the sections that begin on the first of them."""

    start: int
    end: int
    chapters: tuple[Chapter, ...]


def check(print_: Print, shown: str, truth: Truth, pictures: Path | None = None) -> list[Problem]:
    """What is lost or added in the PDF. Words in a drawing are print's own: they are read from the drawing, in the folder `pictures`."""
    found = [one for stretch in _stretches(print_, truth) for one in _differences(print_, truth, stretch, pictures)]
    return [rules.problem("P", number, Place(shown), what) for number, what in found]


def running_heads(truth: Truth) -> set[str]:
    """What may stand at the head or the foot of a page: names of the book and of its sections, as `letters`."""
    names = {truth.title, *truth.title.split(": ")}
    for chapter in truth.chapters:
        section = truth.sections(chapter.key)
        names |= {section.get(f"data-{name}") or "" for name in ("title", "short", "label", "authors")}
        names |= {*chapter.headings, " ".join(filter(None, (section.get("data-label"), section.get("data-short"))))}
    for element in truth.document.root.iter("p", "h1"):
        if {"contributor", "byline", "title"} & set(classes(element)):
            names.add(visible(element))
    names |= {start for name in names for start in _shortened(name)}
    return {letters(name) for name in names} - {""}


def _shortened(name: str) -> Iterator[str]:
    """What a long name may be cut to over a page: its first words; of several authors the first “and others”."""
    parts = name.split(" ") if len(name) > LONG_HEAD else []
    yield from (" ".join(parts[:count]) for count in range(1, len(parts)) if len(" ".join(parts[:count])) >= SHORTEST_HEAD)
    yield from (f"{name.partition(mark)[0]} and others" for mark in (", ", " and ") if mark in name)


def _stretches(print_: Print, truth: Truth) -> Iterator[Stretch]:
    starts: dict[int, list[Chapter]] = {}
    for chapter in truth.chapters:
        target = print_.targets.get(chapter.key)
        if target:
            starts.setdefault(target.sheet, []).append(chapter)
    for start, end in pairwise([*sorted(starts), len(print_.sheets)]):
        yield Stretch(start, end, tuple(starts[start]))


def _differences(print_: Print, truth: Truth, stretch: Stretch, pictures: Path | None) -> Iterator[tuple[int, str]]:
    sheets = print_.sheets[stretch.start : stretch.end]
    parted = [_without_late_numbers(sheet.text) for sheet in sheets]
    found = "\n".join([*(text for text, _ in parted), *(late for _, late in parted), *(sheet.foot for sheet in sheets)])
    here = {name for name in truth.notes if (target := print_.targets.get(name)) and stretch.start <= target.sheet < stretch.end}
    due = [part for chapter in stretch.chapters for part in _expected(print_, truth, chapter, here)]
    due += [(truth.document.ids[name], is_backlink) for name in truth.notes if name in here]
    if letters("".join(text_of(part, leave_out) for part, leave_out in due)) == letters(found):
        return
    expected = [word for part, leave_out in due for word in words(part, leave_out)]
    drawings = _drawings(truth, stretch, pictures)
    unread = [drawing for drawing in drawings if not drawing.is_file()]
    of_right = _of_right(print_, truth, stretch) + Counter(
        word for drawing in drawings if drawing not in unread for word in _drawn(drawing)
    )
    # With a drawing that is not there to be read, an added word may be one of its own.
    sides = _split(expected), _plain_words(found)
    if any(chapter.kind == "index" for chapter in stretch.chapters):
        sides = [word for word in sides[0] if not _FOLIO.fullmatch(word.text)], [word for word in sides[1] if not _FOLIO.fullmatch(word)]
    differences = [one for one in _unlike(*sides, of_right) if not (unread and one.kind == "added")]
    name = " and ".join(chapter.name for chapter in stretch.chapters)
    for number, what in said(differences, name):
        yield number, f"{what}, page {print_.sheets[stretch.start].label} on"


def _without_late_numbers(text: str) -> tuple[str, str]:
    """The text of a page, and the numbers of list items that WeasyPrint draws after it: they would part a word broken over two pages."""
    late = _LATE.search(text)
    return (text[: late.start()], late[0]) if late else (text, "")


def _expected(print_: Print, truth: Truth, chapter: Chapter, here: set[str]) -> list[tuple[etree._Element, Test]]:
    """What print shows of a section, and what of it is left out: its words with the numbers of note calls, without note bodies, which are read on
    their own;
    the contents do not list a section that print does without (notes that stand elsewhere)."""
    section = truth.sections(chapter.key)
    if chapter.kind == "notes":
        return [(part, is_body) for part in section if _has_notes(part, here)]
    gone = {f"#{key}" for key in truth.contents if key not in print_.targets} if chapter.kind == "contents" else set()
    return [(section, lambda element: _is_unprinted(element) or _is_place(element) or element.get("href") in gone)]


def _is_place(element: etree._Element) -> bool:
    """Whether it is what an index says of places, where print has its folios."""
    return bool({"locators", "index-about"} & set(classes(element)))


def _has_notes(part: etree._Element, here: set[str]) -> bool:
    """Whether a part of the notes section stands here: its opening does, and the list of a chapter whose notes do."""
    return "chapter-notes" not in classes(part) or any(inner.get("id") in here for inner in part.iter("*"))


def _is_unprinted(element: etree._Element) -> bool:
    apart = has_role(element, "doc-endnotes") or "chapter-notes" in classes(element)
    return element.tag in SILENT or is_body(element) or is_backlink(element) or apart or "pullquote" in classes(element)


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(_INSIDE.sub("", _BROKEN.sub("", unicodedata.normalize("NFKC", text).casefold())))


def _split(expected: Sequence[Word]) -> list[Word]:
    """The words parted where a line may part them, at dashes and slashes."""
    return [replace(word, text=piece) for word in expected for piece in _plain_words(word.text)]


def _of_right(print_: Print, truth: Truth, stretch: Stretch) -> Counter[str]:
    """Words that print adds: numbers of lists, “Notes” above those of a chapter, sentences set large, the head of a table again on each
    page that it runs on to, in the contents the folios of the sections, and where a note is called again."""
    more: Counter[str] = Counter()
    for chapter in stretch.chapters:
        section = truth.sections(chapter.key)
        more["notes"] += 1
        if chapter.kind == "contents":
            more.update(letters(print_.sheets[target.sheet].label) for key in truth.contents if (target := print_.targets.get(key)))
        for body in [body for body in section.iter("div") if chapter.kind == "notes" and is_body(body)]:
            more.update(_called_again(print_, body))
        for listed in section.iter("ol"):
            more.update(_markers(listed))
        for head in section.iter("thead"):
            repeated = [word.text for word in _split(words(head, _is_unprinted))]
            more.update(repeated * (stretch.end - stretch.start - 1))
        for quote in [aside for aside in section.iter("aside") if "pullquote" in classes(aside)]:
            more.update(word.text for word in _split(words(quote, is_no_text)))
    return more


def _called_again(print_: Print, body: etree._Element) -> Iterator[str]:
    """“Also p. 52,” after a note that is called twice."""
    names = [(link.get("href") or "")[1:] for link in body.iter("a") if is_backlink(link)]
    for target in [print_.targets[name] for name in names[1:] if name in print_.targets]:
        yield from ("also", "p", letters(print_.sheets[target.sheet].label))


def _drawings(truth: Truth, stretch: Stretch, pictures: Path | None) -> list[Path]:
    """The drawings (SVG) of these sections, whether they are there or not."""
    images = (image for chapter in stretch.chapters for image in truth.sections(chapter.key).iter("img"))
    names = [unquote(image.get("src") or "") for image in images]
    return [(pictures or Path()) / name for name in names if name.endswith(".svg")]


def _drawn(drawing: Path) -> Iterator[str]:
    """The words in a drawing."""
    for line in parse(drawing.name, drawing.read_bytes(), xml=True).root.iter("text"):
        yield from _plain_words(" ".join(str(part) for part in line.itertext()))


def _markers(listed: etree._Element) -> Iterator[str]:
    first = int(listed.get("start") or 1)
    for number in range(first, first + len(listed)):
        yield {"a": chr(96 + number), "i": _roman(number)}.get((listed.get("type") or "").lower(), str(number))


def _roman(number: int) -> str:
    pairs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    shown = ""
    for value, sign in pairs:
        times, number = divmod(number, value)
        shown += sign * times
    return shown


def _unlike(expected: Sequence[Word], found: Sequence[str], of_right: Counter[str]) -> list[Difference]:
    """The differences that are left when words that the page merely moved (a float, a note at the foot), words parted otherwise,
    and words that print adds of right are taken from both sides."""
    differences = [one for one in compare(expected, found) if one.kind != "moved"]
    lost = Counter(word for one in differences if one.kind == "lost" for word in one.words)
    added = Counter(word for one in differences if one.kind == "added" for word in one.words)
    if sorted("".join(lost.elements())) == sorted("".join((added - of_right).elements())):
        return []
    return [*_left(differences, "lost", lost - added), *_left(differences, "added", added - lost - of_right)]


def _left(differences: Sequence[Difference], kind: str, left: Counter[str]) -> Iterator[Difference]:
    """The differences of one kind, each with those of its words alone that are not accounted for."""
    for one in [one for one in differences if one.kind == kind]:
        kept = []
        for word in one.words:
            if left[word] > 0:
                left[word] -= 1
                kept.append(word)
        if kept:
            yield replace(one, words=tuple(kept))
