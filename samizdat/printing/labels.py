"""Labels: how a file says what it is: the Info dictionary, XMP metadata, and the name of a PDF/X."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf

from samizdat.printers import Standard
from samizdat.printing.job import Job

X1A: Standard = "PDF/X-1a:2003"
MAKER = "Samizdat"
XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{entries}
</rdf:Description></rdf:RDF></x:xmpmeta>"""
PACKET = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%s\n<?xpacket end="r"?>'
"""Around XMP in a file (ISO 16684-1, 7.3)."""


def write(pdf: pikepdf.Pdf, standard: Standard, job: Job, screen: bytes) -> None:
    """Write title, authors and dates from the job, and the name of the standard where it wants it: X-1a in the Info dictionary, X-4 in XMP.

    The document's identifier comes from the bytes of the screen edition, so that the same book has the same one.
    """
    info = {
        "/Title": pikepdf.String(job.title),
        "/Author": pikepdf.String(", ".join(job.authors)),
        "/Creator": pikepdf.String(MAKER),
        "/Producer": pikepdf.String(MAKER),
        "/CreationDate": pikepdf.String(_pdf_date(job.date)),
        "/ModDate": pikepdf.String(_pdf_date(job.date)),
        "/Trapped": pikepdf.Name("/False"),
    }
    if standard == X1A:
        info["/GTS_PDFXVersion"] = pikepdf.String(standard)
    else:
        metadata = pdf.make_stream(_xmp(standard, job, str(uuid5(NAMESPACE_URL, hashlib.sha256(screen).hexdigest()))))
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = metadata
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary({key: value for key, value in info.items() if str(value)}))


def _xmp(standard: Standard, job: Job, identifier: str) -> bytes:
    """The metadata that ISO 15930-7 wants of a PDF/X-4, equal to the Info dictionary."""
    date = job.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entries = [
        ("dc:format", "application/pdf"),
        ("dc:title", _list("Alt", (job.title,), ' xml:lang="x-default"')),
        ("dc:creator", _list("Seq", job.authors)),
        ("dc:language", _list("Bag", (job.language,))),
        ("dc:identifier", f"urn:isbn:{job.isbn.replace('-', '')}" if job.isbn else ""),
        ("xmp:CreatorTool", MAKER),
        *((f"xmp:{name}Date", date) for name in ("Create", "Modify", "Metadata")),
        ("xmpMM:DocumentID", f"uuid:{identifier}"),
        ("xmpMM:VersionID", "1"),
        ("xmpMM:RenditionClass", "default"),
        ("pdf:Producer", MAKER),
        ("pdf:Trapped", "False"),
        ("pdfxid:GTS_PDFXVersion", standard),
    ]
    return PACKET % XMP.format(entries="\n".join(f"<{name}>{value}</{name}>" for name, value in entries if value)).encode()


def _list(kind: str, texts: Iterable[str], attribute: str = "") -> str:
    """A list of RDF; empty where there is nothing in it."""
    items = "".join(f"<rdf:li{attribute}>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""


def _pdf_date(date: datetime) -> str:
    """A date as PDF writes it (ISO 32000-1, 7.9.4), in UTC."""
    return date.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
