"""Votes of one group, a row for each: one square for a member, those who broke away first."""

from __future__ import annotations

from sheet import LEADING, Sheet, day, plain, runs
from squares import PITCH, field

TALL = 5  # squares in a column
FIELD = 108  # x of the squares
BETWEEN = 16  # between two rows


def told(data: dict) -> str:
    return "; ".join(f"{day(v['date'], year=True)}, of {v['group']} deputies {plain(*v['beside'])}" for v in data["vote"])


def draw(data: dict) -> str:
    step = TALL * PITCH + BETWEEN
    top = 30
    sheet = Sheet(data["title"], told(data), top + len(data["vote"]) * step - BETWEEN + 2)
    sheet.words(0, 11, runs(data["unit"]))
    for place, vote in enumerate(data["vote"]):
        y = top + place * step
        rest = vote["group"] - vote["against"] - vote["left"]
        width = field(sheet, FIELD, y, TALL, [("full", vote["against"]), ("half", vote["left"]), ("open", rest)])
        sheet.words(0, y + LEADING * 0.76, [(day(vote["date"], year=True), "italic")])
        for row, words in enumerate(vote["beside"]):
            sheet.words(FIELD + width + 14, y + LEADING * (row + 0.76), runs(words))
    return sheet.svg()
