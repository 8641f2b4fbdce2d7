"""What verification proves, rule by rule: a number that all editions share, why it matters, and what to do.

A code is the family letter of the edition (E the EPUB, H the HTML edition, P the print PDF) and the number of the rule. Numbers are never reused.
"""

from __future__ import annotations

from dataclasses import dataclass

from samizdat.problems import Place, Problem, Severity

OURS = "this is a bug in samizdat, not in the manuscript: report it with this message"
"""What to do about an edition that does not say what the manuscript says: nothing that an author could mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `why` and `mend` as in `Problem`."""

    why: str
    mend: str = OURS


RULES: dict[int, Rule] = {
    1: Rule("nothing in it can be checked or sold", "build the edition again:  inv build"),
    10: Rule("a reader who follows the call finds nothing"),
    11: Rule("a note that nothing calls is never read"),
    12: Rule("a reader who has read the note cannot go back to the sentence"),
    13: Rule("notes are numbered from 1 in each chapter in the order of their calls, the editor's * † ‡ § ‖ ¶ and then doubled"),
    14: Rule("each edition has the notes of the manuscript, no fewer and no more"),
    15: Rule(
        "a note at the foot of the page is read where it is called",
        'set  editor-notes = "back"  (or  notes = "back")  under [editions.pdf] in book.toml, or shorten the note',
    ),
    20: Rule("each section of the manuscript stands in each edition"),
    21: Rule("each edition has the order of the book"),
    22: Rule("a reader looks for a section under the name that stands over it"),
    23: Rule("a reader who follows the link finds nothing"),
    24: Rule("a link to a name that two elements bear goes to one of them by chance"),
    25: Rule("a reader sees an empty frame"),
    26: Rule("a reader who cannot see the picture learns nothing of it", 'add alt="what the picture says" to it in the manuscript'),
    27: Rule("a book is whole without a network", "put the file into the manuscript folder and give its relative path"),
    28: Rule("a file is in the package and in its list, or in neither; shops refuse a package where they differ"),
    29: Rule("a reader who goes from page to page misses a part of the book"),
    30: Rule("each word of the manuscript stands in each edition"),
    31: Rule("each word stands in an edition as often as in the manuscript, and no word is added"),
    32: Rule("the words of an edition stand in the order of the manuscript"),
    33: Rule("a screen reader's list of headings has a hole", "use the next heading level in the manuscript"),
    34: Rule("a reader who turns to the page finds nothing of what the index promised"),
    40: Rule("a printer refuses a file whose fonts are not embedded"),
    41: Rule("a font embedded whole makes the file needlessly large, and some licences forbid it"),
    42: Rule("Type 3 fonts print badly and many printers refuse them"),
    43: Rule("a reader on a screen has no contents beside the page"),
    44: Rule("page numbers on the screen differ from those that are printed"),
    45: Rule("a printer trims each sheet by its TrimBox"),
    46: Rule("a book is trimmed to one size"),
    47: Rule("a reading system shows a file name for a title and reads aloud in the wrong language"),
    48: Rule("a printer refuses a file that runs or carries anything but pages"),
    49: Rule("a page with nothing on it stays blank: no running head, no folio"),
    50: Rule("reading systems find the contents and the start of the text by the landmarks"),
    51: Rule("a page list runs in the order of the pages"),
    52: Rule("shops and libraries read the claim by machine, letter by letter"),
    53: Rule("a reading system does not know the word and drops it"),
    54: Rule(
        "letters printed over letters cannot be read",
        "give the section a shorter name for running heads:  short-title: …  at the head of its file",
    ),
    60: Rule("some e-readers refuse the whole book for one such rule, or show it as its maker never saw it"),
    61: Rule("a reader who has the printed page looks it up by its number"),
    62: Rule("who cannot see, hear or turn pages buys the book for what it says of itself"),
    63: Rule("a voice reads the words aloud by the rules of the language that they are said to be in"),
    64: Rule("who hears a table hears with each cell what it stands under", "give the table a row of heads in the manuscript"),
    65: Rule("who hears a link must hear where it leads", "give the link words in the manuscript"),
    66: Rule("old reading systems stop at the end of what they can take", "divide the chapter in the manuscript"),
    67: Rule("a font goes with its licence, and into a book only where that allows it"),
    90: Rule("shops refuse a book that the validator refuses"),
    91: Rule("without it the edition is not held against the standard"),
}


def problem(family: str, number: int, place: Place, what: str, mend: str = "", severity: Severity = "error") -> Problem:
    """The problem of rule `number` in an edition of that family. `mend` replaces the rule's own advice where a better one is known."""
    rule = RULES[number]
    return Problem(place, f"{family}{number:03}", what, rule.why, mend or rule.mend, severity)
