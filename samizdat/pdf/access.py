"""What a reader who hears the PDF is told beyond its text: where a link leads, and that the file is PDF/UA-1 (ISO 14289-1).

WeasyPrint gives a link the bare id of its target as its description; a screen reader would say “seventy-two-days-note-3”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree
from pikepdf.models import PdfMetadata

UA = "http://www.aiim.org/pdfua/ns/id/"
LONGEST = 80
"""Characters of a description; the start of a heading or a work is enough."""

Element = etree._Element


def targets(tree: Element) -> dict[str, str]:
    """What stands at the ids of a tree, in words, where that is more than a page: notes, calls, sections, figures, tables, entries."""
    return {ident: _short(words) for element in tree.iter(etree.Element) if (ident := element.get("id")) and (words := _words(element))}


def describe(whole: pikepdf.Pdf, known: Mapping[str, str], folios: Mapping[str, str]) -> None:
    """Give every link inside the book a description (ISO 14289-1, 7.18.5): from `known` by the id it leads to, else the folio from `folios`."""
    for page in whole.pages:
        for link in _links(page):
            target = str(link.get("/Dest", ""))
            words = known.get(target) or (f"Page {folios[target]}" if target in folios else "")
            if words:
                link.Contents = pikepdf.String(words)


def declare(whole: pikepdf.Pdf, language: str) -> None:
    """Write the document information as XMP too, with the language and the mark of PDF/UA-1 (ISO 14289-1, 5)."""
    PdfMetadata.register_xml_namespace(UA, "pdfuaid")
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about.load_from_docinfo(whole.docinfo)
        about["dc:language"] = [language]
        about[f"{{{UA}}}part"] = "1"


def _links(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    return (annotation for annotation in page.obj.get("/Annots", []) if annotation.get("/Subtype") == "/Link")


def _words(element: Element) -> str:
    role, kinds = element.get("role"), element.get("class", "").split()
    if role == "doc-footnote":
        return f"Note {element.get('data-number', '')}"
    if role == "doc-noteref":
        return f"Call of note {_text(element)}"
    if element.tag in ("figure", "table"):
        return next((_text(label).rstrip(".") for label in element.iter("span") if label.get("class") == "label"), "")
    if element.get("data-title"):
        return ", ".join(filter(None, (element.get("data-label"), element.get("data-title"))))
    if "entry" in kinds:
        return f"Index: {next((_text(heading) for heading in element.iter('span') if heading.get('class') == 'heading'), '')}"
    return f"Bibliography: {_text(element)}" if (element.get("id") or "").startswith("work-") else ""


def _text(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
