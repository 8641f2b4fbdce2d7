"""The EPUBs of all books, held against what each shop asks: nothing that a shop would send back."""

from __future__ import annotations

import pytest
from conftest import SMALL, Builder

from samizdat import stores
from samizdat.problems import as_text


@pytest.mark.parametrize("shop", stores.names())
@pytest.mark.parametrize("name", [*SMALL, "manuscript"])
def test_every_shop_takes_every_book(built: Builder, name: str, shop: str) -> None:
    found = stores.preflight(built(name).epub, f"{name}.epub", stores.store(shop))
    assert [problem for problem in found if problem.severity != "info"] == [], as_text(found)
