"""Shares of a whole: each bar is the whole, black as far as all counts go and hatched where they differ."""

from __future__ import annotations

from lettering import number
from sheet import RULE, SIZE, WIDTH, Sheet, box, plain, runs

LEFT = 100  # x where the bars begin
SCALE = 2.7  # width of one percent
BAR, ROW, TOP = 12, 25, 26  # height of a bar; from one bar to the next; y of the first
MIDDLE = SIZE * 0.28  # from the middle of a line of words to its baseline


def share(bar: dict) -> str:
    return str(bar["low"]) if bar["high"] == bar["low"] else f"{bar['low']} or {bar['high']}"


def told(data: dict) -> str:
    return "; ".join(f"{plain(b['label'])}, {share(b)} percent" for b in data["bar"])


def draw(data: dict) -> str:
    sheet = Sheet(data["title"], told(data), TOP + len(data["bar"]) * ROW - (ROW - BAR) + 4)
    for percent in (0, 50, 100):
        x = LEFT + percent * SCALE
        sheet.words(x, 11, [(str(percent), "roman")], "middle")
        sheet.rule(f"M{number(x)} {TOP - 10}v6")
    sheet.words(WIDTH, 11, [("percent", "italic")], "end")
    for place, bar in enumerate(data["bar"]):
        y = TOP + place * ROW
        low, high = bar["low"] * SCALE, bar["high"] * SCALE
        sheet.words(0, y + BAR / 2 + MIDDLE, runs(bar["label"]))
        sheet.rule(box(LEFT + RULE / 2, y + RULE / 2, 100 * SCALE - RULE, BAR - RULE))
        sheet.solid(box(LEFT, y, low, BAR))
        if high > low:
            sheet.hatch(LEFT + low, y, high - low, BAR)
        sheet.words(WIDTH, y + BAR / 2 + MIDDLE, [(share(bar), "roman")], "end")
    return sheet.svg()
