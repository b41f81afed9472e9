"""What a worker imports while the window is in use: no compiled part of Qt, which would end the program."""

from __future__ import annotations

import subprocess
import sys

LOOK = """
import sys
import studio.ui.instance, studio.ui.run
from PySide6 import QtNetwork
from studio.ui import page_specs

class Nothing:
    def warm(self):
        pass

def parts():
    return {name for name in sys.modules if name.startswith("PySide6.")}

if "load" in sys.argv:
    page_specs.load_qt()
before = parts()
page_specs.warm(Nothing())
print(*sorted(parts() - before))
"""
"""The window has opened its socket, with QtNetwork, before anything is warmed."""


def late(*words: str) -> list[str]:
    """Parts of Qt that the pages bring in."""
    done = subprocess.run([sys.executable, "-c", LOOK, *words], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split()


def test_the_worker_that_imports_the_pages_loads_no_part_of_qt() -> None:
    assert late("load") == []


def test_without_the_windows_thread_it_would() -> None:
    assert late() == ["PySide6.QtPrintSupport"]
