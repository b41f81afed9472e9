"""Another language: what is in sight is made again, with the same thing open, and nothing that was typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.errors import StorageTrouble
from studio.phrase import Bilingual
from studio.posts.model import Post, PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.outbox.details import DeliveryFilter
from studio.ui.outbox.page import OutboxPage
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.listing import ListTab
from studio.ui.rail import RailButton
from studio.ui.settings.look import LookSection
from studio.ui.settings.page import SettingsPage
from studio.ui.widgets.banner import Banner
from tests.ui.conftest import show, view
from tests.ui.hands import in_sight, rail_button
from tests.ui.unit import NOW, Unit

Idle = Callable[[], None]

PATIENCE_S = 30
TYPED = "goi dien "


@pytest.fixture
def studio(new_unit: Unit) -> Studio:
    return new_unit.studio


@pytest.fixture
def post(new_unit: Unit) -> Post:
    """A draft of a warning, its fields empty."""
    with new_unit.at_work(new_unit.author):
        return new_unit.studio.drafts.open_new("scam_warning", new_unit.author.id)


@pytest.fixture
def page(window: MainWindow, new_unit: Unit, post: Post, qtbot: QtBot) -> ComposerPage:
    """The author writes on it."""
    window.activateWindow()
    new_unit.sign_in(window, new_unit.author)
    window.go(PageId.COMPOSER, post.id)
    return writing(window, qtbot)


def writing(window: MainWindow, qtbot: QtBot, other: object = None) -> ComposerPage:
    """The composer with a post open and at rest; not the page `other`."""

    def open_and_idle() -> bool:
        page = window.page
        return isinstance(page, ComposerPage) and page is not other and page.writes and window.tasks.idle

    qtbot.waitUntil(open_and_idle)
    assert isinstance(window.page, ComposerPage)
    return window.page


def type_into(page: ComposerPage, name: str, text: str) -> None:
    assert page.editor.form is not None
    line = page.editor.form.fields[name].editor.inputs()[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, text)


def stored(studio: Studio, post: Post) -> str:
    return str(studio.drafts.get(post.id).fields.get("how", "")).strip()


def test_the_settings_are_made_again_and_the_keyboard_stays_at_the_language(
    window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    before = show(window, qtbot, PageId.SETTINGS, "look")
    window.activateWindow()
    assert isinstance(before, SettingsPage)
    look = before.section
    assert isinstance(look, LookSection)
    look.language.setFocus()
    QTest.keyClick(look.language, Qt.Key.Key_Down)
    idle()
    after = window.page
    assert after is not before
    assert isinstance(after, SettingsPage)
    assert isinstance(after.section, LookSection)
    assert after.title.text() == "Settings"
    assert after.section.language.currentData() == "en"
    assert QApplication.focusWidget() is after.section.language
    QTest.keyClick(after.section.language, Qt.Key.Key_Up)
    idle()
    assert window.page is not None
    assert window.page.title.text() == "Cài đặt"


def test_all_around_the_page_speaks_it_too(window: MainWindow, shell: Shell, new_unit: Unit, idle: Idle) -> None:
    new_unit.sign_in(window, new_unit.author)
    shell.saved(NOW)
    idle()
    shell.preferences.choose(language="en")
    idle()
    assert window.windowTitle() == "Settings – Page Studio"
    assert rail_button(window, PageId.OUTBOX).accessibleName() == "Outbox"
    assert new_unit.author.name in [button.accessibleName() for button in in_sight(window.rail, RailButton)]
    assert window.status.saved_text == "Saved 10:42"
    shell.preferences.choose(language="vi")
    idle()
    assert window.windowTitle() == "Cài đặt – Page Studio"
    assert window.status.saved_text == "Đã lưu 10:42"


def test_what_is_being_typed_is_stored_and_goes_on(
    window: MainWindow, shell: Shell, page: ComposerPage, studio: Studio, post: Post, qtbot: QtBot
) -> None:
    type_into(page, "how", TYPED)
    shell.preferences.choose(language="en")
    english = writing(window, qtbot, page)
    assert english.composer.post is not None
    assert english.composer.post.id == post.id
    assert str(english.composer.post.fields["how"]).strip() == TYPED.strip() == stored(studio, post)
    assert english.editor.header.primary.text() == "Submit for approval"
    type_into(english, "how", "nua")
    english.save()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert stored(studio, post) == f"{TYPED}nua"
    shell.preferences.choose(language="vi")
    writing(window, qtbot, english)


def test_a_page_waits_until_its_work_is_stored(
    window: MainWindow, shell: Shell, page: ComposerPage, studio: Studio, post: Post, qtbot: QtBot
) -> None:
    """The store is busy: what is typed meanwhile goes with the rest, in whatever language the page is then."""
    gate = threading.Event()
    window.tasks.store(lambda: gate.wait(PATIENCE_S))
    type_into(page, "how", TYPED)
    shell.preferences.choose(language="en")
    QApplication.processEvents()
    assert window.page is page
    type_into(page, "how", "nua")
    gate.set()
    writing(window, qtbot, page)
    assert stored(studio, post) == f"{TYPED}nua"


def test_a_page_whose_work_cannot_be_stored_stays(
    window: MainWindow,
    shell: Shell,
    page: ComposerPage,
    studio: Studio,
    post: Post,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> Post:
        raise StorageTrouble(Bilingual("đĩa đầy.", "the disk is full."))

    with monkeypatch.context() as broken:
        broken.setattr(studio.drafts, "edit", full)
        type_into(page, "how", TYPED)
        shell.preferences.choose(language="en")
        qtbot.waitUntil(lambda: any("disk is full" in banner.text for banner in in_sight(window, Banner)))
        qtbot.waitUntil(lambda: window.tasks.idle)
        assert window.page is page
        assert rail_button(window, PageId.OUTBOX).accessibleName() == "Outbox"
    page.save()
    writing(window, qtbot, page)
    assert stored(studio, post) == TYPED.strip()


def test_what_another_page_had_open_is_open_when_one_comes_back(
    window: MainWindow, shell: Shell, page: ComposerPage, post: Post, qtbot: QtBot, idle: Idle
) -> None:
    window.go(PageId.SETTINGS, "")
    shell.preferences.choose(language="en")
    idle()
    window.go(PageId.COMPOSER, "")
    english = writing(window, qtbot, page)
    assert english.composer.post is not None
    assert english.composer.post.id == post.id


def test_a_list_stays_filtered_with_the_same_row_in_hand(
    window: MainWindow, shell: Shell, new_unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    for _ in range(3):
        new_unit.submit(new_unit.draft().id)
    new_unit.sign_in(window, new_unit.author)
    posts = view(window, qtbot, ListTab, PostState.IN_REVIEW.value)
    second = posts.model.ids[1]
    posts.table.mark((), second)
    approvals = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(approvals, ApprovalPage)
    approvals.queue.search.setText("lừa đảo")
    approvals.queue.search.returnPressed.emit()
    idle()
    approvals.queue.list.step(1)
    waiting = approvals.queue.list.chosen_id
    shell.preferences.choose(language="en")
    idle()
    english = window.page
    assert isinstance(english, ApprovalPage)
    assert english is not approvals
    assert (english.queue.search.text(), english.queue.list.chosen_id) == ("lừa đảo", waiting)
    again = view(window, qtbot, ListTab, "")
    assert again is not posts
    assert (len(again.model.ids), again.table.chosen_id) == (3, second)
    shell.preferences.choose(language="vi")
    idle()


def test_a_table_stays_filtered_and_searched(
    window: MainWindow, shell: Shell, new_unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    outbox = show(window, qtbot, PageId.OUTBOX)
    assert isinstance(outbox, OutboxPage)
    outbox.listing.filters.pills[DeliveryFilter.WAITING.value].click()
    outbox.listing.search.setText("khong co")
    outbox.listing.search.returnPressed.emit()
    idle()
    shell.preferences.choose(language="en")
    idle()
    english = window.page
    assert isinstance(english, OutboxPage)
    assert english is not outbox
    assert english.listing.search.text() == "khong co"
    assert (english.listing.filter, english.listing.query) == (DeliveryFilter.WAITING.value, "khong co")
    shell.preferences.choose(language="vi")
    idle()


def test_the_caret_stays_where_one_writes(window: MainWindow, shell: Shell, page: ComposerPage, qtbot: QtBot) -> None:
    type_into(page, "how", TYPED)
    assert page.editor.form is not None
    line = page.editor.form.fields["how"].editor.inputs()[0]
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Left)
    shell.preferences.choose(language="en")
    english = writing(window, qtbot, page)
    assert english.editor.form is not None
    line = english.editor.form.fields["how"].editor.inputs()[0]
    qtbot.waitUntil(lambda: window.focusWidget() is line)
    QTest.keyClicks(line, "X")
    english.save()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert english.composer.post is not None
    assert english.composer.post.fields["how"] == f"{TYPED[:-3]}X{TYPED[-3:]}"
    shell.preferences.choose(language="vi")
    writing(window, qtbot, english)
