"""What is imported while the window is in use: no worker makes a class of Qt, which could end the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from studio.ui.idle_imports import IdleImporter

WATCH = """
import builtins, json, sys, threading
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from shiboken6 import Shiboken

make, on_workers, late = builtins.__build_class__, [], []

def watched(body, name, *bases, **words):
    made = make(body, name, *bases, **words)
    if isinstance(made, type) and issubclass(made, Shiboken.Object):
        if threading.current_thread() is not threading.main_thread():
            on_workers.append(name)
        late.append(name)
    return made

builtins.__build_class__ = watched
import studio.ui.run
from studio.ui.garbage import GarbageCollector
from tests.e2e.rig.inside import main_window, run_studio

def classes():
    parts = [module for name, module in [*sys.modules.items()] if name.startswith("PySide6.Qt")]
    return {f"{part.__name__}.{name}" for part in parts for name in vars(part) if name.startswith("Q")}

WITH_IMPORTS = sys.argv[2] == "with"
if not WITH_IMPORTS:
    studio.ui.run.in_order = lambda names: []
    studio.ui.idle_imports.making = lambda: iter(())

class Closing(QObject):
    def __init__(self):
        super().__init__()
        self.timer = QTimer(self, interval=20)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self):
        window = main_window()
        if window is None or not window.findChildren(GarbageCollector):
            return
        self.timer.stop()
        before = classes()
        del late[:]
        from studio.ui.page_specs import modules
        from importlib import import_module
        for name in modules():
            import_module(name)
        print(json.dumps({"on_workers": on_workers, "late": late, "classes": sorted(classes() - before)}))
        window.close()

sys.exit(run_studio(Path(sys.argv[1]), Closing))
"""


def watched(profile: Path, word: str) -> dict[str, Any]:
    """What the real window's workers made, and what the pages bring in once it has settled."""
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(profile), word],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_all_is_made_on_the_thread_of_the_window(tmp_path: Path) -> None:
    assert watched(tmp_path, "with") == {"on_workers": [], "late": [], "classes": []}


def test_the_pages_would_bring_much_in_without_it(tmp_path: Path) -> None:
    told = watched(tmp_path, "without")
    assert {"ComposerPage", "LookOptions"} <= {*told["late"]}
    assert told["classes"]


@pytest.mark.parametrize("names", [(), ("studio.ui.composer.page", "studio.ui.images.page")])
def test_it_is_done_once_between_what_the_window_does(qtbot: QtBot, names: tuple[str, ...]) -> None:
    done: list[str] = []
    parent = QObject()
    IdleImporter(parent, names, lambda: done.append("made"))
    assert done == []
    qtbot.waitUntil(lambda: done == ["made"])
    assert not [timer for timer in parent.findChildren(QTimer) if timer.isActive()]
    assert {*names} <= {*sys.modules}
