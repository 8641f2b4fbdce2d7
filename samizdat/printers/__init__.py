"""Printers: what each one asks of a file, as TOML in this folder, one file a printer, with the sources and the day they were read.

A figure that no source gives is left out and stands under `ask`, as a question to put to the printer before the first order; no rule is judged by it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from samizdat.nearest import nearest

HERE = Path(__file__).parent
Standard = Literal["", "PDF/X-1a:2003", "PDF/X-4"]
Kept = Literal["annotations", "outline", "tags", "metadata"]
Ink = Literal["black", "colour"]

RANGES = {
    "mm": (0, 100),
    "page_mm": (0.001, 2),
    "pages": (1, 10_000),
    "multiple": (1, 64),
    "last_blank": (0, 16),
    "blanks_in_row": (0, 10_000),
    "ppi": (1, 5000),
    "ink_limit": (0, 400),
    "pt": (0, 100),
    "megabytes": (0.001, 1_000_000),
}
"""What a figure can be, by the name of its field or the last word of that: wider than any printer's, and such that nothing breaks by it."""
WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", date: "a date"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures of a profile were read: a title, an address, and the day it was read; a source without a day was not seen, only named by others."""

    title: str
    url: str
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class FileRules:
    """The file. `standard`: the PDF/X it is to be, empty where none is asked. `newest`: the newest PDF version taken, as “1.7”. `marks`: whether crop marks
    are wanted. `keeps`: what of the screen edition may stay in it. `profile_asked`: whether an output intent is wanted. `megabytes`: the largest file."""

    standard: Standard = ""
    newest: str = ""
    marks: bool = False
    keeps: tuple[Kept, ...] = ()
    profile_asked: bool = False
    transparency: bool = True
    megabytes: float | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """The least inside margin, in mm, of a book of up to so many pages."""

    pages: int
    mm: float


@dataclass(frozen=True, slots=True)
class InteriorRules:
    """The pages. Lengths in mm; `bleed_mm` is what pages that bleed have past the trim, `bleed_always` whether every page has it, `bleed_at_spine` whether
    the edge at the spine has it too; `margin_mm` the least margin of text at head, foot and outside;
    `multiple` what the page count is filled up to with blanks at the end; `last_blank`: how many pages at the very end must be blank;
    `blanks_in_row`: the most blank pages one after the other that are taken."""

    ink: Ink = "black"
    bleed_mm: float | None = None
    bleed_always: bool = False
    bleed_at_spine: bool = True
    margin_mm: float | None = None
    inside: tuple[Inside, ...] = ()
    least_pages: int | None = None
    most_pages: int | None = None
    multiple: int = 2
    last_blank: int = 0
    blanks_in_row: int | None = None

    def inside_mm(self, pages: int) -> float | None:
        """The least inside margin of a book of so many pages; None where the printer names none."""
        return next((step.mm for step in sorted(self.inside, key=lambda step: step.pages) if pages <= step.pages), None)


@dataclass(frozen=True, slots=True)
class PictureRules:
    """Resolutions in pixels per inch as printed, of pictures in tones and of line art; `ink_limit` the most ink on one point, in per cent of the four inks
    together; `hairline_pt` the thinnest rule, `type_pt` the smallest type."""

    tone_ppi: float | None = None
    line_ppi: float | None = None
    ink_limit: float | None = None
    hairline_pt: float | None = None
    type_pt: float | None = None


@dataclass(frozen=True, slots=True)
class CoverRules:
    """The wrap: back, spine, front in one. Lengths in mm. `safe_mm`: how far from the trim text stays; `spine_safe_mm`: from the folds of the spine;
    `spine_text_pages`: with fewer pages the spine has no text; `barcode_*`: the white zone for the barcode and its distance from trim and spine;
    `template_asked`: whether the printer gives out templates that its own file must be laid over."""

    standard: Standard = ""
    bleed_mm: float | None = None
    safe_mm: float | None = None
    spine_safe_mm: float | None = None
    spine_text_pages: int | None = None
    barcode_width_mm: float | None = None
    barcode_height_mm: float | None = None
    barcode_margin_mm: float | None = None
    template_asked: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: the key that `paper` in book.toml gives, its name, how thick one page (half a leaf) is in mm, and what cover and glue add to the spine in mm.
    `page_mm` is None where the printer must be asked."""

    key: str
    name: str
    page_mm: float | None = None
    cover_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Printer:
    """What a printer asks. `key` is the name of its file; `ask` are questions for it, each a sentence."""

    key: str
    name: str
    sources: tuple[Source, ...] = ()
    ask: tuple[str, ...] = ()
    file: FileRules = FileRules()
    interior: InteriorRules = InteriorRules()
    pictures: PictureRules = PictureRules()
    cover: CoverRules = CoverRules()
    papers: tuple[Paper, ...] = ()

    def paper(self, key: str) -> Paper | None:
        """The paper of that key, or the first where `key` is empty; None where the printer has none such."""
        return next((paper for paper in self.papers if not key or paper.key == key), None)

    def spine_mm(self, pages: int, key: str) -> float | None:
        """The width of the spine of so many pages on a paper; None where the printer must be asked."""
        paper = self.paper(key)
        return None if paper is None or paper.page_mm is None else pages * paper.page_mm + paper.cover_mm


def names() -> tuple[str, ...]:
    """The keys of all printers that come with the pipeline."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


def read(path: Path) -> Printer:
    """The printer that a TOML file describes. Raises ValueError, in a sentence, where it cannot be read or says what no profile says."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError("there is no such file") from None
    except OSError as error:
        raise ValueError(f"it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None
    except RecursionError:
        raise ValueError("it is not TOML: lists or tables stand too deep in one another") from None
    except ValueError as error:
        raise ValueError(f"it is not TOML: {error}") from None
    if "key" in said:
        # It names the folder of what is made, and is never the file's to choose.
        raise ValueError(_unknown("key", ""))
    return _made(Printer, {"key": path.stem, **said}, "")  # type: ignore[no-any-return]


def printer(key: str) -> Printer:
    """The printer of that key. Raises KeyError where there is none."""
    if key not in names():
        raise KeyError(key)
    return read(HERE / f"{key}.toml")


def _made(kind: Any, value: object, where: str) -> Any:
    """A value of TOML as the type `kind`; `where` names it."""
    if get_origin(kind) in (Union, UnionType):
        return _made(next(one for one in get_args(kind) if one is not type(None)), value, where)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{where} is to be a list")
        return tuple(_made(get_args(kind)[0], one, f"{where}, number {place}") for place, one in enumerate(value, 1))
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{where} is to be one of {', '.join(repr(one) for one in get_args(kind))}")
        return value
    if kind in (bool, int, float, str, date):
        return _plain(kind, value, where)
    if not isinstance(value, dict):
        raise ValueError(f"{where} is to be a table")
    hints = get_type_hints(kind)
    if unknown := sorted(set(value) - set(hints)):
        raise ValueError(_unknown(f"{where}.{unknown[0]}".lstrip("."), nearest(unknown[0], hints)))
    try:
        return kind(**{name: _made(hints[name], one, f"{where}.{name}".lstrip(".")) for name, one in value.items()})
    except TypeError:
        missing = next(name for name in hints if name not in value)
        raise ValueError(f"{where or 'the file'} needs {missing}") from None


def _unknown(where: str, offer: str) -> str:
    return f"{where} is no key of a profile{offer and f', did you mean {offer}?'}"


def _plain(kind: type, value: object, where: str) -> object:
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise ValueError(f"{where} is to be {WORDS[kind]}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    low, high = _range(where.rpartition(".")[2])
    # Said so that “not a number”, which is neither less nor more, is refused too.
    if not low <= value <= high:
        raise ValueError(f"{where} is to be from {low} to {high}")
    return float(value) if kind is float else value


def _range(name: str) -> tuple[float, float]:
    """The least and the most of the figure in a field."""
    return RANGES.get(name) or RANGES[name.rpartition("_")[2]]
