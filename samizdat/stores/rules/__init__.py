"""The rules, by what they look at. Each is told the opened book and the shop, and gives problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from samizdat.problems import Problem
from samizdat.stores.profile import Store
from samizdat.stores.reading import Opened
from samizdat.stores.rules import archive, cover, navigation, package, pictures, text

__all__ = ["RULES"]

RULES: tuple[Callable[[Opened, Store], Iterator[Problem]], ...] = (
    *archive.RULES,
    *package.RULES,
    *cover.RULES,
    *pictures.RULES,
    *navigation.RULES,
    *text.RULES,
)
