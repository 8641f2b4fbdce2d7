"""The seven steps as they are shown: a progress bar on a terminal, a plain line for each step elsewhere, nothing when quiet; and their times."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NAMES = ("read", "check", "convert", "assemble", "enrich", "write", "verify")
"""The seven steps of the line, shown with their numbers; what follows it has none."""

Advance = Callable[[str], None]
"""Called with the name of a piece of work when it is done."""


class Steps:
    """Shows steps on standard error while they run, and keeps how long each took, in seconds, in `seconds`."""

    def __init__(self, quiet: bool = False) -> None:
        self.seconds: dict[str, float] = {}
        self._quiet = quiet

    @contextmanager
    def step(self, name: str, pieces: int = 0) -> Iterator[Advance]:
        """One step from start to end; with `pieces` of work to count, a bar on a terminal."""
        title = f"{NAMES.index(name) + 1 if name in NAMES else ' '} {name}"
        start = time.perf_counter()
        try:
            if self._quiet or not (sys.stderr.isatty() and pieces):
                yield lambda piece: None
            else:
                with self._bar(title, pieces) as advance:
                    yield advance
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
        self.say(f"{title:<11}{self.seconds[name]:6.1f} s")

    def say(self, line: str) -> None:
        """One line for people, unless quiet."""
        if not self._quiet:
            print(line, file=sys.stderr, flush=True)

    @contextmanager
    def _bar(self, title: str, pieces: int) -> Iterator[Advance]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[piece]}"),
        )
        with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as progress:
            task = progress.add_task(title, total=pieces, piece="")
            yield lambda piece: progress.update(task, advance=1, piece=piece)
