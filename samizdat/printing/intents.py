"""Output intents: for which printing condition a file is made (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import ImageCms

REGISTRY = "http://www.color.org"
"""Where printing conditions are registered by name (ISO 15930-4, 6.13)."""
COMPONENTS = {"GRAY": 1, "CMYK": 4}


def attach(pdf: pikepdf.Pdf, profile: bytes, condition: str) -> None:
    """Name the printing condition, with its ICC profile where there is one; without either nothing is done.

    Raises ValueError, in a phrase, for a profile that is not one for printing in black or four inks.
    """
    if not (profile or condition):
        return
    intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX)
    if profile:
        described, many = _read(profile)
        intent.DestOutputProfile = pdf.make_stream(profile, N=many)
        intent.OutputConditionIdentifier = pikepdf.String(condition or "Custom")
        intent.Info = pikepdf.String(described)
    else:
        intent.OutputConditionIdentifier = pikepdf.String(condition)
    if condition:
        intent.RegistryName = pikepdf.String(REGISTRY)
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _read(profile: bytes) -> tuple[str, int]:
    """What a profile is called, and how many inks it is for."""
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile)).profile
    except (ImageCms.PyCMSError, OSError):
        raise ValueError("it is no ICC profile") from None
    space = opened.xcolor_space.strip()
    if opened.device_class != "prtr" or space not in COMPONENTS:
        raise ValueError(f"it is a profile of the class “{opened.device_class}” for {space}, not of a printer for CMYK or GRAY")
    return (opened.profile_description or "ICC profile").strip(), COMPONENTS[space]
