"""The page of the feedback desk, over real services, with the author signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.ui.feedback.page import FeedbackPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.feedback.citizens import Citizens
from tests.ui.unit import Unit

Open = Callable[[], FeedbackPage]


@pytest.fixture
def studio(new_unit: Unit) -> Studio:
    return new_unit.studio


@pytest.fixture
def citizens(new_unit: Unit) -> Citizens:
    return Citizens(new_unit)


@pytest.fixture
def open_page(window: MainWindow, new_unit: Unit, qtbot: QtBot) -> Open:
    """Opens the page once citizens have written."""

    def opened() -> FeedbackPage:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        new_unit.sign_in(window, new_unit.author)
        page = show(window, qtbot, PageId.FEEDBACK)
        assert isinstance(page, FeedbackPage)
        qtbot.waitUntil(lambda: window.tasks.idle)
        QApplication.processEvents()
        return page

    return opened
