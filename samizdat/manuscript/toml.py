"""`book.toml` read table by table: every value asked for by key and type, every fault noted with the line it stands on."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from samizdat.manuscript import faults
from samizdat.problems import Place, Problem

T = TypeVar("T")
HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
ASSIGNMENT = re.compile(r"""^(\s*)["']?([\w.-]+)["']?\s*=""")
AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class Table:
    """One table of a TOML file. `address` is its dotted name (`editions.pdf`), `number` which one of an array of tables it is, from 0.

    `path` is the file as the author knows it, `text` the file's text, `found` the list to which faults are added.
    """

    path: str
    text: str
    values: Mapping[str, object]
    found: list[Problem] = field(repr=False)
    address: str = ""
    number: int = 0

    def place(self, key: str = "", item: str = "") -> Place:
        """Where `item` of the list at `key` stands, else `key`, else the table, else the file."""
        line, column = _position(self.text, self.address, self.number, key)
        at_item = _item(self.text, line, item) if item and line else (0, 0)
        return Place(self.path, *(at_item if at_item[0] else (line, column)))

    def only(self, keys: Iterable[str]) -> None:
        """Note every key of the table that is not one of `keys`."""
        known = tuple(keys)
        for key in self.values:
            if key not in known:
                self.found.append(faults.unknown_key(self.place(key), self._name(key), known, key))

    def required(self, key: str) -> str:
        """The text at `key`; noted if missing or blank."""
        text = self.string(key)
        if not text and not (key in self.values and not isinstance(self.values[key], str)):
            self.found.append(faults.missing_key(self.place(), self._name(key)))
        return text

    def string(self, key: str) -> str:
        """The text at `key` without space round it, empty if absent; any other type is noted."""
        return self._typed(key, "text in quotation marks", _text) or ""

    def strings(self, key: str) -> tuple[str, ...]:
        """The list of texts at `key`, empty if absent; any other type is noted."""
        return self._typed(key, 'a list of texts, ["…", "…"]', _texts) or ()

    def flag(self, key: str, default: bool) -> bool:
        """True or false at `key`, `default` if absent; any other type is noted."""
        value = self._typed(key, "true or false", lambda value: value if isinstance(value, bool) else None)
        return default if value is None else value

    def day(self, key: str) -> str:
        """The date or year at `key` as text, from text, a whole number or a TOML date; empty if absent."""
        return self._typed(key, "a year or a date, 1999 or 1999-12-31", _day) or ""

    def word(self, key: str, known: tuple[str, ...], default: str) -> str:
        """The text at `key`, which must be one of `known`; `default` if it is absent or noted as a fault."""
        word = self.string(key)
        if word and word not in known:
            self.found.append(faults.unknown_word(self.place(key), self._name(key), word, known))
            return default
        return word or default

    def table(self, key: str) -> Table:
        """The table at `key`, an empty one if absent; any other type is noted."""
        value = self._typed(key, f"a table, [{self._name(key)}]", lambda value: value if isinstance(value, dict) else None)
        return Table(self.path, self.text, value or {}, self.found, self._name(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """The array of tables at `key`, empty if absent; any other type is noted."""
        values = self._typed(key, f"tables, each headed [[{self._name(key)}]]", _tables) or ()
        return tuple(Table(self.path, self.text, value, self.found, self._name(key), number) for number, value in enumerate(values))

    def _name(self, key: str) -> str:
        return f"{self.address}.{key}" if self.address else key

    def _typed(self, key: str, wanted: str, convert: Callable[[object], T | None]) -> T | None:
        if key not in self.values:
            return None
        value = convert(self.values[key])
        if value is None:
            self.found.append(faults.wrong_type(self.place(key), self._name(key), wanted))
        return value


def parse(path: str, text: str, found: list[Problem]) -> Table | None:
    """The whole file as a table; None if it is not TOML, which is noted with line and column."""
    try:
        return Table(path, text, tomllib.loads(text), found)
    except tomllib.TOMLDecodeError as error:
        at = AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 0)
        found.append(faults.not_toml(Place(path, line, column), AT.sub("", str(error)).replace(" (at end of document)", "").strip()))
    except RecursionError:
        found.append(faults.not_toml(Place(path), "Brackets are nested too deeply"))
    return None


def _position(text: str, address: str, number: int, key: str) -> tuple[int, int]:
    """Line and column of `key` in the table, else of the table's header, else zeros. Looks at the lines, since tomllib keeps no places."""
    header, seen, start = "", -1, (0, 0)
    wanted = f"{address}.{key}" if address else key
    for line_number, line in enumerate(text.split("\n"), 1):
        if found := HEADER.match(line):
            header = found[1].replace('"', "").replace("'", "").replace(" ", "")
            seen += header == address
            if (header == address and seen == number) or (header == wanted and start == (0, 0)):
                start = (line_number, line.index("[") + 1)
        elif assigned := ASSIGNMENT.match(line):
            name = f"{header}.{assigned[2]}" if header else assigned[2]
            if name == wanted and (seen == number or not header or header != address):
                return (line_number, len(assigned[1]) + 1)
    return start


def _item(text: str, line: int, item: str) -> tuple[int, int]:
    """Line and column of the text `item` in the list that begins on `line`; zeros if it is not there in so many letters."""
    for line_number, content in enumerate(text.split("\n")[line - 1 :], line):
        for quoted in (f'"{item}"', f"'{item}'"):
            if quoted in content:
                return (line_number, content.index(quoted) + 1)
        if line_number > line and HEADER.match(content):
            break
    return (0, 0)


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return tuple(item.strip() for item in value)


def _tables(value: object) -> tuple[dict[str, object], ...] | None:
    return tuple(value) if isinstance(value, list) and all(isinstance(item, dict) for item in value) else None


def _day(value: object) -> str | None:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:04d}" if 0 < value < 10_000 else str(value)
    return _text(value)
