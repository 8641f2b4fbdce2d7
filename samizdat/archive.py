"""The archive: the finished PDF as PDF/A-2b (ISO 19005-2), for libraries that keep files for longer than any program lasts.

Pages stay as they are. What changes is said by `pikepdf.pdfa`: an output intent, metadata, links that may be printed; and it judges the file that was made.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import pdfa

from samizdat.problems import Place, Problem

FLAVOUR = "2b"
RESOURCES = ("/Pattern", "/Shading", "/XObject", "/ExtGState", "/ColorSpace")


def archive(screen: Path, shown: str) -> tuple[bytes, list[Problem]]:
    """The PDF at `screen` as PDF/A-2b, and what keeps it from being one; `shown` is its name for messages. The same file gives the same bytes."""
    made = BytesIO()
    with pikepdf.open(screen) as pdf:
        _drop_unjudged(pdf)
        pdfa.prepare(pdf, FLAVOUR)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about["xmp:MetadataDate"] = about["xmp:ModifyDate"]
        pdf.save(made, **pdfa.resolve_save_kwargs(FLAVOUR, deterministic_id=True))
    made.seek(0)
    report = pdfa.validate_written(made, FLAVOUR)
    return made.getvalue(), [] if report.passed else [_refused(shown, str(finding)) for finding in report.findings]


def _drop_unjudged(pdf: pikepdf.Pdf) -> None:
    """Drop what says nothing and the validator does not know: empty lists of resources, and namespaces of tags, which came with PDF 2.0."""
    for page in pdf.pages:
        for name in RESOURCES:
            if name in page.obj.Resources and not page.obj.Resources[name].keys():
                del page.obj.Resources[name]
    if "/Namespaces" in pdf.Root.get("/StructTreeRoot", {}):
        del pdf.Root.StructTreeRoot.Namespaces
    for tag in pdf.objects:
        if isinstance(tag, pikepdf.Dictionary) and "/NS" in tag and "/S" in tag:
            del tag.NS


def _refused(shown: str, finding: str) -> Problem:
    return Problem(
        Place(shown),
        "P090",
        f"the archive is not PDF/A-2b: {finding}",
        "a library's validator would refuse the file",
        "look for a picture or a font with a construct of its own, and write the picture anew",
    )
