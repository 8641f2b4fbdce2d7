"""Columns that stand where their dates are on a line of years, each with its number beside its top."""

from __future__ import annotations

from datetime import date

from lettering import number
from sheet import LEADING, RULE, SIZE, WIDTH, Sheet, box, plain

TOP = 8  # y of the top of the scale
SCALE = 300  # height of the scale
FOOT = 22  # under the line of years
COLUMN = 3.4  # width of a column
MIDDLE = SIZE * 0.28  # from the middle of a line of words to its baseline


def told(data: dict) -> str:
    return "; ".join(f"{c['when']}, {plain(c['label'])}" for c in data["count"])


def draw(data: dict) -> str:
    sheet = Sheet(data["title"], told(data), TOP + SCALE + FOOT)
    ground = TOP + SCALE
    year = WIDTH / (data["last"] - data["first"])

    def x(day: date) -> float:
        start = date(day.year, 1, 1)
        return (day.year - data["first"] + (day - start).days / (date(day.year + 1, 1, 1) - start).days) * year

    def tall(members: int) -> float:
        return members / data["most"] * SCALE

    sheet.rule(f"M0 {number(ground)}H{WIDTH}", 1)
    for at in range(data["first"], data["last"]):
        left = (at - data["first"]) * year
        sheet.rule(f"M{number(left + 0.5)} {number(ground)}v4")
        if at % 2:
            sheet.words(left, ground + 17, [(str(at), "roman")])

    for count in data["count"]:
        middle = x(count["date"])
        low, high = tall(count["represented"]), tall(count.get("claimed", count["represented"]))
        sheet.solid(box(middle - COLUMN / 2, ground - low, COLUMN, low))
        if high > low:
            sheet.rule(box(middle - COLUMN / 2 + RULE / 2, ground - high + RULE / 2, COLUMN - RULE, high - low))
        right, rise = count["side"] == "right", count.get("rise", 0)
        base = ground - high - rise + MIDDLE
        words = [(count["when"], "italic"), (f"\u2002{count['label']}", "roman")]
        if rise:
            sheet.rule(f"M{number(middle)} {number(ground - high - 2)}V{number(base - MIDDLE + (0 if right else LEADING / 2))}")
        sheet.words(middle + (6 if right else -6), base, words, "start" if right else "end")
    return sheet.svg()
