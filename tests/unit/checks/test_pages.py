"""The page of rules is made from the rules."""

from __future__ import annotations

from pathlib import Path

from samizdat.checks import pages

ROOT = Path(__file__).parents[3]


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    told = (ROOT / "docs/rules.md").read_text("utf-8")
    assert told == pages.as_markdown(), (
        "run  python -c \"from samizdat.checks import pages; print(pages.as_markdown(), end='')\" > docs/rules.md"
    )


def test_every_rule_has_a_code_of_its_own_and_four_heads() -> None:
    every = pages.pages()
    assert len({page.code for page in every}) == len(every)
    for page in every:
        assert pages.CODE.fullmatch(page.code), page
        assert tuple(page.heads) == pages.HEADS, page.code
        assert page.title.endswith("."), page.code
