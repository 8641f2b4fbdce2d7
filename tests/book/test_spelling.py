"""Every word is in the dictionary or in the book's word list, and none that the list does not want."""

from __future__ import annotations

import re

from book.reading import Manuscript
from book.spelling import QUOTED, dictionary, english, unknown, word_list


def test_every_word_is_known(book: Manuscript) -> None:
    found = {f"{word}: {key}: …{around}…" for key, word, around in unknown(book)}
    assert not found, "\n".join(sorted(found))


def test_no_word_is_written_as_the_list_does_not_want_it(book: Manuscript) -> None:
    """Quotations and titles keep their own spelling."""
    unwanted = word_list().unwanted
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, unwanted)) + r")(?![\w-])")
    for key, section in book.written.items():
        for part in [section, *book.notes.get(key, [])]:
            for text in english(part):
                own = QUOTED.sub("“…”", text)
                found = pattern.search(own)
                assert not found, f"{key}: {found and found[0]} should be {unwanted[found[0] if found else '']}: {own[:200]}"


def test_the_list_holds_no_word_that_the_dictionary_has(book: Manuscript) -> None:
    """A word list that grows by what need not be in it hides what matters."""
    decided = set(word_list().unwanted.values())
    assert not [word for word in word_list().right - decided if dictionary().lookup(word) and word.islower()]


def test_every_word_of_the_list_is_in_the_book(book: Manuscript) -> None:
    everything = " ".join(book.text(key, notes=True) for key in book.written).replace("’", "'")
    decided = set(word_list().unwanted.values())
    gone = [word for word in word_list().right | word_list().quoted if word not in everything and word not in decided]
    assert not gone, gone
