"""What an element is, said to reading systems: `epub:type`, the DPUB-ARIA role, the language. The pipeline's own attributes go."""

from __future__ import annotations

from lxml import etree

from samizdat.epub.package import XML_LANG
from samizdat.kinds import KINDS

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

TERMS = frozenset(
    """
    abstract acknowledgments afterword appendix backlink backmatter bibliography biblioref bodymatter chapter colophon conclusion
    copyright-page cover credit credits dedication endnotes epigraph epilogue errata footnote footnotes foreword frontmatter glossary
    glossref halftitlepage index introduction landmarks noteref notice pagebreak page-list part preface prologue pullquote subtitle
    titlepage toc
    """.split()
)
"""The terms of the EPUB 3 Structural Semantics Vocabulary 1.1 that a book of ours may use."""

CLASSES = {
    "noteref": "noteref",
    "backlink": "backlink",
    "note-body": "footnote",
    "epigraph": "epigraph",
    "pullquote": "pullquote",
    "subtitle": "subtitle",
}
"""Classes of the tree that stand for a term; each of these terms has a DPUB-ARIA 1.1 role of its name, `doc-…`."""


def mark(root: etree._Element) -> None:
    """Mark every element of the content document `root`, in place."""
    for element in root.iter(etree.Element):
        term = _term(element)
        if term:
            element.set(EPUB_TYPE, term)
        if element.get("lang"):
            element.set(XML_LANG, element.get("lang", ""))
        for name in [name for name in map(str, element.attrib) if name.startswith("data-")]:
            del element.attrib[name]
    _name(root)


def _term(element: etree._Element) -> str | None:
    """The term of an element: by its kind, else by its role, else by its class, which gives it the role too."""
    kind = element.get("data-kind")
    if kind in KINDS:
        return KINDS[kind].epub_type
    role = element.get("role", "").removeprefix("doc-")
    if role in TERMS:
        return role
    for name in element.get("class", "").split():
        if name in CLASSES and not element.get("role"):
            element.set("role", f"doc-{CLASSES[name]}")
            return CLASSES[name]
    return None


def _name(root: etree._Element) -> None:
    """Drop every `aria-labelledby` whose target is in another file: it must be in the same document (WAI-ARIA 1.2 section 6.6)."""
    ids = {element.get("id") for element in root.iter(etree.Element)}
    for element in root.iter(etree.Element):
        if not set(element.get("aria-labelledby", "").split()) <= ids:
            del element.attrib["aria-labelledby"]
