"""Editions as text that a person can read and a diff can show. Line and page breaks inside a paragraph are left out: they are the layout library's."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
from lxml import etree


def manuscript_md(folder: Path, slug: str) -> str:
    """The single manuscript for people, as it is."""
    return (folder / "manuscript.md").read_text("utf-8")


def tree(folder: Path, slug: str) -> str:
    """The tree, an element a line, indented by depth, with its attributes and the words that it holds itself."""
    root = etree.parse(str(folder / "manuscript.html"), etree.HTMLParser(encoding="utf-8")).getroot()
    return "\n".join(_element(element, depth) for element, depth in _walk(root, 0)) + "\n"


def package(folder: Path, slug: str) -> str:
    """The EPUB's members, its package document and its navigation."""
    with zipfile.ZipFile(folder / f"{slug}.epub") as archive:
        names = archive.namelist()
        shown = [name for name in names if name.endswith((".opf", ".ncx", "nav.xhtml"))]
        texts = [f"== {name}\n{_indented(archive.read(name))}" for name in shown]
    return "\n".join([*names, "", *texts])


def print_pages(folder: Path, slug: str) -> str:
    """The PDF: label and words of each page, and the outline."""
    path = folder / f"{slug}.pdf"
    with pypdfium2.PdfDocument(path) as document:
        pages = [
            f"== page {document.get_page_label(number)}\n{_reflowed(document[number].get_textpage().get_text_range())}"
            for number in range(len(document))
        ]
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        entries = list(_outline(outline.root, 0))
    return "\n".join([*pages, "== outline", *entries]) + "\n"


PROJECTIONS = {"manuscript.md": manuscript_md, "tree.txt": tree, "package.txt": package, "pages.txt": print_pages}


def _walk(element: etree._Element, depth: int):  # type: ignore[no-untyped-def]
    yield element, depth
    for child in element:
        yield from _walk(child, depth + 1)


def _element(element: etree._Element, depth: int) -> str:
    attributes = "".join(f" {name}={value!r}" for name, value in element.attrib.items())
    own = " ".join(" ".join([element.text or "", *((child.tail or "") for child in element)]).split())
    return f"{'  ' * depth}{element.tag}{attributes}{': ' if own else ''}{own}"


def _indented(data: bytes) -> str:
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode"))


def _reflowed(text: str) -> str:
    joined = re.sub(r"(?:\ufffe|[-\u00ad\u2010])\s*\n\s*(?=[a-zà-ÿ])", "", text.replace("\r", ""))
    return " ".join(joined.split())


def _outline(items: list[pikepdf.OutlineItem], depth: int):  # type: ignore[no-untyped-def]
    for item in items:
        yield f"{'  ' * depth}{item.title}"
        yield from _outline(item.children, depth + 1)
