"""Rules for headings, blocks, links and files (family S)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from samizdat.checks.copy import Copy, Text
from samizdat.nearest import nearest
from samizdat.problems import Place, Problem
from samizdat.scan import At

FOLDERS = ("front", "parts", "essays", "back")
SCHEMES = ("http", "https", "mailto", "tel")
LOSING_TAGS = frozenset("pre img picture".split())
"""What pandoc takes whole as raw HTML, or what has no words to keep."""
UNSAFE_TAGS = frozenset(
    "applet audio base button embed form frame frameset iframe input link math meta object script select style svg template textarea video".split()
)
OPEN = {
    "open code": ("this code block is never closed", "all text after it would be lost to it", "put a line  {}  where the code ends"),
    "open div": ("this ::: block is never closed", "all text after it would belong to it", "put a line  :::  where the block ends"),
    "open comment": ("this comment is never closed", "all text after it would be left out", "put  -->  where the comment ends"),
    "stray close": ("this ::: closes nothing", "it would be printed", "take it out, or write what it closes, as in  ::: verse"),
    "bad div": ("this ::: line is not read as the start of a block", "it would be printed",
                "write one word after the colons, or attributes in braces:  ::: verse  or  ::: {.verse lang=fr}"),
}  # fmt: skip
GLUED = {
    "glued div": ("this ::: line is read as text", "a block begins after an empty line", "put an empty line before it"),
    "glued heading": ("this heading is read as text", "a heading begins after an empty line", "put an empty line before it (or a backslash before the #)"),
    "glued rule": ("the text below --- would be left out", "three hyphens with text right below begin a block of metadata",
                   "put an empty line after the hyphens, or write *** for a break"),
}  # fmt: skip


def dead_link(copy: Copy) -> Iterator[Problem]:
    """S005 A link to a place that the book does not have.

    What it does: Looks for the target of every link that begins with `#`: a section, a heading, a figure, a table or anything with an id.
    Why it matters: A reader who follows it arrives nowhere, and shops refuse e-books with such links.
    Example: `[the lessons](#lesons)`
    Use instead: `[the lessons](#lessons)` and, at the target, `## Four lessons {#lessons}`
    """
    known = _ids(copy)
    for text in copy.texts:
        for link in text.found.links:
            name = link.target[1:]
            if name and link.target.startswith("#") and name not in known:
                offer = nearest(name, known)
                yield Problem(text.place(link.at), "S005", f"the link #{name} leads nowhere",
                              "no heading, figure, table or section of the book has this id",
                              f"write #{offer}" if offer else f"give its target the id {{#{name}}}")  # fmt: skip


def doubled_id(copy: Copy) -> Iterator[Problem]:
    """S006 An id that is given twice.

    What it does: Compares the ids written in one chapter; and, for an id that another chapter links to, those of all chapters.
    Why it matters: A link to it can lead to one of the two places only, and which one is chance.
    Example: `## Rents {#decrees}` and `## Bakeries {#decrees}`
    Use instead: `## Rents {#rents}` and `## Bakeries {#bakeries}`
    """
    owners: dict[str, list[Place]] = {}
    for chapter in copy.chapters:
        first: dict[str, At] = {}
        for text in chapter.texts:
            for named in text.found.ids:
                if first.setdefault(named.name, named.at) is not named.at:
                    yield Problem(text.place(named.at), "S006", f"the id {named.name} is given twice in one chapter",
                                  f"the first is on line {first[named.name].line}", "give one of the two another id, and mend the links")  # fmt: skip
                else:
                    owners.setdefault(named.name, []).append(text.place(named.at))
    own = {(chapter.section.key, named.name) for chapter in copy.chapters for text in chapter.texts for named in text.found.ids}
    for chapter in copy.chapters:
        for text in chapter.texts:
            for link in text.found.links:
                places = owners.get(link.target[1:], []) if link.target.startswith("#") else []
                if len(places) > 1 and (chapter.section.key, link.target[1:]) not in own:
                    yield Problem(text.place(link.at), "S006", f"the link {link.target} could mean {places[0]} or {places[1]}",
                                  "both have this id", "give one of the two another id")  # fmt: skip


def raw_html(copy: Copy) -> Iterator[Problem]:
    """S007 Raw HTML in a text.

    What it does: Looks for HTML tags, and for attributes that run code. Tags that run or load something, or that take words or
        pictures with them (`<pre>`, `<img>`), are errors; others are dropped, and their text is kept.
    Why it matters: What print cannot show, and what no e-book may hold, must not get into one edition alone.
    Example: `<sc>ad</sc>` or `<script src="x.js"></script>`
    Use instead: `[ad]{.smallcaps}`
    """
    for text in copy.texts:
        counts = Counter(tag for raw in text.found.raws if raw.format.startswith("html") for tag in [_tag(raw.text)] if tag)
        seen = set()
        for raw in text.found.raws:
            if not raw.format.startswith("html") or not (tag := _tag(raw.text)) or tag in seen:
                continue
            if tag in UNSAFE_TAGS or _runs_code(raw.text):
                yield Problem(text.place(raw.at), "S007", f"the HTML element <{tag}> may not stand in a book",
                              "it loads or runs something, or belongs to a form", "take it out")  # fmt: skip
            elif tag in LOSING_TAGS:
                yield Problem(text.place(raw.at), "S007", f"the HTML element <{tag}> would be lost",
                              "raw HTML is not read, and this takes words or pictures with it",
                              "write it in Markdown: a fence round code, ![caption](path) for a picture")  # fmt: skip
            else:
                seen.add(tag)
                often = f" ({counts[tag]} times in this file)" if counts[tag] > 1 else ""
                yield Problem(text.place(raw.at), "S007", f"the HTML tag <{tag}> is dropped{often}", "raw HTML is not read; the text in it is kept",
                              "write it in Markdown, or put a backslash before < if it is meant as a character", "warning")  # fmt: skip
        for handler in text.found.handlers:
            yield Problem(
                text.place(handler.at), "S007", f"the attribute {handler.name} may not stand in a book", "it runs code", "take it out"
            )


def unclosed(copy: Copy) -> Iterator[Problem]:
    """S008 A block that is not closed, or a fence that closes or opens nothing.

    What it does: Counts the fences of code and of `:::` blocks, and the ends of comments.
    Why it matters: The rest of the chapter would be set as verse, as code, or not at all.
    Example: `::: verse` without a `:::` after the last line.
    Use instead: `::: verse`, the lines, and `:::` on a line of its own.
    """
    for text in copy.texts:
        for loose in text.found.loose:
            if loose.what in OPEN:
                what, why, mend = OPEN[loose.what]
                yield Problem(text.place(loose.at), "S008", what, why, mend.replace("{}", loose.text))


def unlisted(copy: Copy) -> Iterator[Problem]:
    """S009 A file that is in the folder and not in the book.

    What it does: Compares the `.md` files in `front/`, `parts/`, `essays/` and `back/` with `[contents]`, and those in `endnotes/` with the sections.
    Why it matters: A chapter or its notes may have been forgotten.
    Example: `parts/1-4.md` where `chapters` ends with `parts/1-3.md`; `endnotes/1-seventy.md` for `parts/1-1-seventy.md`
    Use instead: `chapters = ["parts/1-3.md", "parts/1-4.md"]`; `endnotes/1-1-seventy.md`
    """
    listed = {chapter.text.source.path for chapter in copy.chapters}
    for path in _files(copy, FOLDERS):
        if path not in listed:
            yield Problem(Place(copy.path(path)), "S009", "this file is not in the book", "book.toml does not name it",
                          f'add "{path}" to a list under [contents] in {copy.path("book.toml")}', "warning")  # fmt: skip
    stems = {PurePosixPath(path).name for path in listed}
    for path in _files(copy, ("endnotes",)):
        if (name := PurePosixPath(path).name) not in stems:
            offer = nearest(name, stems)
            yield Problem(Place(copy.path(path)), "S009", "these notes belong to no section of the book", "no section has a file of this name",
                          f"rename the file to {offer}" if offer else "give the file the name of its chapter's file", "warning")  # fmt: skip


def bad_link(copy: Copy) -> Iterator[Problem]:
    """S010 A link that cannot work in a finished book.

    What it does: Takes links to ids (`#…`), to the web (`https:`, `http:`), to mail addresses and telephone numbers; no others.
    Why it matters: Files of your machine are not on the reader's, and a link that runs code is a danger.
    Example: `[chapter 2](parts/1-2-what-was-built.md)`
    Use instead: `[chapter 2](#what-was-built)`
    """
    keys = {chapter.text.source.path: chapter.section.key for chapter in copy.chapters}
    names = {PurePosixPath(path).name: key for path, key in keys.items()}
    for text in copy.texts:
        for link in text.found.links:
            scheme, colon, _ = link.target.partition(":")
            if (link.target.startswith("#") and len(link.target) > 1) or (colon and scheme.lower() in SCHEMES):
                continue
            path, _, ident = link.target.partition("#")
            key = names.get(PurePosixPath(path).name)
            mend = (
                f"write #{ident or key}" if key else "write an address on the web from https:// on, or # and the id of a place in the book"
            )
            what = f"the link “{link.target}” leads out of the book" if link.target.strip("#") else "this link leads nowhere"
            yield Problem(text.place(link.at), "S010", what, "readers have no such file", mend)


def raw_tex(copy: Copy) -> Iterator[Problem]:
    """S011 Raw TeX, or another raw format, in a text.

    What it does: Looks for TeX commands (a backslash and letters) and for blocks and words marked as raw, `{=latex}`.
    Why it matters: They would be lost, with what stands in their braces.
    Example: `\\textsc{ad}`
    Use instead: `[ad]{.smallcaps}`
    """
    for text in copy.texts:
        for raw in text.found.raws:
            if not raw.format.startswith("html"):
                words = " ".join(raw.text.split())
                shown = words if len(words) <= 40 else f"{words[:39]}…"
                yield Problem(text.place(raw.at), "S011", f"“{shown}” would be lost", "raw TeX and other raw formats are not read, nor what is in them",
                              "write it in Markdown, or put a second backslash before it if it is meant as text")  # fmt: skip


def skipped_level(copy: Copy) -> Iterator[Problem]:
    """S012 A heading that skips a level.

    What it does: Compares the level of each heading with that of the one before it.
    Why it matters: Screen readers go by levels, and a missing one looks like a missing section (WCAG 2.2, technique G141).
    Example: `# Title` and then `### Section`
    Use instead: `# Title` and then `## Section`
    """
    for chapter in copy.chapters:
        before = 1
        for heading in chapter.text.found.headings:
            if heading.level > before + 1:
                yield Problem(chapter.text.place(heading.at), "S012", f"this heading is of level {heading.level} under one of level {before}",
                              "screen readers go by the levels", f"write {'#' * (before + 1)} before it", "warning")  # fmt: skip
            before = heading.level


def glued(copy: Copy) -> Iterator[Problem]:
    """S013 A heading, a `:::` block or a `---` line without an empty line beside it.

    What it does: Looks for `#`, `:::` right under a line of text, and for `---` right above one.
    Why it matters: A heading or a fence would be printed as it was typed; text under `---` would be taken for metadata and vanish.
    Example: `## Rents` on the line after a paragraph.
    Use instead: The same with an empty line between them.
    """
    for text in copy.texts:
        for loose in text.found.loose:
            if loose.what in GLUED:
                what, why, mend = GLUED[loose.what]
                yield Problem(text.place(loose.at), "S013", what, why, mend)


RULES = (dead_link, doubled_id, raw_html, unclosed, unlisted, bad_link, raw_tex, skipped_level, glued)


def _ids(copy: Copy) -> set[str]:
    """Everything a link can be written with: ids, those that headings have by themselves, keys and file names of sections."""
    known = {section.key for section in copy.book.sections}
    for chapter in copy.chapters:
        known.add(PurePosixPath(chapter.text.source.path).stem)
        for text in chapter.texts:
            known |= {named.name for named in text.found.ids} | _automatic(text)
    return known


def _automatic(text: Text) -> set[str]:
    """The ids that headings without a written id get: a second one of the same words has `-1` after it."""
    counts: Counter[str] = Counter()
    made = set()
    for heading in text.found.headings:
        ident = heading.id or heading.automatic_id
        made.add(f"{ident}-{counts[ident]}" if counts[ident] and not heading.id else ident)
        counts[ident] += 1
    return made


def _files(copy: Copy, folders: tuple[str, ...]) -> list[str]:
    root = copy.book.root
    return sorted(
        path.relative_to(root).as_posix() for folder in folders for path in (root / folder).glob("*.md") if not path.name.startswith(".")
    )


def _tag(raw: str) -> str:
    """The name of the element that the raw HTML opens; empty for an end tag."""
    name = raw.lstrip("`{=html} \n\t").removeprefix("<")
    end = next((place for place, character in enumerate(name) if not (character.isalnum() or character in "-:")), len(name))
    return name[:end].lower()


def _runs_code(raw: str) -> bool:
    words = raw.lower().replace("/", " ").split()
    return any(word.startswith("on") and "=" in word for word in words) or "javascript:" in raw.lower()
