"""The door to pandoc: labels kept, raw markup dropped, results cached, nothing read that was not given."""

from pathlib import Path

from samizdat import pandoc


def setting(cache: Path) -> pandoc.Setting:
    return pandoc.Setting("en-US", None, None, cache)


def test_labels_are_put_at_the_start_of_bodies() -> None:
    assert pandoc.keep_labels("a[^x]\n\n[^x]: Body.") == 'a[^x]\n\n[^x]: []{.note-label label="x"}Body.'


def test_a_body_that_opens_with_a_block_keeps_its_block(tmp_path: Path) -> None:
    html = pandoc.convert("a[^x]\n\n[^x]: - one\n    - two\n", setting(tmp_path)).html
    assert html.count("<li>") == 2
    assert 'data-label="x"' in html


def test_labels_in_code_are_left_alone() -> None:
    text = "```\n[^x]: code\n```\n"
    assert pandoc.keep_labels(text) == text


def test_raw_html_and_tex_go_and_their_words_stay(tmp_path: Path) -> None:
    html = pandoc.convert("one <b>two</b> \\textbf{three} <!-- four -->\n\n<script>five()</script>\n", setting(tmp_path)).html
    assert "two" in html
    assert "<b>" not in html
    assert "script" not in html
    assert "four" not in html


def test_a_second_conversion_comes_from_the_cache(tmp_path: Path) -> None:
    first = pandoc.convert("words", setting(tmp_path))
    kept = list(tmp_path.iterdir())
    kept[0].write_text('{"html": "from the cache", "warnings": []}')
    assert first.html == "<p>words</p>\n"
    assert pandoc.convert("words", setting(tmp_path)).html == "from the cache"


def test_a_spoiled_cache_is_made_again(tmp_path: Path) -> None:
    pandoc.convert("words", setting(tmp_path))
    next(tmp_path.iterdir()).write_text("{")
    assert pandoc.convert("words", setting(tmp_path)).html == "<p>words</p>\n"


def test_citations_are_full_at_first_and_short_after(tmp_path: Path) -> None:
    works = tmp_path / "references.json"
    works.write_text(
        '[{"id": "m", "type": "book", "title": "The Book", "author": [{"family": "Marx", "given": "Karl"}], "publisher": "Press", "issued": {"date-parts": [[1871]]}}]'
    )
    citing = pandoc.Setting("en-US", works, pandoc.style_file("chicago-notes-bibliography"), tmp_path / "cache")
    html = pandoc.convert("a[^1] b[^2]\n\n[^1]: See @m [ch. 3].\n\n[^2]: @m [ch. 4].\n", citing).html.replace("\u00a0", " ")
    assert "Karl Marx, <em>The Book</em> (Press, 1871), ch. 3" in html
    assert "Marx, <em>The Book</em>, ch. 4" in html
    assert "csl-entry" not in html
    assert "Marx, Karl. <em>The Book</em>. Press, 1871." in pandoc.bibliography(("m",), citing).html


def test_a_citation_that_opens_a_paragraph_is_no_example_list(tmp_path: Path) -> None:
    assert "<ol" not in pandoc.convert("@key. Text\n", setting(tmp_path)).html


def test_unknown_style_is_none() -> None:
    assert pandoc.style_file("no-such-style") is None


def test_markdown_from_html_keeps_curly_quotes() -> None:
    assert pandoc.markdown_from("<p>“x” ’y</p>") == "“x” ’y\n"
