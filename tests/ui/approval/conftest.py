"""The page of approvals over a small studio, with the approver at work."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import show
from tests.ui.fake_data import APPROVER


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ApprovalPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.sign_in(APPROVER)
    shown = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(shown, ApprovalPage)
    qtbot.waitUntil(lambda: shown._case is not None and window.tasks.idle)
    return shown
