"""Step 7, verify: the files that a build has written in, problems out. It sees files alone: neither the Book nor the tree that they were made from.

`truth` reads the single manuscript back; `epub`, `html` and `pdf` read an edition and hold it against that; `jvm` asks
EPUBCheck and the Nu checker. Families: E the EPUB, H the HTML edition, P the print PDF; the rules are in `rules`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samizdat.problems import Place, Problem
from samizdat.verify import epub, html, jvm, pdf, rules, truth
from samizdat.verify.documents import Unreadable

__all__ = ["verify"]

MANUSCRIPT = "manuscript.html"
FAMILIES = {"epub": "E", "html": "H", "pdf": "P"}


def verify(
    folder: Path,
    slug: str,
    editions: Sequence[str],
    validators: bool = False,
    trim_mm: tuple[float, float] | None = None,
    pictures: Path | None = None,
    cache: Path | None = None,
) -> list[Problem]:
    """What is wrong with the editions (`epub`, `html`, `pdf`) in `folder`, held against its manuscript.html; sorted by place, each problem once.

    Places are relative to `folder`. `validators` also asks EPUBCheck and the Nu checker, which takes seconds; `trim_mm` is
    the width and height that the pages of the PDF ought to have, in mm; `pictures` the folder that the addresses of pictures
    in the manuscript start from (left out, the pictures of the HTML edition in `folder`); the folder `cache` keeps what is slow to read.
    """
    try:
        manuscript = truth.read(folder / MANUSCRIPT)
    except (OSError, Unreadable) as error:
        return [
            rules.problem(FAMILIES[edition], 1, Place(MANUSCRIPT), f"the single manuscript cannot be read: {error}") for edition in editions
        ]
    found = [problem for edition in editions for problem in _edition(edition, folder, slug, manuscript, trim_mm, pictures, cache)]
    if validators:
        found += _validate(folder, slug, editions)
    return sorted(set(found))


def _edition(
    name: str,
    folder: Path,
    slug: str,
    manuscript: truth.Truth,
    trim_mm: tuple[float, float] | None,
    pictures: Path | None,
    cache: Path | None,
) -> list[Problem]:
    if name == "epub":
        return epub.check(folder / f"{slug}.epub", f"{slug}.epub", manuscript)
    if name == "pdf":
        return pdf.check(
            folder / f"{slug}.pdf",
            f"{slug}.pdf",
            manuscript,
            trim_mm,
            pictures or folder / "html" / "images",
            cache / f"{slug}.json" if cache else None,
        )
    single = f"{slug}.html"
    return [*html.check_site(folder / "html", "html", manuscript), *html.check_single(folder / single, single, manuscript)]


def _validate(folder: Path, slug: str, editions: Sequence[str]) -> list[Problem]:
    found = []
    if "epub" in editions:
        found += jvm.epub(folder / f"{slug}.epub", f"{slug}.epub")
    if "html" in editions:
        pages = sorted((folder / "html").glob("*.html"))
        found += jvm.html([*pages, folder / f"{slug}.html"], folder)
    return found
