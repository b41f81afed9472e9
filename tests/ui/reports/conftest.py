"""The page of reports over real services: two posts went out in November, and it is December."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.ui.main_window import MainWindow
from studio.ui.reports.page import ReportsTab
from tests.ui.conftest import view
from tests.ui.unit import HANDOVER, Unit

Open = Callable[[], ReportsTab]
LINKS = ("https://zalo.me/0900000001/1", "https://zalo.me/0900000001/2")


@pytest.fixture
def studio(new_unit: Unit) -> Studio:
    """Two posts were put on the unit's own page by hand, and their links brought."""
    unit, posts = new_unit, []
    for template in ("scam_warning", "event_notice"):
        post = unit.draft(template, targets=(HANDOVER.name,))
        unit.submit(post.id)
        unit.approve(post.id)
        posts.append(post.id)
    for one, link in zip(posts, LINKS, strict=True):
        (delivery,) = unit.publish(one, HANDOVER.name)
        unit.studio.outbox.run(until_idle=True)
        with unit.at_work(unit.approver):
            unit.studio.outbox.confirm_by_hand(delivery.id, link, unit.approver.id, sure=True)
    unit.clock.forward(days=10)
    return unit.studio


@pytest.fixture
def open_page(window: MainWindow, new_unit: Unit, qtbot: QtBot) -> Open:
    def opened() -> ReportsTab:
        window.activateWindow()
        new_unit.sign_in(window, new_unit.author)
        page = view(window, qtbot, ReportsTab, "report")
        qtbot.waitUntil(lambda: page.case is not None and window.tasks.idle)
        return page

    return opened
