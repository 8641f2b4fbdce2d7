"""The words of a piece of inline Markdown without its marks, with the typographic characters that pandoc's `smart` makes."""

from __future__ import annotations

import re

ESCAPED = re.compile(r"\\([^\w\s])")
HIDDEN_BASE = 0xF0000
"""Escaped characters spend the time of stripping in this private plane, so that none is taken for a mark."""
TRAILING_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
NOTE_CALL = re.compile(r"\[\^[^\s\[\]^]+\]")
INLINE_NOTE = re.compile(r"\^\[[^\[\]]*\]")
TARGET = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
MARKS = re.compile(r"\*+|`+|~~|(?<!\w)_+|_+(?!\w)|[\[\]]|\^(?=\S)")
OPENING = re.compile(r"(^|[\s(\[—–“‘])([\"'])(?=\S)")


def plain(markdown: str) -> str:
    """The text of one heading, caption or title as a reader would say it: no marks, attributes, notes or HTML tags, one space between words."""
    text = ESCAPED.sub(lambda match: chr(HIDDEN_BASE + ord(match[1])) if ord(match[1]) < 0x10000 else match[1], markdown)
    text = INLINE_NOTE.sub("", NOTE_CALL.sub("", TAG.sub("", TRAILING_ATTRIBUTES.sub("", text))))
    while (fewer := TARGET.sub(r"\1", text)) != text:
        text = fewer
    text = smart(MARKS.sub("", text))
    shown = (chr(ord(character) - HIDDEN_BASE) if ord(character) >= HIDDEN_BASE else character for character in text)
    return " ".join("".join(shown).split())


def smart(text: str) -> str:
    """Straight quotation marks, double hyphens and three full stops as the characters they stand for."""
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")
    text = OPENING.sub(lambda match: match[1] + ("“" if match[2] == '"' else "‘"), text)
    return text.replace('"', "”").replace("'", "’")


def automatic_id(text: str) -> str:
    """The id that pandoc's `auto_identifiers` gives a heading with this plain text (Pandoc User's Guide, “Heading identifiers”)."""
    kept = "".join(character for character in text.lower() if character.isalnum() or character in "_-. ")
    return re.sub(r"^[^a-zÀ-￿]+", "", "-".join(kept.split())) or "section"
