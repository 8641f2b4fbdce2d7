"""What stands within the lines: note calls, links, images, citation keys, ids and raw tags, found in one pass over a masked text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

FILL = "\ufffc"
"""Stands in the masked text for every character that is not Markdown: neither space nor letter."""
NOT_LINE_END = re.compile(r"[^\n]")
LITERAL = re.compile(r"\\[^\w\s]|`+|<!--|\$\$?")
TICKS = re.compile(r"`+")
BREAK = re.compile(r"\n[ \t>]*(?=\n)")
RAW_MARK = re.compile(r"\{=(\w+)\}")
ATTRIBUTES = r"""\{(?:[^{}"\n]++|\n(?![ \t]*\n)|"[^"\n]*+(?:\n(?![ \t]*\n)[^"\n]*+)*+")*+\}"""
TOKEN = re.compile(
    rf"""(?P<break>\n[ \t>]*(?=\n))
    |(?P<call>\[\^(?P<label>[^\s\[\]^]+)\])
    |(?P<inline_note>\^\[)
    |(?P<open>!?\[(?!\^[^\s\[\]^]+\]))
    |(?P<close>\])
    |(?P<auto><(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*|[^\s<>@]+@[^\s<>@]+)>)
    |(?P<tag></?[A-Za-z][\w:-]*(?:[\s/][^<>]*)?>)
    |(?P<attributes>{ATTRIBUTES})
    |(?P<key>(?<![\w{FILL}])-?@(?:\{{(?P<braced>[^{{}}\n]+)\}}|(?P<plain_key>\w(?:\w|[:.\#$%&+?<>~/-](?=\w))*)))
    |(?P<tex>\\[A-Za-z]+(?:\{{[^{{}}\n]*\}})?)""",
    re.VERBOSE,
)
TARGET = re.compile(r"\(((?:[^()\n]|\n(?![ \t]*\n))*+(?:\((?:[^()\n])*+\)(?:[^()\n]|\n(?![ \t]*\n))*+)*+)\)")
TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
REFERENCE = re.compile(r"\[([^\[\]\n]*)\]")
AFTER = re.compile(ATTRIBUTES)
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*\n?[ \t]*(\S+)", re.MULTILINE)
ALT = re.compile(r"""(?:^|[\s{])alt=(?:"([^"]*)"|'([^']*)'|([^\s}]*))""")
ID = re.compile(r"""(?:^|[\s{])(?:\#([^\s{}#."]+)|id=["']?([^\s{}"']+))""")
HANDLER = re.compile(r"[\s{](on[a-z]+)=", re.IGNORECASE)
CLASS = re.compile(r"[\s{]\.([\w-]+)")
VALUE = re.compile(r"""[\s{](entry|range)=(?:"([^"]*)"|'([^']*)'|([^\s}"']*))""")
QUOTED = re.compile(r'"[^"]*"')


@dataclass(slots=True)
class Inlines:
    """What was found, by offset: each entry is a tuple that ends in its place. `images` are (target, caption, alt or None, place),
    `marks`, those for the index, (words, entry, range, place)."""

    calls: list[tuple[str, int]] = field(default_factory=list)
    inline_notes: list[int] = field(default_factory=list)
    images: list[tuple[str, str, str | None, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)
    keys: list[tuple[str, int]] = field(default_factory=list)
    handlers: list[tuple[str, int]] = field(default_factory=list)
    raws: list[tuple[str, str, int]] = field(default_factory=list)
    marks: list[tuple[str, str, str, int]] = field(default_factory=list)


def blank_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with every character of the spans but line ends replaced by FILL; the length stays."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            begin = max(start, done)
            pieces += [text[done:begin], NOT_LINE_END.sub(FILL, text[begin:end])]
            done = end
    return "".join([*pieces, text[done:]])


def literals(text: str) -> tuple[list[tuple[int, int]], list[tuple[str, str, int]]]:
    """The spans of escapes, inline code, comments and mathematics; and raw inlines such as `` `x`{=html} `` as (format, text, place)."""
    spans: list[tuple[int, int]] = []
    raws: list[tuple[str, str, int]] = []
    position, paragraph_end, hopeless = 0, -1, set[str]()
    while found := LITERAL.search(text, position):
        mark, start = found[0], found.start()
        if start >= paragraph_end:
            following = BREAK.search(text, start)
            paragraph_end, hopeless = (following.start() if following else len(text)), hopeless & {"<!--"}
        end = found.end() if mark[0] == "\\" else 0 if mark in hopeless else _closing(text, mark, found.end(), paragraph_end)
        if not end:
            hopeless |= {mark} - {"$"}
            position = found.end()
            continue
        if mark[0] == "`" and (raw := RAW_MARK.match(text, end)):
            raws.append((raw[1], text[start : raw.end()], start))
            end = raw.end()
        spans.append((start, end))
        position = end
    return spans, raws


def _closing(text: str, mark: str, start: int, paragraph_end: int) -> int:
    """The offset after the mark that closes what `mark`, which ends at `start`, opens; 0 if nothing does."""
    if mark == "<!--":
        return _after(text, "-->", start, len(text))
    if mark == "$":
        end = text.find("$", start, paragraph_end)
        fits = end > start and not text[start].isspace() and not text[end - 1].isspace() and not text[end + 1 : end + 2].isdigit()
        return end + 1 if fits and text[end - 1] != "\\" else 0
    if mark == "$$":
        return _after(text, "$$", start, paragraph_end)
    return next((found.end() for found in TICKS.finditer(text, start, paragraph_end) if found[0] == mark), 0)


def _after(text: str, mark: str, start: int, end: int) -> int:
    found = text.find(mark, start, end)
    return found + len(mark) if found >= 0 else 0


def inlines(text: str, masked: str) -> Inlines:
    """What stands in `masked`, which is `text` with code and the like blanked out; values are taken from `text`."""
    return _Reader(text, masked).read()


class _Reader:
    """One pass over a masked text; `open` holds the places of brackets that are not closed yet."""

    def __init__(self, text: str, masked: str) -> None:
        self.text, self.masked = text, masked
        self.found = Inlines()
        self.open: list[int] = []
        self.definitions = {match[1].lower(): (match[2], match.start(2)) for match in DEFINITION.finditer(masked)}
        self.pictures: set[str] = set()

    def read(self) -> Inlines:
        """The whole text."""
        position = 0
        while token := TOKEN.search(self.masked, position):
            position = self._take(token)
        links = ((target, place) for name, (target, place) in self.definitions.items() if name not in self.pictures)
        self.found.links.extend((target.strip("<>"), place) for target, place in links)
        return self.found

    def _take(self, token: re.Match[str]) -> int:
        """Note one token; gives the offset to go on from."""
        kind, start = token.lastgroup, token.start()
        kind = next(name for name in KINDS if token[name] is not None)
        if kind == "break":
            self.open.clear()
        elif kind == "call":
            self.found.calls.append((token["label"], start))
        elif kind == "inline_note":
            self.found.inline_notes.append(start)
            self.open.append(start + 1)
        elif kind == "open":
            self.open.append(start)
        elif kind == "close":
            return self._close(token.end())
        elif kind == "auto":
            self.found.links.append((token["address"] if ":" in token["address"] else f"mailto:{token['address']}", start))
        elif kind == "tag":
            self._raw("html", token)
        elif kind == "attributes":
            self._attributes(start, token.end())
        elif kind == "key":
            self.found.keys.append((token["braced"] or token["plain_key"], self.masked.index("@", start)))
        else:
            self._raw("tex", token)
        return token.end()

    def _raw(self, name: str, token: re.Match[str]) -> None:
        self.found.raws.append((name, self.text[token.start() : token.end()], token.start()))

    def _close(self, end: int) -> int:
        """A bracket closes: see what follows it, and so what it was."""
        if not self.open:
            return end
        start = self.open.pop()
        image = self.masked[start] == "!"
        if target := TARGET.match(self.masked, end):
            address = _address(self.text[target.start(1) : target.end(1)])
            end = target.end()
            if image:
                return self._image(address, start, target.start() - 1, end)
            self.found.links.append((address, start))
        elif image:
            return self._image_by_reference(start, end)
        elif after := AFTER.match(self.masked, end):
            self._mark(start, end, self.text[after.start() : after.end()])
        return end

    def _mark(self, start: int, end: int, attributes: str) -> None:
        """Note a span that is a mark for the index."""
        unquoted = QUOTED.sub(lambda quoted: " " * len(quoted[0]), attributes)
        if "index" in CLASS.findall(unquoted):
            values = {match[1]: match[2] or match[3] or match[4] or "" for match in VALUE.finditer(attributes)}
            words = " ".join(self.text[start + 1 : end - 1].split())
            self.found.marks.append((words, values.get("entry", ""), values.get("range", ""), start))

    def _image_by_reference(self, start: int, end: int) -> int:
        reference = REFERENCE.match(self.masked, end)
        name = (reference[1] if reference else "") or self.text[start + 2 : end - 1]
        if name.lower() not in self.definitions:
            return end
        self.pictures.add(name.lower())
        return self._image(self.definitions[name.lower()][0], start, end - 1, reference.end() if reference else end)

    def _image(self, target: str, start: int, caption_end: int, end: int) -> int:
        after = AFTER.match(self.masked, end)
        alt = ALT.search(self.text, end, after.end()) if after else None
        said = None if alt is None else alt[1] or alt[2] or alt[3] or ""
        self.found.images.append((target, self.text[start + 2 : caption_end].strip(), said, start))
        return end

    def _attributes(self, start: int, end: int) -> None:
        unquoted = QUOTED.sub(lambda quoted: " " * len(quoted[0]) if " " in quoted[0] else quoted[0], self.text[start:end])
        self.found.ids.extend((match[1] or match[2], start + match.start()) for match in ID.finditer(unquoted))
        self.found.handlers.extend((match[1], start + match.start(1)) for match in HANDLER.finditer(unquoted))


KINDS = ("break", "call", "inline_note", "open", "close", "auto", "tag", "attributes", "key", "tex")


def _address(written: str) -> str:
    address = TITLE.sub("", written.strip()).strip()
    return re.sub(r"\\([^\w\s])", r"\1", address.removeprefix("<").removesuffix(">"))
