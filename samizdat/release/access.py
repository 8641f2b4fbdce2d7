"""What an EPUB says of itself to those who cannot read as most do: read from the file that is handed out, not from what was meant."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True, slots=True)
class Access:
    """The accessibility metadata of an EPUB (EPUB Accessibility 1.1, section 2), each in the order of the file.

    `features`, `modes` and `hazards` are terms of schema.org; `sufficient` sets of modes, “textual,visual”; `conforms_to` and `certified_by` are
    empty where nothing is claimed.
    """

    features: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    sufficient: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    conforms_to: str = ""
    certified_by: str = ""


def of_epub(path: Path) -> Access:
    """The accessibility metadata of the EPUB at `path`, which the build has made and checked. Raises OSError and zipfile.BadZipFile for a file that is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
        (rootfile, *_) = container.iter(f"{CONTAINER}rootfile")
        package = etree.fromstring(archive.read(str(rootfile.get("full-path"))), parser)
    said = [(meta.get("property", ""), " ".join((meta.text or "").split())) for meta in package.iter(f"{OPF}meta")]
    return Access(
        features=_every(said, "schema:accessibilityFeature"),
        modes=_every(said, "schema:accessMode"),
        sufficient=_every(said, "schema:accessModeSufficient"),
        hazards=_every(said, "schema:accessibilityHazard"),
        summary=_first(said, "schema:accessibilitySummary"),
        conforms_to=_first(said, "dcterms:conformsTo"),
        certified_by=_first(said, "a11y:certifiedBy"),
    )


def _every(said: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(text for key, text in said if key == name)


def _first(said: Iterable[tuple[str, str]], name: str) -> str:
    return next((text for key, text in said if key == name), "")
