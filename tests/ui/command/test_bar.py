"""Ctrl+K over the window: commands at once, what the store finds as it comes, and the keyboard back where it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.posts.model import PostRow
from studio.ui.command.bar import CommandBar
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import EVERYWHERE, in_sight
from tests.ui.preparation import LAW, open_empty
from tests.ui.unit import LAW_KEY, Unit

Idle = Callable[[], None]


@pytest.fixture
def bar(window: MainWindow, unit: Unit, qtbot: QtBot, idle: Idle) -> CommandBar:
    """The bar, open over the settings, with somebody signed in."""
    active(window, qtbot)
    unit.sign_in(window, unit.author)
    idle()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    idle()
    made = window.findChild(CommandBar)
    assert made is not None
    assert made.is_open
    return made


def active(window: MainWindow, qtbot: QtBot) -> None:
    """Keys that belong to the window are heard by the active one alone."""
    with qtbot.waitActive(window):
        window.activateWindow()


def ids(bar: CommandBar) -> list[str]:
    return [pick.id for pick in bar.list.picks]


def typed(bar: CommandBar, text: str, qtbot: QtBot, idle: Idle) -> list[str]:
    """Type, wait for the pause and for what the store finds."""
    bar.line.clear()
    with qtbot.waitSignal(bar.asked):
        bar.line.setText(text)
    idle()
    return ids(bar)


def test_commands_of_the_window_are_there_at_once_with_keys_and_reasons(bar: CommandBar) -> None:
    by_id = {pick.id: pick for pick in bar.list.picks}
    assert by_id["go:library"].title == "Mở mục: Kho văn bản"
    assert by_id["go:library"].keys.startswith("Ctrl+")
    assert by_id["new"].keys == "Ctrl+N"
    assert by_id["go:settings"].reason == "bạn đang ở mục này"
    assert by_id["theme:light"].reason == "đang dùng"
    assert by_id["theme:dark"].reason == ""
    assert bar.list.current is not None
    assert not bar.list.current.reason


def test_typing_filters_without_marks_before_the_store_answers(bar: CommandBar) -> None:
    bar.line.setText("tOi")
    assert "theme:dark" in ids(bar)
    assert "new" not in ids(bar)


def test_enter_does_it_and_the_page_is_shown(bar: CommandBar, window: MainWindow, idle: Idle) -> None:
    bar.line.setText("kho van")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    idle()
    assert not bar.is_open
    assert window.page is not None
    assert window.page.id is PageId.LIBRARY


def test_what_cannot_be_done_is_not_done_and_says_why(bar: CommandBar, window: MainWindow) -> None:
    bar.line.setText("mau sac sang")
    assert ids(bar) == ["theme:light"]
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.is_open
    assert bar.note.text() == "Chưa dùng được: đang dùng"


def test_posts_templates_people_and_pages_are_found(bar: CommandBar, unit: Unit, qtbot: QtBot, idle: Idle) -> None:
    assert "post:bai-0" in typed(bar, "gia danh", qtbot, idle)
    assert "template:scam_warning" in typed(bar, "canh bao lua", qtbot, idle)
    assert f"person:{unit.author.id}" in typed(bar, "nguyen van an", qtbot, idle)
    assert "account:ban-giao-zalo" in typed(bar, "zalo", qtbot, idle)


def test_a_typed_number_puts_the_law_first(bar: CommandBar, qtbot: QtBot, idle: Idle) -> None:
    found = typed(bar, LAW["number"], qtbot, idle)
    assert found[0] == f"law:{LAW_KEY}"
    assert found[1].startswith(f"law:{LAW_KEY}#")
    assert bar.list.headings[0] == "Văn bản pháp luật"
    assert all(pick.word is not None for pick in bar.list.picks[:2])


def test_an_article_opens_in_the_library(bar: CommandBar, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    typed(bar, "quyền đồng ý", qtbot, idle)
    pick = bar.list.picks[0]
    assert pick.id.startswith("law:")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    idle()
    page = window.page
    assert isinstance(page, LibraryPage)
    assert page.reader.reading is not None
    assert page.reader.reading.article == pick.id.partition("#")[2]


def test_an_approved_post_is_offered_for_publishing_with_the_reason(
    bar: CommandBar, unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    unit.approve("bai-0")
    bar.close_popover()
    bar.open_bar()
    idle()
    assert "publish:bai-0" in typed(bar, "dang bai", qtbot, idle)


def take(bar: CommandBar, id: str, idle: Idle) -> None:
    """Choose what is offered, as a click does."""
    bar.taken.emit(next(pick for pick in bar.list.picks if pick.id == id))
    idle()


def test_a_post_opens_and_is_offered_first_the_next_time(
    bar: CommandBar, window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    typed(bar, "gia danh", qtbot, idle)
    take(bar, "post:bai-0", idle)
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    bar.open_bar()
    idle()
    assert ids(bar)[0] == "post:bai-0"
    assert bar.list.headings[0] == "Dùng gần đây"


def test_each_person_has_their_own_recent_commands(bar: CommandBar, window: MainWindow, unit: Unit, idle: Idle) -> None:
    take(bar, "new", idle)
    bar.open_bar()
    idle()
    assert "Dùng gần đây" in bar.list.headings
    unit.sign_in(window, unit.approver)
    bar.open_bar()
    idle()
    assert "Dùng gần đây" not in bar.list.headings


def test_an_answer_to_an_older_query_is_dropped(
    bar: CommandBar, studio: Studio, qtbot: QtBot, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go, real = Event(), studio.listing.find_titles

    def slow(text: str, limit: int = 8) -> tuple[PostRow, ...]:
        if text == "gia danh":
            let_go.wait(60)
        return real(text, limit)

    monkeypatch.setattr(studio.listing, "find_titles", slow)
    with qtbot.waitSignal(bar.asked):
        bar.line.setText("gia danh")
    with qtbot.waitSignal(bar.asked):
        bar.line.setText("gia danh xyz")
    let_go.set()
    idle()
    assert not any(key.startswith("post:") for key in ids(bar))
    assert bar.note.text().startswith("Không có gì khớp")


def test_ctrl_k_again_closes_it(bar: CommandBar) -> None:
    QTest.keyClick(bar.line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not bar.is_open


def test_the_lock_puts_it_away_and_brings_it_back(window: MainWindow, bar: CommandBar, unit: Unit, idle: Idle) -> None:
    bar.line.setText("kho")
    QTest.keyClick(bar.line, Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert window.session.locked
    assert not bar.isVisible()
    unit.sign_in(window, unit.author)
    idle()
    assert bar.isVisible()
    assert bar.line.text() == "kho"


def test_signing_out_closes_it(window: MainWindow, bar: CommandBar, idle: Idle) -> None:
    window.session.sign_out()
    idle()
    assert not bar.is_open


def test_it_opens_on_every_page_and_gives_the_keyboard_back(window: MainWindow, bar: CommandBar, qtbot: QtBot) -> None:
    bar.close_popover()
    for page in EVERYWHERE:
        shown = show(window, qtbot, page)
        active(window, qtbot)
        shown.seek()
        before = QApplication.focusWidget()
        QTest.keyClick(before or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.tasks.idle)
        assert QApplication.focusWidget() is bar.line, page
        QTest.keyClick(bar.line, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert QApplication.focusWidget() is before


def test_a_switch_of_language_rewords_it(bar: CommandBar, window: MainWindow, idle: Idle) -> None:
    bar.line.setText("english")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    idle()
    window.open_command()
    idle()
    (english,) = in_sight(window, CommandBar)
    assert english.list.accessibleName() == "Command bar"
    assert "Commands" in english.list.headings


def test_it_is_not_there_before_the_profile_is_set_up(
    make: MakeWindow, after_windows: ExitStack, tmp_path: Path
) -> None:
    new = open_empty(tmp_path / "ho-so")
    after_windows.callback(new.close)
    window = make(new.studio)
    window.open_command()
    assert window.findChild(CommandBar) is None
