"""The practice profile in the real window, for the pictures of the README and of `make screenshots`.

A lesson under way, an outline presented to a class, and the file of a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from studio.accounts.model import PageStatus
from studio.app import open_studio
from studio.app.practice import fill_practice
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.training.context import RoleCast
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.run import make_window

OUTLINE, STEP = "B1", 2
"""The step in sight, from 0: a citation is added."""
PATIENCE = 120.0


def practice_window(
    app: QApplication, folder: Path, settings: Settings, size: tuple[int, int]
) -> tuple[MainWindow, RoleCast]:
    """The window on a practice profile below `folder`, made and filled when it is not there; nobody signed in."""
    profile = Profile(root=folder / "training")
    profile.create()
    file = SettingsFile(profile.settings)
    file.save(replace(settings, practice=True))
    studio = open_studio(profile, clock=SystemClock())
    cast = fill_practice(studio)
    window = make_window(app, profile, file)
    window.resize(*size)
    window.show()
    window.load(lambda: studio, first=PageId.TRAINING, sign_in_first=False)
    until(app, lambda: window.page is not None and window.tasks.idle)
    window.session.sign_in(studio.people.get(cast.learner))
    return window, cast


def lead(app: QApplication, window: MainWindow) -> None:
    """Follow the lesson to its step, each step before it done by its play, and wait for the light."""
    window.training.learn(OUTLINE, "guided")
    lessons = window.training.lessons
    until(app, lambda: lessons is not None and lessons.running is not None)
    assert lessons is not None
    assert lessons.running is not None
    running = lessons.running
    for step in range(STEP):
        until(app, lambda at=step: running.driver.view.now == at)  # type: ignore[misc]
        running.play()
    until(app, lambda: running.driver.view.now == STEP)
    until(app, lambda: running.guide.spot.sight.value == "lit", rest=1.5)


def show_page_file(app: QApplication, window: MainWindow) -> None:
    """The file of the sample page that is at work, how it shows itself in sight."""
    assert window.studio is not None
    active = next(file.id for file in window.studio.registry.list() if file.status is PageStatus.ACTIVE)
    window.go(PageId.PAGES, f"files:{active}")
    page = window.page
    assert isinstance(page, PagesPage)
    until(app, lambda: window.tasks.idle)
    sheet = page.file_tab.sheet
    sheet.area.verticalScrollBar().setValue(sheet.identity.y())


def present(app: QApplication, window: MainWindow, size: tuple[int, int]) -> None:
    """The outline as a class sees it, at its second step."""
    window.go(PageId.TRAINING, f"lessons:{OUTLINE}")
    until(app, lambda: window.tasks.idle)
    window.training.present()
    presenting = window.training.presenting
    assert presenting is not None
    assert presenting.presenter is not None
    until(app, window.isFullScreen)
    window.resize(*size)  # the screen that is not there is smaller
    presenting.presenter.step(1)
    until(app, lambda: window.tasks.idle)
    if (held := window.focusWidget()) is not None:
        held.clearFocus()  # a window that came up without anybody has it on some button


def until(app: QApplication, reached: Callable[[], bool], *, rest: float = 0.5) -> None:
    """Let the window work until that is so, and `rest` seconds more. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not reached():
        app.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end:
            raise TimeoutError("the lesson does not get on")
    end = time.monotonic() + rest
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)
