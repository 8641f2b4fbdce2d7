"""The index that the search of the site reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from samizdat.html.search import SHARDS, words
from samizdat.styles import styles_folder


def pages_with(site: Path, word: str) -> list[str]:
    """The names of the pages that the index gives for a word, found as the script finds them."""
    shard = json.loads((site / "search" / f"{ord(word[0]) % SHARDS:02}.json").read_text("utf-8"))
    pages = json.loads((site / "search/pages.json").read_text("utf-8"))
    return [pages[number]["name"] for number in shard.get(word, [])]


def test_the_index_names_the_pages_that_hold_a_word(site: Path) -> None:
    assert pages_with(site, "привет") == ["two.html"]
    assert pages_with(site, "chapter") == ["one.html"]
    assert pages_with(site, "note") == ["one.html"]
    assert pages_with(site, "nowhere") == []


def test_words_of_neighbouring_blocks_stay_apart(site: Path) -> None:
    assert pages_with(site, "year") == ["two.html"] and pages_with(site, "1871") == ["two.html"]


def test_numbers_of_notes_are_not_searched(site: Path) -> None:
    assert pages_with(site, "before1") == [] and pages_with(site, "before") == ["one.html"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vendôme’s Column,", ["vendome", "s", "column"]),
        ("soft\u00adhyphen 1871–2", ["softhyphen", "1871", "2"]),
        ("Ёлка", ["елка"]),
        ("資本論 II", ["資", "本", "論", "ii"]),
    ],
)
def test_words_are_small_letters_without_accents(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_page_and_script_agree_on_the_number_of_files() -> None:
    script = (styles_folder() / "web/search.js").read_text("utf-8")
    assert re.findall(r"SHARDS = (\d+)", script) == [str(SHARDS)]


def test_every_file_is_there(site: Path) -> None:
    assert len(list((site / "search").glob("*.json"))) == SHARDS + 1
