"""The composer in a window of its own, over the real services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.posts.model import Post
from studio.ui.composer import journal, live_check
from studio.ui.composer.page import ComposerPage
from studio.ui.language import LanguageManager
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from studio.ui.theme import Theme
from tests.ui.composer.composer_rig import ComposerRig
from tests.ui.composer.known_law import KnownLaw


@pytest.fixture(autouse=True)
def pauses_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save and compose soon after the typing: most tests type once and wait for what comes of it."""
    monkeypatch.setattr(journal, "PAUSE_MS", 70)
    monkeypatch.setattr(live_check, "PAUSE_MS", 25)


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
    qtbot.waitExposed(made)
    made.activateWindow()
    made.load(lambda: rig.studio, first=PageId.COMPOSER, sign_in_first=False)
    qtbot.waitUntil(lambda: made.page is not None)
    made.session.sign_in(rig.author, rig.proof(rig.author))
    qtbot.waitUntil(lambda: made.tasks.idle)
    yield made
    if made.isVisible():
        made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> ComposerPage:
    return cast(ComposerPage, window.page)


@pytest.fixture
def settle(window: MainWindow, page: ComposerPage, qtbot: QtBot) -> Callable[[], None]:
    """Wait until everything typed is saved, checked and shown."""

    def wait() -> None:
        live = page.composer.live
        qtbot.waitUntil(lambda: window.tasks.idle and page.composer.journal.idle and live.idle)

    return wait


@pytest.fixture
def language(qapp: QApplication, dressed: Theme) -> LanguageManager:
    """English, as written in the source."""
    return LanguageManager(qapp)


@pytest.fixture
def law() -> KnownLaw:
    return KnownLaw()


@pytest.fixture
def opened(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> Callable[..., Post]:
    """Open a draft in the active window."""

    def make(template_id: str = "scam_warning", **changes: Any) -> Post:
        post = rig.draft(template_id, **changes)
        window.go(PageId.COMPOSER, post.id)
        settle()
        with qtbot.waitActive(window):
            window.activateWindow()
        return post

    return make
