"""The worker that imports the pages while the window is in use makes no class of Qt: that could end the program."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from studio.ui.qt_classes import ClassMaker

LOOK = """
import sys
import studio.ui.run, studio.ui.lock_screen
from studio.ui import page_specs, qt_classes

class Nothing:
    def warm(self):
        pass

def made():
    parts = [module for name, module in sys.modules.items() if name.startswith("PySide6.Qt")]
    return {f"{part.__name__}.{name}" for part in parts for name in vars(part) if name.startswith("Q")}

if "make" in sys.argv:
    list(qt_classes.making())
before = made()
page_specs.warm(Nothing())
print(*sorted(made() - before))
"""


def late(*words: str) -> list[str]:
    """Classes of Qt that the pages bring in."""
    done = subprocess.run([sys.executable, "-c", LOOK, *words], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split()


def test_the_worker_that_imports_the_pages_makes_no_class() -> None:
    assert late("make") == []


def test_it_would_if_none_were_made_before() -> None:
    assert {"PySide6.QtPrintSupport.QPrinter", "PySide6.QtGui.QPdfWriter"} <= {*late()}


def test_they_are_made_once_between_what_the_window_does(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    ClassMaker(parent, lambda: done.append("made"))
    assert done == []
    qtbot.waitUntil(lambda: done == ["made"])
    assert not [timer for timer in parent.findChildren(QTimer) if timer.isActive()]
