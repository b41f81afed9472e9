"""What time is measured in: a window over the real services, and a unit that has used them for years."""

from __future__ import annotations

import faulthandler
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui.garbage import GarbageCollector
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window, starting
from tests.perf.many_posts import POSTS, many_posts
from tests.shared import made_once
from tests.ui.composer.composer_rig import ComposerRig


@pytest.fixture(autouse=True)
def quick_profiles() -> None:
    """Times are those of the program as it is."""


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk() -> None:
    """As the program does."""


@pytest.fixture(autouse=True)
def as_beside_a_window() -> Iterator[None]:
    """No worker looks for garbage, and threads hand over, as in the program."""
    with starting():
        yield


@pytest.fixture(scope="session")
def years() -> Callable[[Path], Profile]:
    """Lays a profile with POSTS posts into a folder; it is made once, and copied."""
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    made = made_once("years", lambda folder: many_posts(folder, POSTS)) / "profile"

    def lay(folder: Path) -> Profile:
        return Profile(root=Path(shutil.copytree(made, folder / "years")))

    return lay


@pytest.fixture
def rig(tmp_path: Path) -> ComposerRig:
    """A unit at work."""
    return ComposerRig(tmp_path)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, rig: ComposerRig, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over that unit, its author signed in, on the composer."""
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0))
    made = make_window(qapp, rig.studio.profile, file, sample=None)
    made.show()
    made.load(lambda: rig.studio, first=PageId.COMPOSER, sign_in_first=False)
    qtbot.waitUntil(lambda: made.page is not None)
    made.session.sign_in(rig.author, rig.proof(rig.author))
    qtbot.waitUntil(lambda: made.tasks.idle)
    GarbageCollector(made)
    yield made
    made.close()
    made.deleteLater()
