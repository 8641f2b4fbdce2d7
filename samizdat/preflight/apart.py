"""Reading a file in a process of its own, which may take so long and so much memory and no more: a hostile file stops that process and nothing else."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import pikepdf.settings

Value = TypeVar("Value")

MEMORY = 4 * 1024**3
"""Bytes that the process may address, where the system can hold it to that."""
DECODED = 1024**3
"""Bytes that one stream may become when it is unpacked."""


class Stopped(Exception):
    """The process took too long or ended without an answer; says which."""


def apart(work: Callable[..., Value], *arguments: object, seconds: float) -> Value:
    """What `work(*arguments)` returns, done in a process of its own; function, arguments and result must pickle. Raises Stopped, and what `work` raises."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, work, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise Stopped(f"reading it took more than {seconds:.0f} seconds")
        result = receiver.recv()
    except EOFError:
        raise Stopped("reading it used up the memory, or broke the program that read it") from None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(result, BaseException):
        raise result
    return result  # type: ignore[no-any-return]


def _work(sender: Connection, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    _limit()
    try:
        result = work(*arguments)
    except (Exception, MemoryError) as error:
        result = error
    sender.send(result)


def _limit() -> None:
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=DECODED, dct_max_memory=DECODED, png_max_memory=DECODED, run_length_max_memory=DECODED
    )
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
