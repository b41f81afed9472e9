"""The outbox of the unit at work, and an official account on the simulated Zalo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.outbox.model import Delivery, DeliveryState
from studio.ui.main_window import MainWindow
from studio.ui.outbox.page import OutboxPage
from studio.ui.page_specs import PageId
from tests.publishers.zalo.zalo_rig import ZaloRig
from tests.simulators.clock import SimClock
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo
from tests.ui.conftest import show
from tests.ui.unit import NOW, PRACTICE, Unit

Idle = Callable[[], None]
Pick = Callable[[str], None]
"""Takes a delivery in hand, by its id."""
SOME = Delivery(
    id="gui",
    post_id="bai",
    post_title="Thông báo chung",
    account=PRACTICE.name,
    platform=PRACTICE.platform.value,
    page_id=PRACTICE.page_id,
    seal="3" * 64,
    reference="PS-4K7QX2M90000",
    state=DeliveryState.VERIFIED,
    due_at=NOW,
    created_at=NOW,
    updated_at=NOW,
)
"""For what is said of a delivery whatever profile it is in."""


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


@pytest.fixture
def rig() -> Iterator[ZaloRig]:
    """An official account at the hour of the unit."""
    clock = SimClock(NOW)
    with Server(Zalo(clock), clock=clock) as server:
        one = ZaloRig(server)
        yield one
        one.http.close()


def put(unit: Unit, *states: DeliveryState) -> None:
    """The approved post on as many pages, as “nhieu-0” …"""
    for place, state in enumerate(states):
        unit.put_delivery(
            replace(
                SOME,
                id=f"nhieu-{place}",
                post_id="bai-2",
                account=f"trang-{place}",
                reference=f"PS-4K7QX2M9000{place}",
                state=state,
            )
        )


def states(studio: Studio, post_id: str) -> list[DeliveryState]:
    """Of what `put` put, in its order."""
    deliveries = sorted(studio.outbox.of_post(post_id), key=lambda delivery: delivery.id)
    return [delivery.state for delivery in deliveries]
