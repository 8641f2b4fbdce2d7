"""Listening to WeasyPrint, which says what is wrong with a document to a logger and to nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Overheard(logging.Handler):
    """Keeps what WeasyPrint says of a document, from warnings up, in `messages`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message with its level."""
        self.messages.append((record.levelno, record.getMessage()))


@contextmanager
def overheard() -> Iterator[Overheard]:
    """Listens to WeasyPrint in place of the terminal."""
    logger = logging.getLogger("weasyprint")
    before: tuple[Any, ...] = (logger.propagate, logger.level)
    listener = Overheard()
    logger.addHandler(listener)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)
        logger.propagate, level = before
        logger.setLevel(level)
