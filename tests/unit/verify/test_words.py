"""Words in reading order, and what differs between two sequences of them."""

from __future__ import annotations

import pytest

from samizdat.verify.documents import parse
from samizdat.verify.words import Word, compare, is_apparatus, words


def _words(html: str) -> list[str]:
    return [word.text for word in words(parse("x", f"<div>{html}</div>".encode(), xml=True).root, is_apparatus)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one<em>two</em></p><p>three</p>", ["onetwo", "three"]),
        ("<p>one<br/>two</p>", ["one", "two"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<p>soft\u00adhyphen non\u00a0breaking</p>", ["softhyphen", "non", "breaking"]),
        ("<p>e\u0301t\u00e9</p>", ["\u00e9t\u00e9"]),
        ('<p>called<a class="noteref" href="#n"><sup>1</sup></a>, then</p>', ["called,", "then"]),
        ('<p><span class="note-number">1.</span> Text <a role="doc-backlink" href="#c">back</a></p>', ["Text"]),
        ('<p>page<span role="doc-pagebreak" aria-label="3">3</span>break</p>', ["pagebreak"]),
        ("<nav><a>Next</a></nav><p>text</p><script>x()</script>", ["text"]),
        ('<section role="doc-endnotes"><h2>Notes</h2></section><p>text</p>', ["text"]),
    ],
)
def test_words(html: str, expected: list[str]) -> None:
    assert _words(html) == expected


def test_words_know_the_block_that_they_came_from() -> None:
    root = parse("x", b'<div data-source="a.md:1">one <p data-source="a.md:5">two <em>three</em></p> four</div>', xml=True).root
    assert [(word.text, word.source) for word in words(root, is_apparatus)] == [
        ("one", "a.md:1"), ("two", "a.md:5"), ("three", "a.md:5"), ("four", "a.md:1"),
    ]  # fmt: skip


def _compared(expected: str, found: str) -> list[tuple[str, str]]:
    differences = compare([Word(word) for word in expected.split()], found.split())
    return [(one.kind, " ".join(one.words)) for one in differences]


def test_compare() -> None:
    assert _compared("a b c d e", "a b c d e") == []
    assert _compared("a b c d e", "a b d e") == [("lost", "c")]
    assert _compared("a b c d e", "a b b c d e") == [("added", "b")]
    assert _compared("the cat sat down here", "cat sat down here the") == [("moved", "the")]
    assert _compared("", "a") == [("added", "a")]
    assert _compared("a", "") == [("lost", "a")]


def test_compare_shows_the_words_around() -> None:
    (one,) = compare([Word(word, "x.md:2") for word in "a b c d e f g h i j k".split()], "a b c d e g h i j k".split())
    assert str(one) == "b c d e [f] g h i j"
    assert one.source == "x.md:2"
