"""The book's drawn figures: what is committed is what their data give, and the words for them tell every number."""

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

MANUSCRIPT = Path(__file__).parents[2] / "manuscript"
SOURCES = sorted((MANUSCRIPT / "figures").glob("*.toml"))
# Keys whose value is a number that the figure shows.
COUNTS = {"count", "bolsheviks", "of", "represented", "claimed", "low", "high", "group", "against", "left"}
SVG = "{http://www.w3.org/2000/svg}"
IMAGE = re.compile(r'\]\((figures/[\w-]+\.svg)\)\{[^}]*alt="([^"]*)"')
IMAGES = [(path, *found) for path in sorted(MANUSCRIPT.glob("*/*.md")) for found in IMAGE.findall(path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def draw():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(MANUSCRIPT / "figures"))
        import draw  # type: ignore[import-not-found]

        yield draw


def numbers(words: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d{3})*", words))


def tables(data: dict):
    return [entry for value in data.values() if isinstance(value, list) for entry in value if isinstance(entry, dict)]


def test_drawing_again_gives_the_committed_files(draw: ModuleType) -> None:
    drawn = dict(draw.drawings())
    assert [path.stem for path in drawn] == [source.stem for source in SOURCES]
    for path, svg in drawn.items():
        assert path.read_text(encoding="utf-8") == svg, f"{path.name}: run manuscript/figures/draw.py"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_number_has_its_source(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    if data["form"] == "timeline":
        assert text.count("[[event]]  ") == len(data["event"]) == len(re.findall(r"^\[\[event\]\] +# \w", text, re.MULTILINE))
    else:
        assert all(entry.get("source") for entry in tables(data))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_figure_is_as_wide_as_the_page_and_says_what_it_shows(source: Path) -> None:
    root = etree.fromstring(source.with_suffix(".svg").read_bytes())
    assert root.get("width") == "110mm"
    assert float(root.get("height").removesuffix("mm")) <= 130
    assert root.findtext(f"{SVG}title")
    told = root.findtext(f"{SVG}desc")
    counts = [
        str(value)
        for entry in tables(tomllib.loads(source.read_text(encoding="utf-8")))
        for key, value in entry.items()
        if key in COUNTS and value
    ]
    assert set(counts) <= {number.replace(",", "") for number in numbers(told)}
    assert not root.findall(f".//{SVG}text"), "words are outlines, so that they look the same everywhere"


@pytest.mark.parametrize(("chapter", "target", "alt"), IMAGES, ids=lambda value: value.stem if isinstance(value, Path) else None)
def test_alt_text_tells_every_number_of_the_figure(chapter: Path, target: str, alt: str) -> None:
    told = etree.parse(MANUSCRIPT / target).findtext(f"{SVG}desc")
    assert numbers(told) <= numbers(alt)


def test_every_figure_stands_in_the_book() -> None:
    placed = {Path(target).stem for _, target, _ in IMAGES}
    assert placed == {source.stem for source in SOURCES}
