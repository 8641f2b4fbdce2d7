"""How long the print edition takes, beside other ways from the same Markdown to a PDF: `.venv/bin/python benchmarks/print.py --words 25000`.

Makes a book of about so many words out of the chapters of a manuscript with their notes, again and again from the first where they do not
suffice, and times in one run: our build cold, with nothing changed, with one word changed; and, where they are installed
(benchmarks/requirements.txt), plain pandoc with WeasyPrint, Typst and Prince through pandoc, and XeLaTeX. Times on a shared machine mean little:
the table has ratios to plain pandoc with WeasyPrint.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
PANDOC = pypandoc.get_pandoc_path()
HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
LINK = re.compile(r"\[([^\]\[]*)\]\(#[^)]*\)")
LABEL = re.compile(r"\[\^([^\]\s]+)\]")
PICTURE = re.compile(r"^!\[.*$", re.MULTILINE)
PLAIN = (re.compile(r"\{#[\w-]+\}"), re.compile(r"(?<!\w)@(?=\w)"))
"""Ids and citations go: the same text is to be set by all, and a copy of a chapter may not have its ids again."""

Way = Callable[[Path], None]


def chapters(manuscript: Path) -> Iterator[str]:
    """The chapters of a manuscript with their notes, plain, for ever."""
    files = [path for folder in ("parts", "essays") for path in sorted((manuscript / folder).glob("*.md"))]
    for number, path in enumerate(cycle(files)):
        notes = manuscript / "endnotes" / path.name
        text = HEAD.sub("", path.read_text("utf-8")) + ("\n\n" + notes.read_text("utf-8") if notes.exists() else "")
        text = PICTURE.sub(lambda found: "A picture." + "".join(f"[^{label}]" for label in LABEL.findall(found[0])), text)
        for pattern in PLAIN:
            text = pattern.sub("", text)
        yield LABEL.sub(rf"[^n{number}-\1]", LINK.sub(r"\1", text)).strip() + "\n"


def book(folder: Path, manuscript: Path, words: int) -> None:
    """Write a manuscript of about so many words into the folder, and the whole of it as `whole.md`."""
    (folder / "parts").mkdir(parents=True)
    names, texts = [], []
    for number, text in enumerate(chapters(manuscript), 1):
        names.append(f"parts/{number:03}-chapter.md")
        texts.append(text)
        (folder / names[-1]).write_text(text, "utf-8")
        if sum(len(one.split()) for one in texts) >= words:
            break
    listed = ", ".join(f'"{name}"' for name in names)
    (folder / "book.toml").write_text(
        f'[book]\ntitle = "A Book"\nlanguage = "en-US"\n\n[contents]\nchapters = [{listed}]\n\n[editions.pdf]\ntrim = "5.5x8.5in"\n',
        "utf-8",
    )
    (folder / "whole.md").write_text("\n\n".join(texts), "utf-8")


def ours(folder: Path) -> None:
    """Our print edition, read back and verified, as an author gets it."""
    run([sys.executable, "-m", "invoke", "pdf", "--book", str(folder), "--out", str(folder.with_name("out")), "--quiet"])


def plain_weasyprint(folder: Path) -> None:
    """Pandoc with WeasyPrint as its PDF engine, and nothing else."""
    engine = Path(sys.executable).with_name("weasyprint")
    run([PANDOC, "whole.md", "-o", "weasyprint.pdf", f"--pdf-engine={engine}", "--metadata=title:A Book"], folder)


def typst(folder: Path) -> None:
    """Pandoc to Typst, and Typst's own compiler from PyPI. Raises ModuleNotFoundError."""
    import typst as compiler  # type: ignore[import-not-found]

    run([PANDOC, "whole.md", "-s", "-o", "whole.typ"], folder)
    compiler.compile(str(folder / "whole.typ"), output=str(folder / "typst.pdf"))


def prince(folder: Path) -> None:
    """Pandoc to HTML, and Prince from PyPI or from the machine. Raises FileNotFoundError."""
    engine = shutil.which("prince") or str(Path(sys.executable).with_name("prince"))
    run([PANDOC, "whole.md", "-s", "-o", "whole.html", "--metadata=title:A Book"], folder)
    run([engine, "whole.html", "-o", "prince.pdf"], folder)


def xelatex(folder: Path) -> None:
    """Pandoc with XeLaTeX. Raises FileNotFoundError."""
    if not shutil.which("xelatex"):
        raise FileNotFoundError("xelatex")
    run([PANDOC, "whole.md", "-o", "xelatex.pdf", "--pdf-engine=xelatex"], folder)


def run(command: list[str], folder: Path = ROOT) -> None:
    """Run a program; raises FileNotFoundError where it is not there, RuntimeError with its last words where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr or done.stdout).strip()[-300:])


def timed(way: Way, folder: Path) -> float:
    """Seconds by the clock of the wall."""
    start = time.perf_counter()
    way(folder)
    return time.perf_counter() - start


def change_one_word(folder: Path) -> None:
    """Another word in the middle chapter, of the same length."""
    files = sorted((folder / "parts").glob("*.md"))
    path = files[len(files) // 2]
    text = path.read_text("utf-8")
    path.write_text(text.replace(" the ", " its ", 1), "utf-8")


def measured(folder: Path) -> Iterator[tuple[str, float | str]]:
    """Every way with its seconds, or why there are none."""
    yield "ours, cold", timed(ours, folder)
    yield "ours, nothing changed", timed(ours, folder)
    change_one_word(folder)
    yield "ours, one word changed", timed(ours, folder)
    for name, way in (("plain pandoc, WeasyPrint", plain_weasyprint), ("Typst", typst), ("Prince", prince), ("XeLaTeX", xelatex)):
        try:
            yield name, timed(way, folder)
        except (FileNotFoundError, ModuleNotFoundError):
            yield name, "not installed"
        except RuntimeError as error:
            yield name, f"failed: {' '.join(str(error).split())[-80:]}"


def same_pages(manuscript: Path) -> str:
    """Whether the pages joined from pieces are, character by character with places, those of the book laid out in one go."""
    sys.path += [str(ROOT), str(ROOT / "tests")]
    from in_one_go import laid_in_one_go, unlike  # type: ignore[import-not-found]

    from samizdat import line, notes
    from samizdat.steps import Steps

    with tempfile.TemporaryDirectory() as name:
        out, steps = Path(name), Steps(quiet=True)
        (made,) = [made for made in line.build(manuscript, out, ("pdf",), steps).made if made.edition == "pdf"]
        whole = line.prepare(manuscript, out, steps)
        found = unlike(made.path, laid_in_one_go(notes.place(whole.tree, whole.book.edition("pdf")), whole.book))
    return f"{made.pages} pages, {len(found)} unlike those laid out in one go{': ' if found else ''}{', '.join(map(str, found[:20]))}"


def table(words: int, rows: list[tuple[str, float | str]]) -> str:
    """The measures as Markdown, each beside that of plain pandoc with WeasyPrint."""
    base = next((seconds for name, seconds in rows if name.startswith("plain") and isinstance(seconds, float)), None)
    lines = [f"| {words:,} words | seconds | ratio |", "|---|---:|---:|"]
    for name, seconds in rows:
        shown, ratio = (f"{seconds:.1f}", f"{seconds / base:.2f}" if base else "") if isinstance(seconds, float) else (seconds, "")
        lines.append(f"| {name} | {shown} | {ratio} |")
    return "\n".join(lines)


def main() -> None:
    """One table for each length that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--words", type=int, nargs="+", default=[25_000, 100_000, 200_000])
    parser.add_argument("--manuscript", type=Path, default=ROOT / "manuscript")
    parser.add_argument("--pages", action="store_true", help="compare pages from pieces with those laid out in one go, and time nothing")
    options = parser.parse_args()
    if options.pages:
        print(same_pages(options.manuscript))
        return
    for words in options.words:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "book"
            book(folder, options.manuscript, words)
            print(table(words, list(measured(folder))), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
