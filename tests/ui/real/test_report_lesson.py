"""C5 and the beginning of E1 done by hand in the window: what was kept makes a step done, and half of it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.feedback.figures import Period
from studio.reports.model import CommentPart
from studio.training.lesson import Lesson, Mode
from studio.training.steps.reports import CAPTURE, IN_CAPTURE, SOURCE
from studio.ui.feedback.figures import FiguresDialog
from studio.ui.feedback.page import FeedbackPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.reports.dialogs import CommentDialog, EnterDialog, FinishDialog, HandInDialog
from studio.ui.reports.month import MonthStep
from studio.ui.reports.page import ReportsTab
from tests.ui.conftest import show, shown
from tests.ui.conftest import view as open_view
from tests.ui.hands import choose_file, pick, press


@pytest.fixture
def studio(practice: Studio) -> Studio:
    return practice


@pytest.fixture
def begin(window: MainWindow, qtbot: QtBot, studio: Studio) -> Callable[[str], Lesson]:
    def started(outline: str) -> Lesson:
        window.session.sign_in(studio.people.get(studio.lessons.cast().learner))
        lesson = studio.lessons.begin(outline, Mode.GUIDED)
        lesson.start()
        return lesson

    return started


def enter(page: ReportsTab, rest: Callable[[], None], numbers: dict[str, int]) -> None:
    """Enter the views of the posts of those templates from the capture."""
    page.steps.buttons[MonthStep.ENTER].click()
    dialog = shown(EnterDialog)
    dialog.entry.capture.choose.click()
    choose_file(CAPTURE)
    rest()
    topics = {(row.post, row.page): row.topic for row in page.case.figures.posts} if page.case is not None else {}
    for key, field in dialog.entry.lines.fields.items():
        field.setText(f"{numbers[topics[key]]:,}".replace(",", "."))
    dialog.source.setText(SOURCE)
    dialog.go.click()
    rest()


def test_a_report_is_made_by_hand(
    window: MainWindow, qtbot: QtBot, begin: Callable[[str], Lesson], tmp_path: Path
) -> None:
    lesson = begin("C5")
    page = open_view(window, qtbot, ReportsTab, "report")

    def rest() -> None:
        qtbot.waitUntil(lambda: window.tasks.idle)

    press(page, "Lập báo cáo")
    rest()
    assert lesson.look().now == 1
    enter(page, rest, {**IN_CAPTURE, "qa_post": 680})
    view = lesson.look()
    assert view.now == 1
    assert view.remark is not None
    assert "không đúng như trên ảnh chụp" in view.remark.vi
    enter(page, rest, dict(IN_CAPTURE))
    assert lesson.look().now == 2
    press(page, "Đối chiếu")
    rest()
    assert lesson.look().now == 3
    assert page.sheet.tiles[1].figure.text() == "≈ 2.515"
    press(page, "Nhận xét…")
    said = shown(CommentDialog)
    said.parts[CommentPart.IN_TIME].setPlainText("Đúng hạn phần lớn.")
    press(said, "Lưu")
    rest()
    assert lesson.look().now == 3, "two parts are missing"
    press(page, "Nhận xét…")
    said = shown(CommentDialog)
    said.parts[CommentPart.ASKED].setPlainText("Cấp lại căn cước.")
    said.parts[CommentPart.CORRECTED].setPlainText("Không có.")
    press(said, "Lưu")
    rest()
    assert lesson.look().now == 4
    press(page, "Chốt…")
    press(shown(FinishDialog), "Chốt báo cáo")
    rest()
    pick(page.steps.buttons[MonthStep.EXPORT].menu(), "XLSX")
    choose_file(tmp_path / "bao-cao.xlsx")
    rest()
    view = lesson.look()
    assert (view.now, view.remark.vi if view.remark else "") == (4, "Đã xuất tệp; còn ghi đã trình ai ký.")
    press(page, "Trình ký…")
    hands = shown(HandInDialog)
    hands.findChildren(QLineEdit)[0].setText("Trưởng Công an phường")
    press(hands, "Trình ký")
    rest()
    assert lesson.look().now == 5
    lesson.stop()


def test_what_was_asked_in_a_week_is_looked_at(
    window: MainWindow, qtbot: QtBot, begin: Callable[[str], Lesson]
) -> None:
    lesson = begin("E1")
    page = show(window, qtbot, PageId.FEEDBACK)
    assert isinstance(page, FeedbackPage)
    page.head.figures.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    dialog = shown(FiguresDialog)
    view = lesson.look()
    assert view.now == 0, "it opens on the month"
    assert view.remark is not None
    dialog.periods[Period.WEEK].click()
    dialog.back.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert lesson.look().now == 1
    told = dialog.by_topic.canvas.accessibleDescription()
    assert told.startswith("Căn cước: Nhận 42")
    assert "Giao thông, phạt nguội: Nhận <5" in told
    dialog.reject()
    lesson.stop()
