"""A window over the real services in which time is measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.ui.main_window import MainWindow
from studio.ui.run import make_window
from tests.ui.composer.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A unit at work."""
    return Bench(tmp_path)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, bench: Bench, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over that unit, its author signed in, on the composer."""
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0))
    made = make_window(qapp, bench.studio.profile, file, sample=None)
    made.show()
    made.load(lambda: bench.studio)
    qtbot.waitUntil(lambda: made.page is not None)
    made.session.sign_in(bench.author)
    qtbot.waitUntil(lambda: made.tasks.idle)
    yield made
    made.close()
    made.deleteLater()
