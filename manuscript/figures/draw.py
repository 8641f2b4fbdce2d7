"""Draws the book's timelines: `.venv/bin/python manuscript/figures/draw.py`.

Reads each `*-timeline.toml` beside it and writes the `.svg` of the same name; the same input gives the same bytes.
"""

import tomllib
from html import escape
from pathlib import Path

from lettering import Lettering, number

HERE = Path(__file__).parent

# One unit is a quarter of a millimeter when the figure is printed 110 mm wide.
WIDTH = 440
AXIS = 220  # x of the line of days
DAY = 6.2  # height of one day
TOP = 44  # y of the first day
SIZE = 12.4  # type size: 3.1 mm, a little under 9 points
LEADING = 14
GAP = 16  # from the line to the labels
PAD = 3.5  # least space between two labels
MONTHS = ["", "Jan.", "Feb.", "March", "April", "May", "June"]


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

    def y(day):
        return TOP + (day - first).days * DAY

    letters = Lettering(SIZE)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}"'
        f' width="110mm" height="{number(height / 4)}mm" role="img" aria-labelledby="title desc" fill="#000">',
        f'<title id="title">{escape(data["title"])}</title>',
    ]
    told = "; ".join(
        f"{MONTHS[e['date'].month]} {e['date'].day}, {' '.join(e['text']).replace(';', ',')}"
        for e in sorted(data["event"], key=lambda e: e["date"])
    )
    out.append(f'<desc id="desc">{escape(told)}.</desc>')

    out.append('<g stroke="#000" fill="none" stroke-width="1">')
    out.append(f'<path d="M{AXIS} {number(TOP - 6)}V{number(bottom + 6)}"/>')
    out.append(f'<path stroke-width="5" d="M{AXIS} {number(y(data["bar"]["from"]))}V{number(y(data["bar"]["to"]))}"/>')
    out.append("</g>")

    out.append(letters.line(AXIS / 2, 16, [("The Commune", "italic")], "middle"))
    out.append(letters.line(AXIS * 1.5, 16, [("The war", "italic")], "middle"))

    for side, sign, anchor in (("left", -1, "end"), ("right", 1, "start")):
        events = [dict(e, y=y(e["date"])) for e in data["event"] if e["side"] == side]
        for event, top in place(events, TOP - 16, height - 4):
            block = len(event["text"]) * LEADING
            middle = top + (block + PAD) / 2
            start, bend, end = AXIS + sign * 2.5, AXIS + sign * 6, AXIS + sign * (GAP - 4)
            out.append(f'<circle cx="{AXIS}" cy="{number(event["y"])}" r="2.5"/>')
            out.append(
                f'<path stroke="#000" stroke-width=".6" fill="none" d="M{number(start)} {number(event["y"])}'
                f'H{number(bend)}L{number(end)} {number(middle)}"/>'
            )
            x = AXIS + sign * GAP
            for row, words in enumerate(event["text"]):
                base = top + PAD / 2 + row * LEADING + LEADING * 0.76
                runs = [(words, "roman")]
                if row == 0:
                    day = (f"{MONTHS[event['date'].month]} {event['date'].day}", "italic")
                    runs = [(f"{words} \u2002", "roman"), day] if side == "left" else [day, (f"\u2002 {words}", "roman")]
                indent = 0 if side == "left" else (10 if row else 0)
                out.append(letters.line(x + indent, base, runs, anchor))
    bar = data["bar"]
    high, low = y(bar["from"]), y(bar["to"])
    out.append(f'<path stroke="#000" stroke-width=".6" fill="none" d="M{AXIS - 7} {number(high)}h-5V{number(low)}h5"/>')
    out.append(letters.line(AXIS - GAP - 2, (high + low) / 2 + SIZE * 0.3, [(bar["label"], "italic")], "end"))
    out.insert(3, letters.definitions())
    out.append("</svg>")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    for source in sorted(HERE.glob("*-timeline.toml")):
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        source.with_suffix(".svg").write_text(draw(data), encoding="utf-8")
