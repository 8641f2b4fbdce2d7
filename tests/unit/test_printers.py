"""The printers' profiles: each reads, says where its figures come from, and has none that no printer could mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from samizdat import printers
from samizdat.printers import CoverRules, FileRules, Inside, InteriorRules, Paper, PictureRules, Printer

DOCS = Path(__file__).parents[2] / "docs" / "printing.md"

RANGES = {
    "bleed_mm": (2, 10),
    "margin_mm": (3, 20),
    "safe_mm": (1, 20),
    "spine_safe_mm": (0.5, 5),
    "barcode_width_mm": (25, 100),
    "barcode_height_mm": (15, 60),
    "barcode_margin_mm": (2, 20),
    "least_pages": (2, 100),
    "most_pages": (200, 3000),
    "multiple": (2, 32),
    "last_blank": (0, 2),
    "spine_text_pages": (30, 200),
    "tone_ppi": (150, 400),
    "line_ppi": (300, 2400),
    "ink_limit": (200, 400),
    "hairline_pt": (0.1, 1),
    "type_pt": (4, 9),
    "megabytes": (10, 5000),
}


@pytest.fixture(params=printers.names())
def printer(request: pytest.FixtureRequest) -> Printer:
    return printers.printer(request.param)


def figures(value: object) -> Iterator[tuple[str, float]]:
    """Every number in a profile with the name of its field, parts of it included."""
    for field in fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        if is_dataclass(held):
            yield from figures(held)
        elif isinstance(held, int | float) and not isinstance(held, bool):
            yield field.name, held


def test_the_printers_asked_for_are_there() -> None:
    assert printers.names() == ("ingramspark", "kdp", "lulu", "offset-eu", "plain")


def test_a_profile_says_where_its_figures_come_from_and_what_is_to_be_asked(printer: Printer) -> None:
    assert printer.name
    assert any(source.seen for source in printer.sources)
    assert all(source.url.startswith("https://") and source.title for source in printer.sources)
    assert all(source.seen is None or date(2026, 1, 1) <= source.seen for source in printer.sources)
    assert printer.ask
    assert all(question[0].isupper() and question.endswith((".", "?")) for question in printer.ask)


def test_its_figures_are_such_as_printers_have(printer: Printer) -> None:
    for name, figure in figures(printer):
        low, high = RANGES[name]
        assert low <= figure <= high, name


def test_inside_margins_grow_with_the_pages_and_reach_the_most(printer: Printer) -> None:
    inside = printer.interior.inside
    assert [step.pages for step in inside] == sorted({step.pages for step in inside})
    assert [step.mm for step in inside] == sorted({step.mm for step in inside})
    assert not inside or inside[-1].pages == printer.interior.most_pages


def test_a_page_of_paper_is_as_thin_as_paper(printer: Printer) -> None:
    assert all(paper.page_mm is None or 0.03 <= paper.page_mm <= 0.15 for paper in printer.papers)
    assert len({paper.key for paper in printer.papers}) == len(printer.papers)


def test_where_a_spine_cannot_be_reckoned_it_is_asked_for(printer: Printer) -> None:
    if not all(paper.page_mm for paper in printer.papers) or not printer.papers:
        assert any("thick" in question or "spine" in question for question in printer.ask)


def test_spines_as_the_printers_reckon_them() -> None:
    kdp, lulu = printers.printer("kdp"), printers.printer("lulu")
    assert kdp.spine_mm(200, "white") == pytest.approx(200 * 0.002252 * 25.4)
    assert kdp.spine_mm(200, "cream") == pytest.approx(200 * 0.0025 * 25.4)
    assert kdp.spine_mm(200, "premium-colour") == pytest.approx(200 * 0.002347 * 25.4)
    assert lulu.spine_mm(200, "") == pytest.approx((200 / 444 + 0.06) * 25.4, abs=0.001)
    assert printers.printer("offset-eu").spine_mm(200, "") is None


def test_the_inside_margin_of_kdp_by_page_count() -> None:
    rules = printers.printer("kdp").interior
    assert [rules.inside_mm(pages) for pages in (24, 150, 151, 301, 828, 829)] == [9.525, 9.525, 12.7, 15.875, 22.225, None]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "it is not TOML"),
        ("ask = []", "the file needs name"),
        ('name = "A"\nkey = "../../ours"', "key is no key of a profile$"),
        ('name = "A"\n[file]\nstandart = ""', r"file.standart is no key of a profile, did you mean standard\?"),
        ('name = "A"\n[file]\nstandard = "PDF/X-9"', "file.standard is to be one of"),
        ('name = "A"\n[interior]\nmultiple = "four"', "interior.multiple is to be a whole number"),
        ('name = "A"\ncolours = 4', "colours is no key of a profile$"),
        ("name = 1", "name is to be a text"),
        ('name = "A"\n[file]\nmarks = 1', "file.marks is to be true or false"),
        ('name = "A"\n[file]\nmegabytes = "1"', "file.megabytes is to be a number"),
        ('name = "A"\n[[sources]]\ntitle = ""\nurl = ""\nseen = "1"', "sources, number 1.seen is to be a date"),
        ('name = "A"\nask = "what"', "ask is to be a list"),
        ('name = "A"\n[[papers]]\nname = "White"', "papers, number 1 needs key"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=why):
        printers.read(path)


@pytest.mark.parametrize(
    ("where", "figure", "asked"),
    [
        *(("interior.bleed_mm", figure, "from 0 to 100") for figure in ("1e300", "-3", "nan", "inf", "-inf", f"1{'0' * 400}")),
        *(("interior.multiple", figure, "from 1 to 64") for figure in ("0", "-4", "100000000")),
        ("interior.last_blank", "17", "from 0 to 16"),
        ("interior.most_pages", "0", "from 1 to 10000"),
        ("cover.spine_text_pages", "-1", "from 1 to 10000"),
        ("pictures.tone_ppi", "0", "from 1 to 5000"),
        ("pictures.ink_limit", "401", "from 0 to 400"),
        ("pictures.type_pt", "-0.1", "from 0 to 100"),
        ("file.megabytes", "0", "from 0.001 to"),
    ],
)
def test_a_figure_that_no_printer_can_mean_is_refused(tmp_path: Path, where: str, figure: str, asked: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'name = "A"\n{where} = {figure}', "utf-8")
    with pytest.raises(ValueError, match=f"^{where} is to be {asked}"):
        printers.read(path)


@pytest.mark.parametrize(
    ("table", "name"), [("interior.inside", "pages"), ("interior.inside", "mm"), ("papers", "page_mm"), ("papers", "cover_mm")]
)
def test_figures_in_lists_are_held_to_ranges_too(tmp_path: Path, table: str, name: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'name = "A"\n[[{table}]]\n{name} = -1', "utf-8")
    with pytest.raises(ValueError, match=f"^{table}, number 1.{name} is to be from"):
        printers.read(path)


def test_every_figure_has_a_range() -> None:
    kinds = (FileRules, Inside, InteriorRules, PictureRules, CoverRules, Paper)
    named = [name for kind in kinds for name, hint in get_type_hints(kind).items() if {int, float} & {hint, *get_args(hint)}]
    assert len(named) == 24
    for name in named:
        low, high = printers.RANGES.get(name) or printers.RANGES[name.rpartition("_")[2]]
        assert 0 <= low < high


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
    (tmp_path / "deep.toml").write_text(f"name = {'[' * 100_000}", "utf-8")
    for name, why in (
        ("none.toml", "there is no such file"),
        ("latin.toml", "it is not text in UTF-8"),
        ("deep.toml", "it is not TOML: "),
        (".", "it cannot be"),
    ):
        with pytest.raises(ValueError, match=f"^{why}"):
            printers.read(tmp_path / name)


def shown(value: float | None, unit: str = "") -> str:
    """A figure as the docs show it; “ask” where no source has it."""
    return "ask" if value is None else f"{value:g}{unit}"


def bleed(printer: Printer) -> str:
    rules = printer.interior
    where = "all pages" if rules.bleed_always else "pages that bleed"
    return "ask" if rules.bleed_mm is None else f"{rules.bleed_mm:g} mm, {where}{'' if rules.bleed_at_spine else ', not at the spine'}"


def pages(printer: Printer) -> str:
    rules = printer.interior
    ends = [f"from {rules.least_pages}"] if rules.least_pages else []
    ends += [f"to {rules.most_pages}"] if rules.most_pages else []
    blank = f", the last {'page' if rules.last_blank == 1 else rules.last_blank} blank" if rules.last_blank else ""
    return f"{' '.join(ends)}{', ' if ends else ''}a multiple of {rules.multiple}{blank}"


def barcode(printer: Printer) -> str:
    rules = printer.cover
    return (
        "ask"
        if rules.barcode_width_mm is None
        else f"{rules.barcode_width_mm:g} × {rules.barcode_height_mm:g} mm, {rules.barcode_margin_mm:g} from the edges"
    )


def thickness(paper: Paper) -> str:
    added = f" + {paper.cover_mm:g}" if paper.cover_mm else ""
    return f"`{paper.key}` {shown(paper.page_mm)}{added}"


ROWS: dict[str, Callable[[Printer], str]] = {
    "file": lambda one: one.file.standard or "PDF",
    "largest file": lambda one: "—" if one.file.megabytes is None else f"{one.file.megabytes:g} MB",
    "crop marks": lambda one: "yes" if one.file.marks else "no",
    "transparency": lambda one: "yes" if one.file.transparency else "no",
    "bleed": bleed,
    "text from the trim": lambda one: shown(one.interior.margin_mm, " mm"),
    "inside margin, to so many pages": lambda one: ", ".join(f"{step.mm:g} mm to {step.pages}" for step in one.interior.inside) or "ask",
    "pages": pages,
    "pictures": lambda one: shown(one.pictures.tone_ppi, " ppi"),
    "line art": lambda one: shown(one.pictures.line_ppi, " ppi"),
    "most ink": lambda one: shown(one.pictures.ink_limit, " %"),
    "thinnest rule": lambda one: shown(one.pictures.hairline_pt, " pt"),
    "smallest type": lambda one: shown(one.pictures.type_pt, " pt"),
    "cover: file": lambda one: one.cover.standard or "PDF",
    "cover: bleed": lambda one: shown(one.cover.bleed_mm, " mm"),
    "cover: text from the trim": lambda one: shown(one.cover.safe_mm, " mm"),
    "cover: text from the folds": lambda one: shown(one.cover.spine_safe_mm, " mm"),
    "spine text from": lambda one: shown(one.cover.spine_text_pages, " pages"),
    "barcode": barcode,
    "paper, mm for a page": lambda one: ", ".join(map(thickness, one.papers)) or "ask",
}


def documented() -> str:
    """The figures and sources of all profiles, as docs/printing.md is to have them."""
    known = [printers.printer(key) for key in ("plain", "kdp", "ingramspark", "lulu", "offset-eu")]
    heads = [["", *(f"`{one.key}`" for one in known)], ["---"] * (len(known) + 1)]
    lines = [f"| {' | '.join(cells)} |" for cells in [*heads, *([name, *(cell(one) for one in known)] for name, cell in ROWS.items())]]
    for one in known:
        lines += ["", f"### {one.name} (`{one.key}`)", "", "Sources:", ""]
        lines += [f"- [{source.title}]({source.url}){f', {source.seen}' if source.seen else '; not seen'}" for source in one.sources]
        lines += ["", "To be asked:", "", *(f"- {question}" for question in one.ask)]
    return "\n".join(lines)


def test_the_docs_have_the_figures_and_the_sources() -> None:
    assert documented() in DOCS.read_text("utf-8")
