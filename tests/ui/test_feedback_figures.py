"""The figures of the desk in the window: a period, a page, charts, the table, and the workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.feedback.figures import FeedbackSum, Period, WithheldReason
from studio.feedback.model import Category, Origin
from studio.ui.feedback.figures import FiguresDialog, percent, working_time
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from tests.ui.conftest import shown
from tests.ui.hands import choose_file, labels
from tests.ui.unit import HANDOVER, NOW, PRACTICE, Unit

SECRET = "Số căn cước của tôi là 001099012345"


def _record(unit: Unit, count: int, category: Category, days: int = 0, page: str = PRACTICE.name) -> None:
    items = unit.studio.feedback.items
    with unit.at_work(unit.author):
        for number in range(count):
            at = NOW - timedelta(days=days, minutes=number)
            item = items.record(Origin.PHONE, f"{SECRET} {number}", at, unit.author.id, account=page, category=category)
            items.note_reply(item.id, NOW, unit.author.id)


@pytest.fixture
def dialog(unit: Unit, window: MainWindow, shell: Shell, idle: Callable[[], None], qtbot: QtBot) -> FiguresDialog:
    _record(unit, 30, Category.PROCEDURE)
    _record(unit, 12, Category.THANKS, days=5)
    _record(unit, 6, Category.COMPLAINT, page=HANDOVER.name)
    _record(unit, 2, Category.URGENT)
    unit.sign_in(window, unit.author)
    FiguresDialog(shell, window).open()
    idle()
    return shown(FiguresDialog)


def test_the_month_is_shown_in_tiles_charts_and_a_table(dialog: FiguresDialog) -> None:
    said = labels(dialog)
    assert "50" in said
    assert dialog.when.text() == "Tháng 11/2026"
    assert "Hỏi thủ tục: Nhận 30" in dialog.by_category.canvas.accessibleDescription()
    assert "Khẩn cấp: Nhận <5" in dialog.by_category.canvas.accessibleDescription()
    assert "Khiếu nại, tố cáo: Nhận *" in dialog.by_category.canvas.accessibleDescription()
    assert len(dialog.by_day.canvas.chart.labels) == 30
    model = dialog.table.model()
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert rows == ["Khẩn cấp", "Hỏi thủ tục", "Khiếu nại, tố cáo", "Góp ý, cảm ơn"]


def test_another_period_or_page_is_read_anew(dialog: FiguresDialog, idle: Callable[[], None]) -> None:
    assert not dialog.on.isEnabled()
    dialog.periods[Period.DAY].click()
    idle()
    assert dialog.figures is not None
    assert (dialog.when.text(), dialog.figures.total.received) == ("24/11/2026", 38)
    assert not dialog.by_day.isVisible()
    dialog.back.click()
    idle()
    assert (dialog.when.text(), dialog.figures.total.received) == ("23/11/2026", 0)
    assert dialog.on.isEnabled()
    dialog.periods[Period.MONTH].click()
    dialog.page.choose(HANDOVER.name)
    idle()
    assert dialog.figures.total.received == 6
    assert dialog.figures.by_page == ()


def test_the_workbook_is_written_where_the_person_says(
    dialog: FiguresDialog, idle: Callable[[], None], tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    dialog.export.click()
    choose_file(tmp_path / "phan-hoi-2026-11.xlsx")
    idle()
    assert (tmp_path / "phan-hoi-2026-11.xlsx").stat().st_size > 4000


def test_a_length_of_time_and_a_share_are_said_as_people_say_them(dialog: FiguresDialog) -> None:
    assert working_time(timedelta(hours=2, minutes=15)) == "2 giờ 15 phút"
    assert working_time(timedelta(minutes=0)) == "0 phút"
    assert working_time(None) == "–"
    assert percent(FeedbackSum(received=9, answered=8, in_time=6)) == "75,0 %"
    assert percent(FeedbackSum(received=9, answered=8, in_time=WithheldReason.FEW)) == "–"
