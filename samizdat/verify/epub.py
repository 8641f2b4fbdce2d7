"""The EPUB edition read back from its file: package, spine, contents, landmarks, and all that editions made of documents share."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from samizdat import ebookcss
from samizdat.kinds import KINDS
from samizdat.problems import Place, Problem
from samizdat.verify import access, contents, links, notes, pagelist, rules, text
from samizdat.verify.documents import Document, Edition, Unreadable, parse, resolve, target, types
from samizdat.verify.package import Package, read
from samizdat.verify.truth import Truth, plain
from samizdat.verify.words import letters

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XHTML_TYPE = "application/xhtml+xml"
LARGEST_KILOBYTES = 300
"""What Adobe's oldest readers take (EDRLab, Qualebook, rule 087)."""
CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
TERMS = {kind.epub_type for kind in KINDS.values()} | set(
    """frontmatter bodymatter backmatter cover index landmarks page-list footnote footnotes noteref backlink pagebreak
    title subtitle label ordinal fulltitle epigraph tip aside sidebar pullquote figure table list-item z3998:verse z3998:poem
    index-entry index-entry-list index-group index-locator index-term index-xref-preferred index-xref-related""".split()
)
"""Terms of the EPUB 3 Structural Semantics Vocabulary 1.1 that a book may use; an invented one passes every validator."""


def check(path: Path, shown: str, truth: Truth) -> list[Problem]:
    """What is wrong with the EPUB at `path`."""
    try:
        package = read(path)
        edition = Edition("E", shown, tuple(_documents(package)), frozenset(package.members))
    except (OSError, zipfile.BadZipFile, KeyError, Unreadable) as error:
        return [rules.problem("E", 1, Place(shown), f"the EPUB cannot be read: {error}")]
    if not edition.documents:
        return [rules.problem("E", 1, Place(shown), "the EPUB has no content document")]
    styles = {name: data.decode("utf-8", "replace") for name, data in package.members.items() if name.endswith(".css")}
    shared = [*notes.check(edition, truth), *text.check(edition, truth), *links.check(edition, styles)]
    own = [*_manifest(package, shown), *_about(package, shown, truth), *_terms(edition), *_ways(edition, package, truth)]
    return [*shared, *own, *access.check(edition, package), *_styles(styles, shown), *_lengths(edition, package)]


def _documents(package: Package) -> Iterator[Document]:
    """Its content documents, those of the spine first and in its order."""
    paths = {item.get("id"): path for path, item in package.manifest.items() if item.get("media-type") == XHTML_TYPE}
    spine = [paths.pop(reference.get("idref")) for reference in package.root.iterfind("spine/itemref") if reference.get("idref") in paths]
    for path in [*spine, *paths.values()]:
        if path in package.members:
            yield parse(path, package.members[path], xml=True)


def _manifest(package: Package, shown: str) -> Iterator[Problem]:
    place = Place(f"{shown}/{package.path}")
    outside = {"mimetype", package.path}
    packed = {name for name in package.members if name not in outside and not name.startswith("META-INF/")}
    for name in sorted(packed - set(package.manifest)):
        yield rules.problem("E", 28, place, f"file {name} is not in the manifest")
    for name in sorted(set(package.manifest) - packed):
        yield rules.problem("E", 28, place, f"the manifest names {name}, which is not in the file")


def _about(package: Package, shown: str, truth: Truth) -> Iterator[Problem]:
    place = Place(f"{shown}/{package.path}")
    language = package.root.get(XML_LANG) or "none"
    if language != truth.language:
        yield rules.problem("E", 47, place, f"the package says that its language is {language} where the manuscript is in {truth.language}")
    if not (package.root.findtext("metadata/title") or "").strip():
        yield rules.problem("E", 47, place, "the package has no title")
    for meta in package.root.iterfind("metadata/meta[@property='dcterms:conformsTo']"):
        if (meta.text or "").strip() != CONFORMS_TO:
            yield rules.problem("E", 52, place, f"the package claims “{meta.text}” where the exact words are “{CONFORMS_TO}”")


def _styles(styles: Mapping[str, str], shown: str) -> Iterator[Problem]:
    """Every reader takes the style sheets."""
    for name, css in styles.items():
        for fault in ebookcss.faults(css):
            yield rules.problem("E", 60, Place(f"{shown}/{name}", fault.line), fault.what)


def _lengths(edition: Edition, package: Package) -> Iterator[Problem]:
    for document in edition.documents:
        kilobytes = len(package.members[document.path]) // 1000
        if kilobytes > LARGEST_KILOBYTES:
            what = f"the document has {kilobytes} KB, and old reading systems take {LARGEST_KILOBYTES}"
            yield rules.problem("E", 66, Place(f"{edition.shown}/{document.path}"), what, severity="warning")


def _terms(edition: Edition) -> Iterator[Problem]:
    for document in edition.documents:
        for element in document.root.iter("*"):
            for term in [term for term in types(element) if term not in TERMS]:
                yield edition.problem(document, 53, f"epub:type “{term}” is not a term of the vocabulary", element)


def _ways(edition: Edition, package: Package, truth: Truth) -> Iterator[Problem]:
    """The contents, the landmarks, the page list and the NCX."""
    name = next((path for path, item in package.manifest.items() if "nav" in (item.get("properties") or "").split()), "")
    document = edition.by_path.get(name)
    if document is None:
        yield rules.problem("E", 22, Place(f"{shown_package(edition, package)}"), "the EPUB has no navigation document")
        return
    navs = {term: nav for nav in document.root.iter("nav") for term in types(nav)}
    ncx = _ncx_of(package)
    lines = contents.entries(navs["toc"]) if "toc" in navs else []
    yield from contents.check(edition, document, lines, truth)
    yield from _landmarks(edition, document, navs.get("landmarks"))
    yield from pagelist.check(edition, document, navs.get("page-list"), ncx.root if ncx else None)
    yield from _ncx(edition, ncx, document, lines)


def shown_package(edition: Edition, package: Package) -> str:
    """The path of the package document in messages."""
    return f"{edition.shown}/{package.path}"


def _landmarks(edition: Edition, document: Document, nav: etree._Element | None) -> Iterator[Problem]:
    links_ = list(nav.iter("a")) if nav is not None else []
    terms = {term for link in links_ for term in types(link)}
    for term in sorted({"toc", "bodymatter"} - terms):
        yield edition.problem(document, 50, f"the landmarks do not name the {term}", nav)
    for link in links_:
        element = target(edition, document, link.get("href") or "")
        if element is not None and not any(set(types(link)) & set(types(inner)) for inner in element.iter("*")):
            yield edition.problem(document, 50, f"the landmark “{plain(link)}” leads to no {' '.join(types(link))}", link)


def _ncx_of(package: Package) -> Document | None:
    """The NCX, if the package has one. Raises Unreadable."""
    name = next((path for path in package.manifest if path.endswith(".ncx")), "")
    return parse(name, package.members[name], xml=True) if name in package.members else None


def _ncx(edition: Edition, ncx: Document | None, document: Document, lines: list[contents.Entry]) -> Iterator[Problem]:
    """The NCX says what the nav says."""
    if ncx is None:
        return
    found = [(letters(point.findtext("navLabel/text") or ""), resolve(ncx, _src(point))) for point in ncx.root.iter("navPoint")]
    due = [(letters(line.label), resolve(document, line.href)) for line in lines]
    if found != due:
        label = next(
            (line.label for line, one, other in zip(lines, due, [*found, *[None] * len(due)], strict=False) if one != other), "its end"
        )
        yield edition.problem(ncx, 22, f"the NCX differs from the navigation document at “{label}”")


def _src(point: etree._Element) -> str:
    content = point.find("content")
    return (content.get("src") or "") if content is not None else ""
