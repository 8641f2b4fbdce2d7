"""A good interior and a good cover have no faults; each of them spoiled in one way has that fault, found by its own code."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import barcode
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from weasyprint import HTML

from samizdat.book import Trim
from samizdat.preflight import Expected, Kind, preflight
from samizdat.preflight.document import Document
from samizdat.preflight.reading import read
from samizdat.preflight.rules import RULES, Finding, Job, judge, title
from samizdat.preflight.rules.file import unreadable
from samizdat.printers import CoverRules, FileRules, Inside, InteriorRules, PictureRules, Printer

ISBN = "978-0-306-40615-7"
TRIM = Trim(127.0, 203.2)
MM = 72 / 25.4
SPINE_MM = 12.0
FONT = Path(__file__).parents[2] / "styles" / "fonts"
PRINTER = Printer(
    "strict",
    "Strict & Sons",
    file=FileRules(newest="1.7", megabytes=2.0),
    interior=InteriorRules(
        bleed_mm=3.0, margin_mm=9.0, inside=(Inside(400, 12.0),), least_pages=8, most_pages=40, multiple=2, last_blank=1, blanks_in_row=1
    ),
    pictures=PictureRules(tone_ppi=300.0, line_ppi=600.0, ink_limit=240.0, hairline_pt=0.25, type_pt=6.0),
    cover=CoverRules(
        bleed_mm=3.0,
        safe_mm=5.0,
        spine_safe_mm=1.5,
        spine_text_pages=80,
        barcode_width_mm=50.8,
        barcode_height_mm=30.5,
        barcode_margin_mm=6.0,
    ),
)
BOOK = Expected("The Lamp", ("Ada Reed",), ISBN, TRIM)
WRAP = replace(BOOK, pages=120, spine_mm=SPINE_MM)

Spoil = Callable[[pikepdf.Pdf], None]


def interior() -> pikepdf.Pdf:
    """A book of ten pages in black, as a printer wants it: boxes, embedded fonts, margins, a picture of 300 ppi, a blank last page."""
    face = next(FONT.glob("*Regular.ttf"))
    pages = [
        "<h1>The Lamp</h1><p>Ada Reed</p>",
        f"<p>© Ada Reed</p><p>ISBN {ISBN}</p>",
        *(f"<p>{'The lamp stood on the table and gave light to all who wrote there. ' * 12}</p><hr>" for _ in range(7)),
        "<i class=blank></i>",
    ]
    style = f"""@font-face {{ font-family: F; src: url("{face.as_uri()}") }}
        @page {{ size: {TRIM.width_mm}mm {TRIM.height_mm}mm; margin: 18mm 16mm }}
        section {{ break-after: page; font: 11pt/14pt F; color: black }} hr {{ border: none; border-top: .5pt solid black }} h1 {{ font-weight: normal }}"""
    data = HTML(string=f"<title>The Lamp</title><meta name=author content='Ada Reed'><style>{style}</style>"
                + "".join(f"<section>{page}</section>" for page in pages)).write_pdf()  # fmt: skip
    pdf = _black(data, len(pages))
    grey(pdf, pdf.pages[4], 300, 300, 72.0)
    return pdf


def cover() -> pikepdf.Pdf:
    """A wrap: words on the front and the spine, a barcode on the back, a ground that bleeds."""
    face = next(FONT.glob("*Regular.ttf"))
    width, height = 2 * TRIM.width_mm + SPINE_MM + 6, TRIM.height_mm + 6
    left = 3 + TRIM.width_mm
    style = f"""@font-face {{ font-family: F; src: url("{face.as_uri()}") }} @page {{ size: {width}mm {height}mm; margin: 0 }}
        div {{ position: absolute; font: 18pt/1.2 F; color: black; white-space: nowrap }}"""
    words = [("The Lamp", left + SPINE_MM + 30, 60), ("Ada Reed", left + SPINE_MM + 30, 80), (f"ISBN {ISBN}", 20, 40)]
    divs = "".join(f'<div style="left: {x}mm; top: {y}mm">{text}</div>' for text, x, y in words)
    spine = f'<div style="left: {left + SPINE_MM / 2 + 2}mm; top: 50mm; font-size: 9pt; transform: rotate(90deg); transform-origin: 0 0">The Lamp</div>'
    data = HTML(string=f"<title>The Lamp</title><style>{style}</style>{divs}{spine}").write_pdf()
    pdf = _black(data, 1)
    page = pdf.pages[0]
    media = [float(edge) for edge in page.mediabox]
    page.obj.TrimBox = Array([3 * MM, 3 * MM, media[2] - 3 * MM, media[3] - 3 * MM])
    page.obj.BleedBox = Array(media)
    page.contents_add(f"q 0.1 0 0 0 k 0 0 {media[2]} {media[3]} re f Q".encode(), prepend=True)
    draw(page, bars((3 + TRIM.width_mm - 6 - 50.8) * MM, 9 * MM))
    return pdf


def _black(data: bytes, count: int) -> pikepdf.Pdf:
    """The PDF with black ink for RGB black, its pages boxed, nothing on them but what is printed."""
    pdf = pikepdf.Pdf.open(__import__("io").BytesIO(data))
    while len(pdf.pages) > count:
        del pdf.pages[-1]
    for page in pdf.pages:
        content = page.Contents.read_bytes().replace(b"0 0 0 rg", b"0 g").replace(b"0 0 0 RG", b"0 G")
        page.obj.Contents = pdf.make_stream(content)
        page.obj.TrimBox = page.obj.BleedBox = page.obj.MediaBox
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines"):
        if key in pdf.Root:
            del pdf.Root[key]
    return pdf


def bars(x: float, y: float, number: str = ISBN, scale: float = 1.0, ink: str = "0 g") -> str:
    """EAN-13 on a white ground, at its lower left corner in points."""
    module = 0.33 * MM * scale
    built = barcode.get("ean13", number.replace("-", "")).build()[0]
    drawn = [
        f"{x + (11 + place) * module:.3f} {y + 20:.3f} {module:.3f} {50 * scale:.3f} re" for place, bit in enumerate(built) if bit != "0"
    ]
    return f"q 1 g {x} {y} {50.8 * MM} {30.5 * MM} re f {ink} {' '.join(drawn)} f Q"


def draw(page: pikepdf.Page, content: str) -> None:
    """Draw on a page in its own units, over all that is there."""
    page.contents_add(b"q", prepend=True)
    page.contents_add(f" Q {content}".encode())


def picture(pdf: pikepdf.Pdf, page: pikepdf.Page, data: bytes, size: tuple[int, int], space: object, place: str, bits: int = 8) -> None:
    """Draw a picture; `place` is its matrix."""
    stream = pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], ColorSpace=space, BitsPerComponent=bits
    )
    name = page.add_resource(stream, Name.XObject)
    draw(page, f"q {place} cm {name} Do Q")


def grey(pdf: pikepdf.Pdf, page: pikepdf.Page, width: int, height: int, side: float) -> None:
    """A grey picture of so many pixels, `side` points wide and high."""
    picture(pdf, page, random.Random(1).randbytes(width * height), (width, height), Name.DeviceGray, f"{side} 0 0 {side} 150 150")


def page_of(pdf: pikepdf.Pdf, number: int = 4) -> pikepdf.Page:
    return pdf.pages[number - 1]


def on(content: str, number: int = 4) -> Spoil:
    return lambda pdf: draw(page_of(pdf, number), content)


def words(
    pdf: pikepdf.Pdf, text: str, x: float, y: float, size: float = 11, colour: str = "0 g", number: int = 4, embedded: bool = True
) -> None:
    """Words in the book's own font, or in Helvetica."""
    page = page_of(pdf, number)
    if embedded:
        name, font = next(iter(page.Resources.Font.items()))
        table = {unicode: code for code, unicode in _codes(font)}
        shown = "".join(f"{table.get(letter, 0):04x}" for letter in text)
        draw(page, f"BT {colour} {name} {size} Tf {x} {y} Td <{shown}> Tj ET")
    else:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        draw(page, f"BT {colour} {page.add_resource(font, Name.Font)} {size} Tf {x} {y} Td ({text}) Tj ET")


def _codes(font: pikepdf.Object) -> Iterator[tuple[int, str]]:
    import re

    for code, unicode in re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>\s", font.ToUnicode.read_bytes()):
        yield int(code, 16), chr(int(unicode, 16))


def say(text: str, *place: float, **how: object) -> Spoil:
    return lambda pdf: words(pdf, text, *place, **how)  # type: ignore[arg-type]


def box(name: str, *edges: float, number: int = 4) -> Spoil:
    return lambda pdf: page_of(pdf, number).obj.__setitem__(f"/{name}", Array(edges))


def small(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages[5:]:
        del page
    del pdf.pages[5:]


def link(pdf: pikepdf.Pdf) -> None:
    page_of(pdf).obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120])))])


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))


def layered(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def rgb_picture(pdf: pikepdf.Pdf) -> None:
    picture(pdf, page_of(pdf), bytes(300) * 300, (100, 300), Name.DeviceRGB, "24 0 0 72 150 150")


def full_ink(pdf: pikepdf.Pdf) -> None:
    picture(pdf, page_of(pdf), b"\xff" * (4 * 90_000), (300, 300), Name.DeviceCMYK, "72 0 0 72 150 150")


def coarse(pdf: pikepdf.Pdf) -> None:
    grey(pdf, page_of(pdf), 100, 100, 72.0)


def coarse_line(pdf: pikepdf.Pdf) -> None:
    picture(pdf, page_of(pdf), bytes(20 * 160), (160, 160), Name.DeviceGray, "72 0 0 72 150 150", bits=1)


def spot(pdf: pikepdf.Pdf) -> None:
    tint = pdf.make_stream(b"{0 exch 0 exch 0 exch 0 exch pop 0 0 0}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    name = page_of(pdf).add_resource(Array([Name.Separation, Name("/PANTONE 186 C"), Name.DeviceCMYK, tint]), Name.ColorSpace)
    draw(page_of(pdf), f"{name} cs 1 scn 150 150 60 60 re f")


def registration(pdf: pikepdf.Pdf) -> None:
    tint = pdf.make_stream(b"{dup dup dup}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    name = page_of(pdf).add_resource(Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]), Name.ColorSpace)
    draw(page_of(pdf), f"{name} cs 1 scn 150 150 60 60 re f")


def state(content: str, **said: object) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        name = page_of(pdf).add_resource(Dictionary(**said), Name.ExtGState)
        draw(page_of(pdf), f"{name} gs {content}")

    return spoil


def type_three(pdf: pikepdf.Pdf) -> None:
    letter = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                      CharProcs=Dictionary(a=letter), Encoding=Dictionary(Differences=Array([97, Name.a])), FirstChar=97, LastChar=97,
                      Widths=Array([500]), Resources=Dictionary())  # fmt: skip
    draw(page_of(pdf), f"BT {page_of(pdf).add_resource(font, Name.Font)} 11 Tf 150 150 Td (a) Tj ET")


def whole_font(pdf: pikepdf.Pdf) -> None:
    for font in page_of(pdf).Resources.Font.values():
        for bearer in (font, font.DescendantFonts[0], font.DescendantFonts[0].FontDescriptor):
            for key in ("/BaseFont", "/FontName"):
                if key in bearer:
                    bearer[key] = Name("/EBGaramond")


def broken_stream(pdf: pikepdf.Pdf) -> None:
    page_of(pdf).obj.Contents = pikepdf.Stream(pdf, b"not deflated at all", Filter=Name.FlateDecode)


def unblank(pdf: pikepdf.Pdf) -> None:
    words(pdf, "lamp", 150, 300, number=9)
    del pdf.pages[9]
    del pdf.pages[0]


def blanks(pdf: pikepdf.Pdf) -> None:
    for number in (6, 7):
        page_of(pdf, number).obj.Contents = pdf.make_stream(b"")


def labelled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-1a:2003")


def named(**said: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key, value in said.items():
            pdf.docinfo[f"/{key}"] = pikepdf.String(value)

    return spoil


def numbered_wrong(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=50)]))
    words(pdf, "44", 170, 40, number=4)


def heavy(pdf: pikepdf.Pdf) -> None:
    picture(pdf, page_of(pdf), random.Random(2).randbytes(3_000_000), (1500, 2000), Name.DeviceGray, "72 0 0 96 150 150")


def short_bleed(pdf: pikepdf.Pdf) -> None:
    media = [float(edge) for edge in page_of(pdf).mediabox]
    page_of(pdf).obj.MediaBox = page_of(pdf).obj.BleedBox = Array([media[0] - 4, media[1] - 4, media[2] + 4, media[3] + 4])


WIDTH, HEIGHT = TRIM.width_mm * MM, TRIM.height_mm * MM
BLOCK = "150 150 60 60 re f"
SPOILED: dict[str, list[tuple[str, Spoil]]] = {
    "P101": [("a stream that is none", broken_stream)],
    "P104": [("too many megabytes", heavy)],
    "P105": [("Helvetica", say("lamp", 150, 100, embedded=False))],
    "P106": [("Type 3", type_three)],
    "P107": [("a font embedded whole", whole_font)],
    "P108": [("letters without glyphs", say("\N{SNOWMAN}", 150, 100))],
    "P109": [("a page of another size", box("TrimBox", 0, 0, WIDTH - 10, HEIGHT))],
    "P110": [("another trim", lambda pdf: [box("TrimBox", 0, 0, WIDTH, HEIGHT - 20, number=one)(pdf) for one in range(1, 11)] and None)],
    "P111": [("trim past media", box("TrimBox", 0, 0, WIDTH + 20, HEIGHT)), ("no TrimBox", lambda pdf: page_of(pdf).obj.__delitem__("/TrimBox"))],
    "P112": [("a bleed of 1.4 mm", short_bleed)],
    "P113": [("turned", lambda pdf: page_of(pdf).obj.__setitem__("/Rotate", 90)), ("UserUnit", lambda pdf: page_of(pdf).obj.__setitem__("/UserUnit", 2))],
    "P114": [("too few pages", small)],
    "P115": [("an odd page", lambda pdf: pdf.pages.__delitem__(5))],
    "P116": [("last page not blank", unblank), ("blank pages in a row", blanks)],
    "P117": [("RGB areas", on(f"0.9 0.1 0.1 rg {BLOCK}")), ("RGB text", say("lamp", 150, 100, colour="0 0 0 rg")), ("an RGB picture", rgb_picture)],
    "P118": [("CMYK areas", on(f"1 0 0 0 k {BLOCK}")), ("a spot colour", spot)],
    "P119": [("another title", named(Title="The Candle")), ("another author", named(Author="Bea Moss"))],
    "P120": [("rich black text", say("lamp", 150, 100, colour="0.6 0.4 0.4 1 k"))],
    "P121": [("areas", on(f"1 1 1 0 k {BLOCK}")), ("a picture", full_ink)],
    "P122": [("white text", say("lamp", 150, 100, colour="1 g"))],
    "P123": [("registration colour", registration)],
    "P124": [("white that overprints", state(f"0 0 0 0 k {BLOCK}", op=True, OP=True))],
    "P126": [("100 ppi", coarse)],
    "P127": [("line art of 160 ppi", coarse_line)],
    "P128": [("a hairline", on("0.1 w 0 G 100 150 m 200 150 l S")), ("a thin bar", on("0 g 100 150 100 0.1 re f"))],
    "P129": [("four points", say("lamp", 150, 100, size=4))],
    "P130": [("at the spine", say("lamp", WIDTH - 50, 300)), ("at the foot", say("lamp", 150, 10)), ("outside", say("lamp", 15, 300))],
    "P131": [("across the trim", say("lamp lamp", -15, 300))],
    "P132": [("an area to the edge", on(f"0.5 g 0 100 {WIDTH} 50 re f"))],
    "P133": [("a link", link)],
    "P134": [("a script", script), ("a form", lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([Dictionary()]))))],
    "P135": [("an outline", outlined), ("layers", layered)],
    "P137": [("a PDF/X label", labelled)],
    "P139": [("a stamp", say("DRAFT", 150, 100, embedded=False)), ("a gap", say("Lorem ipsum", 150, 100, embedded=False))],
    "P145": [("an ISBN that is none", say("ISBN 9780306406150", 150, 100, embedded=False))],
    "P148": [("labels that are no folios", numbered_wrong)],
}  # fmt: skip


def wide(pdf: pikepdf.Pdf) -> None:
    left, low, right, high = (float(edge) for edge in page_of(pdf, 1).obj.TrimBox)
    page_of(pdf, 1).obj.TrimBox = Array([left, low, right - 15, high])


SPINE_X = (3 + TRIM.width_mm) * MM
ZONE_X = (3 + TRIM.width_mm - 6 - 50.8) * MM
PLAIN_GROUND = f"0.1 0 0 0 k {ZONE_X - 5} {9 * MM - 5} {50.8 * MM + 10} {30.5 * MM + 10} re f"
SPOILED_COVERS: dict[str, list[tuple[str, Spoil]]] = {
    "P140": [("two pages", lambda pdf: pdf.pages.append(pdf.pages[0]))],
    "P141": [("too narrow", wide)],
    "P142": [("at the edge", say("Lamp", 14, 300, number=1)), ("over the fold", say("Lamp", SPINE_X - 8, 300, number=1))],
    "P144": [("no barcode on a grey ground", on(PLAIN_GROUND, 1))],
    "P146": [("another book's barcode", on(PLAIN_GROUND + bars(ZONE_X, 9 * MM, "9780140449136"), 1))],
    "P147": [
        ("too small", on(PLAIN_GROUND + bars(ZONE_X, 9 * MM, scale=0.6), 1)),
        ("too pale", on(PLAIN_GROUND + bars(ZONE_X, 9 * MM, ink="0.6 g"), 1)),
    ],
    "P126": [("a coarse picture", lambda pdf: picture(pdf, page_of(pdf, 1), bytes(10_000), (100, 100), Name.DeviceGray, "72 0 0 72 60 350"))],
    "P119": [("another author", named(Author="Bea Moss"))],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, Path]:
    """The good interior and the good cover."""
    folder = tmp_path_factory.mktemp("good")
    paths: dict[Kind, Path] = {"interior": folder / "interior.pdf", "cover": folder / "cover.pdf"}
    interior().save(paths["interior"])
    cover().save(paths["cover"])
    return paths


def found(path: Path, kind: Kind, printer: Printer = PRINTER, expected: Expected | None = None) -> list[Finding]:
    """What the rules say of a file, read in this process."""
    job = Job(printer, kind, expected or (BOOK if kind == "interior" else WRAP))
    document = read(path, job.standard, kind == "cover")
    return list(judge(document, job)) if isinstance(document, Document) else [unreadable(document)]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def spoiled(path: Path, spoil: Spoil, folder: Path) -> Path:
    with pikepdf.open(path) as pdf:
        spoil(pdf)
        pdf.save(folder / "spoiled.pdf", fix_metadata_version=False)
    return folder / "spoiled.pdf"


CASES = [
    (kind, code, name, spoil)
    for kind, table in (("interior", SPOILED), ("cover", SPOILED_COVERS))
    for code, cases in table.items()
    for name, spoil in cases
]


@pytest.mark.parametrize("kind", ["interior", "cover"])
def test_nothing_is_found_in_the_good_one(made: dict[Kind, Path], kind: Kind) -> None:
    findings = found(made[kind], kind)
    assert codes(findings) <= {"P135"}, findings
    assert not [finding for finding in findings if finding.severity != "info"]


@pytest.mark.parametrize(("kind", "code", "name", "spoil"), CASES, ids=[f"{kind}-{code}-{name}" for kind, code, name, _ in CASES])
def test_what_is_spoiled_is_found(made: dict[Kind, Path], tmp_path: Path, kind: Kind, code: str, name: str, spoil: Spoil) -> None:
    findings = [
        finding for finding in found(spoiled(made[kind], spoil, tmp_path), kind) if finding.severity != "info" or code in ("P107", "P135")
    ]
    assert code in codes(findings), findings


def test_a_book_too_thin_for_words_on_its_spine(made: dict[Kind, Path]) -> None:
    assert "P143" in codes(found(made["cover"], "cover", expected=replace(WRAP, pages=40)))
    assert "P143" not in codes(found(made["cover"], "cover", expected=replace(WRAP, pages=80)))


def wordless(pdf: pikepdf.Pdf) -> None:
    page_of(pdf, 1).obj.Contents = pdf.make_stream(b"0 0 0 1 k 300 300 60 60 re f")


def pictured(pdf: pikepdf.Pdf) -> None:
    """A picture over the front, and words of the back alone."""
    page = page_of(pdf, 1)
    wordless(pdf)
    words(pdf, "lamp", 60, 300, number=1)
    picture(pdf, page, bytes(100), (10, 10), Name.DeviceGray, f"{WIDTH} 0 0 {HEIGHT} {(3 + TRIM.width_mm + SPINE_MM) * MM} {3 * MM}")


@pytest.mark.parametrize(("spoil", "severities"), [(wordless, {"info"}), (pictured, {"info"}), (say("lamp", 60, 300, number=1), {"error"})])
def test_words_of_a_cover_that_are_a_picture_are_not_missed(
    made: dict[Kind, Path], tmp_path: Path, spoil: Spoil, severities: set[str]
) -> None:
    wanted = replace(WRAP, title="Candles", authors=("Bea Moss",), isbn="")
    told = [one for one in found(spoiled(made["cover"], spoil, tmp_path), "cover", expected=wanted)
            if one.code == "P119" and "metadata" not in one.what]  # fmt: skip
    assert len(told) == 2 and {one.severity for one in told} == severities
    assert severities == {"error"} or all("cannot be read there" in one.what for one in told)


def test_a_mend_helps_what_the_print_task_has_made(made: dict[Kind, Path], tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        outlined(pdf)
        rgb_picture(pdf)

    told = found(spoiled(made["interior"], spoil, tmp_path), "interior")
    mends = [one.mend for one in told if one.code in ("P117", "P135") and one.severity == "warning"]
    assert len(mends) == 2 and all("if it has made it" in mend for mend in mends)


def test_a_thin_book_is_not_sent_to_the_stapler_and_a_cover_is_one_page(made: dict[Kind, Path], tmp_path: Path) -> None:
    told = found(spoiled(made["interior"], small, tmp_path), "interior")
    assert [one.mend for one in told if one.code == "P114"] == ["add pages, or ask the printer for another binding"]
    assert preflight(made["cover"], "cover.pdf", PRINTER, "cover", WRAP).facts[0] == ("page", "1")


def test_what_a_standard_forbids(made: dict[Kind, Path], tmp_path: Path) -> None:
    asks = replace(PRINTER, file=replace(PRINTER.file, standard="PDF/X-1a:2003", newest="1.4", profile_asked=True))
    path = spoiled(made["interior"], state(BLOCK, ca=0.5), tmp_path)
    assert {"P103", "P125", "P136", "P138"} <= codes(found(path, "interior", asks))
    assert not {"P103", "P125", "P136", "P138"} & codes(found(path, "interior"))


def test_a_printer_is_asked_what_no_source_says(made: dict[Kind, Path]) -> None:
    findings = found(made["interior"], "interior", replace(PRINTER, ask=("How thick is the paper?",)))
    assert [finding.what for finding in findings if finding.code == "P149"] == ["ask the printer: How thick is the paper?"]


def locked(path: Path, folder: Path) -> Path:
    with pikepdf.open(path) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    return folder / "locked.pdf"


def test_what_does_not_open(made: dict[Kind, Path], tmp_path: Path) -> None:
    data = made["interior"].read_bytes()
    files = {"empty": b"", "text": b"no PDF at all", "noise": random.Random(3).randbytes(5000), "cut": data[: len(data) // 3]}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert codes(found(tmp_path / name, "interior")) & {"P100", "P101"}, name
    assert codes(found(locked(made["interior"], tmp_path), "interior")) == {"P102"}
    with pikepdf.open(made["interior"]) as pdf:
        pdf.save(tmp_path / "owned.pdf", encryption=pikepdf.Encryption(owner="o"))
    assert "P102" in codes(found(tmp_path / "owned.pdf", "interior"))


def bottomless(pdf: pikepdf.Pdf) -> None:
    """Two forms that paint each other, each twice."""
    forms = [pdf.make_stream(b"/F Do /F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 300])) for _ in range(2)]
    for form, other in zip(forms, reversed(forms), strict=True):
        form.Resources = Dictionary(XObject=Dictionary(F=other))
    draw(page_of(pdf), f"{page_of(pdf).add_resource(forms[0], Name.XObject)} Do")


def bomb(pdf: pikepdf.Pdf) -> None:
    """A picture of half a million pixels squared, in some kilobytes."""
    stream = pikepdf.Stream(pdf, zlib.compress(bytes(20_000_000)), Filter=Name.FlateDecode, Type=Name.XObject, Subtype=Name.Image, Width=500_000,
                            Height=500_000, ColorSpace=Name.DeviceCMYK, BitsPerComponent=8)  # fmt: skip
    draw(page_of(pdf), f"q 72 0 0 72 150 150 cm {page_of(pdf).add_resource(stream, Name.XObject)} Do Q")


@pytest.mark.parametrize(("spoil", "code"), [(bottomless, "P101"), (bomb, "P121")])
def test_a_hostile_file_is_told_and_stops_nothing(made: dict[Kind, Path], tmp_path: Path, spoil: Spoil, code: str) -> None:
    report = preflight(spoiled(made["interior"], spoil, tmp_path), "hostile.pdf", PRINTER, "interior", BOOK)
    assert code in {problem.code for problem in report.problems} or "P100" in {problem.code for problem in report.problems}


def test_every_rule_has_a_spoiled_file() -> None:
    elsewhere = {"P102", "P103", "P125", "P136", "P138", "P143", "P149"}
    assert {title(rule)[0] for rule in RULES} == {*SPOILED, *SPOILED_COVERS, *elsewhere}
    assert len(SPOILED) >= 24 and sum(map(len, SPOILED_COVERS.values())) >= 3
