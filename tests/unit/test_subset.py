"""Fonts cut to a text keep its letters, their small capitals and the licence."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from samizdat.styles import fonts
from samizdat.subset import cut

FONT = fonts()[0].path


@pytest.mark.parametrize(("flavour", "signature"), [("ttf", b"\x00\x01\x00\x00"), ("woff2", b"wOF2")])
def test_only_the_asked_characters_stay(flavour: str, signature: bytes) -> None:
    data = cut(Path(FONT), "ab1", flavour)  # type: ignore[arg-type]
    font = TTFont(io.BytesIO(data))
    assert data.startswith(signature)
    assert set(font.getBestCmap()) == {ord("a"), ord("b"), ord("1")}
    assert {"smcp", "onum"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "Open Font License" in font["name"].getDebugName(13)
    assert len(data) < FONT.stat().st_size / 10
