"""The line that data travels: manuscript, Book, tree, editions, verification. Seven steps, each a value in and a value out.

1 read      `manuscript.read`    a folder → Book
2 check     `checks.check`       Book → problems; errors stop here
3 convert   `pandoc.convert`     each chapter with its notes → HTML, side by side, cached
4 assemble  `assembly.assemble`  chapters → the one semantic tree
5 enrich    `crossrefs` `notes` `citations` `indexing` `contents`, tree → tree
6 write     `pdf` `epub` `html`  tree → files, in a folder of their own
7 verify    `verify.verify`      files → problems; errors leave the last good files where they are
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from samizdat import checks, citations, contents, crossrefs, editions, indexing, manuscript, notes, pandoc, single, verify
from samizdat.assembly import assemble
from samizdat.assembly.sections import parse, written
from samizdat.book import Book
from samizdat.files import inside, write_whole
from samizdat.manuscript.faults.metadata import unknown_style
from samizdat.manuscript.faults.structure import pandoc_failed, pandoc_warns, results_among_sources
from samizdat.problems import Place, Problem, ProblemsFound, errors
from samizdat.report import Made, Report
from samizdat.steps import Steps

CACHE = ".cache"
WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The single manuscript: the book, its enriched tree, and what was found on the way that stops nothing."""

    book: Book
    tree: etree._Element
    problems: tuple[Problem, ...]


def check(root: Path, steps: Steps) -> list[Problem]:
    """Steps 1 and 2. Raises ProblemsFound where the manuscript cannot even be read."""
    with steps.step("read"):
        book = manuscript.read(root)
    with steps.step("check"):
        return checks.check(book)


def prepare(root: Path, out: Path, steps: Steps, revision: str = "") -> Manuscript:
    """Steps 1 to 5: the manuscript folder `root` in, the single manuscript out; `out` holds the cache, `revision` is the version of the text that
    is to stand in the book. Raises ProblemsFound.
    """
    with steps.step("read"):
        book = replace(manuscript.read(root), revision=revision)
        _keep_apart(book, out)
    with steps.step("check"):
        problems = checks.check(book)
        _stop_on_errors(problems)
    setting = _setting(book, out)
    fragments = _convert(book, setting, steps, problems)
    with steps.step("assemble"):
        tree, found = assemble(book, fragments)
        problems += found
        _stop_on_errors(problems)
    with steps.step("enrich"):
        tree = crossrefs.resolve(notes.number(tree))
        keys = (*citations.cited(tree), *book.citations.also)
        works = parse(pandoc.bibliography(keys, setting).html) if keys and setting.references else None
        if works is not None:
            tree = citations.set_american_stops(tree, works) if book.metadata.language == "en-US" else tree
            tree = citations.set_languages(tree, works, citations.titles(pandoc.works(setting), book.metadata.language))
        tree = contents.make(indexing.make(citations.place(tree, works), book.index))
    return Manuscript(book, tree, tuple(problems))


def join(root: Path, out: Path, steps: Steps) -> Report:
    """Steps 1 to 5, and the single manuscript written to `out` as manuscript.html and manuscript.md. Raises ProblemsFound."""
    whole = prepare(root, out, steps)
    with steps.step("write"):
        made = [_write_tree(whole, out), _write_markdown(whole, out)]
    return _report(whole, made, whole.problems, steps)


def build(root: Path, out: Path, names: Sequence[str], steps: Steps, validators: bool = False, revision: str = "") -> Report:
    """The whole line for the editions `names` (pdf, epub, html). What is written goes to `out` only when it has passed step 7; the single manuscript is
    made as Markdown too where all editions are. `revision` is the version of the text, if it is to be said. Raises ProblemsFound.
    """
    editions.get_ready(names)
    whole = prepare(root, out, steps, revision)
    with editions.fresh_folder(out) as fresh:
        with steps.step("write", len(names)) as advance, ThreadPoolExecutor(1) as beside:
            markdown = [beside.submit(_write_markdown, whole, fresh)] if set(names) == set(editions.EDITIONS) else []
            results = editions.write(whole.tree, whole.book, fresh, names, advance, out / CACHE)
            made = [_write_tree(whole, fresh), *(one.result() for one in markdown), *results]
        problems = [*whole.problems, *(problem for one in made for problem in one.problems)]
        with steps.step("verify"):
            problems += _verify(whole.book, fresh, names, validators, None if validators else out / CACHE / "verify")
        _stop_on_errors(problems)
        placed = [editions.put_in_place(one, fresh, out) for one in made]
    return _report(whole, placed, problems, steps)


def _verify(book: Book, folder: Path, names: Sequence[str], validators: bool, cache: Path | None) -> list[Problem]:
    trim = book.edition("pdf").trim
    size = (trim.width_mm, trim.height_mm)
    return verify.verify(folder, book.metadata.slug, names, validators, trim_mm=size, pictures=book.root, cache=cache)


def _stop_on_errors(problems: Sequence[Problem]) -> None:
    if errors(problems):
        raise ProblemsFound(problems)


def _setting(book: Book, out: Path) -> pandoc.Setting:
    references = inside(book.root, book.citations.references) if book.citations.references else None
    name = book.citations.style
    style = inside(book.root, name) if name.endswith(".csl") else pandoc.style_file(name)
    if style is None:
        raise ProblemsFound([unknown_style(Place(str(book.root / "book.toml")), name, pandoc.style_names())])
    return pandoc.Setting(book.metadata.language, references, style, out / CACHE / "pandoc")


def _keep_apart(book: Book, out: Path) -> None:
    """Results never stand where the author's files are. Raises ProblemsFound."""
    root, results = book.root.resolve(), out.resolve()
    sources = [root / source.path for section in book.sections for source in (section.source, section.notes) if source]
    if root.is_relative_to(results) or any(source.is_relative_to(results) for source in sources):
        raise ProblemsFound([results_among_sources(Place(str(book.root)), str(out))])


def _convert(book: Book, setting: pandoc.Setting, steps: Steps, problems: list[Problem]) -> dict[str, str]:
    sections = [section for section in book.sections if section.source]
    with steps.step("convert", len(sections)) as advance, ThreadPoolExecutor() as threads:
        running = [(section, threads.submit(pandoc.convert, written(section), setting)) for section in sections]
        fragments = {}
        for section, future in running:
            place = Place(str(book.root / (section.source.path if section.source else "")))
            try:
                fragments[section.key] = future.result().html
                problems += [pandoc_warns(place, warning) for warning in future.result().warnings]
            except pandoc.PandocFailed as error:
                problems.append(pandoc_failed(place, str(error)))
            advance(section.title)
    _stop_on_errors(problems)
    return fragments


def _write_tree(whole: Manuscript, folder: Path) -> Made:
    write_whole(folder / "manuscript.html", single.as_html(whole.tree))
    return Made("manuscript", folder / "manuscript.html")


def _write_markdown(whole: Manuscript, folder: Path) -> Made:
    write_whole(folder / "manuscript.md", single.as_markdown(whole.tree).encode())
    return Made("manuscript", folder / "manuscript.md")


def _report(whole: Manuscript, made: Sequence[Made], problems: Sequence[Problem], steps: Steps) -> Report:
    documents = [document for document in whole.tree.iterfind("body/div/*") if document.get("data-kind") not in ("contents", "index")]
    words = sum(len(WORD.findall(str(text))) for document in documents for text in document.itertext())
    bodies = [div for div in whole.tree.iter("div") if div.get("role") == "doc-footnote"]
    return Report(whole.book.metadata.title, tuple(made), words, len(bodies), dict(steps.seconds), tuple(sorted(set(problems))))
