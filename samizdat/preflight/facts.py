"""What a file is, in a few lines: pages, size, fonts, inks, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samizdat.preflight import colours
from samizdat.preflight.document import Document
from samizdat.preflight.rules.finding import size
from samizdat.preflight.words import amount, ranges

Fact = tuple[str, str]
"""What is told, and what it is."""
SHOWN = 8


def facts(document: Document) -> tuple[Fact, ...]:
    """The facts of a file, in the order in which a printer asks for them."""
    return tuple(_facts(document))


def _facts(document: Document) -> Iterator[Fact]:
    sizes = Counter(size(page.boxes.cut, page.unit) for page in document.pages)
    yield "page" if len(document.pages) == 1 else "pages", str(len(document.pages))
    yield "cut to", "; ".join(f"{one} ({count})" if len(sizes) > 1 else one for one, count in sizes.most_common(SHOWN))
    blank = [page.number for page in document.pages if page.blank]
    yield "blank pages", ranges(blank) or "none"
    yield "PDF", f"{document.version}, {amount(round(document.length / 1e6, 2))} MB, {document.about.claimed or 'no PDF/X'}"
    intent = next((one for one in document.about.intents if one.kind == "GTS_PDFX"), None)
    yield "output intent", f"{intent.condition or 'unnamed'}, {'with' if intent.profile else 'without'} profile" if intent else "none"
    yield "fonts", "; ".join(f"{font.name} ({font.kind}{'' if font.embedded else ', not embedded'})" for font in document.fonts) or "none"
    yield "sizes of type", _types(document)
    yield from _inks(document)
    yield "pictures", _pictures(document)


def _types(document: Document) -> str:
    letters: Counter[float] = Counter()
    for page in document.pages:
        for kind, tally in page.painted.types.items():
            letters[kind.size_pt] += tally.count if kind.seen and kind.size_pt else 0
    used = sorted(size for size, count in letters.items() if count)
    if not used:
        return "none"
    return f"{amount(used[0])} to {amount(used[-1])} pt, most {amount(letters.most_common(1)[0][0])} pt"


def _inks(document: Document) -> Iterator[Fact]:
    names: set[str] = set()
    most, where = 0.0, 0
    for page in document.pages:
        found = [colour for _, colour in page.painted.inks]
        names |= {name for colour in found for name, _ in colour.inks} | {colour.light for colour in found if colour.light}
        for picture in page.painted.pictures:
            names |= set() if picture.line else set(colours.inks(picture.space)) or {"RGB"}
        here = max([0.0, *(colour.total for colour in found), *(picture.ink or 0.0 for picture in page.painted.pictures)])
        most, where = (here, page.number) if here > most else (most, where)
    yield "inks", ", ".join(sorted(names, key=lambda name: (name not in colours.PROCESS, name))) or "none"
    yield "most ink", f"{most:.0f} per cent, page {where}" if where else "not known" if names else "none"


def _pictures(document: Document) -> str:
    found = [(picture.ppi, page.number) for page in document.pages for picture in page.painted.pictures]
    if not found:
        return "none"
    lowest, page = min(found)
    return f"{len(found)}, the coarsest with {lowest:.0f} pixels to an inch, page {page}"
