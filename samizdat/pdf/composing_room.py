"""The composing room: compositors side by side, each in a process of its own. What comes of it does not depend on how many there are.

A piece goes to the same compositor each time, who may have its pages standing, unless another has nothing else to do. Work is shared out by the
length of the text, the longest first.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING

from samizdat import workers

if TYPE_CHECKING:
    from samizdat.pdf.galleys import Galley
    from samizdat.pdf.pieces import Copy


class ComposingRoom:
    """The compositors of one book, started when they are needed. Use it in a `with` statement, at the end of which they go."""

    def __init__(self, root: Path, page_css: str) -> None:
        self._root, self._page_css = root, page_css
        self._desks: list[tuple[connection.Connection, multiprocessing.process.BaseProcess]] = []
        self._loads: list[int] = [0] * workers.cores()
        self._places: dict[str, int] = {}

    def __enter__(self) -> ComposingRoom:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        for desk, process in self._desks:
            desk.close()
            if failed:
                process.terminate()
        for _desk, process in self._desks:
            process.join()

    def lay_out(self, copies: Sequence[Copy]) -> list[Galley]:
        """The galleys of pieces, in their order. Raises RecursionError where blocks are nested too deeply."""
        waiting: dict[int, list[int]] = {place: [] for place in range(len(self._loads))}
        for number in sorted(range(len(copies)), key=lambda number: -len(copies[number].source)):
            waiting[self._place(copies[number])].append(number)
        made: dict[int, Galley] = {}
        working: dict[connection.Connection, tuple[int, int]] = {
            self._desk(place): (place, queue.pop(0)) for place, queue in waiting.items() if queue
        }
        for desk, (_, number) in working.items():
            desk.send(copies[number])
        while working:
            for desk in [desk for desk in connection.wait(list(working)) if isinstance(desk, connection.Connection)]:
                place, number = working.pop(desk)
                made[number] = _received(desk)
                if queue := waiting[place] or max(waiting.values(), key=len):
                    working[desk] = (place, queue.pop(0 if queue is waiting[place] else -1))
                    desk.send(copies[working[desk][1]])
        return [made[number] for number in range(len(copies))]

    def _place(self, copy: Copy) -> int:
        """The compositor who has a piece, or else the one with the least to do."""
        if copy.ident not in self._places:
            place = self._loads.index(min(self._loads))
            self._places[copy.ident] = place
            self._loads[place] += len(copy.source)
        return self._places[copy.ident]

    def _desk(self, place: int) -> connection.Connection:
        while len(self._desks) <= place:
            here, there = multiprocessing.Pipe()
            work = workers.start().Process(target=_work, args=(there, self._root, self._page_css), daemon=True)
            work.start()
            there.close()
            self._desks.append((here, work))
        return self._desks[place][0]


def _received(desk: connection.Connection) -> Galley:
    """What a compositor sends back; raises what went wrong there."""
    answer = desk.recv()
    if isinstance(answer, Exception):
        raise answer
    galley: Galley = answer
    return galley


def _work(desk: connection.Connection, root: Path, page_css: str) -> None:
    """Lay out what comes to the desk until it is closed."""
    workers.leave_interrupts()
    import gc

    from samizdat.pdf.compositor import Compositor

    # Looking for cycles among millions of boxes takes a fifth of the time, and the process ends with the book.
    gc.disable()
    compositor = Compositor(root, page_css)
    while True:
        try:
            copy = desk.recv()
        except EOFError:
            return
        try:
            desk.send(compositor.lay_out(copy))
        except Exception as error:
            desk.send(error)
