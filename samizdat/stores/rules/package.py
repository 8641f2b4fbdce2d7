"""The package document: version, metadata, spine, accessibility (EPUB 3.3 section 5; EPUB Accessibility 1.1 section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from samizdat.problems import Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import XHTML, Opened, local
from samizdat.stores.words import problem

SUFFICIENT = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
CLAIMS = {"pageNavigation": "page-list", "tableOfContents": "toc"}
CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2."


def version(opened: Opened, store: Store) -> Iterator[Problem]:
    """E209 The version of the format."""
    assert opened.package is not None
    said = opened.package.get("version") or "none"
    for limit in store.of("version"):
        if said not in limit.words:
            what = f"it is an EPUB of version {said}; {' and '.join(limit.words)} are taken"
            yield problem(209, opened.place(opened.package_path), what, limit.severity, limit.source.title)
            return


def metadata(opened: Opened, store: Store) -> Iterator[Problem]:
    """E208 What the book says of itself."""
    for limit in store.of("metadata"):
        for name in limit.words:
            if not _said(opened, name):
                what = f"its metadata has no {name}"
                yield problem(208, opened.place(opened.package_path), what, limit.severity, limit.source.title)


def spine(opened: Opened, _: Store) -> Iterator[Problem]:
    """E207 The order of reading."""
    assert opened.package is not None
    ids = {item.id: item for item in opened.items}
    references = [one.get("idref") or "" for one in opened.package.iterfind("{*}spine/{*}itemref")]
    if not references:
        yield problem(207, opened.place(opened.package_path), "the spine names no document")
    for name in references:
        if name not in ids:
            yield problem(207, opened.place(opened.package_path), f"the spine names “{name}”, which is not in the manifest")
        elif ids[name].media_type != XHTML and "image/svg" not in ids[name].media_type:
            what = f"the spine names {ids[name].path}, which is no XHTML ({ids[name].media_type})"
            yield problem(207, opened.place(opened.package_path), what, "warning")


def accessibility(opened: Opened, store: Store) -> Iterator[Problem]:
    """E231 What the book says of who can read it."""
    assert opened.package is not None
    place = opened.place(opened.package_path)
    said = {(one.get("property") or "", (one.text or "").strip()) for one in opened.package.iterfind("{*}metadata/{*}meta")}
    names = {name for name, _ in said}
    for limit in store.of("accessibility"):
        for name in [name for name in SUFFICIENT if name not in names]:
            yield problem(231, place, f"its metadata has no {name}", limit.severity, limit.source.title)
    navs = {term for nav in _navs(opened) for term in _types(nav)}
    for feature, term in CLAIMS.items():
        if ("schema:accessibilityFeature", feature) in said and term not in navs:
            yield problem(231, place, f"it claims {feature} and has no {term}")
    described = all(_is_described(image) for root in opened.documents.values() for image in root.iter("{*}img"))
    if ("schema:accessibilityFeature", "alternativeText") in said and not described:
        yield problem(231, place, "it claims alternativeText, and a picture has none")
    for text in [text for name, text in said if name == "dcterms:conformsTo" and text.startswith("EPUB Acc")]:
        if not text.startswith(CONFORMS_TO) or "a11y:certifiedBy" not in names:
            yield problem(
                231, place, f"it claims “{text}”, not in the exact words or without saying who has certified it (a11y:certifiedBy)"
            )


def _said(opened: Opened, name: str) -> bool:
    assert opened.package is not None
    found = opened.package.iterfind(f"{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{name}")
    return any("".join(map(str, one.itertext())).strip() for one in found)


def _navs(opened: Opened) -> list[etree._Element]:
    return [element for element in opened.nav[1].iter(etree.Element) if local(element) == "nav"] if opened.nav else []


def _types(element: etree._Element) -> list[str]:
    return (element.get("{http://www.idpf.org/2007/ops}type") or "").split()


def _is_described(image: etree._Element) -> bool:
    return bool((image.get("alt") or "").strip()) or image.get("role") in ("presentation", "none") or image.get("aria-hidden") == "true"


RULES = (version, metadata, spine, accessibility)
