"""The page of reports: a month's figures in tiles, charts and a table, and its report from first step to last."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio.feedback.model import Category, Origin
from studio.reports.model import CommentPart, Metric
from studio.training.course_reader import SAMPLE
from studio.ui.main_window import MainWindow
from studio.ui.reports.dialogs import CommentDialog, EnterDialog, FinishDialog, HandInDialog
from studio.ui.reports.month import MonthStep
from studio.ui.reports.page import ReportsTab
from tests.ui.conftest import shown, view
from tests.ui.geometry import has_room
from tests.ui.hands import chips, choose_file, labels, pick, press
from tests.ui.reports.conftest import Open
from tests.ui.unit import NOW, Unit

CAPTURE = SAMPLE / "photo" / "so-lieu-trang.jpg"
Idle = Callable[[], None]


def cells(page: ReportsTab, column: int) -> list[str]:
    model = page.sheet.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def enter(page: ReportsTab, idle: Idle, *numbers: str, source: str = "Zalo OA, chụp ngày 01/12/2026") -> EnterDialog:
    """Fill the dialog of a capture, and press its button."""
    page.steps.buttons[MonthStep.ENTER].click()
    dialog = shown(EnterDialog)
    dialog.entry.capture.choose.click()
    choose_file(CAPTURE)
    idle()
    for field, number in zip(dialog.entry.lines.fields.values(), numbers, strict=True):
        field.setText(number)
    dialog.source.setText(source)
    dialog.go.click()
    idle()
    return dialog


def test_it_opens_on_the_month_that_is_to_be_reported(open_page: Open, idle: Idle) -> None:
    page = open_page()
    assert page.when.title.text() == "Tháng 11/2026"
    assert chips(page) == ["Chưa lập"]
    assert page.sheet.tiles[0].figure.text() == "2"
    assert page.case is not None
    assert cells(page, 0) == [row.title for row in page.case.figures.posts]
    assert cells(page, 3) == ["—", "—"], "nobody was told a number: it is not 0"
    page.when.on.click()
    idle()
    assert page.when.title.text() == "Tháng 12/2026"
    assert cells(page, 0) == []
    assert not page.sheet.table.isVisible(), "a month without a post says so, and shows no empty table"
    assert page.sheet.notes.text().startswith("Tháng này chưa có bài nào được đăng")
    page.when.back.click()
    page.when.back.click()
    idle()
    assert page.when.title.text() == "Tháng 10/2026"
    assert page.shown == "2026-10"
    page.open("2026-11")
    idle()
    assert len(cells(page, 0)) == 2


def test_what_cannot_be_done_says_why_and_the_next_step_stands_out(open_page: Open, idle: Idle) -> None:
    page = open_page()
    buttons = page.steps.buttons
    assert [step for step, one in buttons.items() if one.is_next] == [MonthStep.NEW]
    assert not buttons[MonthStep.FINISH].isEnabled()
    assert buttons[MonthStep.FINISH].accessibleDescription() == "Hãy lập báo cáo trước."
    assert page.name_of("confirm") == "Lập báo cáo"
    page.confirm()
    idle()
    assert chips(page) == ["Đang soạn"]
    assert [step for step, one in buttons.items() if one.is_next] == [MonthStep.CHECK]
    page.check()
    idle()
    assert "Mọi số đều khớp" in page.verdict.word.accessibleName()
    line = page.verdict.fontMetrics().lineSpacing()
    assert page.verdict.height() < 3 * line, "one sentence takes the room of one"
    assert [step for step, one in buttons.items() if one.is_next] == [MonthStep.COMMENT]


def test_a_report_goes_from_the_first_button_to_the_last(
    open_page: Open, idle: Idle, window: MainWindow, new_unit: Unit, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page()
    press(page, "Lập báo cáo")
    idle()
    enter(page, idle, "1.240", "860")
    assert cells(page, 3) == ["1.240", "860"]
    assert cells(page, 6) == ["ảnh chụp", "ảnh chụp"]
    press(page, "Đối chiếu")
    idle()
    press(page, "Nhận xét…")
    said = shown(CommentDialog)
    for part, text in zip(CommentPart, ("Đúng hạn.", "Căn cước.", "Không có."), strict=True):
        said.parts[part].setPlainText(text)
    press(said, "Lưu")
    idle()
    press(page, "Chốt…")
    press(shown(FinishDialog), "Chốt báo cáo")
    idle()
    assert chips(page) == ["Bản 1, đã chốt"]
    press(page, "Trình ký…")
    hands = shown(HandInDialog)
    hands.findChildren(QLineEdit)[0].setText("Trưởng Công an phường")
    press(hands, "Trình ký")
    idle()
    assert chips(page) == ["Bản 1, đã trình ký"]
    with new_unit.at_work(new_unit.author):
        (report,) = new_unit.studio.reports.reports.revisions(NOW.date())
    assert report.figures.total[Metric.VIEWS].value == 2100
    assert report.handed_to == "Trưởng Công an phường"
    assert report.comment[CommentPart.ASKED] == "Căn cước."
    for ending in ("docx", "xlsx", "pdf"):
        pick(page.steps.buttons[MonthStep.EXPORT].menu(), ending.upper())
        choose_file(tmp_path / f"bao-cao.{ending}")
        idle()
    assert zipfile.is_zipfile(tmp_path / "bao-cao.docx")
    assert zipfile.is_zipfile(tmp_path / "bao-cao.xlsx")
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
    press(page, "Lập bản mới")
    idle()
    assert chips(page) == ["Đang soạn"]


def test_numbers_without_picture_source_or_sense_are_not_taken(open_page: Open, idle: Idle) -> None:
    page = open_page()
    press(page, "Nhập số từ ảnh chụp…")
    dialog = shown(EnterDialog)
    dialog.go.click()
    said = labels(dialog)
    assert "Hãy chọn ảnh chụp có các số này." in said
    assert "Hãy nhập số của ít nhất một bài." in said
    assert "Hãy ghi nguồn: nền tảng nào, chụp lúc nào." in said
    dialog.reject()
    dialog = enter(page, idle, "1,2 N", "")
    assert dialog.isVisible()
    assert any("hãy ghi số nguyên" in text for text in labels(dialog))
    lines = list(dialog.entry.lines.fields.values())
    lines[0].setText("1 240")
    dialog.go.click()
    idle()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, EnterDialog) and each.isVisible()]
    assert cells(page, 3) == ["1.240", "—"]
    assert page.sheet.tiles[1].figure.text() == "≈ 1.240"
    assert "Zalo OA, chụp ngày 01/12/2026" in page.sheet.notes.text()


def test_a_file_that_is_no_picture_is_told_at_once(open_page: Open, idle: Idle, tmp_path: Path) -> None:
    page = open_page()
    press(page, "Nhập số từ ảnh chụp…")
    dialog = shown(EnterDialog)
    wrong = tmp_path / "so-lieu.png"
    wrong.write_text("1.240", encoding="utf-8")
    dialog.entry.capture.choose.click()
    choose_file(wrong)
    idle()
    assert any("không phải ảnh" in text for text in labels(dialog))
    dialog.reject()


def test_a_comment_that_gives_somebody_away_is_refused_with_the_reason(open_page: Open, idle: Idle) -> None:
    page = open_page()
    press(page, "Lập báo cáo")
    idle()
    press(page, "Nhận xét…")
    dialog = shown(CommentDialog)
    dialog.parts[CommentPart.ASKED].setPlainText("Anh Nam, số 0912 345 678 hỏi nhiều nhất.")
    press(dialog, "Lưu")
    idle()
    assert dialog.isVisible()
    assert any("hãy viết lại cho chung" in text for text in labels(dialog))
    dialog.reject()


def test_the_comment_stands_beside_what_the_figures_tell(open_page: Open, idle: Idle, new_unit: Unit) -> None:
    items = new_unit.studio.feedback.items
    with new_unit.at_work(new_unit.author):
        for number in range(6):
            item = items.record(Origin.PHONE, f"Hỏi {number}", NOW, new_unit.author.id, category=Category.PROCEDURE)
            items.set_topic(item.id, "residence", new_unit.author.id)
            items.note_reply(item.id, NOW, new_unit.author.id)
    page = open_page()
    press(page, "Lập báo cáo")
    idle()
    press(page, "Nhận xét…")
    said = labels(shown(CommentDialog))
    assert "Theo số liệu: 6 trong 6 câu trả lời." in said
    assert "Theo số liệu: Cư trú, 6." in said
    shown(CommentDialog).reject()


def test_the_chart_is_walked_by_keys_shown_as_a_table_and_kept_as_a_picture(
    open_page: Open, idle: Idle, tmp_path: Path
) -> None:
    page = open_page()
    enter(page, idle, "1.240", "860")
    view = page.sheet.views
    QTest.keyClick(view.canvas, Qt.Key.Key_End)
    assert view.canvas.accessibleDescription() == "30/11: Lượt xem ≈ 2.100"
    QTest.keyClick(view.canvas, Qt.Key.Key_Left)
    assert view.canvas.accessibleDescription() == "29/11: Lượt xem không có số liệu"
    assert [(gap.first, gap.last, gap.words) for gap in view.canvas.chart.gaps] == [(0, 28, "thiếu 29 ngày")]
    press(view, "Bảng số liệu")
    assert view.table is not None
    model = view.table.model()
    assert [model.index(row, 1).data() for row in (28, 29)] == ["không có số liệu", "≈ 2.100"]
    for ending, begins in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        press(view, "Lưu hình…")
        choose_file(tmp_path / f"bieu-do.{ending}")
        idle()
        assert (tmp_path / f"bieu-do.{ending}").read_bytes().startswith(begins)


def test_nobody_at_work_may_look_and_do_nothing(open_page: Open, idle: Idle, window: MainWindow) -> None:
    page = open_page()
    window.session.sign_out()
    idle()
    assert all(not one.isEnabled() for one in page.steps.buttons.values())
    assert page.why_not("confirm") == "Hãy đăng nhập trước: nhật ký ghi tên người làm việc này."


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_cut_off(open_page: Open, idle: Idle, window: MainWindow, qtbot: QtBot, scale: int) -> None:
    page = open_page()
    window.resize(1366, 768)
    page.shell.preferences.choose(font_scale=scale)
    idle()
    QApplication.processEvents()
    has_room(qtbot, page)


def test_a_switch_of_language_comes_back_to_the_same_month(
    open_page: Open, idle: Idle, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    page.when.back.click()
    idle()
    before = window.page
    page.shell.preferences.choose(language="en")
    qtbot.waitUntil(lambda: window.page is not before and window.tasks.idle)
    again = view(window, qtbot, ReportsTab, "")
    assert again.when.title.text() == "October 2026"
