"""The lines of a text of pandoc Markdown: which are code, which open notes, divs and headings, and which only look as if they did."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samizdat.scan.marks import LooseKind

QUOTE = re.compile(r"(?: {0,3}> ?)+")
FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$")
RAW_FENCE = re.compile(r"\{=(\w+)\}\s*$")
DIV = re.compile(r"[ \t]*:{3,}[ \t]*(.*?)[ \t]*:*[ \t]*$")
DIV_NAME = re.compile(r"\{.*\}|[^\s{}]+")
NOTE = re.compile(r" {0,3}\[\^([^\s\[\]^]+)\]:")
ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*\S)")
SETEXT = re.compile(r"(=+|-+)[ \t]*$")
LIST_ITEM = re.compile(
    r" {0,3}(?:(?:[-*+:~]|#\.|\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|@[\w-]*)[.)]|\(?[A-Z]\))(?:[ \t]|$)|[A-Z]\.(?:  |\t))"
)
"""A capital and a full stop make a list item only before two spaces: “B. Russell” is a name (Pandoc User's Guide, “Ordered lists”)."""
RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")


@dataclass(slots=True)
class Blocks:
    """What the lines of one text are, by offset. `opaque` are the stretches in which nothing is Markdown: code, and comments of many lines.

    `headings` are (level, start and end of its text, end of the block); `bodies` are (label, place, start and end of its text); `loose` are
    (what, text, place) as in `marks.Loose`; `raws` (format, start, end).
    """

    opaque: list[tuple[int, int]] = field(default_factory=list)
    headings: list[tuple[int, int, int, int]] = field(default_factory=list)
    bodies: list[tuple[str, int, int, int]] = field(default_factory=list)
    loose: list[tuple[LooseKind, str, int]] = field(default_factory=list)
    raws: list[tuple[str, int, int]] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


def blocks(text: str) -> Blocks:
    """The blocks of a whole text, in one pass over its lines."""
    reader = _Lines()
    offset = 0
    for line in text.split("\n"):
        reader.line(line, offset)
        offset += len(line) + 1
    reader.end(len(text))
    return reader.found


@dataclass(slots=True)
class _Lines:
    """The state between two lines.

    `paragraph`: how many lines of a paragraph stand directly above. `fence`: the marks that opened code, its start and the format of raw text.
    `divs`: the places of open divs. `body`: the open note body, as in Blocks.
    """

    found: Blocks = field(default_factory=Blocks)
    paragraph: int = 0
    paragraph_start: int = 0
    blank: bool = True
    in_list: bool = False
    fence: tuple[str, int, str] | None = None
    comment: int = -1
    divs: list[int] = field(default_factory=list)
    body: tuple[str, int, int, int] | None = None
    after_body: bool = False
    dashes: int = -1

    def line(self, line: str, offset: int) -> None:
        """Take in the next line, which begins at `offset`."""
        if self.fence:
            self._in_code(line, offset)
        elif self.comment >= 0:
            self._in_comment(line, offset)
        else:
            quote = QUOTE.match(line)
            start = quote.end() if quote else 0
            if not line[start:].strip():
                self.blank, self.paragraph = True, 0
            else:
                self._content(line[start:], offset + start)
                self.blank = False

    def end(self, length: int) -> None:
        """Close what is still open at the end of the text."""
        self._close_body()
        if self.fence:
            self.found.loose.append(("open code", self.fence[0], self.fence[1]))
            self.found.opaque.append((self.fence[1], length))
        if self.comment >= 0:
            self.found.loose.append(("open comment", "<!--", self.comment))
            self.found.opaque.append((self.comment, length))
        self.found.loose.extend(("open div", ":::", place) for place in self.divs)

    def _in_code(self, line: str, offset: int) -> None:
        assert self.fence
        marks, start, raw = self.fence
        inner = line.lstrip(" \t>").rstrip()
        if len(inner) >= len(marks) and not inner.strip(marks[0]):
            self.found.opaque.append((start, offset + len(line)))
            if raw:
                self.found.raws.append((raw, start, offset + len(line)))
            self.fence = None
        self._grow_body(offset + len(line))

    def _in_comment(self, line: str, offset: int) -> None:
        close = line.find("-->")
        if close >= 0:
            self.found.opaque.append((self.comment, offset + close + 3))
            self.comment = -1
            self.blank = False

    def _content(self, content: str, offset: int) -> None:
        inner, start = self._note(content, offset)
        if inner is None:
            return
        self._list(inner)
        self._dashes(inner, start)
        if self._code(inner, start) or self._div(inner, start) or self._heading(inner, start) or self._rule(inner):
            self.paragraph = 0
        else:
            self._comment(inner, start)
            if not self.paragraph:
                self.paragraph_start = start
            self.paragraph += 1
        self._grow_body(offset + len(content))

    def _note(self, content: str, offset: int) -> tuple[str | None, int]:
        """Open or leave a note body. Gives the line without the indentation of a note, and its offset; None for a line that only opens one."""
        opens = NOTE.match(content.lstrip() if self.in_list and not self.paragraph else content)
        if opens and (self.body or not self.paragraph):
            self._close_body()
            indent = len(content) - len(content.lstrip()) if self.in_list else 0
            end = indent + opens.end()
            self.body = (opens[1], offset + content.index("[^"), offset + end, offset + len(content))
            self.paragraph, self.in_list, self.after_body = 0, False, False
            rest = content[end:]
            return (rest.lstrip(), offset + len(content) - len(rest.lstrip())) if rest.strip() else (None, offset)
        if opens:
            self.found.loose.append(("glued note", opens[1], offset + content.index("[^")))
        if self.body and self.blank:
            indented = _indent(content)
            if indented:
                return content[indented:], offset + indented
            self._close_body()
        if self.after_body and not self.body and self.blank and not content.lstrip().startswith("<!--"):
            self.found.strays.append(offset + len(content) - len(content.lstrip()))
        return content, offset

    def _list(self, inner: str) -> None:
        if LIST_ITEM.match(inner) and (self.in_list or not self.paragraph) and not RULE.match(inner):
            self.in_list = True
        elif self.blank and not inner.startswith(("  ", "\t")):
            self.in_list = False

    def _code(self, inner: str, start: int) -> bool:
        if fence := FENCE.match(inner):
            raw = RAW_FENCE.search(fence[2])
            self.fence = (fence[1], start, raw[1] if raw else "")
            return True
        if not self.paragraph and not self.in_list and _indent(inner):
            self.found.opaque.append((start, start + len(inner)))
            return True
        return False

    def _div(self, inner: str, start: int) -> bool:
        div = DIV.match(inner)
        if div is None:
            return False
        if not div[1]:
            if self.divs:
                self.divs.pop()
            else:
                self.found.loose.append(("stray close", inner.strip(), start))
            return True
        if not DIV_NAME.fullmatch(div[1]):
            self.found.loose.append(("bad div", inner.strip(), start))
            return False
        if self.paragraph:
            self.found.loose.append(("glued div", inner.strip(), start))
        self.divs.append(start)
        return True

    def _heading(self, inner: str, start: int) -> bool:
        if self.paragraph == 1 and not self.in_list and (under := SETEXT.match(inner)):
            if not self.body:
                level = 1 if under[1][0] == "=" else 2
                self.found.headings.append((level, self.paragraph_start, start - 1, start + len(inner)))
            return True
        atx = ATX.match(inner)
        if atx is None:
            return False
        if self.paragraph:
            self.found.loose.append(("glued heading", inner.strip(), start))
            return False
        if not self.body:
            words = CLOSING_HASHES.sub("", atx[2])
            begin = start + atx.start(2)
            self.found.headings.append((len(atx[1]), begin, begin + len(words), start + len(inner)))
        return True

    def _rule(self, inner: str) -> bool:
        return not self.paragraph and RULE.match(inner) is not None

    def _dashes(self, inner: str, start: int) -> None:
        """Three hyphens with text directly below begin a block of metadata, which pandoc takes out of the text wherever it stands."""
        if self.dashes >= 0 and not self.blank:
            self.found.loose.append(("glued rule", "---", self.dashes))
        self.dashes = start if not self.paragraph and self.blank and inner.rstrip() == "---" else -1

    def _comment(self, inner: str, start: int) -> None:
        opens = inner.rfind("<!--")
        if opens >= 0 and "-->" not in inner[opens:] and inner[:opens].count("`") % 2 == 0:
            self.comment = start + opens

    def _grow_body(self, end: int) -> None:
        if self.body:
            self.body = (*self.body[:3], end)

    def _close_body(self) -> None:
        if self.body:
            self.found.bodies.append(self.body)
            self.body, self.after_body, self.in_list = None, True, False


def _indent(line: str) -> int:
    """How many characters a first level of indentation (four spaces or a tab) takes in the line; 0 if there is none."""
    if line.startswith("    "):
        return 4
    tab = line.find("\t")
    return tab + 1 if 0 <= tab < 4 and not line[:tab].strip(" ") else 0
