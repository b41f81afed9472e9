"""The queue: what it lists, in which order, and how fast it stays when it is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.posts.model import PostRow, PostState
from studio.ui.approval.lineup import Filter, Order
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.urgency import left_words, planned_left
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.tokens import Tone
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import APPROVER, HEAD, NOW, post
from tests.ui.fake_studio import FakeStudio

Idle = Callable[[], None]


def order(page: ApprovalPage, wanted: Order, idle: Idle) -> list[str]:
    page.queue.order.choose(wanted.value)
    page.queue.order.activated.emit(page.queue.order.currentIndex())
    idle()
    return list(page.queue.list.ids)


def test_the_pills_count_what_is_behind_them(page: ApprovalPage) -> None:
    texts = [pill.text() for pill in page.queue.filters.pills.values()]
    assert texts == [
        "Chờ duyệt 2",
        "Chờ tôi 2",
        "Đã duyệt 1",
        "Cần sửa 0",
        "Hết hạn duyệt 0",
        "Tạm giữ 1",
        "Đề nghị gỡ 0",
    ]


def test_mine_leaves_out_what_i_wrote(page: ApprovalPage, window: MainWindow, studio: FakeStudio, idle: Idle) -> None:
    studio.desk.posts["bai-1"] = replace(studio.desk.get("bai-1"), editors=(APPROVER.id,))
    page.queue.show_filter(Filter.MINE)
    idle()
    assert list(page.queue.list.ids) == ["bai-0"]
    window.session.sign_in(HEAD)  # no approver in the small studio
    idle()
    assert list(page.queue.list.ids) == []
    assert page.queue._nothing.isVisible()


def test_mine_asks_who_is_working_where_nobody_is(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    window.session.sign_out()
    page.queue.show_filter(Filter.MINE)
    idle()
    assert page.queue._nobody.isVisible()
    assert page.queue.sign_in.isVisible()


def test_it_can_be_sorted(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    studio.desk.posts["bai-5"] = replace(post(0, PostState.IN_REVIEW, hours_ago=9), id="bai-5")
    studio.desk.posts["bai-0"] = replace(studio.desk.get("bai-0"), publish_at=NOW + timedelta(hours=3))
    assert order(page, Order.OLDEST, idle) == ["bai-5", "bai-1", "bai-0"]
    assert order(page, Order.PLANNED, idle) == ["bai-0", "bai-1", "bai-5"]
    assert order(page, Order.URGENT, idle) == ["bai-0", "bai-5", "bai-1"]


def test_it_is_searched_without_accents(page: ApprovalPage, idle: Idle) -> None:
    page.queue.search.setText("can cuoc")
    page.queue.search.returnPressed.emit()
    idle()
    assert list(page.queue.list.ids) == ["bai-1"]
    page.queue.search.setText("khong co gi")
    page.queue.search.returnPressed.emit()
    idle()
    assert page.queue._nothing.heading == "Không có bài nào khớp"
    assert page.queue.filters.isVisible()


def test_a_row_says_everything_in_words(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    studio.reviews.seen_at["bai-1", APPROVER.id] = 2
    studio.desk.posts["bai-1"] = replace(studio.desk.get("bai-1"), publish_at=NOW + timedelta(hours=3))
    page.refresh()
    idle()
    index = page.queue.list.model().index(0, 0)
    said = page.queue.list.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Lịch làm căn cước lưu động tại tổ dân phố 4")
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
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"bai-{n}": post(n, PostState.IN_REVIEW) for n in range(2000)}
    studio.desk.posts = many
    asked: list[int] = []
    rows = studio.shelf.rows

    def counting(ids: Sequence[str]) -> tuple[PostRow, ...]:
        asked.append(len(ids))
        return rows(ids)

    monkeypatch.setattr(studio.shelf, "rows", counting)
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


def test_a_post_is_opened_under_whichever_filter_it_is(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    window.go(PageId.APPROVAL, "bai-3")
    idle()
    assert page.queue.filter is Filter.HELD
    assert page.queue.list.chosen_id == "bai-3"


def test_the_filters_become_a_list_where_room_is_short(page: ApprovalPage) -> None:
    filters = page.queue.filters
    assert filters.pills[Filter.WAITING].isVisible()
    filters.setFixedWidth(300)
    filters._fit()
    assert not filters.pills[Filter.WAITING].isVisible()
    assert filters.list.isVisible()
    assert filters.list.currentText() == "Chờ duyệt 2"
