"""The single manuscript as files."""

from pathlib import Path

from lxml import etree
from trees import assembled, chapter

from samizdat import crossrefs, notes, single

TEXT = '# One\n\nA[^b] c[^b]. "Quoted" [mot]{lang=fr}.\n\n::: verse\n| Line\n|   two\n:::\n\n## Deep {#deep}\n\nEnd.\n\n[^b]: Note.\n\n    More.\n'


def whole(cache: Path) -> etree._Element:
    tree, _ = assembled(cache, chapter("one", TEXT), chapter("two", "# Two\n\nB[^b].\n\n[^b]: Other.\n"))
    return crossrefs.resolve(notes.number(tree))


def test_html_is_read_by_an_xml_parser_and_keeps_places(tmp_path: Path) -> None:
    html = single.as_html(whole(tmp_path))
    assert html.startswith(b"<!DOCTYPE html>\n<html")
    tree = etree.fromstring(html)
    assert next(p for p in tree.iter("p") if "End" in (p.text or "")).get("data-source") == "parts/one.md:12"


def test_markdown_has_every_note_once_under_a_label_of_its_own(tmp_path: Path) -> None:
    text = single.as_markdown(whole(tmp_path))
    assert 'A[^one-b] c[^one-b]. “Quoted” [mot]{lang="fr"}.' in text
    assert text.count("[^one-b]:") == 1
    assert "[^one-b]: Note.\n\n    More.\n" in text
    assert "[^two-b]: Other.\n" in text
    assert "↩" not in text
    assert "Line\\\ntwo" in text
    assert "## Deep {#one-deep}" in text
