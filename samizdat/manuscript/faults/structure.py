"""Faults in the files that the book is made of (family S, from 20)."""

from __future__ import annotations

from collections.abc import Iterable

from samizdat.nearest import or_nearest
from samizdat.problems import Place, Problem


def missing_file(place: Place, relative: str, known: Iterable[str]) -> Problem:
    """S020 A file that is named is not there.

    What it does: Looks for every file that `book.toml` names, in the manuscript folder.
    Why it matters: A chapter would be missing from the book.
    Example: `chapters = ["parts/1-glas.md"]`, where the file is `parts/1-glass.md`
    Use instead: `chapters = ["parts/1-glass.md"]`
    """
    return Problem(
        place,
        "S020",
        f"the file {_plain(relative)} is not there",
        "it would be missing from the book",
        or_nearest("mend the name, or put the file there", relative, known),
    )


def pandoc_warns(place: Place, warning: str) -> Problem:
    """S030 Pandoc warns of something in a chapter.

    What it does: Passes on what pandoc says while it reads a chapter.
    Why it matters: Something in the text is not read as it was meant.
    Example: A citation style that asks for a field which the work does not have.
    Use instead: What the warning names, put right.
    """
    return Problem(place, "S030", f"pandoc says: {warning}", "something in the text is not read as it was meant",
                   "put right what it names", severity="warning")  # fmt: skip


def pandoc_failed(place: Place, said: str) -> Problem:
    """S034 Pandoc cannot convert a chapter.

    What it does: Passes on what pandoc says when it gives up, on a chapter or on the works that it cites.
    Why it matters: The chapter would be missing from the book.
    Example: A file of references whose `author` is a name and not a list of names.
    Use instead: The file as CSL-JSON or BibTeX has it.
    """
    return Problem(place, "S034", f"pandoc cannot convert this: {said}", "the chapter would be missing from the book",
                   "mend what it names, in the chapter or in the file of references")  # fmt: skip


def results_among_sources(place: Place, out: str) -> Problem:
    """S035 The results would stand among the author's files.

    What it does: Looks whether the folder for results is the manuscript folder, holds it, or has files of the manuscript in it.
    Why it matters: A result could take the place of a chapter.
    Example: `./inv build --book mybook --out mybook`
    Use instead: `./inv build --book mybook --out mybook-out`
    """
    return Problem(place, "S035", f"the folder for results, {out}, holds files of the manuscript",
                   "a result could take the place of a chapter", "give another folder with --out")  # fmt: skip


def foreign_folder(place: Place, marker: str) -> Problem:
    """S036 A folder of somebody else's stands where a result goes.

    What it does: Looks whether a folder that would be replaced was made by the pipeline, which leaves a file in it that says so.
    Why it matters: The folder is replaced whole, with all that stands in it.
    Example: `./inv html --out public`, where `public/html` holds another site.
    Use instead: Another folder with `--out`, or another name for what stands there.
    """
    return Problem(place, "S036", "the folder was not made here, and would be replaced whole", f"one made here holds {marker}",
                   "rename it, or give another folder with --out")  # fmt: skip


def lost_call(place: Place, label: str) -> Problem:
    """N010 A note call stands where none can be.

    What it does: Compares the note calls of each chapter with those that pandoc found.
    Why it matters: The note would be in no edition.
    Example: A call in the description of a picture that stands within a line.
    Use instead: The call in the text, or the picture in a paragraph of its own, as a figure.
    """
    return Problem(place, "N010", f"note call [^{label}] is lost here", "it stands where pandoc takes no note call, as in a picture within a line",
                   "move the call into the text, or give the picture a paragraph of its own")  # fmt: skip


def not_utf8(place: Place, byte: int) -> Problem:
    """S021 A text file that is not in UTF-8.

    What it does: Reads every text file as UTF-8 and gives line and column of the first byte that does not fit.
    Why it matters: Letters beyond a to z would come out as other letters, or as none.
    Example: A chapter saved as “Windows-1252” or “ANSI”.
    Use instead: The same chapter saved as UTF-8.
    """
    return Problem(
        place,
        "S021",
        f"the byte 0x{byte:02X} here is not UTF-8",
        "accented letters would come out wrong",
        "save the file as UTF-8 in your editor (it seems to be in Windows-1252, UTF-16 or another older encoding)",
    )


def outside_folder(place: Place, relative: str) -> Problem:
    """S022 A path that leads out of the manuscript folder.

    What it does: Follows `..`, absolute paths and links in every path that the book names.
    Why it matters: A book is built from its own folder alone: whoever has the folder has the book, and no other file can get into it.
    Example: `cover = "../pictures/cover.jpg"`
    Use instead: `cover = "figures/cover.jpg"`, with the picture copied there.
    """
    return Problem(
        place,
        "S022",
        f"{_plain(relative)} leads out of the manuscript folder",
        "only files inside it may get into the book",
        "copy the file into the manuscript folder and name it from there",
    )


def no_title(place: Place) -> Problem:
    """S023 A chapter without a title.

    What it does: Looks for the heading of level 1 in every file of the book. A dedication, an epigraph, a copyright page, a title page, a half
        title and a colophon may do without.
    Why it matters: The contents, the running heads and the way through an e-book are made of the titles.
    Example: A chapter whose first line is `## The cannon`.
    Use instead: `# The cannon`
    """
    return Problem(
        place,
        "S023",
        "this chapter has no title",
        "contents and running heads are made of the titles",
        "begin the file with a line  # Title  (one #, a space, the title; empty lines before and after)",
    )


def two_titles(place: Place, first: int) -> Problem:
    """S024 A second heading of level 1 in a chapter.

    What it does: Counts the headings of level 1 in every file of the book.
    Why it matters: A file is one chapter, and a chapter has one title.
    Example: `# One` and, further down in the same file, `# Two`
    Use instead: `## Two`, or a file of its own.
    """
    return Problem(
        place,
        "S024",
        "this is a second heading of level 1 in one file",
        f"the title of the chapter is on line {first}",
        "write ## before a section of the chapter; put another chapter in a file of its own",
    )


def listed_twice(place: Place, item: str) -> Problem:
    """S025 A section that is listed twice.

    What it does: Compares the items of `[contents]` with each other.
    Why it matters: The chapter would be printed twice.
    Example: `chapters = ["parts/1.md", "parts/2.md", "parts/1.md"]`
    Use instead: `chapters = ["parts/1.md", "parts/2.md"]`
    """
    return Problem(place, "S025", f"{_plain(item)} is listed twice", "it would stand in the book twice", "take one of the two out")


def empty_file(place: Place) -> Problem:
    """S026 A file with nothing in it.

    What it does: Looks for a character that is not space in every text file.
    Why it matters: An empty chapter is a page with nothing on it.
    Example: A chapter that was made but not yet written.
    Use instead: The chapter with its text, or no line for it in `book.toml`.
    """
    return Problem(
        place, "S026", "this file is empty", "an empty page would be printed", "write the text, or take the file out of the book"
    )


def control_character(place: Place, number: int) -> Problem:
    """S027 A control character in a text.

    What it does: Looks for NUL and the other characters below U+0020 that are not tab or line end (XML 1.0, section 2.2).
    Why it matters: No e-book may hold them, and they show that the file is damaged or not a text.
    Example: A word processor's file renamed to `.md`.
    Use instead: The text exported as plain text.
    """
    return Problem(
        place,
        "S027",
        f"the character U+{number:04X} here is a control character",
        "no e-book may hold it",
        "delete it; if there are many, the file is not a text file",
    )


def not_a_section(place: Place, item: str, known: Iterable[str]) -> Problem:
    """S028 An item of `[contents]` that is neither a file nor a section that can be made.

    What it does: Takes paths that end in `.md`, and the names of the sections that are made by the pipeline.
    Why it matters: Nothing would stand in the book at this place.
    Example: `front = ["titlepage"]` or `chapters = ["parts/1.docx"]`
    Use instead: `front = ["title-page"]` or `chapters = ["parts/1.md"]`
    """
    known = tuple(known)
    return Problem(
        place,
        "S028",
        f"“{_plain(item)}” is neither a .md file nor a section that can be made",
        "nothing would stand at this place",
        or_nearest(f"name a file that ends in .md, or one of {', '.join(known)}", item, known),
    )


def part_without_title(place: Place) -> Problem:
    """S029 A part with neither a title nor a file.

    What it does: Asks each `[[contents.parts]]` for a `title`, or for a `file` whose heading is the title.
    Why it matters: The contents would have a line with nothing on it.
    Example: `[[contents.parts]]` with `chapters` alone.
    Use instead: `title = "Glass"`; chapters outside of parts go into `chapters` under `[contents]`.
    """
    return Problem(
        place,
        "S029",
        "this part has neither a title nor a file",
        "it could not be named in the contents",
        'add  title = "…"  or  file = "parts/….md"',
    )


def not_a_file(place: Place, relative: str) -> Problem:
    """S033 A path that names something other than a file.

    What it does: Looks whether each path names a file: not a folder, a device or an impossible name.
    Why it matters: There is nothing to read.
    Example: `chapters = ["parts"]`
    Use instead: `chapters = ["parts/1-glass.md", "parts/2-iron.md"]`
    """
    return Problem(place, "S033", f"{_plain(relative)} is not a file", "there is nothing to read", "name a file in the manuscript folder")


def same_stem(place: Place, first: str, second: str) -> Problem:
    """S031 Two sections would share one file of notes.

    What it does: Compares the file names of sections in different folders if `endnotes/` holds a file of that name.
    Why it matters: It cannot be said whose notes these are.
    Example: `front/preface.md`, `back/preface.md` and `endnotes/preface.md`
    Use instead: `front/preface.md`, `back/second-preface.md` and `endnotes/preface.md`
    """
    return Problem(
        place,
        "S031",
        f"these notes could belong to {first} or to {second}",
        "a file of notes belongs to the section of the same file name",
        "rename one of the two sections, or put its notes into its own file",
    )


def unreadable(place: Place, said: str) -> Problem:
    """S032 A file that the system does not let us read.

    What it does: Opens the file and reports what the system answered.
    Why it matters: Its text would be missing from the book.
    Example: A file that only another user may read.
    Use instead: The same file with `chmod u+r`.
    """
    return Problem(place, "S032", "this file cannot be read", said[:1].lower() + said[1:], "look at who may read it")


def _plain(text: str) -> str:
    """The text with what cannot be printed replaced."""
    return "".join(character if character.isprintable() else "�" for character in text)
