"""Cyclic garbage of a program with a window: looked for on the window's thread alone.

Python looks for garbage on whichever thread happens to allocate. A worker would then end Python's halves of widgets,
timers and signals while the window's thread is in the middle of Qt, which is not made for that. So the search by itself
is off while there is a window (`studio.ui.run.starting`), and a timer does what is due.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class GarbageCollector(QObject):
    """Looks for garbage once in a while, on the thread that made it, for as long as `parent` lives.

    It is made when the profile is open: what lives then lives to the end, and is not looked through.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Collect what Python itself would by now: a generation is due with all younger ones, past its threshold."""
    due = -1
    for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True):
        if count <= threshold:
            break
        due += 1
    if due >= 0:
        gc.collect(due)
