from __future__ import annotations

from samizdat.preflight.words import amount, count, listed, on_pages, quote, ranges, span


def test_pages_are_named_in_ranges() -> None:
    assert ranges([7, 3, 5, 6, 3]) == "3, 5–7"
    assert ranges(range(1, 60, 2)).endswith("… (30 pages)")
    assert (on_pages([0]), on_pages([4]), on_pages([4, 5])) == ("", ", page 4", ", pages 4–5")


def test_numbers_are_short() -> None:
    assert (amount(6.0), amount(3.175), amount(152.40001)) == ("6", "3.175", "152.4")
    assert (span([0.5, 0.5]), span([0.63, 0.37])) == ("0.5", "0.37 to 0.63")
    assert (count(1, "page"), count(0, "page")) == ("1 page", "0 pages")
    assert (listed(["text"]), listed(["text", "areas", "rules"])) == ("text", "text, areas and rules")


def test_a_quotation_is_one_short_line() -> None:
    assert quote("The Lamp\r\n  and\tother") == "The Lamp and other"
    assert quote("lamp " * 20) == "lamp lamp lamp lamp lamp lamp lamp lamp…"
