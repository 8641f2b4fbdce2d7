"""PDF/X: a little file of each kind has no faults; spoiled in one way it has that one."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from samizdat.preflight.standards import faults
from samizdat.printers import Standard

X1A: Standard = "PDF/X-1a:2003"
X4: Standard = "PDF/X-4"
Spoil = Callable[[pikepdf.Pdf], object]

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmp:CreateDate="2026-01-02T03:04:05+01:00"
 xmp:ModifyDate="2026-01-02T03:04:05+01:00" xmp:MetadataDate="2026-01-02T03:04:05+01:00" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"
 xmpMM:RenditionClass="default" pdf:Trapped="False" pdfxid:GTS_PDFXVersion="PDF/X-4">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The Lamp</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"""


def profile(kind: bytes = b"prtr", space: bytes = b"CMYK", version: int = 2) -> bytes:
    """The head of an ICC profile."""
    return bytes(8) + bytes([version]) + bytes(3) + kind + space + b"Lab " + bytes(12) + b"acsp" + bytes(88)


def made(standard: Standard) -> pikepdf.Pdf:
    """A page with a black square that is this PDF/X."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 600))
    page.obj.TrimBox, page.obj.BleedBox = Array([10, 10, 390, 590]), Array([5, 5, 395, 595])
    page.obj.Contents = pdf.make_stream(b"0 0 0 1 k 100 100 50 50 re f")
    page.obj.Resources = Dictionary()
    icc = pdf.make_stream(profile(), N=4)
    pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("Custom"), Info=String("a press"),
                                               DestOutputProfile=icc)])  # fmt: skip
    for key, value in (("/Title", "The Lamp"), ("/CreationDate", "D:20260102030405+01'00'"), ("/ModDate", "D:20260102030405+01'00'")):
        pdf.docinfo[key] = String(value)
    pdf.docinfo["/Trapped"] = Name("/False")
    if standard == X1A:
        pdf.docinfo["/GTS_PDFXVersion"] = String(X1A)
    else:
        pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    return pdf


def written(pdf: pikepdf.Pdf, standard: Standard, packed: bool = False) -> pikepdf.Pdf:
    """The file as it is read back from what was written."""
    stream = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    version = "1.5" if packed else "1.4" if standard == X1A else "1.6"
    pdf.save(
        stream,
        force_version=version,
        object_stream_mode=mode,
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return pikepdf.open(stream)


def page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj


def content(text: str, **resources: object) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        page(pdf).Contents = pdf.make_stream(text.encode())
        page(pdf).Resources = Dictionary(**resources)

    return spoil


def state(**said: object) -> Spoil:
    return content("/S gs 0 g 100 100 50 50 re f", ExtGState=Dictionary(S=Dictionary(**said)))


def thing(**said: object) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(bytes(4), Type=Name.XObject, Width=1, Height=1, BitsPerComponent=8, **{"Subtype": Name.Image, **said})
        content("/X Do", XObject=Dictionary(X=stream))(pdf)

    return spoil


def annotation(kind: Name, *edges: float, **more: object) -> Spoil:
    return lambda pdf: page(pdf).__setitem__("/Annots", Array([pdf.make_indirect(Dictionary(Subtype=kind, Rect=Array(edges), **more))]))


def intent(**said: object) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key, value in said.items():
            if value is None:
                del pdf.Root.OutputIntents[0][f"/{key}"]
            else:
                pdf.Root.OutputIntents[0][f"/{key}"] = pdf.make_stream(value, N=4) if isinstance(value, bytes) else value

    return spoil


def masked(pdf: pikepdf.Pdf) -> None:
    mask = pdf.make_stream(
        bytes(1), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )
    thing(ColorSpace=Name.DeviceGray, SMask=mask)(pdf)


def separation(alternate: Name) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        tint = pdf.make_stream(b"{dup dup dup}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
        content("/C cs 1 scn 9 9 9 9 re f", ColorSpace=Dictionary(C=Array([Name.Separation, Name.Gold, alternate, tint])))(pdf)

    return spoil


def icc(data: bytes, count: int) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(data, N=count)
        content(f"/C cs {'0 ' * count}sc 9 9 9 9 re f", ColorSpace=Dictionary(C=Array([Name.ICCBased, stream])))(pdf)

    return spoil


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"a"


def outlined(pdf: pikepdf.Pdf) -> None:
    line = pdf.make_indirect(Dictionary(Title=String("One"), A=Dictionary(S=Name.URI, URI=String("x"))))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=line, Last=line, Count=1))


def layered(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(AS=Array([])))


def lzw(pdf: pikepdf.Pdf) -> None:
    page(pdf).Contents = pikepdf.Stream(pdf, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Filter=Name.LZWDecode)


BOTH: list[tuple[str, Spoil]] = [
    ("compressed with LZWDecode", lzw),
    ("files are attached", attached),
    ("no output intents", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    ("names no printing condition", intent(OutputConditionIdentifier=None)),
    ("none for output", intent(DestOutputProfile=profile(b"mntr"))),
    ("neither a TrimBox nor an ArtBox", lambda pdf: page(pdf).__delitem__("/TrimBox")),
    ("a TrimBox and an ArtBox", lambda pdf: page(pdf).__setitem__("/ArtBox", Array([20, 20, 30, 30]))),
    ("reaches past the BleedBox", lambda pdf: page(pdf).__setitem__("/TrimBox", Array([1, 1, 399, 599]))),
    ("reaches past the MediaBox", lambda pdf: page(pdf).__setitem__("/BleedBox", Array([-9, 0, 400, 600]))),
    ("one plate of a separation", lambda pdf: page(pdf).__setitem__("/SeparationInfo", Dictionary())),
    ("an annotation (Link)", annotation(Name.Link, 100, 100, 200, 200)),
    ("an annotation (PrinterMark)", annotation(Name.PrinterMark, 100, 100, 200, 200)),
    ("has an action", annotation(Name.Link, 396, 0, 400, 9, A=Dictionary())),
    ("JavaScript", lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary()))),
    ("when the file is opened", lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.GoTo))),
    ("when the page is opened", lambda pdf: page(pdf).__setitem__("/AA", Dictionary())),
    ("form to be filled in", lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([Dictionary()])))),
    ("line of the outline", outlined),
    ("the font Helvetica", content("BT /F 9 Tf (a) Tj ET", Font=Dictionary(F=Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica)))),
    ("an operator that PDF does not know", content("1 2 frobnicate")),
    ("cannot be read", content("/Nowhere gs")),
    ("colours in DeviceRGB", content("1 0 0 rg 9 9 9 9 re f")),
    ("colours in DeviceRGB (under Separation)", separation(Name.DeviceRGB)),
    ("a transfer function", state(TR=Name.Identity)),
    ("the phase of a halftone", state(HTP=Array([0, 0]))),
    ("a halftone that is named", state(HT=Dictionary(HalftoneType=6))),
    ("PostScript", thing(Subtype=Name.PS)),
    ("swapped for another", thing(ColorSpace=Name.DeviceGray, OPI=Dictionary())),
    ("fetched from another file", thing(Subtype=Name.Form, Ref=Dictionary())),
    ("an alternate", thing(ColorSpace=Name.DeviceGray, Alternates=Array([Dictionary(DefaultForPrinting=True)]))),
    ("whether it is trapped", lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name.Unknown)),
]
ONE: dict[Standard, list[tuple[str, Spoil]]] = {
    X1A: [
        ("does not say that it is PDF/X-1a:2003", lambda pdf: pdf.docinfo.__delitem__("/GTS_PDFXVersion")),
        ("no title", lambda pdf: pdf.docinfo.__delitem__("/Title")),
        ("when it was changed", lambda pdf: pdf.docinfo.__delitem__("/ModDate")),
        ("neither a profile nor the registry", intent(DestOutputProfile=None)),
        ("ICC profile of version 4", intent(DestOutputProfile=profile(version=4))),
        ("one for RGB", intent(DestOutputProfile=profile(space=b"RGB "))),
        ("the output intent is grey", intent(DestOutputProfile=profile(space=b"GRAY"))),
        ("layers", layered),
        ("less than full opacity", state(ca=0.5)),
        ("a soft mask", state(SMask=Dictionary(S=Name.Luminosity))),
        ("a blend mode", state(BM=Name.Multiply)),
        ("a picture with a soft mask", masked),
        ("transparency (a group)", lambda pdf: page(pdf).__setitem__("/Group", Dictionary(S=Name.Transparency))),
        (
            "colours in Lab",
            content("/C cs 1 0 0 sc 9 9 9 9 re f", ColorSpace=Dictionary(C=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))]))),
        ),
        ("colours in ICCBased", icc(profile(), 4)),
        ("redefined (DefaultCMYK)", content("1 0 0 0 k 9 9 9 9 re f", ColorSpace=Dictionary(DefaultCMYK=Name.DeviceCMYK))),
        ("compressed with JPXDecode", thing(ColorSpace=Name.DeviceGray, Filter=Name.JPXDecode)),
    ],
    X4: [
        ("XMP does not say that it is PDF/X-4", lambda pdf: _replace(pdf, "PDF/X-4", "PDF/X-3")),
        ("no XMP metadata that can be read", lambda pdf: _replace(pdf, "</rdf:RDF>", "")),
        ("no xmpMM:VersionID", lambda pdf: _replace(pdf, ' xmpMM:VersionID="1"', "")),
        ("Title in the Info dictionary and in XMP differ", lambda pdf: _replace(pdf, "The Lamp", "The Candle")),
        (
            "ModDate in the Info dictionary and in XMP differ",
            lambda pdf: pdf.docinfo.__setitem__("/ModDate", String("D:20260102030406+01'00'")),
        ),
        ("no profile embedded", intent(DestOutputProfile=None)),
        ("the profile of the output intent; they are to be DeviceCMYK", icc(profile(), 4)),
        ("a configuration of its layers has no name", layered),
        ("switch themselves on and off", layered),
    ],
}


def _replace(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    assert old in text
    pdf.Root.Metadata = pdf.make_stream(text.replace(old, new).encode(), Type=Name.Metadata, Subtype=Name.XML)


@pytest.mark.parametrize("standard", [X1A, X4])
def test_a_good_file_has_no_faults(standard: Standard) -> None:
    assert faults(written(made(standard), standard), standard) == []
    assert faults(written(made(standard), standard), "") == []


CASES = [(standard, what, spoil) for standard in (X1A, X4) for what, spoil in [*BOTH, *ONE[standard]]]


@pytest.mark.parametrize(("standard", "what", "spoil"), CASES, ids=[f"{standard[4:8]} {what}" for standard, what, _ in CASES])
def test_what_is_spoiled_is_found(standard: Standard, what: str, spoil: Spoil) -> None:
    pdf = made(standard)
    spoil(pdf)
    found = faults(written(pdf, standard), standard)
    assert any(what in fault for fault in found), found


def test_what_each_allows() -> None:
    """Transparency, layers with names, RGB with a profile and packed objects in X-4; marks outside the trim, Type 3 letters and grey in both."""
    pdf = made(X4)
    state(ca=0.5)(pdf)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(Name=String("all")))
    assert faults(written(pdf, X4), X4) == []
    pdf = made(X4)
    icc(profile(b"mntr", b"RGB "), 3)(pdf)
    assert faults(written(pdf, X4, packed=True), X4) == []
    for standard in (X1A, X4):
        pdf = made(standard)
        annotation(Name.PrinterMark, 6, 6, 9, 9)(pdf)
        separation(Name.DeviceCMYK)(pdf)
        assert faults(written(pdf, standard), standard) == []


def test_how_the_file_is_written() -> None:
    assert any("packed in streams" in fault for fault in faults(written(made(X1A), X1A, packed=True), X1A))
    stream = io.BytesIO()
    made(X4).save(stream, encryption=pikepdf.Encryption(owner="o"))
    found = faults(pikepdf.open(stream), X4)
    assert "the file is encrypted" in found
    assert any("version is 1.7" in fault for fault in found)


def test_pages_are_named() -> None:
    pdf = made(X1A)
    content("1 0 0 rg 9 9 9 9 re f")(pdf)
    pdf.pages.append(pdf.pages[0])
    (fault,) = faults(written(pdf, X1A), X1A)
    assert fault.endswith("allowed, pages 1–2")
