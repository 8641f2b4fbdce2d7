"""Every run in another language says which; every letter of another script stands in such a run."""

from __future__ import annotations

import re
import unicodedata

from book.reading import Manuscript, running

SCRIPTS = {"CYRILLIC": {"ru", "uk"}, "ARMENIAN": {"hy"}, "GREEK": {"grc", "el"}}
TAGS = {
    "fr",
    "de",
    "ru",
    "ru-Latn",
    "hy-Latn",
    "uk",
    "uk-Latn",
    "la",
    "pl",
    "it",
    "es",
    "cs",
    "sk",
    "hu",
    "en-US",
    "nl",
    "be-Latn",
    "fil",
    "sv",
    "fi",
}
FRENCH = re.compile(r"\b(?:rue|citoyens?|journées?|communards?|des|les|aux|du|pour|dans|une) (?:de|la|le|les|du|des|[a-z]+)\b")


def language(element) -> str:  # type: ignore[no-untyped-def]
    """The language that an element is in."""
    return next((str(around.get("lang")) for around in (element, *element.iterancestors()) if around.get("lang")), "")


def pieces(book: Manuscript):  # type: ignore[no-untyped-def]
    """Every piece of text with the language it is said to be in."""
    for element in book.tree.find("body").iter():
        if isinstance(element.tag, str):
            yield element.text or "", language(element)
            parent = element.getparent()
            yield element.tail or "", language(parent) if parent is not None else ""


def test_every_letter_of_another_script_is_in_a_run_of_its_language(book: Manuscript) -> None:
    for text, tag in pieces(book):
        for letter in text:
            script = unicodedata.name(letter, "").split(" ")[0]
            if letter.isalpha() and script in SCRIPTS:
                assert tag in SCRIPTS[script], text


def test_only_languages_that_the_book_uses_are_named(book: Manuscript) -> None:
    tags = {str(element.get("lang")) for element in book.tree.iter() if element.get("lang")}
    assert tags <= TAGS
    assert {"fr", "de", "ru", "ru-Latn"} <= tags


def test_latin_letters_are_not_called_russian(book: Manuscript) -> None:
    for element in book.tree.iter():
        if element.get("lang") == "ru":
            assert not re.search("[A-Za-z]", running(element)), running(element)


def test_french_words_say_that_they_are_french(book: Manuscript) -> None:
    """Streets, papers and cries of Paris, told by the small words of French."""
    for text, tag in pieces(book):
        if tag in ("en-US", ""):
            assert not FRENCH.search(text), FRENCH.search(text)
