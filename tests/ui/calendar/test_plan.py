"""The plan of the week on the calendar page: what is typed and chosen is kept, checked, agreed to and printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.calendar.week import WeekPlan
from studio.ui.anchors import find_anchor
from studio.ui.calendar.days import MonthTab
from studio.ui.calendar.plan_view import PlanTab, SubmitDialog
from studio.ui.main_window import MainWindow
from studio.ui.pin_dialog import DecisionDialog
from tests.ui.conftest import shown, view
from tests.ui.hands import choose_files, error_at, labels
from tests.ui.unit import PIN, Unit

DAY = date(2026, 11, 24)


@pytest.fixture
def plan(page: MonthTab, window: MainWindow, qtbot: QtBot) -> PlanTab:
    return view(window, qtbot, PlanTab, "plan")


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def kept(unit: Unit) -> WeekPlan:
    return unit.studio.weeks.plan(DAY)


def add(plan: PlanTab, number: int, window: MainWindow, qtbot: QtBot) -> None:
    """Choose the template at that place of the menu."""
    plan.add.menu().actions()[number].trigger()
    settle(window, qtbot)


def fill(plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    plan.goal.setText("Biết số 114")
    plan.goal.editingFinished.emit()
    settle(window, qtbot)
    add(plan, 0, window, qtbot)
    row = plan.rows[0]
    for picker, person in ((row.writer, unit.author), (row.approver, unit.approver)):
        picker.setCurrentIndex(picker.findData(person.id))
        picker.activated.emit(picker.currentIndex())
        settle(window, qtbot)
    for line, text in ((row.deadline, "24/11/2026"), (row.review, "30/12/2026")):
        line.line.setText(text)
        line.edited.emit()
        settle(window, qtbot)


def test_every_control_a_lesson_speaks_of_is_there(plan: PlanTab, window: MainWindow) -> None:
    for name in ("goal", "plan", "assign", "check", "export", "review"):
        assert find_anchor(window, f"calendar.{name}") is not None, name


def test_goal_posts_people_and_days_are_kept_at_once(
    plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    fill(plan, unit, window, qtbot)
    week = kept(unit)
    assert week.goal == "Biết số 114"
    (item,) = week.items
    assert (item.writer, item.approver) == (unit.author.id, unit.approver.id)
    assert (item.deadline, item.review_on) == (date(2026, 11, 24), date(2026, 12, 30))
    assert item.day == DAY, "the first day to come"


def test_a_post_is_moved_and_planned_no_more(plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    add(plan, 0, window, qtbot)
    add(plan, 0, window, qtbot)
    assert [item.day.day for item in kept(unit).items] == [24, 25], "each on a day of its own"
    combo = plan.rows[0].day
    assert combo.currentText().endswith("24/11")
    combo.setCurrentIndex(6)
    combo.activated.emit(6)
    settle(window, qtbot)
    assert [item.day.day for item in kept(unit).items] == [25, 29]
    plan.rows[1].remove.click()
    settle(window, qtbot)
    assert [item.day.day for item in kept(unit).items] == [25]


def test_what_stands_against_it_is_said_beside_the_post(plan: PlanTab, window: MainWindow, qtbot: QtBot) -> None:
    add(plan, 0, window, qtbot)
    view = plan.view
    assert view is not None
    said = {finding.code for finding in view.findings if finding.field}
    assert said == {"HOLIDAY", "ASSIGNED", "EXPIRY_SET"}
    assert len(set(labels(plan.rows[0])) & {finding.message("vi") for finding in view.findings}) == 3


def test_the_head_agrees_and_the_sheet_says_so(
    plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(plan, unit, window, qtbot)
    for person, kind in ((unit.author, SubmitDialog), (unit.head, DecisionDialog)):
        plan.head.click()
        settle(window, qtbot)
        dialog = shown(kind)
        dialog.person_pin.who.setCurrentIndex(dialog.person_pin.who.findData(person.id))
        dialog.person_pin.pin.setText(PIN)
        dialog.go.click()
        settle(window, qtbot)
    assert unit.studio.weeks.view(DAY).agreed
    assert not plan.head.isEnabled()
    out = tmp_path / "tuan.html"
    plan.print.click()
    choose_files(plan, out)
    settle(window, qtbot)
    assert "Đã duyệt" in out.read_text(encoding="utf-8")


def test_returned_without_a_word_is_refused_in_the_dialog(
    plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    fill(plan, unit, window, qtbot)
    with unit.at_work(unit.author):
        unit.studio.weeks.submit(DAY, unit.author.id, PIN)
    plan.refresh()
    settle(window, qtbot)
    plan.head.click()
    settle(window, qtbot)
    dialog = shown(DecisionDialog)
    dialog.person_pin.who.setCurrentIndex(dialog.person_pin.who.findData(unit.head.id))
    dialog.person_pin.pin.setText(PIN)
    dialog.give_back.click()
    settle(window, qtbot)
    assert "cần sửa gì" in error_at(dialog.note)
    dialog.note.setText("Thiếu bài hỏi đáp")
    dialog.person_pin.pin.setText(PIN)
    dialog.give_back.click()
    settle(window, qtbot)
    assert not unit.studio.weeks.view(DAY).agreed
    assert "Thiếu bài hỏi đáp" in str(plan.standing.word)


def test_leaving_keeps_the_look_back(plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    plan.review.setPlainText("Đủ ba bài, thiếu ảnh.")
    view(window, qtbot, MonthTab, "month")
    settle(window, qtbot)
    assert kept(unit).review == "Đủ ba bài, thiếu ảnh."


def test_turning_goes_week_by_week(page: MonthTab, plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    add(plan, 0, window, qtbot)
    page.when.on.click()
    settle(window, qtbot)
    assert page.when.day == date(2026, 12, 1)
    assert plan.rows == []
    assert plan.view is not None
    assert plan.view.plan.monday == date(2026, 11, 30)


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_look_back_stands_beside_the_plan_where_there_is_room(
    plan: PlanTab, unit: Unit, window: MainWindow, qtbot: QtBot, width: int
) -> None:
    fill(plan, unit, window, qtbot)
    window.resize(width, 768)
    qtbot.waitUntil(lambda: place(plan, plan.review).left() > place(plan, plan.rows[0]).right())
    assert place(plan, plan.review).right() > 0.85 * plan.width()
    assert place(plan, plan.review).top() == place(plan, plan.goal).top()
    deadlines = {place(plan, field).top() for field in (plan.rows[0].deadline, plan.rows[0].review)}
    assert len(deadlines) == 1
    window.resize(1024, 768)
    qtbot.waitUntil(lambda: place(plan, plan.review).top() > place(plan, plan.rows[0]).bottom())


def place(plan: PlanTab, widget: QWidget) -> QRect:
    """Where it stands on the tab."""
    return QRect(widget.mapTo(plan, QPoint()), widget.size())
