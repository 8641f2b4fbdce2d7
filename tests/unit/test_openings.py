"""The first words of a chapter, in small capitals."""

from __future__ import annotations

import pytest
from lxml import etree

from samizdat.pdf.openings import lead_in


def led(text: str, kind: str = "chapter", before: str = "") -> str | None:
    """The words that are led in with, for a section that holds this paragraph."""
    section = etree.fromstring(f'<section data-kind="{kind}"><header class="opener"/>{before}{text}</section>')
    words = "".join(section.itertext())
    lead_in(section)
    assert "".join(section.itertext()) == words
    found = section.find(".//span[@class='lead']")
    return None if found is None else "".join(found.itertext())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>The horses were late that morning.</p>", "The horses were late"),
        ("<p>Marx, looking round, said so.</p>", "Marx"),
        ("<p>“Where do they come from?” he asked.</p>", "“Where do they come"),
        ('<p><span class="index" id="a"/><span class="index" id="b">The old bridge</span> looked sound.</p>', "The old bridge"),
        ('<p><span lang="fr">Vive la Commune</span> was the cry.</p>', None),
        ("<p><em>This</em> is emphatic.</p>", None),
        ('<p class="source">Somebody</p><p>Text that follows.</p>', None),
        ("<ul><li>One</li></ul><p>Text that follows.</p>", None),
    ],
)
def test_a_chapter_opens_with_its_first_words(text: str, words: str | None) -> None:
    assert led(text) == words


def test_an_epigraph_stands_before_it() -> None:
    assert led("<p>The text begins here.</p>", before='<div class="epigraph"><p>Words.</p></div>') == "The text begins here"


def test_a_preface_begins_plainly() -> None:
    assert led("<p>The text begins here.</p>", "preface") is None
