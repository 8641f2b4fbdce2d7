"""Names, outline, links the contents page and the index of the PDF (rules 020 to 023, 034)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samizdat.problems import Place, Problem
from samizdat.verify import rules
from samizdat.verify.documents import HEADINGS, classes
from samizdat.verify.pdf.sheets import Link, Print
from samizdat.verify.text import OPTIONAL
from samizdat.verify.truth import Truth, plain
from samizdat.verify.words import letters

FOLIO = re.compile(r"\d+|[ivxlc]+")


def check(print_: Print, shown: str, truth: Truth) -> list[Problem]:
    """What is wrong with the ways through the PDF."""
    found = [*_sections(print_, truth), *_outline(print_, truth), *_links(print_), *_folios(print_, truth), *_index(print_, truth)]
    return [rules.problem("P", number, Place(shown), what) for number, what in found]


def _sections(print_: Print, truth: Truth) -> Iterator[tuple[int, str]]:
    """Each section has its name in the PDF, and the names stand in the order of the book."""
    last = -1
    for chapter in truth.chapters:
        target = print_.targets.get(chapter.key)
        if target is None:
            if chapter.kind not in OPTIONAL:
                yield 20, f"{chapter.name} ({chapter.source or chapter.key}) has no named place in the PDF"
            continue
        if target.sheet < last:
            yield 21, f"{chapter.name} stands before a section that precedes it"
        last = max(last, target.sheet)


def _outline(print_: Print, truth: Truth) -> Iterator[tuple[int, str]]:
    lines = [(letters(title), title, target) for title, target in print_.outline]
    for _, title, target in lines:
        if target is None:
            yield 23, f"the outline's “{title}” leads nowhere"
    named = {letters(name) for chapter in truth.chapters for name in chapter.headings}
    named |= {letters(truth.sections(key).get("data-title") or "") for key in truth.keys}
    named |= {letters(plain(heading)) for heading in truth.document.root.iter(*HEADINGS)} | {"notes"}
    for line, title, _ in lines:
        if line not in named:
            yield 22, f"the outline says “{title}”, which is no heading of the manuscript"
    yield from _outline_lists(print_, truth)


def _outline_lists(print_: Print, truth: Truth) -> Iterator[tuple[int, str]]:
    """The outline has each section of the manuscript's contents list, in order, and leads to its page."""
    place = 0
    lines = [(letters(title), target) for title, target in print_.outline] if print_.outline else []
    chapters = {chapter.key: chapter for chapter in truth.chapters}
    for key in [key for key in truth.contents if lines and key in chapters and key in print_.targets]:
        names = {letters(name) for name in chapters[key].headings}
        named = [number for number in range(place, len(lines)) if lines[number][0] in names]
        # A chapter's name stands in the outline again over its notes.
        right = [number for number in named if (target := lines[number][1]) and target.sheet == print_.targets[key].sheet]
        found = next(iter(right or named), None)
        if found is None:
            yield 22, f"the outline does not list {chapters[key].name} in its place"
            continue
        place = found + 1
        target = lines[found][1]
        if target is not None and target.sheet != print_.targets[key].sheet:
            yield (
                22,
                f"the outline leads to page {target.sheet + 1} for {chapters[key].name}, which begins on page {print_.targets[key].sheet + 1}",
            )


def _links(print_: Print) -> Iterator[tuple[int, str]]:
    for link in print_.links:
        if link.name and link.name not in print_.targets:
            yield 23, f"the link “{link.text}” on page {link.sheet + 1} leads to “{link.name}”, which is nowhere"


def _folios(print_: Print, truth: Truth) -> Iterator[tuple[int, str]]:
    """The contents page prints the folio of the page that each section begins on."""
    contents = next((chapter.key for chapter in truth.chapters if chapter.kind == "contents"), "")
    start = print_.targets.get(contents)
    if start is None:
        return
    for key in truth.contents:
        target, links = print_.targets.get(key), [link for link in print_.links_to.get(key, []) if _on(link, start.sheet, print_, truth)]
        if target is None or not links:
            continue
        label = print_.sheets[target.sheet].label
        if not any(label in link.text.split() or link.text.endswith(label) for link in links):
            yield 22, f"the contents page does not print {label} for “{links[0].text}”, which begins there"


def _index(print_: Print, truth: Truth) -> Iterator[tuple[int, str]]:
    """Every place that the index prints is the folio of the page its mark stands on, and every entry has one."""
    marks = {(link.get("href") or "")[1:] for link in truth.document.root.iter("a") if "locator" in classes(link)}
    shown = [link for link in print_.links if link.name in marks]
    if marks and not shown:
        yield 34, "the index prints no places"
    for link in shown:
        folio, target = FOLIO.match(link.text.strip(" ,.")), print_.targets.get(link.name)
        label = print_.sheets[target.sheet].label if target else ""
        if folio and folio[0] != label:
            yield 34, f"the index prints {link.text.strip()} on page {link.sheet + 1} for a mark that stands on page {label}"


def _on(link: Link, start: int, print_: Print, truth: Truth) -> bool:
    """Whether the link stands on the pages of the contents, which end where the next section begins."""
    after = [target.sheet for key in truth.keys if (target := print_.targets.get(key)) and target.sheet > start]
    return start <= link.sheet < min(after, default=len(print_.sheets))
