from __future__ import annotations

import pytest

from samizdat.preflight import isbns


def test_isbns_are_found_however_they_are_written() -> None:
    text = "ISBN 978-0-306-40615-7 (paperback), ISBN: 0-306-40615-2; 9780140449136. Tel. 0123456789, 12345678901234"
    assert isbns.written(text) == ("9780306406157", "0306406152", "9780140449136")


@pytest.mark.parametrize(("isbn", "right"), [("9780306406157", True), ("9780306406150", False), ("0306406152", True), ("080442957X", True)])
def test_check_digits(isbn: str, right: bool) -> None:
    assert isbns.right(isbn) is right


def test_ten_digits_and_thirteen_are_one_book() -> None:
    assert isbns.thirteen("0306406152") == "9780306406157"
    assert isbns.thirteen("9780306406150") == "9780306406150"
