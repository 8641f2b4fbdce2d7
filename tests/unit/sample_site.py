"""A small book as the pipeline hands it to the HTML writer: the placed tree, the book on disk, and how a written page is read back."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from samizdat.book import Book, Contributor, Edition, Metadata, Section
from samizdat.kinds import KINDS

TREE = """
<html lang="en-US"><head><title>Glass: A Sample</title></head><body>
<div class="frontmatter">
<section id="half-title" class="half-title" data-kind="half-title"><p class="title">Glass</p></section>
<section id="title-page" class="title-page" data-kind="title-page"><p class="contributor">A. Writer</p><h1 class="title">Glass</h1>
<p class="subtitle" role="doc-subtitle">A Sample</p></section>
<section id="dedication" class="dedication" role="doc-dedication" data-kind="dedication"><p>For those who stayed</p></section>
<nav id="contents" class="contents" role="doc-toc" aria-labelledby="contents-title" data-kind="contents">
<header class="opener"><h1 id="contents-title">Contents</h1></header>
<ol><li class="part"><a href="#first"><span class="label">Part One</span> <span class="title">First</span></a>
<ol><li class="chapter"><a href="#one"><span class="label">1</span> <span class="title">One</span></a></li>
<li class="chapter"><a href="#two"><span class="label">2</span> <span class="title">Two</span></a></li></ol></li></ol></nav>
</div>
<div class="bodymatter">
<section id="first" class="part" role="doc-part" aria-labelledby="first-title" data-kind="part"><header class="opener"><p class="label">Part One</p>
<h1 id="first-title">First</h1></header></section>
<section id="one" class="chapter" role="doc-chapter" aria-labelledby="one-title" data-kind="chapter" data-part="first" data-label="1">
<header class="opener"><p class="label">1</p><h1 id="one-title">One</h1></header>
<p data-source="parts/one.md:3">Text before<a class="noteref" role="doc-noteref" id="one-ref-a" href="#one-note-a"><sup>1</sup></a> the
<a href="#two-section">next chapter</a> and <a href="#two">all of it</a>.</p>
<section id="one-section" class="level2"><h2>Section</h2>
<figure id="fig-map" data-number="1"><img src="figures/map.svg" alt="A square."/><figcaption><span class="label">Figure 1.</span> A square.</figcaption></figure>
</section>
<section class="chapter-notes" id="one-notes" role="doc-endnotes" aria-labelledby="one-notes-title"><h2 id="one-notes-title">Notes</h2>
<ol class="note-list"><li class="note"><div id="one-note-a" class="note-body" role="doc-footnote" data-number="1"><p><span class="note-number">1.</span>
A note. <a class="backlink" role="doc-backlink" href="#one-ref-a" aria-label="Back to note call 1">↩</a></p></div></li></ol></section>
</section>
<section id="two" class="chapter" role="doc-chapter" aria-labelledby="two-title" data-kind="chapter" data-part="first" data-label="2">
<header class="opener"><p class="label">2</p><h1 id="two-title">Two</h1></header>
<section id="two-section" class="level2"><h2>Deep</h2><p>Привет &lt;b&gt; &amp; more.</p>
<table id="tbl-a" data-number="1"><caption><span class="label">Table 1.</span> Numbers.</caption><thead><tr><th scope="col">Year</th></tr></thead>
<tbody><tr><td class="align-right">1871</td></tr></tbody></table></section>
</section>
</div><div class="backmatter"></div></body></html>
"""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200"/></svg>'


def section(name: str, key: str, title: str, *, label: str = "", part: str = "") -> Section:
    """A section of the sample book."""
    matter = "bodymatter" if name in ("part", "chapter") else "frontmatter"
    return Section(key=key, kind=KINDS[name], matter=matter, title=title, label=label, part=part)


def sample(folder: Path) -> Book:
    """The sample book, with its one picture on disk, in this folder."""
    (folder / "manuscript/figures").mkdir(parents=True)
    (folder / "manuscript/figures/map.svg").write_bytes(SVG)
    metadata = Metadata(
        title="Glass",
        subtitle="A Sample",
        short_title="Glass",
        slug="glass",
        language="en-US",
        identifier="urn:uuid:0",
        contributors=(Contributor("A. Writer"), Contributor("E. Ditor", "edt")),
        description="A book about “glass” & more.",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    sections = (
        section("half-title", "half-title", "Half Title"),
        section("title-page", "title-page", "Title Page"),
        section("dedication", "dedication", "Dedication"),
        section("contents", "contents", "Contents"),
        section("part", "first", "First", label="Part One"),
        section("chapter", "one", "One", label="1", part="first"),
        section("chapter", "two", "Two", label="2", part="first"),
    )
    editions = (Edition("html", "chapter", "chapter", url="https://example.org/glass/"),)
    return Book(folder / "manuscript", metadata, sections, editions)


def page(path: Path) -> etree._Element:
    """A written page, read back."""
    return lxml_html.fromstring(path.read_bytes())
