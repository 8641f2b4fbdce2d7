"""The index that the search of the site reads: for each word the pages that hold it, in small files by the first letter of the word.

A page of the site is itself what is searched once the index has named it, so no text is stored twice, and a search costs its reader a few kilobytes.
Nothing is run but the site's own scripts: a search engine compiled to WebAssembly would need `'wasm-unsafe-eval'` in the policy.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml import etree

from samizdat.html.pages import Page

SHARDS = 32
"""A word is in the file of its first letter's code point modulo this; the letters of an alphabet stand in a row, so they fall into as many files.
The same number stands in styles/web/search.js."""

_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\\W_])+")
"""Letters and digits in a row; a kana or an ideograph is a word by itself. The same rule stands in styles/web/results.js."""

_UNSEEN = ("Mn", "Mc", "Me", "Cf")
"""General categories of marks and of format characters (Unicode, 4.5), which part no word."""

_INLINE = frozenset("a abbr b bdi bdo cite code em i mark q s small span strong sub sup u".split())
_LEFT_OUT = ("doc-noteref", "doc-backlink")


def index(pages: Sequence[Page]) -> dict[str, bytes]:
    """The files of the index by name: `pages.json`, names and titles; `00.json`…, words, each with the numbers of its pages."""
    searched = [page for page in pages if page.section and page.section.kind.name not in ("index", "contents")]
    shards: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    plain: dict[str, list[str]] = {}
    for number, page in enumerate(searched):
        chunks = {chunk for document in page.content for chunk in "".join(_texts(document)).split()}
        fresh = {chunk: words(chunk) for chunk in chunks - plain.keys()}
        plain |= fresh
        for word in sorted({word for chunk in chunks for word in plain[chunk]}):
            shards[ord(word[0]) % SHARDS][word].append(number)
    names = [{"name": page.name, "title": page.title} for page in searched]
    files = {f"{shard:02}.json": _json(dict(sorted(shards[shard].items()))) for shard in range(SHARDS)}
    return {"pages.json": _json(names), **files}


def words(text: str) -> list[str]:
    """The words of a text as they are searched: small letters, without accents, without what is not seen."""
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = "".join(character for character in unicodedata.normalize("NFKD", text) if unicodedata.category(character)[:2] not in _UNSEEN)
    return _WORD.findall(plain.lower())


def _texts(element: etree._Element) -> Iterator[str]:
    edge = "" if element.tag in _INLINE else " "
    if element.get("role") not in _LEFT_OUT and element.get("aria-hidden") != "true" and element.get("class") != "note-number":
        yield edge + (element.text or "")
        for child in element.iterchildren("*"):
            yield from _texts(child)
            yield child.tail or ""
    yield edge


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
