"""The numbers that note calls of a chapter ought to show."""

from __future__ import annotations

from samizdat.verify.notes import expected_numbers, mark
from samizdat.verify.truth import Call


def test_marks_of_the_editor() -> None:
    assert [mark(number) for number in range(1, 8)] == ["*", "†", "‡", "§", "‖", "¶", "**"]
    assert mark(13) == "***"


def test_two_series_and_a_second_call() -> None:
    calls = [Call(f"c{place}", name, "", name.startswith("ed")) for place, name in enumerate(["a", "ed-x", "b", "a", "ed-y", "ed-x", "c"])]
    assert expected_numbers(calls) == ["1", "*", "2", "1", "†", "*", "3"]
