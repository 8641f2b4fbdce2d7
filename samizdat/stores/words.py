"""What the rules of this family say: by number why it matters and how to mend it."""

from __future__ import annotations

from samizdat.problems import Place, Problem, Severity

ANEW = "save it again with the program that made it, or make it anew"
WORDS: dict[int, tuple[str, str]] = {
    200: ("a shop refuses what it cannot open", ANEW),
    201: ("unpacking it would write outside the book's folder", "give every file a plain name below the folder of the book"),
    202: ("shops put their own lock on a book, or none; one that is locked already they refuse", "upload the file without protection"),
    203: ("a reading system stops at the first thing that is not well-formed", "run EPUBCheck on it and mend what it names"),
    204: ("a reading system finds the book through it", ANEW),
    205: ("it is how a shop knows an EPUB from any other archive", "put mimetype first, uncompressed, with application/epub+zip in it"),
    206: ("a shop refuses a package whose list and contents differ", "list every file in the manifest, and no other"),
    207: ("a reader turns from document to document by the spine", "name every document to be read in the spine, by its id"),
    208: ("shops and libraries file the book by it", "add it to the metadata of the package"),
    209: ("a shop takes the versions that its readers know", "export the book as EPUB 3"),
    210: ("a shop refuses what is larger, and readers wait for it", "make the pictures smaller"),
    211: ("a shop and a shelf show the cover", "mark the picture of the cover as cover-image in the manifest"),
    212: ("on a good screen it is blurred", "give a larger picture; do not stretch the small one"),
    213: ("a shop refuses a cover that is larger", "make it smaller"),
    214: ("a shop's page shows only these", "save the cover as JPEG in RGB"),
    215: ("shops and shelves show covers in one shape", "cut the cover to the shape that is asked"),
    216: ("reading systems run out of memory, and shops refuse the book", "make the picture smaller"),
    217: ("readers wait for it", "save it with more compression"),
    218: ("reading systems show an empty frame", "convert it to JPEG or PNG"),
    219: ("a reader sees an empty frame", "save the picture anew"),
    220: ("screens show red, green and blue, and some reading systems nothing else", "convert it to RGB"),
    221: ("a reader finds the chapters by it", "add a navigation document with a toc"),
    222: ("deeper levels are left out or flattened", "list fewer levels in the contents"),
    223: ("a reader who follows it finds nothing", "mend the address"),
    224: ("devices of EPUB 2 show no contents without it", "add a toc.ncx to the manifest and name it in the spine"),
    225: ("old devices stop, and others are slow", "divide it, best at chapters"),
    226: ("some systems cannot find such a file", "use letters from a to z, digits, hyphens, underscores and full stops"),
    227: ("the shop knows by the name which book it is", "name the file by its ISBN"),
    228: ("old readers pass over the rule, or refuse the book", "say it in plain CSS"),
    229: ("shops refuse it, and a reader without network sees nothing", "leave it out, or put the file into the book"),
    230: ("a reader who cannot see the picture learns nothing of it", "add an alt that says what it shows"),
    231: (
        "since June 2025 the European Accessibility Act has e-books say it, and shops show it",
        "add schema:… metadata that is true of the book",
    ),
}


def problem(number: int, place: Place, what: str, severity: Severity = "error", source: str = "") -> Problem:
    """The problem of that number. `source` names who asks it, and where that is said."""
    why, mend = WORDS[number]
    return Problem(place, f"E{number}", what, f"{why} ({source})" if source else why, mend, severity)
