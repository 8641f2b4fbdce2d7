"""Pictures and tables: measured, copied, and set in regions that scroll by themselves."""

from __future__ import annotations

from pathlib import Path

from sample_site import SVG, page

from samizdat.html.images import read_picture


def test_a_table_scrolls_in_a_named_region_that_takes_the_focus(site: Path) -> None:
    region = page(site / "two.html").find(".//table").getparent()
    assert (region.get("role"), region.get("aria-label"), region.get("tabindex")) == ("region", "Table 1", "0")


def test_a_picture_has_its_size_and_is_copied(site: Path) -> None:
    image = page(site / "one.html").find(".//img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("images/figures/map.svg", "300", "200")
    assert (site / "images/figures/map.svg").read_bytes() == SVG


def test_a_svg_in_millimetres_is_measured_in_px(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="1in"/>')
    assert read_picture(tmp_path, "a.svg").size == (96, 96)


def test_a_drawing_scrolls_in_a_region_named_as_its_figure(site: Path) -> None:
    region = page(site / "one.html").find(".//figure/div/img").getparent()
    assert (region.get("class"), region.get("role"), region.get("aria-label"), region.get("tabindex")) == (
        "drawing-region",
        "region",
        "Figure 1",
        "0",
    )
