"""The sheet a cover is drawn on: back, spine and front side by side with their bleed, or the front alone. All lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samizdat.book import Trim

PanelName = Literal["ground", "back", "spine", "front"]
UNITS = 100
"""The width of a trimmed page, in the units that templates are drawn in; so one template fits every trim."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the sheet. `x`, `y`: its upper left corner as it is drawn; `width`, `height`: its trimmed size as it is read; `bleed`: what is drawn
    past its left, top, right and bottom. `turned`: it is drawn lying and turned by a quarter clockwise, so that it reads from top to bottom."""

    name: PanelName
    x: float
    y: float
    width: float
    height: float
    bleed: tuple[float, float, float, float]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A front alone (`spine` None) or a wrap: `trim` is the size of the book, `bleed` what is printed past it on each of the four sides."""

    trim: Trim
    bleed: float = 0.0
    spine: float | None = None

    @property
    def trimmed(self) -> tuple[float, float]:
        """Width and height of the sheet after cutting."""
        across = self.trim.width_mm if self.spine is None else 2 * self.trim.width_mm + self.spine
        return across, self.trim.height_mm

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet with its bleed."""
        return self.trimmed[0] + 2 * self.bleed, self.trimmed[1] + 2 * self.bleed

    @property
    def unit(self) -> float:
        """How long one unit of the template is."""
        return self.trim.width_mm / UNITS

    def panels(self) -> tuple[Panel, ...]:
        """The parts from the lowest to the uppermost: the ground under all of them first. The spine is drawn lying, its head on the left; English books
        have it so that it reads from top to bottom (ISO 6357)."""
        width, height = self.trim.width_mm, self.trim.height_mm
        edge = self.bleed
        ground = Panel("ground", edge, edge, self.trimmed[0], height, (edge,) * 4)
        if self.spine is None:
            return ground, Panel("front", edge, edge, width, height, (edge,) * 4)
        fold = edge + width + self.spine
        back = Panel("back", edge, edge, width, height, (edge, edge, 0.0, edge))
        spine = Panel("spine", fold, edge, height, self.spine, (edge, 0.0, edge, 0.0), turned=True)
        return ground, back, spine, Panel("front", fold, edge, width, height, (0.0, edge, edge, edge))
