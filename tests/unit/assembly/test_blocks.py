"""Pandoc's blocks in the tree's vocabulary."""

from pathlib import Path

from lxml import etree

from samizdat import pandoc
from samizdat.assembly.blocks import normalise
from samizdat.assembly.sections import parse


def blocks(cache: Path, markdown: str) -> etree._Element:
    fragment = parse(pandoc.convert(markdown, pandoc.Setting("en-US", None, None, cache)).html)
    normalise(fragment)
    return fragment


def test_verse_has_stanzas_lines_and_indents(tmp_path: Path) -> None:
    verse = blocks(tmp_path, "::: {.verse lang=fr}\n| One\n|   two *three*\n|\n| four\n:::\n").find("div")
    assert verse is not None
    assert verse.get("lang") == "fr"
    assert [[(span.get("class"), "".join(span.itertext())) for span in stanza.findall("span")] for stanza in verse.findall("p")] == [
        [("line", "One"), ("line indent-1", "two three")],
        [("line", "four")],
    ]


def test_lines_outside_a_verse_are_verse_too(tmp_path: Path) -> None:
    assert blocks(tmp_path, "| One\n| two\n")[0].get("class") == "verse"


def test_attributions_are_paragraphs_of_their_own_kind(tmp_path: Path) -> None:
    fragment = blocks(tmp_path, "> Words.\n>\n> [Author, *Work*]{.source}\n\nNot [this]{.source} one.\n")
    assert [p.get("class") for p in fragment.iter("p")] == [None, "source", None]
    assert fragment.find(".//p[@class='source']/em") is not None


def test_questions_are_known_as_such(tmp_path: Path) -> None:
    fragment = blocks(tmp_path, "::: interview\n[Q]{.speaker} When?\n\n[A]{.speaker} Then.\n:::\n")
    assert [p.get("class") for p in fragment.iter("p")] == ["question", None]


def test_tables_lose_widths_and_say_what_a_cell_heads(tmp_path: Path) -> None:
    fragment = blocks(tmp_path, "|   | B |\n|:--|--:|\n| " + "long words " * 20 + "| 2 |\n")
    table = next(fragment.iter("table"))
    assert table.find("colgroup") is None
    assert b"style" not in etree.tostring(table)
    assert [(cell.tag, cell.get("scope"), cell.get("class")) for cell in table.iter("th", "td")] == [
        ("td", None, None),
        ("th", "col", "align-right"),
        ("td", None, None),
        ("td", None, "align-right"),
    ]


def test_breaks_pull_quotations_and_epigraphs(tmp_path: Path) -> None:
    fragment = blocks(tmp_path, "::: epigraph\nWords.\n:::\n\n***\n\n::: pullquote\nLarge.\n:::\n")
    assert [(block.tag, block.get("class"), block.get("role"), block.get("aria-hidden")) for block in fragment] == [
        ("div", "epigraph", "doc-epigraph", None),
        ("hr", "break", None, None),
        ("aside", "pullquote", None, "true"),
    ]


def test_no_line_breaks_before_the_marks_of_a_french_run(tmp_path: Path) -> None:
    fragment = blocks(tmp_path, "They cried [« Vive *elle !* »]{lang=fr} and then : nothing !\n")
    assert "".join(fragment.itertext()).strip() == "They cried «\u00a0Vive elle\u00a0!\u00a0» and then : nothing !"
