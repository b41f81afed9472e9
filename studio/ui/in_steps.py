"""Long work of the window's thread, one step a turn of the event loop, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")


class InSteps(QObject, Generic[T]):
    """Runs a generator: each ``yield`` ends a step, what it returns is the result."""

    def __init__(self, steps: Generator[None, None, T], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self.made: T | None = None
        """The result, once it is there."""
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._step)
        self._next.start()

    def whole(self) -> T:
        """The result; what is still to be done for it is done now. Raises RuntimeError when an earlier step failed."""
        while self._next.isActive():
            self._step()
        if self.made is None:
            raise RuntimeError("a step failed")
        return self.made

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration as end:
            self._next.stop()
            self.made = end.value
