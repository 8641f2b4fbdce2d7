"""Rules for pictures (family S) and the cover (family M)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from lxml import etree
from PIL import Image as Pillow

from samizdat import files
from samizdat.checks.copy import Copy, Text
from samizdat.nearest import or_nearest
from samizdat.problems import Place, Problem
from samizdat.scan import Image, plain

FORMATS = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
LIMITED = {".gif": "print shows its first frame alone", ".webp": "e-readers older than EPUB 3.3 do not show it"}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
SVG_ACTIVE = frozenset(
    {"script", "foreignObject", "iframe", "audio", "video", "handler", "set", "animate", "animateMotion", "animateTransform"}
)
OUTSIDE_IN_CSS = re.compile(r"@import|url\(\s*[\"']?(?!#|data:image/(?:png|jpeg))", re.IGNORECASE)
INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,", re.IGNORECASE)
LINK_OUT = re.compile(r"https?:|mailto:|#", re.IGNORECASE)
LARGEST_BYTES = 100_000_000


def missing_image(copy: Copy) -> Iterator[Problem]:
    """S001 A picture that is not there.

    What it does: Looks for the file of every picture. Paths begin at the manuscript folder, in every chapter.
    Why it matters: There would be a hole in the page.
    Example: `![The column.](figures/colum.svg)`
    Use instead: `![The column.](figures/column.svg)`
    """
    known = sorted(path.relative_to(copy.book.root).as_posix() for path in copy.book.root.glob("figures/*"))
    for text, image, path in _images(copy):
        if path and not path.is_file():
            yield Problem(text.place(image.at), "S001", f"the picture {image.target} is not there", "there would be a hole in the page",
                          or_nearest("mend the name (paths begin at the manuscript folder)", image.target, known))  # fmt: skip


def image_from_outside(copy: Copy) -> Iterator[Problem]:
    """S002 A picture from outside the manuscript folder.

    What it does: Refuses pictures on the web, in `data:` addresses, and paths that lead out of the manuscript folder.
    Why it matters: Nothing is ever fetched from a network, and no file from elsewhere may get into the book.
    Example: `![The column.](https://example.org/column.jpg)` or `![The column.](../column.jpg)`
    Use instead: `![The column.](figures/column.jpg)`, with the picture saved there.
    """
    for text, image, path in _images(copy):
        if path is None:
            shown = image.target if len(image.target) <= 60 else f"{image.target[:59]}…"
            yield Problem(text.place(image.at), "S002", f"the picture “{shown}” is not in the manuscript folder",
                          "a book is built from its own folder alone", "save it in figures/ and write its path from there")  # fmt: skip


def image_format(copy: Copy) -> Iterator[Problem]:
    """S003 A picture that the editions cannot show.

    What it does: Takes SVG, PNG and JPEG; warns of GIF and WebP; and looks into each file whether it is what its name says.
    Why it matters: E-readers know few formats (EPUB 3.3, section 3.2), and a JPEG called `.png` is shown by some and not by others.
    Example: `![The column.](figures/column.tiff)`
    Use instead: `![The column.](figures/column.png)`
    """
    for place, target, path in _pictures(copy):
        kind = FORMATS.get(path.suffix.lower())
        if kind is None:
            yield Problem(place, "S003", f"the picture {target} is in a format that editions cannot show",
                          "e-readers and print take SVG, PNG and JPEG", "save it as PNG (a drawing) or JPEG (a photograph)")  # fmt: skip
            continue
        if fault := _fault(path, kind):
            yield Problem(place, "S003", f"the picture {target} {fault}", "some readers would see nothing in its place",
                          "save it again in the format that its name says")  # fmt: skip
        elif path.suffix.lower() in LIMITED:
            yield Problem(place, "S003", f"the picture {target} is not shown everywhere", LIMITED[path.suffix.lower()], "save it as PNG or JPEG",
                          "warning")  # fmt: skip


def no_alternative(copy: Copy) -> Iterator[Problem]:
    """S004 A picture without a text that says what it shows.

    What it does: Looks for `alt="…"` after every picture. `alt=""` says that a picture is an ornament.
    Why it matters: Readers who cannot see it hear this text; a caption alone does not say what is in the picture (WCAG 2.2, criterion 1.1.1).
    Example: `![The column.](figures/column.svg)`
    Use instead: `![The column.](figures/column.svg){alt="The column lies in pieces across the square."}`
    """
    for text, image, _ in _images(copy):
        if image.alt is None:
            name = plain(image.caption)[:40] or PurePosixPath(image.target).name
            yield Problem(text.place(image.at), "S004", f"the picture “{name}” has no alternative text",
                          "readers who cannot see it are told nothing", 'write  {alt="What it shows."}  right after it', "warning")  # fmt: skip


def active_svg(copy: Copy) -> Iterator[Problem]:
    """S014 An SVG picture that runs or loads something.

    What it does: Reads each SVG without following anything in it, and looks for scripts, event attributes, entities, links to other files and styles
        from elsewhere.
    Why it matters: A picture in a book is a picture; shops refuse e-books with scripts, and what is elsewhere will not be there.
    Example: `<svg><script>…</script></svg>` or `<image href="https://example.org/x.png"/>`
    Use instead: The drawing saved as “plain SVG”, with pictures embedded.
    """
    for place, target, path in _pictures(copy):
        if path.suffix.lower() == ".svg" and (root := _svg(path)) is not None and (fault := _svg_fault(root)):
            yield Problem(place, "S014", f"the picture {target} {fault}", "a picture may not run or load anything",
                          "save the drawing as plain SVG, with nothing linked")  # fmt: skip


def cover_alternative(copy: Copy) -> Iterator[Problem]:
    """M019 A cover without a text that says what it shows.

    What it does: Asks for `cover-alt` where there is a `cover`.
    Why it matters: Readers who cannot see the cover hear this text in its place.
    Example: `cover = "cover.jpg"`
    Use instead: `cover = "cover.jpg"` and `cover-alt = "A hammer on a pane of cracked glass."`
    """
    about = copy.book.metadata
    if about.cover and not about.cover_alt:
        yield Problem(Place(copy.path("book.toml")), "M019", "the cover has no alternative text", "readers who cannot see it are told nothing",
                      'add  cover-alt = "What it shows."  under [book]', "warning")  # fmt: skip


RULES = (missing_image, image_from_outside, image_format, no_alternative, active_svg, cover_alternative)


def _images(copy: Copy) -> Iterator[tuple[Text, Image, Path | None]]:
    """Every picture with its file; None where that is outside the manuscript folder."""
    for text in copy.texts:
        for image in text.found.images:
            yield text, image, _inside(copy.book.root, image.target)


def _inside(root: Path, target: str) -> Path | None:
    if SCHEME.match(target):
        return None
    try:
        plain_path = files.inside(root, target)
        return plain_path if plain_path.is_file() else files.inside(root, unquote(target))
    except (OSError, ValueError, RuntimeError):
        return None


def _pictures(copy: Copy) -> Iterator[tuple[Place, str, Path]]:
    """Every picture file of the book once, the cover included, with its first place."""
    cover = copy.book.metadata.cover
    found = [(Place(copy.path("book.toml")), cover, _inside(copy.book.root, cover))] if cover else []
    found += [(text.place(image.at), image.target, path) for text, image, path in _images(copy)]
    seen = set()
    for place, target, path in found:
        if path and path.is_file() and path not in seen:
            seen.add(path)
            yield place, target, path


def _fault(path: Path, kind: str) -> str:
    """What is wrong with the content of a picture, as the rest of a sentence; empty if nothing is."""
    if path.stat().st_size > LARGEST_BYTES:
        return "is larger than 100 MB"
    if kind == "SVG":
        root = _svg(path)
        return "" if root is not None and etree.QName(root).localname == "svg" else "is not an SVG that can be read"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(path) as picture:
                found = picture.format or ""
                picture.verify()
    except (OSError, SyntaxError, ValueError, TypeError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        return "cannot be read as a picture"
    return "" if found in (kind, "MPO") else f"is {found} inside and not {kind}"


def _svg(path: Path) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(path.read_bytes(), parser)
    except (etree.XMLSyntaxError, OSError, ValueError):
        return None


def _svg_fault(root: etree._Element) -> str:
    """What an SVG would run or load, as the rest of a sentence; empty if nothing."""
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        return "defines entities"
    if any(isinstance(node, etree._ProcessingInstruction) for node in root.itersiblings(preceding=True)):
        return "loads a style sheet"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in SVG_ACTIVE:
            return f"holds <{name}>"
        if name == "style" and OUTSIDE_IN_CSS.search("".join(str(text) for text in element.itertext())):
            return "loads something from its style"
        if fault := next(filter(None, (_attribute_fault(name, key, value) for key, value in element.attrib.items())), ""):
            return fault
    return ""


def _attribute_fault(element: str, key: str | bytes, value: str | bytes) -> str:
    name, text = etree.QName(str(key)).localname, str(value)
    if name.lower().startswith("on"):
        return f"has the event attribute {name}"
    if name in ("href", "src") and element != "a" and not text.startswith("#") and not INLINE_PICTURE.match(text):
        return f"loads {text[:40]}"
    if name == "href" and element == "a" and not LINK_OUT.match(text):
        return f"links to {text[:40]}"
    return "loads something from its style" if OUTSIDE_IN_CSS.search(text) and "(" in text else ""
