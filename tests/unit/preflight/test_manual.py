from __future__ import annotations

from pathlib import Path

from samizdat.preflight.rules import RULES, manual, title

DOCS = Path(__file__).parents[3] / "docs" / "preflight.md"


def test_the_docs_have_the_rules() -> None:
    assert manual.as_markdown() in DOCS.read_text("utf-8"), (
        "type  python -c 'from samizdat.preflight.rules import manual; print(manual.as_markdown())'"
    )


def test_every_rule_says_its_limit_and_its_source() -> None:
    for row in manual.as_markdown().splitlines()[2:]:
        code, name, limit, source = (cell.strip() for cell in row.strip("|").split(" | "))
        assert code.startswith("P1") and name and limit and source, row


def test_no_code_is_given_twice() -> None:
    codes = [title(rule)[0] for rule in RULES]
    assert len(codes) == len(set(codes))
