from __future__ import annotations

import json

from lxml import html

from samizdat.preflight.boxes import Box
from samizdat.preflight.report import Report
from samizdat.preflight.rules.finding import Finding, Spot
from samizdat.preflight.sight import Thumbnail
from samizdat.printers import Printer

FINDINGS = (
    Finding(
        "P131",
        "words <b>across</b> the edge",
        "they are cut",
        "type  ./inv print  or move them",
        spots=(Spot(2, Box(10, 20, 30, 40)), Spot(5)),
    ),
    Finding("P149", "ask the printer: How thick?", severity="info"),
)
DRAWN = Thumbnail(b"png", 280, 420, Box(0, 0, 200, 300), 0)
REPORT = Report("a&b.pdf", Printer("p", "Press & Sons"), "interior", 6, (("pages", "6"), ("fonts", "A <B>")), FINDINGS, {2: DRAWN})


def test_the_text_is_as_everywhere() -> None:
    text = REPORT.as_text()
    assert text.startswith("a&b.pdf for Press & Sons, interior: 1 error, 1 info\n")
    assert "a&b.pdf error P131 words <b>across</b> the edge, pages 2, 5\n    why   they are cut" in text
    assert not REPORT.passed


def test_the_json_has_the_places() -> None:
    found = json.loads(REPORT.as_json())
    assert found["problems"][0]["spots"] == [{"page": 2, "box": [10, 20, 30, 40]}, {"page": 5, "box": None}]
    assert found["passed"] is False


def test_the_page_escapes_and_marks() -> None:
    text = REPORT.as_html()
    page = html.document_fromstring(text)
    assert page.get("lang") == "en"
    assert not page.xpath("//b")
    assert page.xpath("string(//li[1]/p[1])") == "P131words <b>across</b> the edge, pages 2, 5"
    assert page.xpath("string(//code)") == "./inv print"
    assert page.xpath("//img/@alt") == ["Page 2, drawn small"]
    assert [page.xpath("//rect")[0].get(key) for key in ("x", "y", "width", "height")] == ["10.0", "260.0", "20.0", "20.0"]
    assert "http" not in text and "<script" not in text


def test_what_is_to_be_asked_stops_nothing() -> None:
    asked = Report("a.pdf", Printer("p", "Press"), "interior", 6, (), FINDINGS[1:], {})
    assert asked.passed
    assert "Ready to send" in asked.as_html()
