"""My work: each kind of task is there because of a real act, its step leads where it is done, and badges count rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.model import Person
from studio.slips.model import Mishap
from studio.ui.approval.page import ApprovalPage
from studio.ui.counts import count_all
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog, TargetChoice
from studio.ui.outbox.details import DeliveryFilter, load_outbox
from studio.ui.page import PageId
from studio.ui.work.page import UNIT, WorkPage
from studio.worklist.model import DELIVERIES, Task, TaskGroup, TaskKind
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.unit import PIN, PRACTICE, Unit

Idle = Callable[[], None]


@pytest.fixture
def at_work(window: MainWindow, unit: Unit, qtbot: QtBot) -> Callable[[Person], WorkPage]:
    """The page, with that person signed in."""

    def open_(person: Person) -> WorkPage:
        unit.sign_in(window, person)
        page = show(window, qtbot, PageId.WORK)
        assert isinstance(page, WorkPage)
        qtbot.waitUntil(lambda: window.tasks.idle)
        return page

    return open_


AtWork = Callable[[Person], WorkPage]


def task(page: WorkPage, kind: TaskKind, subject: str) -> Task:
    """The one row of that kind about that thing."""
    rows = [page.list.row(key) for key in page.list.ids]
    (found,) = [row.task for row in rows if row is not None and (row.task.kind, row.task.subject) == (kind, subject)]
    return found


def kinds(page: WorkPage, subject: str) -> list[TaskKind]:
    rows = [page.list.row(key) for key in page.list.ids]
    return [row.task.kind for row in rows if row is not None and row.task.subject == subject]


def take(page: WorkPage, found: Task, idle: Idle) -> None:
    """Take the step of a row by the keyboard."""
    assert page.list.choose(found.id)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    idle()


def test_what_an_author_has_to_go_on_with_opens_in_the_composer(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    draft, asked = unit.draft(), unit.draft()
    unit.submit(asked.id)
    with unit.at_work(unit.approver):
        unit.studio.workflow.ask_changes(asked.id, unit.approver.id, PIN, "ghi rõ giấy tờ phải mang theo")
    page = at_work(unit.author)
    change = task(page, TaskKind.CHANGES, asked.id)
    assert f"{unit.approver.name}: “ghi rõ giấy tờ phải mang theo”" in change.reason.vi
    for found in (change, task(page, TaskKind.DRAFT, draft.id)):
        page = at_work(unit.author)
        take(page, found, idle)
        assert window.page is not None
        assert (window.page.id, window.page.shown) == (PageId.COMPOSER, found.subject)
    page = at_work(unit.approver)
    assert kinds(page, asked.id) == kinds(page, draft.id) == []


def test_what_waits_for_a_decision_opens_where_it_is_decided_and_is_never_ones_own(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    post = unit.draft()
    unit.submit(post.id)
    with unit.at_work(unit.author):
        unit.studio.workflow.ask_withdrawal("bai-12", unit.author.id, "sự kiện đã hoãn")
    assert kinds(at_work(unit.author), post.id) == kinds(at_work(unit.author), "bai-12") == []
    page = at_work(unit.approver)
    assert unit.author.name in task(page, TaskKind.APPROVE, post.id).reason.vi
    assert "sự kiện đã hoãn" in task(page, TaskKind.WITHDRAWAL, "bai-12").reason.vi
    for kind, subject in ((TaskKind.APPROVE, post.id), (TaskKind.WITHDRAWAL, "bai-12")):
        page = at_work(unit.approver)
        take(page, task(page, kind, subject), idle)
        assert isinstance(window.page, ApprovalPage)
        assert window.page.queue.list.chosen_id == subject


def test_an_approved_post_is_queued_from_here(
    unit: Unit, window: MainWindow, at_work: AtWork, qtbot: QtBot, idle: Idle
) -> None:
    post = unit.draft(targets=(PRACTICE.name,))
    unit.submit(post.id)
    unit.approve(post.id)
    page = at_work(unit.author)
    take(page, task(page, TaskKind.QUEUE, post.id), idle)
    dialog = shown(PublishDialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(TargetChoice)))
    assert {choice.account.name for choice in dialog.findChildren(TargetChoice)} == {PRACTICE.name}, "it is this post"
    dialog.reject()
    unit.publish(post.id, PRACTICE.name)
    window.changed()
    idle()
    assert kinds(page, post.id) == [], "it follows what is done elsewhere"


def test_deliveries_that_only_a_person_moves_open_in_the_outbox(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    with unit.at_work(unit.head):
        unit.studio.workflow.withdraw("bai-4", unit.head.id, PIN, "số điện thoại sai")
    page = at_work(unit.author)
    tasks = [row.task for row in map(page.list.row, page.list.ids) if row is not None and row.task.kind in DELIVERIES]
    assert {TaskKind.UNCLEAR, TaskKind.FAILED, TaskKind.REMOVE, TaskKind.REMOVE_BY_HAND} <= {t.kind for t in tasks}
    assert {t.group for t in tasks} == {TaskGroup.NOW}
    by_hand = next(t for t in tasks if t.kind is TaskKind.REMOVE_BY_HAND)
    assert f"{unit.head.name} quyết định gỡ: số điện thoại sai" in by_hand.reason.vi
    for found in (by_hand, next(t for t in tasks if t.kind is TaskKind.UNCLEAR)):
        page = at_work(unit.author)
        take(page, found, idle)
        assert window.page is not None
        assert (window.page.id, window.page.shown) == (PageId.OUTBOX, found.subject)


def test_an_open_slip_stays_until_it_is_closed(unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle) -> None:
    with unit.at_work(unit.author):
        incidents = unit.studio.slips.incidents
        slip = incidents.open(
            unit.author.id, what=Mishap.WRONG_POST, found_at=unit.clock.now(), signs="bài đăng nhầm trang"
        )
    page = at_work(unit.author)
    assert kinds(at_work(unit.approver), slip.id) == []
    page = at_work(unit.author)
    take(page, task(page, TaskKind.SLIP, slip.id), idle)
    assert window.page is not None
    assert (window.page.id, window.page.shown) == (PageId.REGISTRY, f"slips:{slip.id}")


def test_the_whole_unit_shows_what_waits_for_others_without_a_step(unit: Unit, at_work: AtWork, idle: Idle) -> None:
    post = unit.draft()
    unit.submit(post.id)
    page = at_work(unit.author)
    mine = len(page.list.ids)
    page.whose.pills[UNIT].click()
    row = page.list.row(task(page, TaskKind.APPROVE, post.id).id)
    assert row is not None
    assert (row.step, row.waits_for) == ("", "chờ người duyệt")
    assert page.whose.pills[UNIT].text().endswith(f" {len(page.list.ids)}")
    assert len(page.list.ids) > mine
    page.list.choose(row.task.id)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    idle()
    assert page.isVisible(), "nothing is done for others"


@pytest.mark.parametrize("who", ["p-an", "p-binh", "p-cuong"])
def test_a_badge_is_the_number_of_rows_that_its_page_shows(
    who: str, unit: Unit, studio: Studio, at_work: AtWork
) -> None:
    for _ in range(2):
        unit.submit(unit.draft().id)
    person = studio.people.get(who)
    page = at_work(person)
    counts = count_all(studio, who)
    assert counts.work.number == len(page.list.ids)
    decidable = studio.workflow.decidable(who)
    if decidable:
        assert counts.approvals.number == len(decidable) + len(counts.tasks.of(TaskKind.WITHDRAWAL))
    assert counts.outbox.number == load_outbox(studio, DeliveryFilter.URGENT, "").counts[DeliveryFilter.URGENT]


def test_where_nothing_waits_the_page_says_so_and_what_one_may_begin(
    new_unit: Unit, make: MakeWindow, qtbot: QtBot
) -> None:
    window = make(new_unit.studio, first=PageId.WORK)
    page = window.page
    assert isinstance(page, WorkPage)
    qtbot.waitUntil(page.sign_in.isVisible)
    assert page.list.ids == (), "nobody is signed in"
    page.sign_in.click()
    new_unit.sign_in(window, new_unit.author)
    qtbot.waitUntil(page.quiet.isVisible)
    page.quiet.write.click()
    qtbot.waitUntil(lambda: window.page is not None and window.page.id is PageId.COMPOSER)


def test_a_row_tells_a_screen_reader_title_reason_time_and_step(unit: Unit, at_work: AtWork) -> None:
    post = unit.draft(publish_at=unit.clock.now() + timedelta(days=2))
    unit.submit(post.id)
    page = at_work(unit.approver)
    found = task(page, TaskKind.APPROVE, post.id)
    place = page.list.ids.index(found.id)
    said = page.list.rows.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    title = unit.studio.desk.title(post.id)
    for part in (title, unit.author.name, "còn 2 ngày", "Đọc và duyệt"):
        assert part in said
    assert QAccessible.queryAccessibleInterface(page.list).text(QAccessible.Text.Name) == "Việc đang chờ"


def test_right_opens_the_post_and_the_mouse_takes_the_step(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    post = unit.draft()
    page = at_work(unit.author)
    assert page.list.choose(task(page, TaskKind.DRAFT, post.id).id)
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    idle()
    assert window.page is not None
    assert (window.page.id, window.page.shown) == (PageId.COMPOSER, post.id)
    page = at_work(unit.author)
    found = task(page, TaskKind.DRAFT, post.id)
    place = page.list.visualRect(page.list.rows.index(page.list.ids.index(found.id), 0))
    point = place.bottomRight()
    point.setX(point.x() - 40)
    point.setY(point.y() - 20)
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    idle()
    assert (window.page.id, window.page.shown) == (PageId.COMPOSER, post.id)
