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
from studio.registry.service import REQUEST
from studio.slips.model import Slip
from studio.ui.approval.page import ApprovalPage
from studio.ui.counts import count_all
from studio.ui.feedback.page import FeedbackPage
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog, TargetChoice
from studio.ui.outbox.details import DeliveryFilter, load_outbox
from studio.ui.outbox.move import MoveDialog
from studio.ui.page_specs import PageId
from studio.ui.work.page import UNIT, WorkPage
from studio.worklist.model import DELIVERIES, TaskGroup, TaskKind, UnitTasks
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.feedback.citizens import CARD, Citizens
from tests.ui.slips.conftest import slips
from tests.ui.unit import PIN, PRACTICE, Unit
from tests.ui.work.rows import kinds, take, task, tasks

__all__ = ["slips"]

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
    (asked,) = unit.studio.worklist.of(unit.author.id).of(TaskKind.WITHDRAWAL)
    assert asked.waits_for.vi == f"chờ {unit.head.name}, {unit.approver.name}"
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


def test_a_move_that_waits_for_its_author_goes_on_from_here(
    unit: Unit, at_work: AtWork, qtbot: QtBot, idle: Idle
) -> None:
    now = unit.clock.now()
    post = unit.draft(targets=(PRACTICE.name,), publish_at=now + timedelta(days=2))
    unit.submit(post.id)
    unit.approve(post.id)
    unit.publish(post.id, PRACTICE.name)
    with unit.at_work(unit.approver):
        unit.studio.rescheduler.begin(post.id, now + timedelta(days=3), unit.approver.id, PIN)
    page = at_work(unit.author)
    found = task(page, TaskKind.MOVE, post.id)
    assert unit.approver.name in found.reason.vi
    take(page, found, idle)
    assert shown(MoveDialog).isVisible()
    shown(MoveDialog).reject()


def test_deliveries_that_only_a_person_moves_open_in_the_outbox(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    with unit.at_work(unit.head):
        unit.studio.workflow.withdraw("bai-4", unit.head.id, PIN, "số điện thoại sai")
    page = at_work(unit.author)
    sent = [one for one in tasks(page) if one.kind in DELIVERIES]
    assert {TaskKind.UNCLEAR, TaskKind.FAILED, TaskKind.REMOVE, TaskKind.REMOVE_BY_HAND} <= {one.kind for one in sent}
    assert {one.group for one in sent} == {TaskGroup.NOW}
    by_hand = next(one for one in sent if one.kind is TaskKind.REMOVE_BY_HAND)
    assert f"{unit.head.name} quyết định gỡ: số điện thoại sai" in by_hand.reason.vi
    for found in (by_hand, next(one for one in sent if one.kind is TaskKind.UNCLEAR)):
        page = at_work(unit.author)
        take(page, found, idle)
        assert window.page is not None
        assert (window.page.id, window.page.shown) == (PageId.OUTBOX, found.subject)


def test_slips_and_their_next_look_open_in_the_register(
    unit: Unit, slips: tuple[Slip, ...], window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    impostor, incident = slips[:2]
    assert kinds(at_work(unit.author), impostor.id) == [], "it was looked at a moment ago"
    assert kinds(at_work(unit.approver), incident.id) == []
    unit.clock.forward(days=8)
    for slip, kind in ((incident, TaskKind.SLIP), (impostor, TaskKind.IMPOSTOR)):
        page = at_work(unit.author)
        take(page, task(page, kind, slip.id), idle)
        assert window.page is not None
        assert (window.page.id, window.page.shown) == (PageId.PAGES, f"slips:{slip.id}")


def test_what_was_promised_is_begun_from_here_once_its_day_came(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    post = unit.draft("case_result")
    unit.submit(post.id)
    with unit.at_work(unit.head):
        unit.studio.workflow.approve(post.id, unit.head.id, PIN)
    unit.publish(post.id, PRACTICE.name)
    unit.studio.outbox.run()
    promised = f"case_followup:{post.id}"
    unit.clock.forward(days=60)
    page = at_work(unit.author)
    found = task(page, TaskKind.FOLLOW_UP, promised)
    assert (found.late, found.group) == (True, TaskGroup.NOW)
    take(page, found, idle)
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    assert unit.studio.drafts.get(window.page.shown).answers.original_post == post.id
    assert kinds(at_work(unit.author), promised) == []


def test_an_approval_that_ran_out_comes_back_to_who_wrote_the_post(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    post = unit.draft()
    unit.submit(post.id)
    unit.approve(post.id)
    unit.clock.forward(days=8)
    with unit.at_work(unit.head):
        unit.studio.confirm_clock(unit.head.id, PIN)
    unit.studio.workflow.expire_due()
    page = at_work(unit.author)
    take(page, task(page, TaskKind.EXPIRED, post.id), idle)
    assert window.page is not None
    assert (window.page.id, window.page.shown) == (PageId.COMPOSER, post.id)


def test_what_was_put_before_the_head_waits_for_the_head(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    with unit.at_work(unit.author):
        file = unit.studio.registry.begin(unit.author.id)
        unit.studio.signoffs.submit(REQUEST, file.id, "d", unit.author.id, PIN, "mở trang cho phường")
    subject = f"{REQUEST}:{file.id}"
    assert kinds(at_work(unit.approver), subject) == []
    page = at_work(unit.head)
    found = task(page, TaskKind.SIGN, subject)
    assert "mở trang cho phường" in found.reason.vi
    take(page, found, idle)
    assert window.page is not None
    assert (window.page.id, window.page.shown) == (PageId.PAGES, f"files:{file.id}")


def test_questions_past_their_time_are_one_row(unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle) -> None:
    late = Citizens(unit).comment(CARD, hours=1)
    unit.clock.forward(days=3)
    page = at_work(unit.author)
    found = task(page, TaskKind.OVERDUE, late.id)
    assert (found.count, found.late) == (1, True)
    take(page, found, idle)
    assert isinstance(window.page, FeedbackPage)
    assert window.page.queue.list.chosen_id == late.id
    assert count_all(unit.studio, unit.author.id).feedback.number == unit.studio.feedback.items.counts().to_answer


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
    title = unit.studio.drafts.title(post.id)
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


def test_a_change_is_counted_once_for_the_list_and_for_the_badges(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_work(unit.author)
    asked, worklist = list[str](), unit.studio.worklist
    answer = worklist.of

    def counted(person: str) -> UnitTasks:
        asked.append(person)
        return answer(person)

    monkeypatch.setattr(worklist, "of", counted)
    draft = unit.draft()
    for place in (PageId.WORK, PageId.LIBRARY):
        window.go(place, "")
        idle()
        asked.clear()
        window.changed()
        idle()
        assert asked == [unit.author.id], place
    window.go(PageId.WORK, "")
    idle()
    assert task(page, TaskKind.DRAFT, draft.id).mine


def test_a_template_waits_for_the_head_and_comes_back_to_who_wrote_it(
    unit: Unit, window: MainWindow, at_work: AtWork, idle: Idle
) -> None:
    own = unit.studio.own_templates
    with unit.at_work(unit.author):
        row = own.begin("Thông báo tạm ngừng cấp điện", unit.author.id)
        own.save(row.id, unit.author.id)
        own.submit(row.id, unit.author.id, PIN)
        waiting = unit.studio.worklist.of(unit.author.id).of(TaskKind.SIGN)
    assert [one.mine for one in waiting if row.id in one.subject] == [False]
    page = at_work(unit.head)
    found = task(page, TaskKind.SIGN, f"own_template:{row.id}")
    assert row.code in found.name.vi
    assert count_all(unit.studio, unit.head.id).page_files.number == 0  # it is about no page
    take(page, found, idle)
    assert window.page is not None
    assert (window.page.id, window.page.shown) == (PageId.SETTINGS, "templates")
    with unit.at_work(unit.head):
        own.send_back(row.id, unit.head.id, PIN, "nêu rõ giờ có điện trở lại")
    assert kinds(at_work(unit.head), f"own_template:{row.id}") == []
    page = at_work(unit.author)
    back = task(page, TaskKind.TEMPLATE, row.id)
    assert "nêu rõ giờ có điện trở lại" in back.reason.vi
    with unit.at_work(unit.author):
        assert count_all(unit.studio, unit.author.id).work.number == len(tasks(page))
