"""Every block knows the author's file and line."""

from lxml import etree

from samizdat.assembly.places import locate, locate_notes
from samizdat.book import Source


def places(html: str, text: str) -> list[str]:
    document = etree.fromstring(f"<section>{html}</section>")
    locate(document, Source("a.md", text))
    return [element.get("data-source", "").partition(":")[2] for element in document.iterdescendants() if element.get("data-source")]


def test_blocks_have_the_line_of_their_first_words() -> None:
    text = "# Title\n\nFirst words here.\n\n> quoted text\n\n- item one\n- item two\n"
    html = "<h1>Title</h1><p>First words here.</p><blockquote><p>quoted text</p></blockquote><ul><li>item one</li><li>item two</li></ul>"
    assert places(html, text) == ["1", "3", "5", "5", "7", "7", "8"]


def test_repeated_words_are_found_in_order() -> None:
    text = "The same line of words.\n\nBetween.\n\nThe same line of words.\n"
    html = "<p>The same line of words.</p><p>Between.</p><p>The same line of words.</p>"
    assert places(html, text) == ["1", "3", "5"]


def test_note_numbers_and_markup_do_not_lead_astray() -> None:
    text = "A *very* long[^7] paragraph with [link](http://x.y).\n\nNext one.\n"
    html = "<p>A <em>very</em> long<a class='noteref'>1</a> paragraph with <a>link</a>.</p><p>Next one.</p>"
    assert places(html, text) == ["1", "3"]


def test_blocks_without_words_have_the_line_before() -> None:
    assert places("<p>One.</p><hr/><p>Two.</p>", "One.\n\n***\n\nTwo.\n") == ["1", "1", "5"]


def test_bodies_have_the_line_of_their_label() -> None:
    bodies = [etree.fromstring("<div data-label='b'><p>Beta</p><p>more</p></div>"), etree.fromstring("<div data-label='zz'><p>x</p></div>")]
    locate_notes(bodies, [Source("endnotes/a.md", "[^a]: Alpha\n\n[^b]: Beta\n\n    more\n")])
    assert [bodies[0].get("data-source"), bodies[0][1].get("data-source")] == ["endnotes/a.md:3", "endnotes/a.md:5"]
    assert bodies[1].get("data-source") is None
