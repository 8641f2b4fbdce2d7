"""How a PDF/X says what it is: the PDF/X key, title, dates and Trapped in the Info dictionary and, for PDF/X-4, in XMP (see `standards`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree

from samizdat.printers import Standard

X1A: Standard = "PDF/X-1a:2003"
STANDARDS: tuple[Standard, ...] = (X1A, "PDF/X-4")
PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
XMP, MM, PDF, DC = (
    f"{{{space}}}"
    for space in (
        "http://ns.adobe.com/xap/1.0/",
        "http://ns.adobe.com/xap/1.0/mm/",
        "http://ns.adobe.com/pdf/1.3/",
        "http://purl.org/dc/elements/1.1/",
    )
)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NEEDED = {
    f"{XMP}CreateDate": "xmp:CreateDate", f"{XMP}ModifyDate": "xmp:ModifyDate", f"{XMP}MetadataDate": "xmp:MetadataDate",
    f"{MM}DocumentID": "xmpMM:DocumentID", f"{MM}VersionID": "xmpMM:VersionID", f"{MM}RenditionClass": "xmpMM:RenditionClass",
}  # fmt: skip
"""What a PDF/X-4 says of itself in XMP."""
AGREEING = {"/Title": f"{DC}title", "/CreationDate": f"{XMP}CreateDate", "/ModDate": f"{XMP}ModifyDate", "/Trapped": f"{PDF}Trapped"}
DATE = re.compile(r"\d+")


def claimed(pdf: pikepdf.Pdf) -> str:
    """The PDF/X that the file says it is, as it says it (“PDF/X-1a:2003”); empty where it says nothing."""
    info = str(pdf.docinfo.get("/GTS_PDFXConformance", pdf.docinfo.get("/GTS_PDFXVersion", "")))
    said = xmp(pdf).get(PDFX, "")
    return said or info


def xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The simple values of the XMP packet by their names in Clark's notation, of lists the first; empty where there is none or it is no XML."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    try:
        root = etree.fromstring(
            stream.read_bytes().strip(b"\0 \n\r\t"), etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
        )
    except (etree.XMLSyntaxError, pikepdf.PdfError, ValueError):
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{RDF}Description"):
        found |= {str(name): str(value).strip() for name, value in description.attrib.items()}
        for child in description:
            if isinstance(child.tag, str):
                first = next((item.text for item in child.iter(f"{RDF}li") if item.text), child.text)
                found.setdefault(child.tag, (first or "").strip())
    return found


def faults(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[tuple[str, int]]:
    """What `standard` misses in how the file says what it is; page 0 is the file."""
    said = xmp(pdf)
    missing = _x1a(pdf) if standard == X1A else _x4(said)
    for what in missing:
        yield what, 0
    if not (str(pdf.docinfo.get("/Title", "")).strip() or (standard != X1A and said.get(f"{DC}title"))):
        yield "it has no title", 0
    trapped = str(pdf.docinfo.get("/Trapped", said.get(f"{PDF}Trapped", ""))).lstrip("/")
    if trapped not in ("True", "False"):
        yield "it does not say whether it is trapped (Trapped: True or False)", 0
    for key, name in AGREEING.items():
        if key in pdf.docinfo and said.get(name) and not _same(key, pdf.docinfo[key], said[name]):
            yield f"{key.lstrip('/')} in the Info dictionary and in XMP differ", 0


def _x1a(pdf: pikepdf.Pdf) -> Iterator[str]:
    if str(pdf.docinfo.get("/GTS_PDFXVersion", "")) != X1A:
        yield f"the Info dictionary does not say that it is {X1A} (GTS_PDFXVersion)"
    for key, name in (("/CreationDate", "when it was made"), ("/ModDate", "when it was changed")):
        if not str(pdf.docinfo.get(key, "")).startswith("D:"):
            yield f"the Info dictionary does not say {name} ({key.lstrip('/')})"


def _x4(said: dict[str, str]) -> Iterator[str]:
    if not said:
        yield "it has no XMP metadata that can be read"
        return
    if said.get(PDFX) != "PDF/X-4":
        yield "XMP does not say that it is PDF/X-4 (pdfxid:GTS_PDFXVersion)"
    for name, shown in NEEDED.items():
        if not said.get(name):
            yield f"XMP has no {shown}"


def _same(key: str, info: Any, said: str) -> bool:
    mine = str(info).lstrip("/").strip()
    if "Date" not in key:
        return mine == said
    return _moment(mine) == _moment(said)


def _moment(date: str) -> str:
    """A date of either kind to the second, as fourteen digits: the time as its writer's clock showed it."""
    digits = "".join(DATE.findall(re.split(r"[+\-Z](?=\d\d'?:?\d\d'?$|$)", date.removeprefix("D:"))[0]))
    return digits[:14].ljust(14, "0")
