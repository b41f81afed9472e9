"""The queue: what it lists, in which order, and how fast it stays when it is long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.posts.model import PostRow, PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.queue_query import PARTED, ApprovalFilter, Order
from studio.ui.approval.urgency import left_words, planned_left
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from tests.ui.approval.conftest import Idle, change, look
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import empty
from tests.ui.unit import NOW, Unit


def order(page: ApprovalPage, wanted: Order, idle: Idle) -> list[str]:
    page.queue.order.choose(wanted.value)
    page.queue.order.activated.emit(page.queue.order.currentIndex())
    idle()
    return list(page.queue.list.ids)


def test_the_pills_count_what_is_behind_them(page: ApprovalPage) -> None:
    texts = [pill.text() for pill in page.queue.filters.pills.values()]
    assert texts == [
        "Chờ duyệt 2",
        "Đề nghị gỡ 0",
        "Đã quyết định 2",
    ]


def test_it_can_be_sorted(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    unit.clock.moment = NOW - timedelta(hours=9)
    unit.ids.next("bai-5")
    unit.draft()
    unit.submit("bai-5")
    unit.clock.moment = NOW
    change(unit, "bai-0", publish_at=NOW + timedelta(hours=3))
    assert order(page, Order.OLDEST, idle) == ["bai-5", "bai-1", "bai-0"]
    assert order(page, Order.PLANNED, idle) == ["bai-0", "bai-1", "bai-5"]
    assert order(page, Order.URGENT, idle) == ["bai-0", "bai-5", "bai-1"]


def test_it_is_searched_without_accents(page: ApprovalPage, idle: Idle) -> None:
    page.queue.search.setText("can cuoc luu dong")
    page.queue.search.returnPressed.emit()
    idle()
    assert list(page.queue.list.ids) == ["bai-1"]
    page.queue.search.setText("khong co gi")
    page.queue.search.returnPressed.emit()
    idle()
    assert empty(page.queue).heading == "Không có bài nào khớp"
    assert page.queue.filters.isVisible()


def test_a_row_says_everything_in_words(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    look(unit, "bai-1")
    change(unit, "bai-1", publish_at=NOW + timedelta(hours=3))
    page.refresh()
    idle()
    index = page.queue.list.model().index(0, 0)
    said = page.queue.list.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Chờ tôi duyệt. Lịch làm căn cước lưu động tại tổ dân phố 4")
    for word in ("Chờ duyệt", "còn 3 giờ", "Đã đổi", "Nguyễn Văn An soạn"):
        assert word in said


def test_urgency_grows_with_the_hour() -> None:
    assert left_words(timedelta(days=3, hours=5)) == "3 days"
    assert left_words(timedelta(hours=30)) == "30 h"
    assert left_words(timedelta(seconds=5)) == "1 min"
    assert planned_left(NOW + timedelta(days=3), NOW).tone is Tone.BLUE
    assert planned_left(NOW + timedelta(hours=3), NOW).tone is Tone.RED
    assert planned_left(NOW - timedelta(hours=3), NOW).icon == "clock-alert"


def test_a_long_queue_brings_only_what_is_in_sight(
    make: MakeWindow, new_unit: Unit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = new_unit.studio
    new_unit.fill(2000, PostState.IN_REVIEW)
    asked: list[int] = []
    rows = studio.listing.rows

    def counting(ids: Sequence[str]) -> tuple[PostRow, ...]:
        asked.append(len(ids))
        return rows(ids)

    monkeypatch.setattr(studio.listing, "rows", counting)
    window = make(studio)
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    assert len(page.queue.list.ids) == 2000
    assert sum(asked) < 600
    page.queue.list.scrollToBottom()
    qtbot.waitUntil(lambda: window.tasks.idle)
    last = page.queue.list.ids[-1]
    assert page.queue.list.row(last) is not None
    assert page.queue.list.row(page.queue.list.ids[1000]) is None


def test_of_a_long_queue_one_sees_alone_what_one_may_approve(make: MakeWindow, new_unit: Unit, qtbot: QtBot) -> None:
    new_unit.fill(PARTED + 10, PostState.IN_REVIEW)
    window = make(new_unit.studio)
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    assert page.queue.mine.isHidden()
    for person, theirs in ((new_unit.approver, PARTED + 10), (new_unit.author, 0)):
        new_unit.sign_in(window, person)
        qtbot.waitUntil(page.queue.mine.isVisible)
        page.queue.mine.click()
        qtbot.waitUntil(lambda theirs=theirs: window.tasks.idle and len(page.queue.list.ids) == theirs)  # type: ignore[misc]
        page.queue.mine.click()
        qtbot.waitUntil(lambda: window.tasks.idle and len(page.queue.list.ids) == PARTED + 10)


def test_a_post_is_opened_under_whichever_filter_it_is(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    window.go(PageId.APPROVAL, "bai-3")
    idle()
    assert page.queue.filter is ApprovalFilter.DECIDED
    assert page.queue.list.chosen_id == "bai-3"


def test_the_filters_become_a_list_where_room_is_short(page: ApprovalPage, qtbot: QtBot) -> None:
    filters = page.queue.filters
    assert filters.pills[ApprovalFilter.WAITING].isVisible()
    filters.setFixedWidth(300)
    qtbot.waitUntil(filters.list.isVisible)
    assert not filters.pills[ApprovalFilter.WAITING].isVisible()
    assert filters.list.currentText() == "Chờ duyệt 2"
