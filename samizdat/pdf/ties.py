"""Ties: places where a line may not be broken, though a space or a dash would let it; and, in web addresses, where it may.

Only spaces become no-break spaces, and only word joiners (U+2060) and spaces of no width (U+200B), which print nothing, are added: the words stay as they are.
"""

from __future__ import annotations

import re

from lxml import etree

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
BREAK = "\u200b"
"""A place where a line may end: a space of no width."""

DASH_AFTER_WORD = re.compile(r"(?<=[^\s\u2060])(?=—)|\A(?=—)")
"""A dash may end a line, never begin one (our rule, and that of most houses)."""
RANGE = re.compile(r"(?<=[\divxlc])–(?=[\divxlc])")
INITIALS = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.|[A-Z][^\W\d_]+)")
"""An initial stays with the next and with the surname."""
DATES = re.compile(r"(\b(?:January|February|March|April|May|June|July|August|September|October|November|December)) (?=\d)|(?<=\d) (?=\(\d)")
"""A month and its day; a day of the old calendar and that of the new after it."""
REGNAL = re.compile(r"(?<=[a-z]) (?=[IVX]{2,}\b)")
"""A name and the number of its bearer: Nicholas II."""
TRAILING = re.compile(r" (?=…[;,.:?!])")
"""Points of omission that a stop follows end a line; they never begin one."""
SUMS = re.compile(r"(?<=\d) (?=(?:million|billion|percent)\b)")
ADDRESS = re.compile(r"https?://\S+")
"""A web address as it is printed."""
AFTER = re.compile(r"(?<=[^/:])(/+)(?=[^/])")
BEFORE = re.compile(r"(?<=[^/\u200b])(?<!\u2060www)([.,_~?#%=&-])(?=[^\s.,_~?#%=&-])")
"""Where an address may be broken: after a slash; before a stop, a hyphen or any other sign in it, never after one, which would read as the
sentence's own (CMOS on the breaking of URLs, 14.18 of the 17th edition)."""
NUMBERED = re.compile(
    r"(\b(?:(?:pp?|nn?|ch|art|nos?|vols?|figs?)\.|[Cc]hapter|[Ee]ssay|[Pp]art|[Pp]age|[Ff]igure|[Tt]able)) (?=\d|[ivxlcIVXLC]+\b)"
)
"""A word for a place, or its abbreviation, and its number (Bringhurst, 2.4.6)."""
FIRST_WORD = re.compile(r"[^\s—]+")
SHORTEST_END = 5
"""A paragraph's last line holds more characters than this (Bringhurst, 2.4.2, asks for four letters)."""
WORDS = frozenset(("em", "strong", "i", "b", "span", "a", "cite", "q"))
"""Elements that run on within a line."""
DISPLAYED = frozenset(("h1", "h2", "h3", "h4"))
"""A heading's last line is never one word."""


def tied(text: str) -> str:
    """The text with its ties: dashes to the word before, ranges whole, initials to the name, months to days, sums whole, “p.” to its number."""
    text = DASH_AFTER_WORD.sub(WORD_JOINER, text)
    text = RANGE.sub(f"{WORD_JOINER}–{WORD_JOINER}", text)
    text = ADDRESS.sub(lambda found: _breakable(found[0]), text)
    for loose in (INITIALS, SUMS, REGNAL, TRAILING):
        text = loose.sub(NO_BREAK_SPACE, text)
    for words in (DATES, NUMBERED):
        text = words.sub(lambda found: (found[1] or "") + NO_BREAK_SPACE, text)
    return text


def _breakable(address: str) -> str:
    """An address with the places where it may be broken, and no others."""
    scheme, joint, rest = address.partition("://")
    rest = AFTER.sub(rf"{WORD_JOINER}\1{BREAK}", rest)
    return scheme + joint + BEFORE.sub(rf"{BREAK}\1{WORD_JOINER}", WORD_JOINER + rest)


def tie(tree: etree._Element) -> None:
    """Tie the text of a tree in place. A note call is tied to what it stands after."""
    for mark in reversed([span for span in tree.iter("span") if span.get("class") == "index"]):
        _fill(mark)
    for element in tree.iter(etree.Element):
        if element.tag in WORDS and element.get("role") != "doc-noteref":
            _take_space(element)
        if element.text:
            element.text = tied(element.text)
        if element.tail:
            element.tail = tied(element.tail)
        if element.get("role") == "doc-noteref":
            element.text = WORD_JOINER + (element.text or "")
        if element.tag == "p" or element.tag in DISPLAYED:
            _tie_end(element)
    for paragraph in list(tree.iter("p")):
        _hold_end(paragraph)


def _fill(mark: etree._Element) -> None:
    """Put the word after an index mark that stands at a point into it, with other marks there: the line is to break before that word, not round a box
    that holds nothing.
    """
    following = mark.getnext()
    if mark.text or len(mark):
        return
    if mark.tail:
        word = FIRST_WORD.match(mark.tail)
        if word:
            mark.text, mark.tail = word[0], mark.tail[word.end() :]
    elif following is not None and following.tag in WORDS and following.get("role") is None:
        mark.tail, following.tail = following.tail, None
        mark.append(following)


def _hold_end(paragraph: etree._Element) -> None:
    """Keep a paragraph's last word whole: half a word is no last line. What may follow it are note calls and ways back."""
    children = list(paragraph)
    place = len(children)
    while place and not (children[place - 1].tail or "").strip() and children[place - 1].get("role") in ("doc-noteref", "doc-backlink"):
        place -= 1
    before = children[place - 1] if place else None
    text = (paragraph.text if before is None else before.tail) or ""
    head, space, word = text.rstrip().rpartition(" ")
    if not space or not head.strip() or len(word) <= SHORTEST_END:
        return
    whole = etree.Element("span", {"class": "whole"})
    whole.text, whole.tail = space + word, text[len(text.rstrip()) :]
    if before is None:
        paragraph.text = head
    else:
        before.tail = head
    paragraph.insert(place, whole)


def _take_space(words: etree._Element) -> None:
    """Move the space before an element into it, to the front of its first text.

    WeasyPrint 70 breaks a line after its first word if the line ends where an element begins and fits only without the space there.
    """
    previous, parent = words.getprevious(), words.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    first = words
    while not first.text and len(first) and first[0].tag in WORDS and first[0].get("role") is None:
        first = first[0]
    if not first.text or not before.endswith(" ") or not before.strip():
        return
    first.text = " " + first.text
    if previous is not None:
        previous.tail = before[:-1]
    elif parent is not None:
        parent.text = before[:-1]


def _tie_end(block: etree._Element) -> None:
    """Tie a block's last word to the one before: in a heading of four words or more, in a paragraph when it is short."""
    owner = block
    while len(owner) and not (owner[-1].tail or "").strip() and owner[-1].tag in WORDS:
        owner = owner[-1]
    last = owner[-1] if len(owner) else None
    text = (owner.text if last is None else last.tail) or ""
    head, _, word = text.rpartition(" ")
    if "".join(map(str, block.itertext())).count(" ") < 3 or not head or (block.tag == "p" and len(word) > SHORTEST_END):
        return
    if last is None:
        owner.text = head + NO_BREAK_SPACE + word
    else:
        last.tail = head + NO_BREAK_SPACE + word
