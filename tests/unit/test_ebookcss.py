"""Style sheets for old e-readers: what they choke on is found, and the sheet of the EPUB has none of it."""

from __future__ import annotations

import pytest

from samizdat import ebookcss, styles

BAD = [
    "img { max-width: min(9em, 20%) }",
    "p { margin: calc(1em + 2%) }",
    "p { margin: clamp(1em, 2%, 3em) }",
    "p { color: var(--ink) }",
    ":root { --ink: red }",
    ".a { display: grid }",
    ".a { display: inline-flex }",
    ".a { gap: 1em }",
    ".a { margin-inline: 1em }",
    ".a { padding-block-start: 1em }",
    ".a { inline-size: 9em }",
    ".a { em & { margin: 0 } }",
    ".a { .b { margin: 0 } }",
    ":is(h1, h2) { margin: 0 }",
    ".a:where(.b) { margin: 0 }",
    "p:has(img) { margin: 0 }",
    "h1 { break-before: page }",
    ".a { position: fixed }",
    ".a { width: 20px }",
    ".a { width: 50vw }",
    ".a { font-size: 12pt }",
    ".a { font-size: 1rem }",
    "body { color: black }",
    "html, p { background: white }",
    "p { font-size: .9em }",
    "@media (min-width: 40em) { p { margin: 0 } }",
    "@import 'x.css';",
    "@supports (color: red) { p { margin: 0 } }",
    "@font-face { font-family: A; src: url(a.woff2) format('woff2') }",
    "p { margin 0 }",
    "p",
]
GOOD = [
    "h1 { page-break-before: always; break-before: page }",
    "p { margin: 0 0 1.2em 5%; text-indent: 0 }",
    ".a > p:first-child + p::before { content: counter(x) '\\2014' }",
    "@charset 'utf-8'; @font-face { font-family: A; src: url('a.ttf') format('truetype') }",
    ".credit { color: #444; font-size: .8em; line-height: 1.2 }",
    "a[href] { text-decoration: none !important }",
    "/* min(1px) */",
]


@pytest.mark.parametrize("css", BAD)
def test_what_a_reader_chokes_on_is_found(css: str) -> None:
    assert ebookcss.faults(f"em {{ margin: 0 }}\n{css}")[0].line == 2


@pytest.mark.parametrize("css", GOOD)
def test_plain_styles_are_taken(css: str) -> None:
    assert ebookcss.faults(css) == []


def test_the_sheet_of_the_epub_is_plain() -> None:
    assert ebookcss.faults(styles.sheet("epub")) == []
