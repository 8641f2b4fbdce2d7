"""A timeline: days run down a line, with events to the left and to the right of it."""

from __future__ import annotations

from lettering import number
from sheet import LEADING, SIZE, WIDTH, Sheet, day, plain

AXIS = WIDTH // 2  # x of the line of days
DAY = 6.2  # height of one day
TOP = 44  # y of the first day
GAP = 16  # from the line to the labels
PAD = 3.5  # least space between two labels


def place(events, low, high):
    """Label centers as near to their dates as they can stand without touching."""
    events = sorted(events, key=lambda e: e["y"])
    blocks = []  # [sum of wished tops, height, members]
    for event in events:
        height = len(event["text"]) * LEADING + PAD
        wish = event["y"] - height / 2
        blocks.append({"wish": [wish], "height": height, "events": [(event, 0.0)]})
        while True:
            last = blocks[-1]
            last["top"] = sum(last["wish"]) / len(last["wish"])
            last["top"] = min(max(last["top"], low), high - last["height"])
            if len(blocks) < 2 or blocks[-2]["top"] + blocks[-2]["height"] <= last["top"]:
                break
            upper = blocks[-2]
            for event_, offset in last["events"]:
                upper["events"].append((event_, offset + upper["height"]))
            upper["wish"] += [w - upper["height"] for w in last["wish"]]
            upper["height"] += last["height"]
            blocks.pop()
    for block in blocks:
        for event, offset in block["events"]:
            yield event, block["top"] + offset


def draw(data):
    first, last = data["first"], data["last"]
    bottom = TOP + (last - first).days * DAY
    height = bottom + 26

    def y(date):
        return TOP + (date - first).days * DAY

    told = "; ".join(f"{day(e['date'])}, {plain(*e['text'])}" for e in sorted(data["event"], key=lambda e: e["date"]))
    sheet = Sheet(data["title"], told, height)

    bar = data["bar"]
    high, low = y(bar["from"]), y(bar["to"])
    sheet.add('<g stroke="#000" fill="none" stroke-width="1">')
    sheet.add(f'<path d="M{AXIS} {number(TOP - 6)}V{number(bottom + 6)}"/>')
    sheet.add(f'<path stroke-width="5" d="M{AXIS} {number(high)}V{number(low)}"/>')
    sheet.add("</g>")

    sheet.words(AXIS / 2, 16, [("The Commune", "italic")], "middle")
    sheet.words(AXIS * 1.5, 16, [("The war", "italic")], "middle")

    for side, sign, anchor in (("left", -1, "end"), ("right", 1, "start")):
        events = [dict(e, y=y(e["date"])) for e in data["event"] if e["side"] == side]
        for event, top in place(events, TOP - 16, height - 4):
            block = len(event["text"]) * LEADING
            middle = top + (block + PAD) / 2
            start, bend, end = AXIS + sign * 2.5, AXIS + sign * 6, AXIS + sign * (GAP - 4)
            sheet.add(f'<circle cx="{AXIS}" cy="{number(event["y"])}" r="2.5"/>')
            sheet.add(
                f'<path stroke="#000" stroke-width=".6" fill="none" d="M{number(start)} {number(event["y"])}'
                f'H{number(bend)}L{number(end)} {number(middle)}"/>'
            )
            x = AXIS + sign * GAP
            for row, words in enumerate(event["text"]):
                base = top + PAD / 2 + row * LEADING + LEADING * 0.76
                runs = [(words, "roman")]
                if row == 0:
                    date = (day(event["date"]), "italic")
                    runs = [(f"{words} \u2002", "roman"), date] if side == "left" else [date, (f"\u2002 {words}", "roman")]
                indent = 0 if side == "left" else (10 if row else 0)
                sheet.words(x + indent, base, runs, anchor)
    sheet.add(f'<path stroke="#000" stroke-width=".6" fill="none" d="M{AXIS - 7} {number(high)}h-5V{number(low)}h5"/>')
    sheet.words(AXIS - GAP - 2, (high + low) / 2 + SIZE * 0.3, [(bar["label"], "italic")], "end")
    return sheet.svg()
