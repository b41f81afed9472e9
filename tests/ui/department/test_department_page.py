"""The page of the units over real services and a real hub: what it shows, where it leads, what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.clock import local_date
from studio.department.model import StationState
from studio.people.model import Person
from studio.ui.approval.page import ApprovalPage
from studio.ui.department.approvals import ApprovalsTab
from studio.ui.department.calendar import CalendarTab
from studio.ui.department.forms import CallForm, NoticeForm
from studio.ui.department.notices import NoticesTab
from studio.ui.department.overview import OverviewTab
from studio.ui.department.page import DepartmentPage
from studio.ui.department.pressable import ShortRow
from studio.ui.department.reports import UnitReportsTab
from studio.ui.department.stations_tab import StationsTab
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.reading_order import reading_order
from studio.ui.tokens import Tone
from tests.department.rig import Force
from tests.exchange.rig import PIN
from tests.ui.conftest import show, shown
from tests.ui.department.conftest import Open
from tests.ui.department.sample import FINE, NAMES, NOTICE, SCAMS, SILENT
from tests.ui.geometry import has_room
from tests.ui.hands import chips, choose_file, error_at, in_sight, labels, press, prove, rail_button, toast
from tests.ui.spoken import Reader, faults
from tests.ui.test_focus import unseen

Idle = Callable[[], None]


def overview(page: DepartmentPage) -> OverviewTab:
    tab = page.tab
    assert isinstance(tab, OverviewTab)
    return tab


def column(table: object, place: int = 0) -> list[str]:
    """What stands in that column, bands of groups too."""
    model = table.model()  # type: ignore[attr-defined]
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_it_stands_in_the_rail_with_the_silent_ones_counted(window: MainWindow, open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    show(window, qtbot, PageId.POSTS)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page is page)
    button = rail_button(window, PageId.DEPARTMENT)
    assert button.isVisible()
    assert button.accessibleName() == "Các đơn vị (1)"
    assert page.title.text() == "Các đơn vị"
    assert page.badge.number == 2
    word = page.received.word
    assert word is not None
    assert word.text.startswith("Kho chung: đã nhận đủ đến ")


def test_it_says_in_amber_for_how_long_the_hub_is_away(
    open_page: Open, window: MainWindow, units: Force, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, clock = open_page(), units.department.clock
    before, word = clock.moment, page.received.word
    assert word is not None
    assert word.tone is Tone.GREY
    late = local_date(before + timedelta(hours=2)) > local_date(before)  # then 26 hours ago was not yesterday
    for step, age, when in (
        (timedelta(hours=26), "26 giờ", "2 ngày trước" if late else "hôm qua"),
        (timedelta(days=8), "8 ngày", "8 ngày trước"),
    ):
        monkeypatch.setattr(clock, "moment", before + step)  # the other tests of the module have this clock, too
        window.changed()
        idle()
        word = page.received.word
        assert word is not None
        said = f"Mất liên lạc với kho chung {age}: đã nhận đủ đến {when}"
        assert (word.tone, word.text) == (Tone.AMBER, said)


def test_a_contact_that_failed_is_amber_at_once(open_page: Open, window: MainWindow, units: Force, idle: Idle) -> None:
    page, hub = open_page(), units.department.studio.hub
    joined = hub.joined()
    assert joined is not None
    with units.hub.shut(joined.login):
        hub.sync()
    window.changed()
    idle()
    word = page.received.word
    assert word is not None
    assert word.tone is Tone.AMBER
    hub.sync()
    window.changed()
    idle()
    word = page.received.word
    assert word is not None
    assert word.tone is Tone.GREY


def kind_of(page: DepartmentPage) -> type:
    return type(page.tab)


def test_the_units_at_a_glance(open_page: Open, units: Force) -> None:
    tab = overview(open_page())
    told = [tile.accessibleName() for tile in (tab.heard, tab.silent, tab.sent, tab.reports)]
    assert told[0] == "3/4 trạm liên lạc. trong 7 ngày qua"
    silent = next(line for line in units.service.stations() if line.state is StationState.SILENT)
    assert silent.last is not None
    days = (local_date(units.now()) - local_date(silent.last)).days
    assert told[1] == f"1 trạm im lặng. lâu nhất: {days} ngày"
    assert column(tab.list.table, 1)[1] == f"{days} ngày trước", "the row counts as the tile does"
    assert told[3].endswith("còn 2 đơn vị")
    assert column(tab.list.table) == [
        "Im lặng quá 7 ngày 1", NAMES[SILENT], "Cần xem 3", NAMES["u001"], NAMES["u003"], NAMES["u005"],
        "Đang liên lạc 1", NAMES[FINE],
    ]  # fmt: skip
    first = next(row.accessibleName() for row in in_sight(tab.waiting, ShortRow))
    assert first.startswith(f"CẢNH BÁO: {SCAMS[0]}")
    assert tab.notice.figure.text() == "2/4"
    assert tab.notice.names == (NAMES["u001"], NAMES[SILENT])
    assert tab.notice.bar.words == ("1 đã xác minh", "1 người đăng xác nhận", "2 chưa có tin")


def test_a_tile_shows_what_it_counts(open_page: Open, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = open_page()
    tab = overview(page)
    tab.silent.setFocus()
    QTest.keyClick(tab.silent, Qt.Key.Key_Return)
    assert column(tab.list.table) == ["Im lặng quá 7 ngày 1", NAMES[SILENT]]
    qtbot.waitUntil(tab.list.table.hasFocus)
    tab.heard.click()
    assert NAMES[SILENT] not in column(tab.list.table)
    tab.list.search.setText("minh khai")
    QTest.keyClick(tab.list.search, Qt.Key.Key_Return)
    assert column(tab.list.table) == ["Đang liên lạc 1", NAMES[FINE]]
    tab.list.search.setText("không có đơn vị này")
    QTest.keyClick(tab.list.search, Qt.Key.Key_Return)
    assert "Không có trạm nào khớp" in labels(tab.list)
    tab.reports.click()
    idle()
    assert kind_of(page) is UnitReportsTab
    overview(open_page("overview")).sent.click()
    idle()
    assert kind_of(page) is CalendarTab


def test_the_keyboard_goes_over_the_bands_and_opens_a_station(open_page: Open, idle: Idle) -> None:
    page = open_page()
    tab = overview(page)
    table = tab.list.table
    tab.list.show_only(tab.list.filter.value)
    table.choose("")
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down)
    second = tab.list.line(table.chosen_id)
    assert second is not None
    assert second.state is StationState.TWO_VERSIONS
    QTest.keyClick(table, Qt.Key.Key_Return)
    idle()
    opened = page.tab
    assert isinstance(opened, StationsTab)
    assert NAMES["u001"] in labels(opened.drawer)
    opened.toggle_side()
    assert not opened.drawer.isVisible()


def test_a_waiting_post_opens_on_the_page_of_approvals(open_page: Open, window: MainWindow, idle: Idle) -> None:
    page = open_page("approvals")
    tab = page.tab
    assert isinstance(tab, ApprovalsTab)
    assert column(tab.table) == [f"CẢNH BÁO: {scam}" for scam in SCAMS[:2]]
    assert set(column(tab.table, 1)) == {NAMES["u001"]}
    tab.table.selectRow(0)
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    idle()
    there = window.page
    assert isinstance(there, ApprovalPage)
    assert f"CẢNH BÁO: {SCAMS[0]}" in " ".join(labels(there))


def test_the_common_calendar_has_the_posts_of_all_units(open_page: Open) -> None:
    tab = open_page("calendar:today").tab
    assert isinstance(tab, CalendarTab)
    posts = column(tab.table, 1)
    assert f"CẢNH BÁO: {SCAMS[0]}" in posts
    assert {"Dự kiến", "Đã đăng"} <= set(column(tab.table, 4))
    tab.kinds.pills["planned"].click()
    assert set(column(tab.table, 4)) == {None, "Dự kiến"}, "a band has its words in its first cell"
    tab.kinds.pills["all"].click()


def test_a_call_is_noted_and_stands_beside_the_station(
    open_page: Open, units: Force, window: MainWindow, idle: Idle
) -> None:
    tab = overview(open_page())
    press(tab.notice, "Ghi cuộc gọi…")
    form = shown(CallForm)
    assert form.who.value == "u001"
    form.who.set_value(SILENT)
    form.go.click()
    assert error_at(form.note) == "Hãy ghi trong một câu nội dung trao đổi."
    form.note.setPlainText("Trực ban đã nhận máy.")
    form.go.click()
    idle()
    assert toast(window).text == "Đã ghi cuộc gọi."
    (line,) = [line for line in units.service.stations() if line.unit == SILENT]
    assert line.called is not None
    assert line.called.note == "Trực ban đã nhận máy."


def test_a_notice_is_written_onto_a_stick(open_page: Open, window: MainWindow, idle: Idle, tmp_path: Path) -> None:
    tab = overview(open_page())
    press(tab.notice, "Xuất ra USB…")
    choose_file(tmp_path)
    idle()
    (written,) = tmp_path.glob("thong-bao-*")
    assert written.name in toast(window).text


def test_a_notice_to_many_units_takes_who_may_and_their_pin(
    open_page: Open, window: MainWindow, units: Force, sign_in: Callable[[Person], None], idle: Idle, qtbot: QtBot
) -> None:
    page = open_page()
    page.notify.click()
    form = shown(NoticeForm)
    idle()
    qtbot.waitUntil(form.text.hasFocus)
    form.go.click()
    assert error_at(form.text) == "Hãy ghi việc các đơn vị phải làm."
    form.text.setPlainText("Đọc quy định mới về phát ngôn")
    form.link.setText("javascript:alert(1)")
    form.units.all.setChecked(False)
    form.go.click()
    assert "https://" in error_at(form.link)
    assert "Hãy chọn ít nhất một đơn vị." in labels(form)
    form.link.clear()
    form.units.search.setText("go say")
    QTest.keyClick(form.units.search, Qt.Key.Key_Return)
    (box,) = [box for box in form.units.boxes.values() if box.isVisible()]
    box.setChecked(True)
    form.publish.setChecked(False)
    form.person_pin.who.choose(units.department.head.id)
    form.person_pin.pin.setText("00000000")
    form.go.click()
    idle()
    assert form.isVisible(), "not with a wrong PIN"
    form.person_pin.pin.setText(PIN)
    form.go.click()
    idle()
    newest = units.service.notices()[0]
    assert (newest.text, newest.units, newest.publish) == ("Đọc quy định mới về phát ngôn", (SILENT,), False)
    tab = page.tab
    assert isinstance(tab, NoticesTab)
    assert [one.title for one in map(tab.list.entry, tab.list.rows.all())] == [newest.text, NOTICE]
    assert tab.card.figure.text() == "0/1"
    press(tab.card, "Rút lại…")
    prove(shown(PinConfirmDialog), units.department.head)
    idle()
    assert chips(tab.card) == ["đã rút lại"]
    assert tab.card.whole.font().strikeOut()
    assert f"{units.department.head.name} rút lại" in tab.card.due.text()
    assert not tab.card.back.isVisible()
    tab.list.choose(units.service.notices()[1].id)
    assert "" not in column(tab.unit_table, 2), "that nothing was heard of a unit is said in words"


def test_the_month_is_merged_of_what_the_units_sent(
    open_page: Open, window: MainWindow, idle: Idle, tmp_path: Path
) -> None:
    tab = open_page("reports").tab
    assert isinstance(tab, UnitReportsTab)
    assert tab.chip.word is not None
    assert tab.chip.word.text == "1/3 đơn vị đã gửi"
    assert column(tab.table)[:3] == ["Chưa gửi 2", NAMES[SILENT], NAMES["u003"]]
    assert column(tab.table, 2)[1] == "—", "what was not sent is not 0"
    out = tmp_path / "gop.xlsx"
    for action in tab.export.menu().actions():
        if action.text() == "XLSX":
            action.trigger()
    tab.export.menu().close()
    choose_file(out)
    idle()
    assert out.read_bytes().startswith(b"PK")
    assert "gop.xlsx" in toast(window).text


def test_every_control_has_a_name_and_shows_that_it_has_the_keyboard(
    open_page: Open, window: MainWindow, subtests: pytest.Subtests
) -> None:
    for kind in DepartmentPage.kinds:
        with subtests.test(tab=kind.name):
            page = open_page(kind.name)
            assert faults(page) == []
            assert list(unseen(window, page, rail_button(window, PageId.SETTINGS))) == []


def test_tab_goes_in_the_order_of_reading(open_page: Open) -> None:
    order = reading_order(open_page())
    order[0].setFocus()
    walked = []
    for _ in order[1:]:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == order[1:]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_at_any_tab(
    open_page: Open, window: MainWindow, language: str, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    page = open_page()
    shell = window.shell
    assert shell is not None
    shell.preferences.choose(language=language)
    qtbot.waitUntil(lambda: window.tasks.idle)
    for scale in (100, 200):
        shell.preferences.choose(font_scale=scale)
        for kind in page.kinds:
            with subtests.test(tab=kind.name, scale=scale):
                page = open_page(kind.name)
                QApplication.processEvents()
                has_room(qtbot, page)


def test_a_screen_reader_has_names_and_roles_for_all_of_the_page(
    open_page: Open, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    reader = Reader(window, qtbot)
    reader.look_through("department", page)
    assert reader.wrong == [], reader
    assert len(reader.places) > 6
