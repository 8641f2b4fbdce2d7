"""A chapter as a content document: its opener, its closing lines, its attributes."""

from dataclasses import replace
from pathlib import Path

from trees import assembled, chapter, words


def document(tmp_path: Path, text: str, notes: str = "", **more: object):  # type: ignore[no-untyped-def]
    tree, _ = assembled(tmp_path, replace(chapter("one", text, notes), **more))
    return tree.find(".//section[@id='one']")


def test_the_opener_has_label_title_subtitle_and_names(tmp_path: Path) -> None:
    one = document(tmp_path, "# The *Title*\n\nText.\n", label="3", subtitle="On *Work*", authors=("Ada", "Ben", "Cy"))
    assert [(line.tag, line.get("class"), words(line)) for line in one.find("header")] == [
        ("p", "label", "3"),
        ("h1", None, "The Title"),
        ("p", "subtitle", "On Work"),
        ("p", "byline", "Ada, Ben and Cy"),
    ]
    assert one.find("header/p[@class='subtitle']/em") is not None
    assert one.get("aria-labelledby") == one.find("header/h1").get("id")


def test_closing_lines_stand_last_with_their_markup(tmp_path: Path) -> None:
    one = document(tmp_path, "# One\n\n## Deep\n\nText.[^a]\n", "[^a]: Note.\n", origin="First in *A Review*.", rights="© Ada")
    assert [(line.get("class"), words(line)) for line in one if line.tag == "p"] == [("origin", "First in A Review."), ("rights", "© Ada")]
    assert one.find("p[@class='origin']/em") is not None
    assert words(one.find("section")) == "Deep Text.1"


def test_a_section_without_heading_is_named_by_its_kind(tmp_path: Path) -> None:
    one = document(tmp_path, "For no one.\n", title="Dedication")
    assert one.find("header") is None
    assert one.get("aria-label") == "Dedication"
    assert words(one) == "For no one."
