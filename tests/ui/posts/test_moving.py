"""Throwing posts away and bringing them back, one or thousands."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.posts.model import PostFilter
from studio.ui.main_window import MainWindow
from studio.ui.posts.bulk import BulkDeed, carry_out, plan
from studio.ui.posts.listing import ListTab
from studio.ui.posts.mover import BulkDialog
from studio.ui.sign_in import SignInDialog
from tests.ui.hands import labels, press, toast
from tests.ui.posts.conftest import D, Fill, R
from tests.ui.posts.test_page import Open, rest
from tests.ui.unit import NOW, Unit


def trashed(studio: Studio) -> list[str]:
    return list(studio.listing.ids(PostFilter(trashed=True)))


def ask(window: MainWindow, page: ListTab, qtbot: QtBot) -> BulkDialog:
    page.foot.act.click()
    rest(window, qtbot)
    dialog = page.findChild(BulkDialog)
    assert dialog is not None
    return dialog


def test_delete_throws_one_away_at_once_and_the_toast_brings_it_back(
    open_page: Open, fill: Fill, studio: Studio, qtbot: QtBot
) -> None:
    fill(5)
    window, page = open_page()
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    rest(window, qtbot)
    assert trashed(studio) == ["nhieu-2"]
    assert page.model.rowCount() == 4
    assert toast(window).text == "Đã chuyển bài vào thùng rác."
    toast(window).button.click()
    rest(window, qtbot)
    assert trashed(studio) == []
    assert page.model.rowCount() == 5


def test_many_are_moved_after_a_yes_that_says_how_many_and_which_stay(
    open_page: Open, fill: Fill, studio: Studio, qtbot: QtBot
) -> None:
    fill(30, D, D, R)
    window, page = open_page()
    page.table.selectAll()
    assert page.foot.act.text() == "Chuyển 30 bài vào thùng rác…"
    dialog = ask(window, page, qtbot)
    assert dialog.windowTitle() == "Chuyển 20 bài vào thùng rác?"
    assert "Giữ nguyên 10 bài" in labels(dialog)
    assert trashed(studio) == []
    dialog.go.click()
    rest(window, qtbot)
    assert len(trashed(studio)) == 20
    assert page.table.marked_ids == ()
    assert page.bar.trash.accessibleName() == "Thùng rác 20"
    page.mover.take_back()
    rest(window, qtbot)
    assert trashed(studio) == []


def test_saying_no_moves_nothing(open_page: Open, fill: Fill, studio: Studio, qtbot: QtBot) -> None:
    fill(5)
    window, page = open_page()
    page.table.selectAll()
    ask(window, page, qtbot).cancel.click()
    rest(window, qtbot)
    assert trashed(studio) == []
    assert page.table.marked_count == 5


def test_where_none_can_be_moved_the_dialog_says_why(open_page: Open, fill: Fill, qtbot: QtBot) -> None:
    fill(5, R)
    window, page = open_page()
    page.table.selectAll()
    dialog = ask(window, page, qtbot)
    assert not dialog.go.isVisible()
    assert dialog.windowTitle() == "Không chuyển được bài nào trong số này"
    dialog.cancel.click()


def test_sixty_can_be_stopped_and_what_was_moved_can_be_undone(
    open_page: Open, fill: Fill, studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(60)
    window, page = open_page()
    reached, go_on = Event(), Event()
    plain = studio.drafts.trash

    def slow(post_id: str, by: str) -> None:
        plain(post_id, by)
        if len(trashed(studio)) == 7:
            reached.set()
            assert go_on.wait(60)

    monkeypatch.setattr(studio.drafts, "trash", slow)
    page.table.selectAll()
    ask(window, page, qtbot).go.click()
    qtbot.waitUntil(reached.is_set)
    assert page.mover.progress.isVisible()
    page.mover.ask(BulkDeed.TRASH, ("nhieu-9",))  # nothing else is begun meanwhile
    press(page.mover.progress, "Dừng")
    go_on.set()
    rest(window, qtbot)
    assert len(trashed(studio)) == 7
    assert not page.mover.progress.isVisible()
    assert page.mover.banner.text == "Đã chuyển 7 bài vào thùng rác.\nĐã dừng; 53 bài giữ nguyên."
    page.mover.undo.click()
    rest(window, qtbot)
    assert trashed(studio) == []


def test_what_was_refused_is_told_with_the_reason(open_page: Open, fill: Fill, unit: Unit, qtbot: QtBot) -> None:
    fill(4)
    window, page = open_page()
    page.table.selectAll()
    dialog = ask(window, page, qtbot)
    unit.submit("nhieu-1")  # in the meantime, by somebody else
    dialog.go.click()
    rest(window, qtbot)
    assert len(trashed(unit.studio)) == 3
    assert page.mover.banner.text.startswith("Đã chuyển 3 bài vào thùng rác.\nKhông chuyển được (")
    assert page.mover.undo.isVisible()
    press(page.mover, "Đóng thông báo này")
    assert not page.mover.isVisible()


def test_who_is_not_signed_in_is_asked_who_they_are(open_page: Open, fill: Fill, studio: Studio, qtbot: QtBot) -> None:
    fill(4)
    window, page = open_page()
    window.session.sign_out()
    rest(window, qtbot)
    page.table.selectRow(0)
    page.table.delete_wanted.emit()
    dialog = window.findChild(SignInDialog)
    assert dialog is not None
    dialog.reject()
    rest(window, qtbot)
    assert trashed(studio) == []


def test_the_trash_says_how_long_posts_are_kept_and_restores_them(
    open_page: Open, fill: Fill, unit: Unit, studio: Studio, qtbot: QtBot
) -> None:
    fill(4)
    with unit.at_work(unit.author):
        for days, name in ((0, "nhieu-2"), (2, "nhieu-1"), (31, "nhieu-0")):
            unit.clock.moment = NOW + timedelta(days=days)
            studio.drafts.trash(name, unit.author.id)
    window, page = open_page()
    page.bar.trash.click()
    rest(window, qtbot)
    last = page.model.columnCount() - 1
    kept = {page.model.id_at(n): page.model.data(page.model.index(n, last)) for n in range(page.model.rowCount())}
    assert kept == {"nhieu-0": "còn 30 ngày", "nhieu-1": "còn 1 ngày", "nhieu-2": "xóa hôm nay"}
    page.table.selectRow(0)
    page.table.delete_wanted.emit()  # there is nothing to throw away here
    rest(window, qtbot)
    assert len(trashed(studio)) == 3
    page.table.opened.emit("nhieu-1")
    assert toast(window).text == "Bài đang ở trong thùng rác: hãy khôi phục rồi mở."
    page.table.selectAll()
    dialog = ask(window, page, qtbot)
    assert dialog.windowTitle() == "Khôi phục 3 bài?"
    dialog.go.click()
    rest(window, qtbot)
    assert trashed(studio) == []


def test_the_plan_passes_over_what_is_no_more(studio: Studio, fill: Fill) -> None:
    fill(3, D, R)
    made = plan(studio.listing, BulkDeed.TRASH, ("nhieu-0", "nhieu-1", "nhieu-2", "nhieu-77"))
    assert made.ready == ("nhieu-0", "nhieu-2")
    assert dict(made.kept) == {R: 1}


def test_a_post_that_is_gone_is_refused_not_fatal(unit: Unit, studio: Studio, fill: Fill) -> None:
    fill(3)
    steps: list[int] = []

    def going(done: int, total: int) -> bool:
        steps.append(done)
        return done < total

    wanted = ("nhieu-0", "nhieu-77", "nhieu-2")
    with unit.at_work(unit.author):
        outcome = carry_out(studio.drafts, studio.listing, BulkDeed.TRASH, wanted, unit.author.id, going)
    assert outcome.done == ("nhieu-0", "nhieu-2")
    assert len(outcome.refused) == 1
    assert outcome.unreached == 0
    assert steps == [0, 1, 2]
