"""A good little book of two chapters, written by hand in each edition, for tests that spoil it."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import weasyprint

SLUG = "lamp"

TITLE = """<section id="title-page" class="title-page" data-kind="title-page" data-title="Title Page"><p class="contributor">The Keepers</p>
<h1 class="title">The Lamp</h1><p class="subtitle" role="doc-subtitle">A Primer</p></section>"""

CONTENTS = """<nav id="contents" class="contents" role="doc-toc" aria-labelledby="contents-title" data-kind="contents"><header class="opener">
<h1 id="contents-title">Contents</h1></header><ol><li class="chapter"><a href="#oil"><span class="label">1</span> <span class="title">Oil</span></a></li>
<li class="chapter"><a href="#stairs"><span class="label">2</span> <span class="title">Stairs</span></a></li>
<li class="notes"><a href="#notes"><span class="title">Notes</span></a></li></ol></nav>"""

OIL = """<section id="oil" class="chapter" role="doc-chapter" aria-labelledby="oil-title" data-kind="chapter" data-label="1" data-title="Oil"
data-source="parts/1-oil.md:1"><header class="opener"><p class="label">1</p> <h1 id="oil-title">Oil</h1></header>
<p data-source="parts/1-oil.md:3">The lamp burned oil<a class="noteref" role="doc-noteref" id="oil-ref-cask" href="#oil-note-cask"><sup>1</sup></a> of a dear
but honest kind,<a class="noteref" role="doc-noteref" id="oil-ref-dear" href="#oil-note-dear"><sup>2</sup></a> and the harbour paid<a class="noteref editor"
role="doc-noteref" id="oil-ref-ed-paid" href="#oil-note-ed-paid"><sup>*</sup></a> for all of it, cask by cask, in the well-known manner of harbours.</p>
<p data-source="parts/1-oil.md:7">Every evening somebody carried one more cask<a class="noteref" role="doc-noteref" id="oil-ref-cask-2"
href="#oil-note-cask"><sup>1</sup></a> to the foot of the tower, as <a href="#stairs">the next chapter</a> tells.</p>
<figure id="fig-lamp" data-source="parts/1-oil.md:9"><img src="figures/lamp.png" alt="A lamp."/><figcaption>A lamp, lit.</figcaption></figure></section>"""

STAIRS = """<section id="stairs" class="chapter" role="doc-chapter" aria-labelledby="stairs-title" data-kind="chapter" data-label="2"
data-title="Stairs" data-source="parts/2-stairs.md:1"><header class="opener"><p class="label">2</p> <h1 id="stairs-title">Stairs</h1></header>
<p data-source="parts/2-stairs.md:3">There were many stairs<a class="noteref" role="doc-noteref" id="stairs-ref-count"
href="#stairs-note-count"><sup>1</sup></a> and no rail. Visitors counted them twice and then they sat down.</p>
<section id="landing" class="level2"><h2>The Landing</h2><p data-source="parts/2-stairs.md:7">On the landing stood a chair that belonged to nobody.</p>
</section></section>"""


def _note(name: str, number: str, text: str, *calls: str) -> str:
    back = " ".join(
        f'<a class="backlink" role="doc-backlink" href="#{call}" aria-label="Back to note call {number}">↩︎</a>' for call in calls
    )
    return f'''<li class="note"><div id="{name}" class="note-body" role="doc-footnote" data-number="{number}" data-source="endnotes/x.md:1">
<p><span class="note-number">{number}</span> {text} {back}</p></div></li>'''


NOTES = f"""<section id="notes" class="notes" role="doc-endnotes" aria-labelledby="notes-title" data-kind="notes" data-title="Notes"><header class="opener">
<h1 id="notes-title">Notes</h1></header><section class="chapter-notes" id="oil-notes"><h2><a href="#oil">1 Oil</a></h2><ol class="note-list">
{_note("oil-note-cask", "1.", "Forty litres to the cask.", "oil-ref-cask", "oil-ref-cask-2")}
{_note("oil-note-dear", "2.", "Dearer than tallow by half.", "oil-ref-dear")}</ol><ol class="note-list editor">
{_note("oil-note-ed-paid", "*", "When it paid at all.", "oil-ref-ed-paid")}</ol></section>
<section class="chapter-notes" id="stairs-notes"><h2><a href="#stairs">2 Stairs</a></h2><ol class="note-list">
{_note("stairs-note-count", "1.", "One hundred and ninety-nine.", "stairs-ref-count")}</ol></section></section>"""

DOCUMENTS = {"title-page": TITLE, "contents": CONTENTS, "oil": OIL, "stairs": STAIRS, "notes": NOTES}

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def manuscript() -> str:
    """The single manuscript."""
    front, body, back = TITLE + CONTENTS, OIL + STAIRS, NOTES
    wrapped = f'<div class="frontmatter">{front}</div><div class="bodymatter">{body}</div><div class="backmatter">{back}</div>'
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head><title>The Lamp: A Primer</title></head><body>{wrapped}</body></html>'


def _linked(name: str, suffix: str, pictures: str) -> str:
    """A document with its links led to the files of the others, and without `data-` attributes."""
    homes = {found: key for key, text in DOCUMENTS.items() for found in re.findall(r'\bid="([^"]+)"', text)}

    def lead(found: re.Match[str]) -> str:
        home = homes[found[1]]
        return f'href="#{found[1]}"' if home == name else f'href="{home}{suffix}#{found[1]}"'

    text = re.sub(r'href="#([^"]+)"', lead, DOCUMENTS[name])
    return re.sub(r'\s+data-[a-z]+="[^"]*"', "", text).replace("figures/", pictures)


def _xhtml(body: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB"><head><title>The Lamp</title>
<link rel="stylesheet" type="text/css" href="../css/book.css"/></head><body>{body}</body></html>"""


def epub_files() -> dict[str, str | bytes]:
    """The members of the EPUB, by name."""
    pages = {f"EPUB/text/{name}.xhtml": _xhtml(_linked(name, ".xhtml", "../images/")) for name in DOCUMENTS}
    contents = _linked("contents", ".xhtml", "").replace("<nav ", '<nav epub:type="toc" ', 1)
    landmarks = """<nav epub:type="landmarks" hidden="hidden" id="landmarks"><ol><li><a epub:type="toc" href="contents.xhtml">Contents</a></li>
<li><a epub:type="bodymatter" href="oil.xhtml">Start</a></li></ol></nav>"""
    pages["EPUB/text/contents.xhtml"] = _xhtml(contents + landmarks)
    pages["EPUB/text/oil.xhtml"] = str(pages["EPUB/text/oil.xhtml"]).replace("<body>", '<body epub:type="bodymatter">')
    items = "".join(f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>' for name in DOCUMENTS)
    items = items.replace('href="text/contents.xhtml"', 'href="text/contents.xhtml" properties="nav"')
    spine = "".join(f'<itemref idref="{name}"/>' for name in DOCUMENTS)
    points = [("1 Oil", "oil"), ("2 Stairs", "stairs"), ("Notes", "notes")]
    ncx = "".join(
        f'<navPoint><navLabel><text>{label}</text></navLabel><content src="text/{key}.xhtml#{key}"/></navPoint>' for label, key in points
    )
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""",
        "EPUB/content.opf": f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="en-GB">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Lamp</dc:title>
<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="a11y:certifiedBy">A. Examiner</meta><meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta><meta property="schema:accessibilityHazard">none</meta></metadata>
<manifest>{items}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="css" href="css/book.css" media-type="text/css"/>
<item id="png" href="images/lamp.png" media-type="image/png"/></manifest><spine toc="ncx">{spine}</spine></package>""",
        "EPUB/toc.ncx": f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{ncx}</navMap></ncx>',
        "EPUB/css/book.css": "body { margin: 0 }",
        "EPUB/images/lamp.png": PNG,
        **pages,
    }


def packed(files: dict[str, str | bytes]) -> bytes:
    """The members in one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def site_files() -> dict[str, str | bytes]:
    """The files of the HTML edition, by name in the folder html."""
    order = ["index", "oil", "stairs", "notes"]
    pages: dict[str, str | bytes] = {}
    for place, name in enumerate(order):
        ways = [f'<link rel="prev" href="{order[place - 1]}.html">'] if place else []
        ways += [f'<link rel="next" href="{order[place + 1]}.html">'] if place + 1 < len(order) else []
        body = (
            _linked("title-page", ".html", "") + _linked("contents", ".html", "") if name == "index" else _linked(name, ".html", "images/")
        )
        head = f'<title>The Lamp</title><link rel="stylesheet" href="css/book.css">{"".join(ways)}'
        pages[f"{name}.html"] = f'<!DOCTYPE html>\n<html lang="en-GB"><head>{head}</head><body><main>{body}</main></body></html>'
    return {**pages, "css/book.css": "body { margin: 0 }", "images/lamp.png": PNG}


def single_file() -> str:
    """The HTML edition in one file."""
    body = re.sub(r'\s+data-[a-z]+="[^"]*"', "", "".join(DOCUMENTS.values())).replace("figures/lamp.png", "data:image/png;base64,AAAA")
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head><title>The Lamp</title></head><body><main>{body}</main></body></html>'


PRINT = """@page { size: 100mm 150mm; margin: 15mm; @top-center { content: string(head); font-size: 8pt } @bottom-center { content: counter(page); font-size: 8pt } }
@page :first { @top-center { content: none } @bottom-center { content: none } }
body { font: 11pt "DejaVu Serif", serif; hyphens: auto } body > div > * { break-before: page } h1, h2 { font-size: 14pt }
[data-title] { string-set: head attr(data-title) } ol { list-style: none } .contents li a::after { content: " " target-counter(attr(href), page) }"""


@cache
def _laid_out(html: str, style: str) -> bytes:
    picture = "data:image/png;base64," + base64.b64encode(PNG).decode()
    numbers_lead_back = re.sub(
        r'<span class="note-number">([^<]+)</span>(.*?href="(#[^"]+)")', r'<a class="note-number" href="\3">\1</a>\2', html
    )
    return (
        weasyprint.HTML(string=numbers_lead_back.replace("figures/lamp.png", picture)).write_pdf(
            stylesheets=[weasyprint.CSS(string=PRINT + style)]
        )
        or b""
    )


def print_pdf(path: Path, html: str = "", style: str = "") -> None:
    """The PDF edition, with page labels: from the good manuscript or another text of it."""
    with pikepdf.open(io.BytesIO(_laid_out(html or manuscript(), style))) as pdf:
        labels = [0, pikepdf.Dictionary(S=pikepdf.Name.r, St=1), 2, pikepdf.Dictionary(S=pikepdf.Name.D, St=3)]
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
        pdf.save(path)
