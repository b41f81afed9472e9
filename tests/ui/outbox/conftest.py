"""The outbox over the small studio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.ui.main_window import MainWindow
from studio.ui.outbox.page import OutboxPage
from studio.ui.page import PageId
from tests.ui.conftest import show
from tests.ui.fake_studio import FakeStudio

Idle = Callable[[], None]
Pick = Callable[[str], None]
"""Takes a delivery in hand, by its id."""


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> OutboxPage:
    shown = show(window, qtbot, PageId.OUTBOX)
    assert isinstance(shown, OutboxPage)
    return shown


@pytest.fixture
def pick(page: OutboxPage, idle: Idle) -> Pick:
    def choose(delivery_id: str) -> None:
        page.refresh()
        idle()
        page.table.choose(delivery_id)
        idle()

    return choose


def put(studio: FakeStudio, *states: DeliveryState) -> list[Delivery]:
    """One notice on as many pages, and nothing else."""
    first = next(iter(studio.outbox.deliveries.values()))
    made = [
        replace(
            first,
            id=f"nhieu-{place}",
            post_id="bai-9",
            post_title="Thông báo chung",
            state=state,
            reason=Attention.NONE,
        )
        for place, state in enumerate(states)
    ]
    studio.outbox.deliveries = {d.id: d for d in made}
    return made
