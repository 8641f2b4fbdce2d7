"""Workers: how many processes may work side by side, and how they are started."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing import context, forkserver

METHOD = "spawn" if sys.platform == "darwin" else "forkserver"
"""A fork server has loaded what all workers need once; on macOS the libraries for text do not live through a fork."""


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start() -> context.SpawnContext | context.ForkServerContext:
    """What starts processes."""
    return multiprocessing.get_context("spawn") if METHOD == "spawn" else multiprocessing.get_context("forkserver")


def leave_interrupts() -> None:
    """What a worker does first: the interrupt key is for the one who asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def load_early(*modules: str) -> None:
    """Let the ground that workers stand on be laid while something else is done: these modules are loaded once for all."""
    if METHOD == "forkserver":
        forkserver.set_forkserver_preload(list(modules))
        forkserver.ensure_running()
