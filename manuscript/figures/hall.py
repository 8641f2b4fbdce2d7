"""The parties in a hall, one square for a delegate, and under them what other counts make of the largest."""

from __future__ import annotations

from lettering import number
from sheet import LEADING, SIZE, WIDTH, Sheet, box, plain, runs
from squares import PITCH, field

TALL = 10  # squares in a column, so that each column is ten delegates
BETWEEN = 26  # between two parties
BAR, ROW = 9, 19  # height of a bar; from one bar to the next
BARS, SCALE = 166, 0.26  # x where the bars begin; width of one delegate


def many(entry: dict, key: str) -> str:
    return f"{'about ' if entry.get('about') else ''}{entry[key]}"


def told(data: dict) -> str:
    parties = "; ".join(f"{p['name']}, {many(p, 'count')}" for p in data["party"])
    counts = "; ".join(f"{plain(c['by'])}, {c['bolsheviks']} of {many(c, 'of')}" for c in data["count"])
    total = sum(p["count"] for p in data["party"])
    return f"{total} delegates: {parties}. How many were Bolsheviks, by different counts: {counts}"


def draw(data: dict) -> str:
    parties = {p["name"]: p for p in data["party"]}
    field_height = TALL * PITCH + 2 * LEADING + 12
    bars = 22 + len(data["rows"]) * field_height
    sheet = Sheet(data["title"], told(data), bars + 24 + len(data["count"]) * ROW)

    sheet.words(0, 11, runs(data["unit"]))
    for row, names in enumerate(data["rows"]):
        x, y = 0.0, 22 + row * field_height
        for name in names:
            party = parties[name]
            width = field(sheet, x, y, TALL, [(party["mark"], party["count"])])
            base = y + TALL * PITCH + LEADING * 0.76
            sheet.words(x, base, [(name, "roman")])
            sheet.words(x, base + LEADING, [(many(party, "count"), "roman")])
            x += max(width, sheet.letters.width([(name, "roman")])) + BETWEEN

    base = bars + 14
    sheet.words(0, base, [("Bolsheviks, by different counts", "italic")])
    sheet.words(BARS + data["count"][0]["of"] * SCALE / 2, base, [("half", "italic")], "middle")
    for place, count in enumerate(data["count"]):
        y = bars + 24 + place * ROW
        share, whole = count["bolsheviks"] * SCALE, count["of"] * SCALE
        sheet.words(0, y + BAR / 2 + SIZE * 0.28, runs(count["by"]))
        sheet.solid(box(BARS, y, share, BAR))
        sheet.rule(box(BARS + 0.3, y + 0.3, whole - 0.6, BAR - 0.6))
        half = BARS + whole / 2
        sheet.rule(f"M{number(half)} {number(y - 3)}v{BAR + 6}", 1)
        if share > whole / 2:
            sheet.gap(f"M{number(half)} {number(y)}v{BAR}")
        sheet.words(WIDTH, y + BAR / 2 + SIZE * 0.28, [(f"{count['bolsheviks']} of {many(count, 'of')}", "roman")], "end")
    return sheet.svg()
