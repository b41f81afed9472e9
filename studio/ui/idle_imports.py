"""What the window will need, imported on its own thread between what it has to do.

PySide makes a class of Qt when somebody first asks for it, and a class of ours that is one of Qt's when its module is
imported. A worker that does either while the window's thread is in the middle of Qt ends the program, now and then,
without a word.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from itertools import chain
from time import monotonic

from PySide6.QtCore import QObject, QTimer

PARTS = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")
"""What the pages import."""
IMPORT = re.compile(r"^(?:from|import) (studio\.[\w.]+)", re.MULTILINE)
"""At the top of a module, outside of what is read for its types alone."""
STEP_S = 0.008
"""So long at once: half of what a picture on the screen stands."""


def making() -> Iterator[object]:
    """Every class of Qt, one by one, made when it is asked for."""
    for part in PARTS:
        module = import_module(f"PySide6.{part}")
        for name in dir(module):
            yield getattr(module, name)


def in_order(names: Iterable[str]) -> list[str]:
    """These modules of ours and those they import at their top, each after what it needs; without those that are there.

    For any thread: it reads their text and runs none of them.
    """
    found: dict[str, None] = {}
    for name in names:
        _look(name, found, set())
    return [*found]


def _look(name: str, found: dict[str, None], above: set[str]) -> None:
    if name in sys.modules or name in found or name in above:
        return
    spec = find_spec(name)
    if spec is None or not isinstance(spec.loader, SourceFileLoader):
        return
    for needed in IMPORT.findall(spec.loader.get_source(name) or ""):
        _look(needed, found, above | {name})
    found[name] = None


class IdleImporter(QObject):
    """Makes all classes of Qt and imports modules between what the window has to do, then calls `then`."""

    def __init__(self, parent: QObject, names: Iterable[str], then: Callable[[], object]) -> None:
        super().__init__(parent)
        self._left, self._then = chain(making(), map(import_module, names)), then
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
