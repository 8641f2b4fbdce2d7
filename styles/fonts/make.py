"""Make the static fonts of this folder from the variable EB Garamond.

    pip install fontpkg-eb-garamond==1.3 fonttools
    python styles/fonts/make.py

Static instances are kept because a PDF cannot embed a variable font and many reading systems cannot show one. Every glyph and
every feature is kept (small capitals, old-style and lining figures, superiors, Cyrillic, Greek). The “bold” is cut at weight 600:
a full bold is a stranger among Garamond letters. The old-style 1, which the fonts draw as a small capital I ("chapter 11" reads as "II"),
gives place to the arabic form that they hold besides. The licence (OFL.txt) reserves no font name.
"""

from __future__ import annotations

import copy
from pathlib import Path

import fontpkg_eb_garamond
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SOURCES = Path(fontpkg_eb_garamond.__file__).parent / "files"
INSTANCES = {
    "EBGaramond-Regular.ttf": ("EBGaramond[wght].ttf", 400),
    "EBGaramond-Italic.ttf": ("EBGaramond-Italic[wght].ttf", 400),
    "EBGaramond-SemiBold.ttf": ("EBGaramond[wght].ttf", 600),
    "EBGaramond-SemiBoldItalic.ttf": ("EBGaramond-Italic[wght].ttf", 600),
}

ONES = {"one.osf": "one.01", "one.tosf": "one.tosf01"}


def read_as_one(font: TTFont) -> None:
    """Draw the old-style ones, proportional and tabular, in their arabic form."""
    for figure, arabic in ONES.items():
        font["glyf"][figure] = copy.deepcopy(font["glyf"][arabic])
        font["hmtx"][figure] = font["hmtx"][arabic]


for name, (source, weight) in INSTANCES.items():
    variable = TTFont(SOURCES / source, recalcTimestamp=False)
    static = instancer.instantiateVariableFont(variable, {"wght": weight}, updateFontNames=True)
    read_as_one(static)
    static.save(Path(__file__).parent / name)
