"""Where pages begin in the text."""

from __future__ import annotations

import pytest
from lxml import etree
from weasyprint import HTML  # type: ignore[import-untyped]

from samizdat.pagebreaks import UNCOUNTED, PageBreak, told
from samizdat.pdf.breaks import starts

WORDS = " ".join(f"word{number}" for number in range(60))
STYLE = "<style>@page { size: 60mm 40mm; margin: 5mm } body { margin: 0; font-size: 10pt } p { margin: 0 } h1, img { break-before: page }</style>"


def begins(body: str) -> list[tuple[int, int] | None]:
    """Where the pages of an HTML body begin."""
    return list(starts(HTML(string=f"{STYLE}<body>{body}").render().pages))


def test_a_page_begins_after_the_letters_on_those_before() -> None:
    first, *others = begins(f'<p data-block="0">Short.</p><p data-block="1">{WORDS}</p>')
    assert first == (0, 0)
    letters = UNCOUNTED.sub("", WORDS)
    assert others
    for start in others:
        assert start is not None
        block, before = start
        assert block == 1
        assert letters[before:].startswith("word"), "between two words"
    assert [start for start in others if start] == sorted(start for start in others if start)


@pytest.mark.parametrize(
    "body",
    [
        '<h1>Head</h1><p data-block="4">Text</p>',
        '<ol><li data-block="4"><a style="display: block" href="#x">Entry</a></li></ol>',
        '<ul><li data-block="3"><p data-block="4">Item</p></li></ul>',
    ],
)
def test_the_nearest_block_counts(body: str) -> None:
    assert begins(body)[-1] == (4, 0)


@pytest.mark.parametrize("mark", ['<a role="doc-noteref">{}</a>', '<span class="locators">{}</span>', '<a role="doc-backlink">{}</a>'])
def test_calls_and_locators_are_no_letters(mark: str) -> None:
    shown = mark.format("3456789")
    (_, start, *_) = begins(f'<p data-block="0">{WORDS.replace("word7 ", f"word7{shown} ")}</p>')
    assert start is not None
    assert UNCOUNTED.sub("", WORDS)[start[1] :].startswith("word"), "the letters before are those of whole words"


def test_a_page_of_what_is_in_no_block_has_no_beginning() -> None:
    assert begins('<p data-block="0">Text</p><h1>Head</h1>') == [(0, 0), None]


def test_a_page_that_begins_in_a_note_is_told_by_the_note() -> None:
    document = etree.fromstring(
        '<section id="notes"><p data-block="0">A</p><div id="n1" role="doc-footnote"><p data-block="1">B</p><p data-block="2">C</p></div></section>'
    )
    assert told(document, "9", 0, 1) == PageBreak("9", "notes", 0, 1)
    assert told(document, "9", 2, 3) == PageBreak("9", "n1", 1, 3)
