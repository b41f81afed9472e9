"""The help: a page for every page of the window, in both languages, found by word, never in the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio.installation import MANUAL, Installation, InstallationKind
from studio.phrase import LANGUAGES, Language
from studio.ui.actions import KEYS
from studio.ui.calendar.quiet_days import QuietDaysDialog
from studio.ui.help.beside import HelpBeside
from studio.ui.help.panel import HelpPanel
from studio.ui.help.topics import FOLDER, OF_DIALOGS, ORDER, TASKS, find, load, of_dialog
from studio.ui.language import LanguageManager
from studio.ui.main_window import MainWindow
from studio.ui.page import HelpButton, Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.words import DELIVERIES, POSTS, delivery_word, post_word
from tests.checkout import CHECKOUT
from tests.ui.conftest import show
from tests.ui.hands import EVERYWHERE, in_sight, press
from tests.ui.help_words import quoted, spoken, vietnamese
from tests.ui.unit import Unit

BOTH = pytest.mark.parametrize("language", LANGUAGES)


@BOTH
def test_every_page_of_the_window_has_its_page_of_help(language: Language) -> None:
    topics = {topic.id: topic for topic in load(language)}
    assert {page.value for page in PageId} <= set(topics)
    assert {path.stem for path in (FOLDER / language).glob("*.md")} == set(ORDER)
    for topic in topics.values():
        assert topic.title
        assert 100 < len(topic.plain()) < 2800, topic.id
        for target in re.findall(r"\(help:(\w+)\)", topic.body):
            assert target in topics, f"{topic.id} → {target}"


def test_both_languages_are_built_alike() -> None:
    for vi, en in zip(load("vi"), load("en"), strict=True):
        assert vi.body.count("\n#### ") == en.body.count("\n#### "), vi.id
        assert re.findall(r"\(help:\w+\)", vi.body) == re.findall(r"\(help:\w+\)", en.body)
        assert set(re.findall(r"\bF\d\b|Ctrl\+\w", vi.body)) == set(re.findall(r"\bF\d\b|Ctrl\+\w", en.body))


@CHECKOUT
@BOTH
def test_what_is_quoted_stands_in_the_window(language: Language) -> None:
    known = spoken(language)
    unknown = {topic.id: [words for words in quoted(topic) if words not in known] for topic in load(language)}
    assert {topic: words for topic, words in unknown.items() if words} == {}


@CHECKOUT
def test_both_languages_quote_the_same() -> None:
    """A step that one language has lost, or that names another button there."""
    for vi, en in zip(load("vi"), load("en"), strict=True):
        if vi.id in TASKS:
            said = set(quoted(vi))
            lost = [words for words in quoted(en) if not vietnamese()[words] & said]
            back = set().union(*(vietnamese()[words] for words in quoted(en)))
            assert (lost, said - back) == ([], set()), vi.id


@BOTH
def test_a_link_is_called_as_the_page_it_leads_to(language: Language) -> None:
    topics = {topic.id: topic.title for topic in load(language)}
    for topic in load(language):
        for words, target in re.findall(r"\[([^\]]+)\]\(help:(\w+)\)", topic.body):
            assert words == topics[target], topic.id


@BOTH
def test_the_states_are_called_as_the_window_calls_them(qapp: QApplication, language: Language) -> None:
    speech = LanguageManager(qapp)
    speech.use(language)
    body = next(topic.body for topic in load(language) if topic.id == "states")
    words = [post_word(state).text for state in POSTS] + [
        delivery_word(state).text for state in DELIVERIES if state.value not in ("withdrawn", "cancelled")
    ]
    missing = [word for word in words if f"**{word}**" not in body]
    speech.use("en")
    assert missing == []


@BOTH
def test_no_key_is_told_that_the_window_does_not_have(language: Language) -> None:
    known = {key for entry in KEYS for key in entry.keys}
    known |= {"F2", "Ctrl+1", "Ctrl+V", "Ctrl+Z", "Ctrl+Y", "Ctrl+Enter", "Ctrl+Shift", "Ctrl+PgUp", "Ctrl+PgDn"}
    for topic in load(language):
        told = set(re.findall(r"\bF\d\b|Ctrl\+(?:\w+)", topic.body))
        assert told <= known, topic.id


@pytest.mark.parametrize("words", ["khoi phuc", "KHÔI PHỤC", "khôi"])
def test_a_search_needs_no_accents_and_puts_titles_first(words: str) -> None:
    found = find(load("vi"), words)
    assert found[0].topic.id == "backup"
    assert found[0].topic.title == "Sao lưu và khôi phục"
    assert find(load("vi"), "  ") == ()
    assert find(load("vi"), "khong co tu nay dau nhe") == ()


def test_the_topics_for_dialogs_are_there() -> None:
    assert set(OF_DIALOGS.values()) <= set(ORDER)
    assert [room for room in OF_DIALOGS if find_spec(room) is None] == []
    assert of_dialog("studio.ui.outbox.work") == "unknown"
    assert of_dialog("studio.ui.outbox.hand_pictures") == "outbox"
    assert of_dialog("studio.ui.pin_dialog") == "", "it asks everywhere: the page in sight helps"


def test_every_page_opens_its_help_by_f1(
    window: MainWindow, qtbot: QtBot, idle: Callable[[], None], subtests: pytest.Subtests
) -> None:
    for page in EVERYWHERE:
        with subtests.test(page=page):
            show(window, qtbot, page)
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
            QTest.keyClick(window, Qt.Key.Key_F1)
            panel = window.help.panel
            assert panel is not None
            idle()
            assert panel.text.toPlainText()
            assert panel.topic == page
            QTest.keyClick(window, Qt.Key.Key_F1)
            assert window.help.panel is None


def test_the_help_leads_to_the_manual_that_came_with_the_program(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / MANUAL / "vi" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("Sách", encoding="utf-8")
    installed = Installation(kind=InstallationKind.INSTALLER, version="1", folder=tmp_path)
    for module in ("studio.ui.help.panel", "studio.ui.system_open"):
        monkeypatch.setattr(f"{module}.this_installation", lambda: installed)
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    show(window, qtbot, PageId.POSTS)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.panel is not None
    press(window.help.panel, "Toàn bộ sách hướng dẫn")
    assert shown == [QUrl.fromLocalFile(str(page))]


def test_the_help_of_a_program_without_a_manual_names_none(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, PageId.POSTS)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.panel is not None
    assert not window.help.panel.manual.isVisible()


def test_f1_in_a_dialog_opens_what_belongs_to_it_and_leaves_the_dialog(
    window: MainWindow, unit: Unit, qtbot: QtBot
) -> None:
    unit.sign_in(window, unit.author)
    show(window, qtbot, PageId.POSTS, "month")
    press(window, "Ngày không đăng…")
    (dialog,) = in_sight(window, QuietDaysDialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    (beside,) = dialog.findChildren(HelpBeside)
    qtbot.waitUntil(lambda: beside.panel.title.text() == "Lịch và bài định kỳ")
    assert beside.panel.width() == beside.width()
    QTest.keyClick(beside.panel.search, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: not in_sight(dialog, HelpBeside))
    assert dialog.isVisible()
    dialog.reject()


def test_f1_in_a_dialog_of_no_room_opens_the_page_in_sight(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    unit.sign_in(window, unit.author)
    show(window, qtbot, PageId.SETTINGS, "backup")
    press(window, "Lập mã…")
    (dialog,) = in_sight(window, PinConfirmDialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    (beside,) = dialog.findChildren(HelpBeside)
    qtbot.waitUntil(lambda: beside.panel.topic == PageId.SETTINGS)
    QTest.keyClick(beside.panel.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not in_sight(dialog, HelpBeside))
    dialog.reject()


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> HelpPanel:
    """Opened with F1 on the outbox."""
    show(window, qtbot, PageId.OUTBOX)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = window.help.panel
    assert shown is not None
    qtbot.waitUntil(lambda: shown.topic == "outbox" and shown.text.toPlainText() != "")
    return shown


def test_f1_opens_the_page_in_sight_and_closes_it_again(window: MainWindow, panel: HelpPanel, qtbot: QtBot) -> None:
    assert panel.title.text() == "Hộp gửi"
    assert panel.search.hasFocus()
    assert panel.width() <= window.width() * 0.56
    QTest.keyClick(panel.search, Qt.Key.Key_F1)
    assert window.help.panel is None


def test_esc_closes_it_and_the_keyboard_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.OUTBOX)
    window.activateWindow()
    button = page.findChild(HelpButton)
    assert button is not None
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    button.click()
    shown = window.help.panel
    assert shown is not None
    qtbot.waitUntil(shown.search.hasFocus)
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    assert window.help.panel is None
    assert button.hasFocus()


def test_it_follows_the_page_and_the_language(
    window: MainWindow, shell: Shell, panel: HelpPanel, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    show(window, qtbot, PageId.LIBRARY)
    assert panel.title.text() == "Kho văn bản"
    shell.preferences.choose(language="en")
    idle()
    english = window.help.panel
    assert english is not None
    assert english.title.text() == "Law library"
    shell.preferences.choose(language="vi")
    idle()


def test_a_link_and_a_search_lead_to_other_pages(panel: HelpPanel, qtbot: QtBot) -> None:
    panel.text.anchorClicked.emit(QUrl("help:states"))
    assert panel.topic == "states"
    panel.search.setText("usb")
    panel.search.returnPressed.emit()
    buttons = [b for b in panel.findChildren(QPushButton) if b.text() == "Sao lưu và khôi phục"]
    buttons[0].click()
    qtbot.waitUntil(lambda: panel.topic == "backup")
    panel.text.anchorClicked.emit(QUrl("https://example.org"))
    assert panel.topic == "backup", "nothing outside is ever opened"
    panel.search.setText("xyzzy")
    panel.search.returnPressed.emit()
    assert panel.nothing_found.isVisible()
