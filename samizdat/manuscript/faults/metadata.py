"""Faults in what the book says of itself: `book.toml` and the blocks at the head of chapters (family M)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from samizdat.nearest import nearest, or_nearest
from samizdat.problems import Place, Problem


def missing_book_toml(place: Place, root: str) -> Problem:
    """M001 The folder has no `book.toml`.

    What it does: Looks for the file `book.toml` in the folder that was given as the manuscript.
    Why it matters: Nothing else says what the book is called or in which order it stands.
    Example: `inv build --book drafts`, where `drafts` holds chapters alone.
    Use instead: A `book.toml` in that folder with a title, a language and the list of chapters.
    """
    mend = f'make {place.path} with  [book]  title = "…"  language = "en"  and  [contents]  chapters = ["parts/1.md"]'
    return Problem(place, "M001", f"{root} holds no book.toml", "it says what the book is called and what stands in it", mend)


def not_toml(place: Place, said: str) -> Problem:
    """M002 `book.toml` or `index.toml` cannot be read as TOML.

    What it does: Reads the file and stops at the first thing that breaks the rules of TOML 1.0.
    Why it matters: After that place nothing in the file can be understood with certainty.
    Example: `title = The Commune`
    Use instead: `title = "The Commune"`
    """
    said = said[:1].lower() + said[1:]
    return Problem(
        place,
        "M002",
        f"{PurePosixPath(place.path).name} is not valid TOML: {said}",
        "nothing after this place can be read",
        "look for a missing quotation mark, bracket or comma here or on the line before",
    )


def unknown_key(place: Place, name: str, known: Iterable[str], key: str) -> Problem:
    """M003 A key that is not known.

    What it does: Compares every key in `book.toml` and in a chapter's opening block with the keys that have a meaning there.
    Why it matters: A misspelt key would be passed over in silence, and its value lost.
    Example: `titel = "The Commune"`
    Use instead: `title = "The Commune"`
    """
    known = tuple(known)
    offer = nearest(key, known)
    mend = f"write {offer}" if offer else f"take it out, or use one of {', '.join(known)}"
    return Problem(place, "M003", f"the key {name} is not known", "its value would be lost in silence", mend)


def wrong_type(place: Place, name: str, wanted: str) -> Problem:
    """M004 A value of the wrong kind.

    What it does: Compares each value with the type that its key takes: text, a list of texts, true or false, a table.
    Why it matters: A guess at what was meant could print something that nobody wrote.
    Example: `subjects = "History"`
    Use instead: `subjects = ["History"]`
    """
    return Problem(place, "M004", f"{name} has a value of the wrong kind", mend=f"give it {wanted}")


def missing_key(place: Place, name: str) -> Problem:
    """M005 A required key is missing.

    What it does: Asks for the title and the language of the book, for something in `[contents]`, and for the name of each contributor.
    Why it matters: Without a title and a language no edition is valid; a book of no sections is no book.
    Example: A `[book]` table with `title` alone.
    Use instead: `title = "The Commune"` and `language = "en-GB"`.
    """
    return Problem(place, "M005", f"{name} is missing", "no edition can be made without it", f"add  {name.rpartition('.')[2]} = …")


def bad_language(place: Place, tag: str) -> Problem:
    """M006 A language tag that is not well formed.

    What it does: Compares language tags with the grammar of BCP 47 (RFC 5646, section 2.1).
    Why it matters: Hyphenation, quotation marks, reading aloud and dictionaries all go by the tag.
    Example: `language = "english"` or `language = "en_GB"`
    Use instead: `language = "en-GB"`
    """
    mend = f"write {tag.replace('_', '-')}" if "_" in tag else "write two or three letters, with a region if need be: en, en-GB, fr, ru"
    return Problem(place, "M006", f"“{tag}” is not a language tag", "hyphenation and reading aloud go by it", mend)


def bad_date(place: Place, date: str) -> Problem:
    """M007 A date that is not a date.

    What it does: Takes a year, a year and month, or a day of the calendar in the form of ISO 8601.
    Why it matters: The date stands in the metadata of every edition, where only this form is allowed.
    Example: `date = "12 April 1961"` or `date = "1961-02-30"`
    Use instead: `date = "1961-04-12"` or `date = 1961`
    """
    return Problem(
        place, "M007", f"“{date}” is not a date", "editions may hold dates in one form only", "write 1999, 1999-12 or 1999-12-31"
    )


def bad_isbn(place: Place, isbn: str, right: str) -> Problem:
    """M008 An ISBN whose check digit is wrong.

    What it does: Counts the characters of an ISBN, looks at its first digits and works out its check digit (ISO 2108). A number that begins with 979-0 is an
    ISMN, for printed music (ISO 10957).
    Why it matters: A wrong ISBN in print cannot be called back, and the trade's systems refuse it.
    Example: `isbn = "978-0-306-40615-1"`
    Use instead: `isbn = "978-0-306-40615-7"`
    """
    if right:
        why, mend = "its check digit does not fit", f"compare it with the agency's letter; with these digits the last would be {right}"
    elif isbn.replace("-", "").replace(" ", "").startswith("9790"):
        why, mend = "979-0 begins the number of printed music (ISMN)", "write the book's own, which begins with 978 or 979-1 to 979-9"
    else:
        why, mend = "it has not the 13 or 10 digits of one", "write all 13 digits, which begin with 978 or 979, or 10"
    return Problem(place, "M008", f"“{isbn}” is not an ISBN", why, mend)


def same_isbn(place: Place, isbn: str, other: str) -> Problem:
    """M009 Two editions have one ISBN.

    What it does: Compares the ISBNs of the editions.
    Why it matters: Each form of a book that is sold on its own needs its own ISBN (ISBN Users' Manual, section 5).
    Example: The same `isbn` under `[editions.pdf]` and `[editions.epub]`.
    Use instead: One ISBN for each, or none.
    """
    return Problem(
        place,
        "M009",
        f"the ISBN {isbn} is also that of the {other} edition",
        "each form of a book needs an ISBN of its own",
        "give this edition its own, or take the line out",
    )


def unknown_role(place: Place, role: str, known: Iterable[str]) -> Problem:
    """M010 A contributor's role that is not known.

    What it does: Looks the role up among the words and three-letter codes of the MARC relators.
    Why it matters: E-book shops and libraries know the codes alone.
    Example: `role = "translater"`
    Use instead: `role = "translator"` or `role = "trl"`
    """
    return Problem(
        place,
        "M010",
        f"the role “{role}” is not known",
        "shops and libraries file a book by it",
        or_nearest("write author, editor, translator, illustrator or a MARC code", role, known),
    )


def bad_trim(place: Place, trim: str, presets: Iterable[str]) -> Problem:
    """M011 A trim size that cannot be made.

    What it does: Takes a name from the list of usual sizes, or width x height in `in` or `mm`, each between 90 and 300 mm.
    Why it matters: The trim is the size of the printed page after cutting; nothing can be laid out without it.
    Example: `trim = "6 by 9"` or `trim = "A3"`
    Use instead: `trim = "6x9in"`, `trim = "a5"` or `trim = "140x216mm"`
    """
    return Problem(
        place,
        "M011",
        f"“{trim}” is not a trim size",
        "pages are laid out to it",
        f"write {', '.join(presets)}, or width x height such as 140x216mm, each side from 90 to 300 mm",
    )


def unknown_word(place: Place, name: str, word: str, known: Iterable[str]) -> Problem:
    """M012 A word where only certain words have a meaning.

    What it does: Compares the value with the words that its key takes; a printer may name no papers at all.
    Why it matters: Any other word would have no effect.
    Example: `notes = "end"`
    Use instead: `notes = "back"`
    """
    known = tuple(known)
    some = or_nearest(f"write one of {', '.join(known)}", word, known)
    mend = some if known else "take the line out: this printer names no papers"
    return Problem(place, "M012", f"{name} cannot be “{word}”", "only certain words mean something here", mend)


def unknown_style(place: Place, style: str, known: Iterable[str]) -> Problem:
    """M020 A citation style that there is none of.

    What it does: Looks for the style under its name among those of the CSL project.
    Why it matters: Without a style no citation can be set.
    Example: `style = "chicago-notes-biblography"`
    Use instead: `style = "chicago-notes-bibliography"`
    """
    mend = or_nearest("write the name of a style of the CSL project, or the path of a .csl file", style, known)
    return Problem(place, "M020", f"there is no citation style “{style}”", "without a style no citation can be set", mend)


def page_without_pages(place: Place, name: str, edition: str) -> Problem:
    """M013 Notes at the foot of the page in an edition that has no pages.

    What it does: Refuses `page` as the place of notes in the e-book and on the web.
    Why it matters: The text of these editions flows; there is no foot of a page for notes to stand at.
    Example: `notes = "page"` under `[editions.epub]`
    Use instead: `notes = "chapter"` or `notes = "back"`
    """
    what = {"epub": "an e-book", "html": "a web edition"}.get(edition, f"the {edition} edition")
    return Problem(
        place, "M013", f"{name} cannot be “page”", f"{what} has no pages", "write chapter (after each chapter) or back (after the text)"
    )


def bad_slug(place: Place, slug: str, right: str) -> Problem:
    """M014 A slug with other characters than a to z, digits and hyphens.

    What it does: Compares the slug with what can be a file name and an address everywhere.
    Why it matters: Files of the editions are named after it.
    Example: `slug = "The Commune!"`
    Use instead: `slug = "the-commune"`
    """
    return Problem(
        place, "M014", f"“{slug}” cannot be a slug", "files and addresses are named after it", f"write {right or 'a-short-name'}"
    )


def bad_url(place: Place, url: str) -> Problem:
    """M015 An address that is not an address on the web.

    What it does: Expects `https://` or `http://` and a host in `licence-url` and in an edition's `url`.
    Why it matters: Readers click it.
    Example: `url = "www.example.org"`
    Use instead: `url = "https://www.example.org/"`
    """
    return Problem(
        place, "M015", f"“{url}” is not an address on the web", "readers click it", "write it out from https:// on, without spaces"
    )


def bad_identifier(place: Place, identifier: str) -> Problem:
    """M016 An identifier that is not a URI.

    What it does: Expects a scheme, a colon and no spaces, as in `urn:isbn:…`, `urn:uuid:…` or `https://…`.
    Why it matters: Reading systems tell one book from another by it.
    Example: `identifier = "commune 1"`
    Use instead: `identifier = "urn:uuid:9e7c…"`, or no such key: one is then made from title, author and language.
    """
    return Problem(
        place,
        "M016",
        f"“{identifier}” is not an identifier",
        "reading systems tell books apart by it",
        "write a URI such as urn:uuid:…, or take the line out and have one made",
    )


def not_yaml(place: Place, said: str) -> Problem:
    """M017 The block at the head of a chapter cannot be read.

    What it does: Reads the lines between the two `---` lines at the head of a chapter as YAML: a key, a colon and a value on each.
    Why it matters: Its lines would be printed, or what they say be lost.
    Example: `short-title: Marx: a dialogue`
    Use instead: `short-title: "Marx: a dialogue"`
    """
    return Problem(
        place,
        "M017",
        f"the block at the head of the file cannot be read: {said}",
        "what it says would be lost",
        'write  key: "value"  on each line, and --- on the line after the last',
    )


def no_words_for_numbers(place: Place, name: str, language: str) -> Problem:
    """M018 Numbers in words for a book that is not in English.

    What it does: Allows `words` under `[numbering]` in English books alone.
    Why it matters: “Part One” would stand above the parts of a book in another language.
    Example: `language = "fr"` and `parts = "words"`
    Use instead: `parts = "roman"`
    """
    return Problem(
        place,
        "M018",
        f"{name} cannot be “words” in a book whose language is {language}",
        "number words are known in English only",
        "write roman, arabic or none",
    )


def bad_printer(place: Place, printer: str, reason: str) -> Problem:
    """M021 A printer's profile that cannot be used.

    What it does: Reads the TOML file that `printer` in `[print]` names, and takes no key, no kind of value and no figure that a profile cannot have.
    Why it matters: Boxes, margins, inks and the width of the spine come from it.
    Example: `printer = "ours.toml"`, a file that says `bleed = 3`.
    Use instead: `[interior]` with `bleed_mm = 3.0` in that file, or a profile that comes with the pipeline: `printer = "plain"`.
    """
    mend = "mend the file, or name a printer that comes with the pipeline"
    return Problem(
        place, "M021", f"the printer's profile {printer} cannot be used: {reason}", "boxes, margins and the spine come from it", mend
    )


def bad_subject(place: Place, scheme: str, code: str, form: str) -> Problem:
    """M022 A subject code that its scheme cannot have.

    What it does: Compares each code in `bisac` with three capitals and six digits, each in `thema` with a letter and up to nine letters or digits
    (a qualifier begins with a digit from 1 to 6 and a letter). Whether the scheme really has the code is not looked up.
    Why it matters: Shops and libraries sort by these codes by machine, and one that is misspelt puts the book on no shelf.
    Example: `bisac = ["Political Science"]`
    Use instead: `bisac = ["POL042000"]`, and words in `subjects`.
    """
    mend = f"write {form}; words go into subjects"
    return Problem(place, "M022", f"“{code}” cannot be a {scheme} code", "shops put books on their shelves by these codes", mend)


def bad_series(place: Place, number: str, series: str) -> Problem:
    """M023 A place in a series that shops cannot read.

    What it does: Expects `series-number` to be a number, with a full stop where it has parts, and only where `series` names the series.
    Why it matters: Reading systems sort the books of a series by it, and EPUB 3.3 (`group-position`) takes numbers alone.
    Example: `series-number = "Book Two"`
    Use instead: `series = "Primers"` and `series-number = 2`
    """
    what = f"“{number}” is not a place in a series" if series else "there is a series-number and no series"
    return Problem(place, "M023", what, "reading systems sort the books of a series by it", 'write series-number = 2, and  series = "…"')
