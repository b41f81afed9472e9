"""The classes of Qt, made on the window's thread before a worker needs them.

PySide makes a class when somebody first asks for it, as an import does. A worker that does so while the window's thread
is in the middle of Qt ends the program, now and then, without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from time import monotonic

from PySide6.QtCore import QObject, QTimer

PARTS = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")
"""What the pages import."""
STEP_S = 0.008
"""So long at once: half of what a picture on the screen stands."""


def making() -> Iterator[object]:
    """Every class, one by one, made when it is asked for."""
    for part in PARTS:
        module = import_module(f"PySide6.{part}")
        for name in dir(module):
            yield getattr(module, name)


class ClassMaker(QObject):
    """Makes all classes between what the window has to do, then calls `then`."""

    def __init__(self, parent: QObject, then: Callable[[], object]) -> None:
        super().__init__(parent)
        self._left, self._then = making(), then
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        end = monotonic() + STEP_S
        for _ in self._left:
            if monotonic() > end:
                return
        self._timer.stop()
        self._then()
