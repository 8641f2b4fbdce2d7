"""The tree cut into XHTML content documents, one file for each, with every link led to the right file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from samizdat.book import Book
from samizdat.epub import names, notes, semantics
from samizdat.epub.package import XHTML_TYPE, XML_LANG, Resource
from samizdat.kinds import KINDS
from samizdat.problems import Place, Problem, ProblemsFound

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
FOREIGN = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
PROPERTIES = {FOREIGN["svg"]: "svg", FOREIGN["math"]: "mathml"}
"""The manifest properties of documents that hold elements of these namespaces (EPUB 3.3 appendix D.5)."""

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
FOLDER = "text"
NAV = "nav.xhtml"
COVER = "cover.xhtml"
SHEET = "css/book.css"


@dataclass(frozen=True, slots=True)
class Document:
    """A content document: `name` its file in text/, `term` its epub:type, `root` its one element, still without a namespace."""

    name: str
    term: str
    matter: str
    title: str
    language: str
    root: etree._Element
    properties: tuple[str, ...] = ()


def cut(tree: etree._Element, pictures: Mapping[str, str]) -> list[Document]:
    """The content documents of `tree` in reading order, marked and linked; `pictures` gives the package address of each image source.

    Raises ProblemsFound for links to ids that the tree has not.
    """
    sections = [(matter, part) for matter, section in _sections(tree) for part in notes.divide(deepcopy(section))]
    roots = [section for _, section in sections]
    files = _files(roots)
    language = tree.get("lang", "en")
    homes = {identifier: name for root, name in zip(roots, files, strict=True) for identifier in _ids(root)}
    problems = [problem for root, name in zip(roots, files, strict=True) for problem in _lead(root, name, homes, roots)]
    if problems:
        raise ProblemsFound(problems)
    return [_document(root, name, matter, language, pictures) for (matter, root), name in zip(sections, files, strict=True)]


def cover_page(book: Book, href: str, alt: str) -> Document:
    """The content document that shows the cover picture at `href`, which says what is in `alt`."""
    root = etree.Element("section", {"id": "cover", "class": "cover-page", "aria-label": "Cover", semantics.EPUB_TYPE: "cover"})
    etree.SubElement(root, "img", {"src": f"../{href}", "alt": alt})
    return Document(COVER, "cover", "frontmatter", "Cover", book.metadata.language, root)


def page(document: Document) -> Resource:
    """The document as a file of XHTML (EPUB 3.3 section 6.1)."""
    html = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})  # type: ignore[dict-item]
    html.set("lang", document.language)
    html.set(XML_LANG, document.language)
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = document.title
    etree.SubElement(head, f"{{{XHTML}}}link", {"rel": "stylesheet", "type": "text/css", "href": f"../{SHEET}"})
    body = etree.SubElement(html, f"{{{XHTML}}}body", {semantics.EPUB_TYPE: document.matter})
    body.append(deepcopy(document.root))
    found = _qualify(body)
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    data = etree.tostring(html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"
    return Resource(f"{FOLDER}/{document.name}", XHTML_TYPE, data, (*document.properties, *found), in_spine=True)


def full_title(label: str, title: str) -> str:
    """Label and title on one line: “Part One: Glass”, “3. The Bakers”, “IV. Iron”."""
    return f"{label}{separator(label)} {title}" if label and title else label or title


def separator(label: str) -> str:
    """The mark between a label and its title: a full stop after a numeral, a colon after words, none where the label brings its own."""
    if not label or not label[-1].isalnum():
        return ""
    return "." if label.isdecimal() or set(label) <= set("IVXLC") else ":"


def text(element: etree._Element) -> str:
    """The text of the element on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _sections(tree: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each content document of the tree with the matter it stands in."""
    for wrapper in tree.iterfind("body/div"):
        for section in wrapper.iterchildren(etree.Element):
            yield wrapper.get("class", "bodymatter"), section


def _files(roots: Sequence[etree._Element]) -> list[str]:
    """The file name of each content document: its key, but `nav.xhtml` for the contents."""
    stems = names.distinct((root.get("id", "section") for root in roots), taken=("nav", "cover"))
    return [NAV if root.get("data-kind") == "contents" else f"{stem}.xhtml" for root, stem in zip(roots, stems, strict=True)]


def _ids(root: etree._Element) -> Iterator[str]:
    """The ids in one document."""
    return (identifier for element in root.iter(etree.Element) if (identifier := element.get("id")))


def _lead(root: etree._Element, name: str, homes: Mapping[str, str], roots: Sequence[etree._Element]) -> Iterator[Problem]:
    """Lead the links of one document, in file `name`, to the files of their targets, in place; a whole document needs no fragment."""
    whole = {document.get("id") for document in roots}
    for link in root.iterfind(".//a[@href]"):
        target = link.get("href", "")
        if not target.startswith("#"):
            continue
        home = homes.get(target[1:])
        if home is None:
            yield Problem(place(link), "E901", f"the link to {target} leads nowhere", "nothing in the book has that id", "correct the id")
        elif home != name:
            link.set("href", home if target[1:] in whole else f"{home}{target}")
    yield from _describe(root)


def _describe(root: etree._Element) -> Iterator[Problem]:
    """Point each picture that has a long description to it, in place; it stands in the same document (WAI-ARIA 1.2, `aria-details`)."""
    ids = set(_ids(root))
    for image in root.iterfind(".//img[@data-details]"):
        name = image.get("data-details", "").removeprefix("#")
        # The tree puts the key of its section before an author's id.
        found = next((one for one in (name, f"{root.get('id')}-{name}") if one in ids), "")
        if found:
            image.set("aria-details", found)
        else:
            what = f"the picture {image.get('src')} has its long description at “{name}”, which is not in its chapter"
            yield Problem(
                place(image), "E905", what, "a reader who cannot see it is sent nowhere", f"put  ::: {{#{name}}} … :::  into this chapter"
            )


def place(element: etree._Element) -> Place:
    """Where the element came from: the `data-source` of the nearest element that has one."""
    for near in (element, *element.iterancestors()):
        path, _, line = near.get("data-source", "").rpartition(":")
        if path:
            return Place(path, int(line) if line.isdecimal() else 0)
    return Place("book.toml")


def _document(root: etree._Element, name: str, matter: str, language: str, pictures: Mapping[str, str]) -> Document:
    """The finished document of one content section."""
    kind = KINDS[root.get("data-kind", "chapter")]
    heading = root.find(".//h1")
    title = root.get("data-title") or (text(heading) if heading is not None else "") or kind.title
    for image in root.iterfind(".//img"):
        image.set("src", f"../{pictures[image.get('src', '')]}")
    whole = full_title(root.get("data-label", ""), title)
    semantics.mark(root)
    if heading is None:
        root.set("aria-label", whole)
    return Document(name, kind.epub_type, matter, whole, root.get("lang") or language, root)


def _qualify(body: etree._Element) -> tuple[str, ...]:
    """Put the elements of `body` in the namespace of XHTML, SVG or MathML, in place; return the manifest properties that this calls for."""
    etree.strip_tags(body, etree.Comment, etree.ProcessingInstruction)
    found: set[str] = set()
    for element in body.iter(etree.Element):
        name = etree.QName(element)
        namespace = name.namespace or FOREIGN.get(name.localname) or _foreign_around(element) or XHTML
        element.tag = f"{{{namespace}}}{name.localname}"
        found.add(PROPERTIES.get(namespace, ""))
        if namespace == XHTML and name.localname not in VOID and element.text is None and not len(element):
            element.text = ""
    return tuple(sorted(found - {""}))


def _foreign_around(element: etree._Element) -> str | None:
    """The namespace of the element's parent, if that is a drawing or a formula."""
    parent = element.getparent()
    namespace = etree.QName(parent).namespace if parent is not None else None
    return namespace if namespace in PROPERTIES else None
