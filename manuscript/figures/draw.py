"""Draws the book's figures: `.venv/bin/python manuscript/figures/draw.py`.

Reads each `.toml` beside it and writes the `.svg` of the same name; the same input gives the same bytes.
The first key of a `.toml`, `form`, names the module that draws it. What stands after a `#` beside a number, or
under `source`, says where the number was found; no figure prints it, and its note in the book tells it.
"""

import tomllib
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def drawings():
    """Each figure: where it is kept and what is to be written there."""
    for source in sorted(HERE.glob("*.toml")):
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        yield source.with_suffix(".svg"), import_module(data["form"]).draw(data)


if __name__ == "__main__":
    for path, svg in drawings():
        path.write_text(svg, encoding="utf-8")
