"""The whole way: from the screen edition of a small book to the printer's file, and what that file is and says."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint
from PIL import ImageCms

from samizdat import printers, printing
from samizdat.book import Trim
from samizdat.preflight import standards
from samizdat.printers import FileRules, InteriorRules, Printer
from samizdat.printing import Interior, Job, fonts, streams

BLACK = Printer("black", "A Printer", interior=InteriorRules(multiple=2))
X1A = replace(BLACK, file=FileRules(standard="PDF/X-1a:2003"))
X4 = replace(BLACK, file=FileRules(standard="PDF/X-4", marks=True), interior=InteriorRules(bleed_mm=3, bleed_always=True))
KEPT = replace(BLACK, file=FileRules(keeps=("annotations", "outline", "tags", "metadata")))


def letters(pdf: bytes) -> list[tuple[str, list[tuple[float, ...]]]]:
    """The text of every page, and where each letter stands."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage() for page in document]
    return [
        (page.get_text_range(), [tuple(round(side, 3) for side in page.get_charbox(n)) for n in range(page.count_chars())])
        for page in pages
    ]


def codes(made: Interior) -> list[str]:
    return [problem.code for problem in made.problems]


def opened(made: Interior) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made.pdf))


@pytest.mark.parametrize("key", printers.names())
def test_for_every_printer_each_letter_stays_where_it_was(rich: bytes, job: Job, key: str) -> None:
    before, after = letters(rich), letters(printing.interior(rich, printers.printer(key), job).pdf)
    assert len(before[0][0]) > 40
    assert after[: len(before)] == before
    assert {text for text, _ in after[len(before) :]} == {""}


@pytest.mark.parametrize("key", printers.names())
def test_for_every_printer_there_is_one_ink(rich: bytes, glassy: bytes, job: Job, key: str) -> None:
    for screen in (rich, glassy):
        with opened(printing.interior(screen, printers.printer(key), job)) as pdf:
            for drawing in streams.drawings(pdf):
                assert not pikepdf.parse_content_stream(drawing.holder, "rg RG k K sc SC")
                spaces = {str(line.operands[0]) for line in pikepdf.parse_content_stream(drawing.holder, "cs CS")}
                assert spaces <= {"/Pattern"}
                assert not list(streams.entries(drawing.resources, "/ColorSpace"))
            named = [one.get("/ColorSpace", one.get("/CS")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
            assert {str(space) for space in named if isinstance(space, pikepdf.Name)} == {"/DeviceGray"}


def test_ghostscript_finds_black_alone_and_nothing_to_say(rich: bytes, glassy: bytes, job: Job, tmp_path: Path) -> None:
    if shutil.which("gs") is None:
        pytest.skip("ghostscript is not installed: apt-get install ghostscript")
    for number, screen in enumerate((rich, glassy)):
        for printer in (BLACK, X1A, X4):
            path = tmp_path / f"{printer.file.standard.replace('/', '-').replace(':', '-')}-{number}.pdf"
            path.write_bytes(printing.interior(screen, printer, job).pdf)
            said = subprocess.run(["gs", "-q", "-o", "-", "-sDEVICE=inkcov", path], capture_output=True, text=True, check=True)
            inks = [line.split() for line in said.stdout.splitlines()]
            assert said.stderr == ""
            assert [line[:3] for line in inks] == [["0.00000"] * 3] * 2
            assert float(inks[0][3]) > 0.01


def test_the_file_is_bare(rich: bytes, job: Job) -> None:
    with pikepdf.open(BytesIO(rich)) as before, opened(printing.interior(rich, BLACK, job)) as pdf:
        assert {"/StructTreeRoot", "/MarkInfo", "/Lang"} <= set(before.Root.keys())
        assert "/Annots" in before.pages[0].obj
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        assert set(pdf.pages[0].obj.keys()) == {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/TrimBox", "/BleedBox"}
        assert not pikepdf.parse_content_stream(pdf.pages[0], "BMC BDC EMC MP DP")


def test_what_a_printer_keeps_stays(rich: bytes, job: Job) -> None:
    with opened(printing.interior(rich, KEPT, job)) as pdf:
        assert {"/StructTreeRoot", "/MarkInfo", "/Lang", "/Outlines"} <= set(pdf.Root.keys())
        assert len(pdf.pages[0].obj.Annots) == 2
        assert pikepdf.parse_content_stream(pdf.pages[0], "BDC")
        assert str(pdf.docinfo["/Title"]) == "Rich"


def test_the_same_input_gives_the_same_bytes(rich: bytes, job: Job) -> None:
    for printer in (BLACK, X1A, X4):
        assert printing.interior(rich, printer, job) == printing.interior(rich, printer, job)


def test_a_file_that_earns_it_is_called_x1a(rich: bytes, job: Job) -> None:
    made = printing.interior(rich, X1A, replace(job, condition="CGATS TR 001"))
    assert (made.standard, codes(made)) == ("PDF/X-1a:2003", [])
    assert made.pdf.startswith(b"%PDF-1.4")
    with opened(made) as pdf:
        assert standards.faults(pdf, "PDF/X-1a:2003") == []
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info == {
            "/Title": "Rich & Poor",
            "/Author": "Ada Author, Ben Writer",
            "/Creator": "Samizdat",
            "/Producer": "Samizdat",
            "/CreationDate": "D:20260501123000+00'00'",
            "/ModDate": "D:20260501123000+00'00'",
            "/Trapped": "/False",
            "/GTS_PDFXVersion": "PDF/X-1a:2003",
        }
        intent = pdf.Root.OutputIntents[0]
        assert (str(intent.OutputConditionIdentifier), str(intent.RegistryName)) == ("CGATS TR 001", "http://www.color.org")
        assert "/DestOutputProfile" not in intent


def test_a_file_that_earns_it_is_called_x4(glassy: bytes, job: Job, profile: bytes) -> None:
    made = printing.interior(glassy, X4, replace(job, profile=profile))
    assert (made.standard, codes(made)) == ("PDF/X-4", [])
    assert made.pdf.startswith(b"%PDF-1.6")
    with opened(made) as pdf:
        assert standards.faults(pdf, "PDF/X-4") == []
        said = pdf.Root.Metadata.read_bytes().decode()
        for part in ("PDF/X-4</pdfxid", "<rdf:li>Ben Writer</rdf:li>", "Rich &amp; Poor", "urn:isbn:9783161484100", "2026-05-01T12:30:00Z"):
            assert part in said
        assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 4
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == profile


def test_a_file_that_does_not_earn_it_is_not_called_so(rich: bytes, glassy: bytes, job: Job) -> None:
    without, through = printing.interior(rich, X4, job), printing.interior(glassy, X1A, replace(job, condition="FOGRA52"))
    assert (without.standard, codes(without)) == ("", ["P153"])
    assert "output intent" in without.problems[0].why
    assert (through.standard, codes(through)) == ("", ["P151", "P153"])
    assert "page 1" in through.problems[0].what
    for made in (without, through):
        assert b"GTS_PDFXVersion" not in made.pdf
        with opened(made) as pdf:
            assert "/Info" not in pdf.trailer
            assert "/Metadata" not in pdf.Root


def test_transparency_is_said_where_the_printer_refuses_it(glassy: bytes, job: Job) -> None:
    assert codes(printing.interior(glassy, replace(BLACK, file=FileRules(transparency=False)), job)) == ["P151"]
    assert codes(printing.interior(glassy, BLACK, job)) == []


SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(("data", "why"), [(b"no profile", "it is no ICC profile"), (SCREEN, "of the class “mntr” for RGB")])
def test_a_profile_that_is_none_for_printing_is_said(rich: bytes, job: Job, data: bytes, why: str) -> None:
    made = printing.interior(rich, X4, replace(job, profile=data))
    assert codes(made) == ["P154", "P153"]
    assert why in made.problems[0].why


def test_pages_that_bleed_keep_what_is_past_the_trim(job: Job) -> None:
    style = "@page { size: 5in 8in; bleed: 4mm; background: #888 }"
    screen = weasyprint.HTML(string=f"<style>{style} div {{ break-after: page }}</style><div></div><div></div>").write_pdf()
    kdp = printers.printer("kdp")
    with opened(printing.interior(screen, kdp, job)) as pdf:
        recto, verso = (
            [round(float(side) - whole, 2) for side, whole in zip(page.obj.BleedBox, (0, 0, 360, 576), strict=True)] for page in pdf.pages
        )
        assert (recto, verso) == ([0, -9, 9, 9], [-9, -9, 0, 9])
        assert all([float(side) for side in page.obj.TrimBox] == [0, 0, 360, 576] for page in pdf.pages)
        assert all(page.obj.MediaBox == page.obj.BleedBox for page in pdf.pages)


def test_a_book_in_colour_without_a_profile_stays_in_those_of_the_screen(rich: bytes, job: Job) -> None:
    made = printing.interior(rich, replace(BLACK, interior=InteriorRules(ink="colour")), job)
    assert [(problem.code, problem.severity) for problem in made.problems] == [("P155", "info")]
    with opened(made) as pdf:
        assert pikepdf.parse_content_stream(pdf.pages[0], "rg")
        assert not pikepdf.parse_content_stream(pdf.pages[0], "BDC EMC")


def test_a_book_in_colour_with_a_profile_is_in_four_inks(rich: bytes, job: Job, profile: bytes) -> None:
    made = printing.interior(rich, replace(X4, interior=InteriorRules(ink="colour")), replace(job, profile=profile))
    assert (made.standard, codes(made)) == ("PDF/X-4", [])
    with opened(made) as pdf:
        assert not pikepdf.parse_content_stream(pdf.pages[0], "rg RG")
        assert [0, 0, 0, 1] in [[float(one) for one in line.operands] for line in pikepdf.parse_content_stream(pdf.pages[0], "k")]


def test_pages_of_another_size_are_said(rich: bytes, job: Job) -> None:
    made = printing.interior(rich, BLACK, replace(job, trim=Trim(120, 190)))
    assert codes(made) == ["P156"]
    assert "pages 1, 2 have" in made.problems[0].what


def test_fonts_that_are_not_there_are_named(rich: bytes, job: Job) -> None:
    with pikepdf.open(BytesIO(rich)) as pdf:
        assert fonts.missing(pdf) == []
        pdf.pages[0].obj.Resources.Font["/Lost"] = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        held = BytesIO()
        pdf.save(held)
    made = printing.interior(held.getvalue(), BLACK, job)
    assert codes(made) == ["P150"]
    assert "Helvetica" in made.problems[0].what


def test_colours_that_stay_are_said(job: Job) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(360, 576))
    spots = pikepdf.Array(
        [pikepdf.Name.DeviceN, pikepdf.Array([pikepdf.Name.Gold, pikepdf.Name.Red]), pikepdf.Name.DeviceCMYK, pikepdf.Dictionary()]
    )
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(N=spots))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/N cs 1 1 scn")
    held = BytesIO()
    pdf.save(held)
    made = printing.interior(held.getvalue(), BLACK, job)
    assert codes(made) == ["P152"]
    assert "a colour in /DeviceN" in made.problems[0].what


def test_a_version_of_pdf_that_the_printer_takes(rich: bytes, job: Job) -> None:
    old = printing.interior(rich, replace(BLACK, file=FileRules(newest="1.4")), job)
    assert old.pdf.startswith(b"%PDF-1.4")
    assert b"/ObjStm" not in old.pdf
    assert printing.interior(rich, BLACK, job).pdf.startswith(b"%PDF-1.7")


def test_the_date_is_that_of_the_job_in_any_zone(rich: bytes, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for zone in ("UTC", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        made.append(printing.interior(rich, X1A, replace(job, condition="FOGRA52", date=datetime(2026, 1, 1, tzinfo=UTC))).pdf)
    assert made[0] == made[1]
    assert b"D:20260101000000+00'00'" in made[0]
