"""Ending when the system asks for it: what was opened is closed, and nobody takes it for a crash."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Let a request of the system to end (SIGTERM) unwind the verb, so that it closes what it opened."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


@contextmanager
def end_noted() -> Iterator[Callable[[], bool]]:
    """Tell whether the system asked the program to end (SIGTERM) inside the block, where an exception would be lost:
    imports written in C turn it into one of their own."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    former = signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGTERM, former)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
