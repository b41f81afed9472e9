"""The unit at work is as the tests of the window expect it, and an open window changes nothing of it by itself."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.outbox.model import Attention, DeliveryState
from studio.posts.model import PostState
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.unit import TITLES, Unit

DELIVERIES = {
    "gui-0": DeliveryState.SCHEDULED,
    "gui-1": DeliveryState.NEEDS_ATTENTION,
    "gui-2": DeliveryState.VERIFIED,
    "gui-3": DeliveryState.UNKNOWN,
    "gui-4": DeliveryState.FAILED,
    "gui-5": DeliveryState.VERIFIED,
    "gui-6": DeliveryState.VERIFIED,
    "gui-7": DeliveryState.MISSED,
    "gui-8": DeliveryState.WAITING,
    "gui-9": DeliveryState.SENT,
    "gui-10": DeliveryState.CANCELLED,
}
POSTS = {
    "bai-0": PostState.IN_REVIEW,
    "bai-1": PostState.IN_REVIEW,
    "bai-2": PostState.APPROVED,
    "bai-3": PostState.ON_HOLD,
    "bai-4": PostState.PUBLISHED,
}


def test_posts_and_deliveries_stand_as_they_are_told(studio: Studio) -> None:
    assert {delivery.id: delivery.state for delivery in studio.outbox.list()} == DELIVERIES
    assert studio.outbox.get("gui-1").reason is Attention.HAND
    assert {post_id: studio.drafts.get(post_id).state for post_id in POSTS} == POSTS
    assert [studio.drafts.title(post_id).removeprefix("CẢNH BÁO: ") for post_id in POSTS] == list(TITLES)
    others = {post.state for post in studio.drafts.list() if post.id not in POSTS}
    assert others == {PostState.QUEUED, PostState.PUBLISHED}


def test_nothing_is_wrong_with_the_profile(studio: Studio) -> None:
    assert studio.warnings() == ()
    assert studio.home.trouble() is None
    assert studio.outbox.pauses() == ()
    assert studio.outbox.withheld() == ()
    assert studio.outbox.stale(studio.now()) == ()


def test_an_open_window_lets_it_be(studio: Studio, window: MainWindow, qtbot: QtBot) -> None:
    before = (studio.outbox.list(), studio.drafts.list())
    for page in (PageId.OUTBOX, PageId.APPROVAL, PageId.POSTS):
        show(window, qtbot, page)
    window.changed()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert (studio.outbox.list(), studio.drafts.list()) == before


def test_one_test_finds_nothing_of_another(unit: Unit) -> None:
    assert len(unit.studio.drafts.list()) == 13
    unit.draft()
    unit.fill(3)
    assert len(unit.studio.drafts.list()) == 17
    assert len(unit.reopen().drafts.list()) == 17
