"""While a lesson goes on, dialogs to read files begin at its sample material."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.training.lesson import Mode
from studio.ui.files import ask_open
from studio.ui.main_window import MainWindow
from tests.ui.conftest import shown
from tests.ui.preparation import open_practice
from tests.ui.unit import Unit


@pytest.fixture
def practice(after_windows: ExitStack, tmp_path: Path) -> Unit:
    made = open_practice(tmp_path / "tap-huan")
    after_windows.callback(made.close)
    return made


@pytest.fixture
def studio(practice: Unit) -> Studio:
    return practice.studio


def place(window: MainWindow, idle: Callable[[], None]) -> Path:
    ask_open(window, "Ảnh", "", lambda paths: None)
    dialog = shown(QFileDialog)
    folder = Path(dialog.directory().absolutePath())
    dialog.reject()
    idle()
    return folder


def test_a_lesson_offers_its_material_and_takes_it_away(
    window: MainWindow, studio: Studio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    window.training.learn("D2", Mode.ALONE.value)
    qtbot.waitUntil(lambda: window.training.lessons is not None and window.training.lessons.running is not None)
    idle()
    assert place(window, idle) == studio.lessons.folder
    assert window.training.lessons is not None
    window.training.lessons.end()
    assert place(window, idle) != studio.lessons.folder
