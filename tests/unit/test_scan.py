"""The scanner, and that it sees what pandoc sees."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator

import pypandoc
import pytest
from corpus import books

from samizdat.scan import bodies, headings, plain, scan

SEEN = """# One {#one}

A call.[^a] Again![^a] `code [^x]` \\[^y] <!-- [^z] -->

- A. Smith wrote.[^b]

  B. Russell too.

> Quoted.[^c]

| head |
|------|
| cell[^d] |

: Caption.[^e] {#tbl-x}

![Fig.[^f] [Credit]{.credit}](figures/a.svg){#fig-x alt="A"}

    code [^n]

Two
---

::: verse
| A line[^g]
:::

[^a]: A,
lazily.

    Second.

        code [^n]

[^b]: B.
[^c]: C.

[^d]: D. [^e]: not a body

[^e]: E.

[^f]: F.

[^g]:
    G.
"""


def in_pandoc(text: str) -> list[dict]:  # type: ignore[type-arg]
    """Every element of the text as pandoc reads it."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json"], input=text.encode(), capture_output=True, check=True, timeout=60
    )
    return list(_elements(json.loads(done.stdout)["blocks"]))


def _elements(node: object) -> Iterator[dict]:  # type: ignore[type-arg]
    if isinstance(node, dict):
        if "t" in node:
            yield node
        yield from _elements(list(node.values()))
    elif isinstance(node, list):
        for child in node:
            yield from _elements(child)


def test_calls_bodies_and_headings_are_found_with_their_places() -> None:
    found = scan(SEEN)
    assert [call.label for call in found.calls] == ["a", "a", "b", "c", "d", "e", "f", "g", "e"]
    assert [body.label for body in found.bodies] == ["a", "b", "c", "d", "e", "f", "g"]
    assert found.calls[-1].body == "d"
    assert [(heading.level, heading.plain, heading.id, heading.line) for heading in found.headings] == [
        (1, "One", "one", 1),
        (2, "Two", "", 21),
    ]
    assert [(image.target, image.alt) for image in found.images] == [("figures/a.svg", "A")]
    assert [named.name for named in found.ids] == ["one", "tbl-x", "fig-x"]
    first = found.bodies[0]
    assert SEEN[first.at.offset :].startswith("[^a]:")
    assert SEEN[first.start : first.end].strip().startswith("A,\nlazily.")
    assert SEEN[first.start : first.end].endswith("code [^n]")
    assert bodies(SEEN) == found.bodies
    assert headings(SEEN) == found.headings


def test_pandoc_sees_the_same_calls() -> None:
    elements = in_pandoc(SEEN.replace(" [^e]: not a body", ""))
    assert sum(element["t"] == "Note" for element in elements) == 8
    assert sum(element["t"] == "Header" for element in elements) == 2


@pytest.mark.parametrize("book", books(), ids=lambda book: book.name)
def test_pandoc_sees_the_same_in_real_books(book) -> None:  # type: ignore[no-untyped-def]
    for file in sorted(book.glob("*.md")):
        text = file.read_text("utf-8")
        found, elements = scan(text), in_pandoc(text)
        assert len(found.calls) == sum(element["t"] == "Note" for element in elements), file.name
        assert [heading.level for heading in found.headings] == [element["c"][0] for element in elements if element["t"] == "Header"], (
            file.name
        )
        links = [element["c"][2][0] for element in elements if element["t"] == "Link"]
        assert sorted(link.target for link in found.links) == sorted(links), file.name


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("A *b* **c** _d_ snake_case {#id .x}", "A b c d snake_case"),
        ("[Dramatis Personae]{lang=la}[^n]", "Dramatis Personae"),
        ("The [link *to*](x.md) `code` 3 \\* 4", "The link to code 3 * 4"),
        ('"Quoted" -- it\'s... done---so', "“Quoted” – it’s… done—so"),
        ("A^[An inline note.] b<br>", "A b"),
    ],
)
def test_plain_text(markdown: str, words: str) -> None:
    assert plain(markdown) == words


@pytest.mark.parametrize(
    "text", ["`" * 30_000, "[" * 50_000, "](" * 30_000, "$a " * 30_000, '{"' * 30_000, "<!-- " * 20_000, "![a](" * 20_000]
)
def test_hostile_texts_are_scanned_in_a_moment(text: str) -> None:
    start = time.process_time()
    scan(text + "\n\n" + text.replace("a", "b"))
    assert time.process_time() - start < 5


def test_varied_code_marks_are_scanned_in_a_moment() -> None:
    start = time.process_time()
    scan(" ".join("`" * (number % 300 + 1) for number in range(3_000)))
    assert time.process_time() - start < 5
