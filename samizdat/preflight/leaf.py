"""The report as one HTML page: verdict, facts, problems, and each page with something wrong, drawn small with the places marked."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from samizdat.preflight.boxes import Box
from samizdat.preflight.facts import Fact
from samizdat.preflight.rules.finding import Finding
from samizdat.preflight.sight import Thumbnail
from samizdat.preflight.words import on_pages

ORDER = ("error", "warning", "info")
NAMES = {"error": "Errors", "warning": "Warnings", "info": "To know, and to ask"}
TYPED = re.compile(r" {2}(\S.*?)(?: {2}| *$)")
MARKS = 60
"""Marks on one page."""
SMALLEST = 8.0
"""Points: a mark is no smaller, or it is not seen."""
STYLE = """
:root { color-scheme: light dark; --paper: #fffdf8; --ink: #1c1a17; --faint: #5f584f; --rule: #d8d2c6; --error: #a31621; --warning: #8a5200; --info: #1f5f8b; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1a1917; --ink: #ece7dc; --faint: #b3aa9b; --rule: #45413a; --error: #ff8f8f; --warning: #f2b866; --info: #8cc4ec; }
}
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink); }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: normal; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; font-weight: normal; margin: 2.25rem 0 .5rem; border-bottom: 1px solid var(--rule); }
.verdict { font-size: 1.1rem; margin: 0 0 1.5rem; }
.error { --tone: var(--error); } .warning { --tone: var(--warning); } .info { --tone: var(--info); }
.code { color: var(--tone); font-weight: bold; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 0; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; margin: 0; } li { margin: 0 0 .9rem; overflow-wrap: anywhere; }
li p { margin: 0 0 0 3.2rem; } li p.what { margin-left: 0; padding-left: 3.2rem; text-indent: -3.2rem; }
.code { display: inline-block; width: 3.2rem; text-indent: 0; } code { font-size: .9em; }
.more { color: var(--faint); }
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.75rem 1.25rem; }
figure { margin: 0; } figure.wide { grid-column: 1 / -1; max-width: 44rem; }
.drawn { position: relative; background: #fff; box-shadow: 0 0 0 1px var(--rule); line-height: 0; }
.drawn img { width: 100%; height: auto; } .drawn svg { position: absolute; inset: 0; width: 100%; height: 100%; }
rect { fill: none; stroke-width: 2; }
rect.error { stroke: #c4161c; fill: #c4161c22; } rect.warning { stroke: #b36b00; fill: #b36b0022; } rect.info { stroke: #1f5f8b; }
figcaption { margin-top: .4rem; font-size: .9rem; line-height: 1.4; } figcaption p { margin: 0 0 0 3.2rem; } figcaption .code { margin-left: -3.2rem; }
figcaption p:first-child { margin: 0; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
"""


def html(verdict: str, passed: bool, facts: Sequence[Fact], findings: Sequence[Finding], thumbnails: Mapping[int, Thumbnail]) -> str:
    """The page. `verdict` is its head line; of the pages those in `thumbnails` are shown."""
    name, _, counted = verdict.rpartition(": ")
    tone = "info" if passed else "error"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>Preflight: {escape(verdict)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(name)}</h1>",
        f'<p class="verdict {tone}"><strong>{"Ready to send" if passed else "Not ready to send"}</strong>: {escape(counted)}</p>',
        *_facts(facts),
        *(line for severity in ORDER for line in _problems([one for one in findings if one.severity == severity], severity)),
        *_pages(findings, thumbnails),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield "<h2>The file</h2>"
        yield "<dl>"
        yield from (f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts)
        yield "</dl>"


def _problems(findings: Sequence[Finding], severity: str) -> Iterator[str]:
    if not findings:
        return
    yield f"<h2>{NAMES[severity]}</h2>"
    yield "<ul>"
    for finding in findings:
        where = on_pages(spot.page for spot in finding.spots)
        yield f'<li class="{severity}"><p class="what"><span class="code">{finding.code}</span>{escape(finding.what + where)}</p>'
        yield from (f'<p class="more">{_said(text).rstrip()}.</p>' for text in (finding.why, finding.mend) if text)
        yield "</li>"
    yield "</ul>"


def _said(text: str) -> str:
    """A phrase as a sentence; what is to be typed stands between two spaces on either side, or at the end after two."""
    parts = TYPED.split(text[0].upper() + text[1:])
    return "".join(f" <code>{escape(part)}</code> " if place % 2 else escape(part) for place, part in enumerate(parts))


def _pages(findings: Sequence[Finding], thumbnails: Mapping[int, Thumbnail]) -> Iterator[str]:
    if not thumbnails:
        return
    wrong = {spot.page for finding in findings if finding.severity != "info" for spot in finding.spots if spot.page}
    more = f" (the first {len(thumbnails)} of {len(wrong)})" if len(wrong) > len(thumbnails) else ""
    yield f"<h2>Pages with something wrong{more}</h2>"
    yield '<div class="pages">'
    for number, drawn in sorted(thumbnails.items()):
        yield from _page(number, drawn, [one for one in findings if any(spot.page == number for spot in one.spots)])
    yield "</div>"


def _page(number: int, drawn: Thumbnail, findings: Sequence[Finding]) -> Iterator[str]:
    data = b64encode(drawn.png).decode("ascii")
    wide = ' class="wide"' if drawn.width > drawn.height else ""
    yield f'<figure{wide}><div class="drawn">'
    yield f'<img src="data:image/png;base64,{data}" width="{drawn.width}" height="{drawn.height}" alt="Page {number}, drawn small">'
    yield from _marks(number, drawn, findings)
    yield f"</div><figcaption><p>Page {number}</p>"
    yield from (f'<p class="{one.severity}"><span class="code">{one.code}</span>{escape(one.what)}</p>' for one in findings)
    yield "</figcaption></figure>"


def _marks(number: int, drawn: Thumbnail, findings: Sequence[Finding]) -> Iterator[str]:
    """Frames round the places that are known; a page that is turned gets none."""
    places = [(one.severity, spot.box) for one in findings for spot in one.spots if spot.page == number and spot.box is not None]
    if not places or drawn.turned:
        return
    frame = drawn.frame
    yield f'<svg viewBox="0 0 {frame.width:.1f} {frame.height:.1f}" preserveAspectRatio="none" aria-hidden="true">'
    yield from (_mark(severity, box, frame) for severity, box in dict.fromkeys(places[:MARKS]))
    yield "</svg>"


def _mark(severity: str, box: Box, frame: Box) -> str:
    left, top = max(0.0, min(frame.width, box.left - frame.left)), max(0.0, min(frame.height, frame.high - box.high))
    width, height = max(SMALLEST, min(box.width, frame.width - left)), max(SMALLEST, min(box.height, frame.height - top))
    return f'<rect class="{severity}" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
