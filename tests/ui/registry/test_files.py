"""The tab of page files: found, filled in, sent to the head, and what is missing said beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.clock import show_date
from studio.training.places import PLACES, SPECIAL
from studio.ui.anchors import find_anchor
from studio.ui.deciding import DecideDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.proof import ProofDialog
from studio.ui.registry.files.editors import PaperEditor
from studio.ui.registry.files.tab import FilesTab
from studio.ui.registry.page import RegistryPage
from tests.ui.conftest import show, shown
from tests.ui.fake_data import HEAD, NOW, PEOPLE, PIN, UNIT
from tests.ui.fake_studio import FakeStudio
from tests.ui.registry.hands import write

WRITER = PEOPLE[0]
REQUEST = "trang-b"


@pytest.fixture
def tab(window: MainWindow, qtbot: QtBot) -> FilesTab:
    window.session.sign_in(WRITER)
    page = show(window, qtbot, PageId.REGISTRY)
    assert isinstance(page, RegistryPage)
    tab = page.tab
    assert isinstance(tab, FilesTab)
    return tab


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def take(tab: FilesTab, window: MainWindow, qtbot: QtBot, id: str) -> None:
    tab.list.choose(id)
    qtbot.waitUntil(lambda: tab.sheet.file_id == id and window.tasks.idle)


def test_files_are_found_without_accents_and_by_status(tab: FilesTab, window: MainWindow, qtbot: QtBot) -> None:
    assert [entry.id for entry in tab.list.entries] == ["trang-a", REQUEST]
    tab.search.setText("khu pho 3")
    QTest.keyClick(tab.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [entry.id for entry in tab.list.entries] == [REQUEST])
    tab.search.clear()
    qtbot.waitUntil(lambda: len(tab.list.entries) == 2)
    tab.filters.pills["active"].click()
    qtbot.waitUntil(lambda: [entry.id for entry in tab.list.entries] == ["trang-a"])
    assert tab.filters.pills["requested"].accessibleName().endswith("1")


def test_what_is_written_is_saved_and_what_is_missing_stands_beside(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    take(tab, window, qtbot, REQUEST)
    request = tab.sheet.request
    assert request.gap_lines["why"].text
    assert request.gap_lines["basis"].text
    assert not request.submitting.button.isEnabled()
    write(request.editors["why"], "Nhiều người dùng.")
    qtbot.waitUntil(lambda: studio.registry.get(REQUEST).request.why == "Nhiều người dùng." and window.tasks.idle)
    assert request.gap_lines["why"].text == ""
    assert studio.registry.get(REQUEST).request.admins == (PEOPLE[0].id, PEOPLE[1].id)


def test_leaving_saves_at_once_and_a_blank_at_the_end_of_a_word_stays(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    take(tab, window, qtbot, REQUEST)
    editor = tab.sheet.identity.editors["name"]
    write(editor, "Công an ")
    tab.leave()
    settle(window, qtbot)
    assert studio.registry.get(REQUEST).identity.name == "Công an"
    assert editor.value == "Công an "
    assert tab.list.entries[1].title == "Công an" or tab.list.entries[0].title == "Công an"


def test_nobody_writes_without_signing_in(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.REGISTRY)
    assert isinstance(page, RegistryPage)
    tab = page.tab
    assert isinstance(tab, FilesTab)
    assert not tab.sheet.request.isEnabled()
    assert tab.sheet.banner.text
    window.session.sign_in(WRITER)
    assert tab.sheet.request.isEnabled()


def test_a_request_goes_to_the_head_and_comes_back_agreed(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio, tmp_path: Path
) -> None:
    take(tab, window, qtbot, REQUEST)
    request = tab.sheet.request
    write(request.editors["why"], "Nhiều người dùng.")
    for name, words in (("number", "12"), ("issuer", UNIT.name)):
        write(request.editors[f"basis.{name}"], words)
    write(request.editors["basis.day"], "20/11/2026")
    paper = tmp_path / "van-ban.txt"
    paper.write_text("Văn bản.", encoding="utf-8")
    attached = request.editors["basis.paper"]
    assert isinstance(attached, PaperEditor)
    attached.take_file(paper)
    qtbot.waitUntil(request.submitting.button.isEnabled)
    request.submit.click()
    dialog = shown(ProofDialog)
    settle(window, qtbot)
    dialog._pin.setText(PIN)
    dialog.go.click()
    qtbot.waitUntil(lambda: studio.registry.asked(REQUEST) is not None and window.tasks.idle)
    qtbot.waitUntil(request.deciding.button.isEnabled)
    request.decide.click()
    decision = shown(DecideDialog)
    settle(window, qtbot)
    decision.who.choose(HEAD.id)
    decision.pin.setText(PIN)
    assert window.rail._buttons[PageId.REGISTRY].accessibleName().endswith("(1)")
    decision.agree.click()
    qtbot.waitUntil(lambda: studio.registry.agreement(REQUEST) is not None and window.tasks.idle)
    assert not request.submitting.button.isEnabled()


def test_a_return_asks_for_a_reason(tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio) -> None:
    signoff = studio.signoffs.submit("page_request", REQUEST, "d", WRITER.id, PIN)
    dialog = DecideDialog(tab._shell, signoff.id, "Đề nghị", window)
    dialog.open()
    settle(window, qtbot)
    dialog.who.choose(HEAD.id)
    dialog.pin.setText(PIN)
    dialog.give_back.click()
    assert dialog._blocks["note"].error
    dialog.note.setText("Thiếu giờ trực.")
    dialog.give_back.click()
    qtbot.waitUntil(lambda: studio.signoffs.get(signoff.id).agreed is False and window.tasks.idle)
    assert studio.signoffs.get(signoff.id).decision_note == "Thiếu giờ trực."


def test_a_new_request_is_taken_in_hand(tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio) -> None:
    tab.new.click()
    qtbot.waitUntil(lambda: len(studio.page_files.pages.files) == 3 and window.tasks.idle)
    qtbot.waitUntil(lambda: studio.page_files.pages.files[tab.sheet.file_id].request.purpose == "")
    assert tab.list.chosen_id == tab.sheet.file_id


def test_an_empty_file_is_taken_off_the_list_again(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    assert not tab.sheet.remove.isVisible()
    tab.new.click()
    qtbot.waitUntil(lambda: tab.sheet.remove.isVisible() and window.tasks.idle)
    tab.sheet.remove.click()
    qtbot.waitUntil(lambda: len(studio.page_files.pages.files) == 2 and window.tasks.idle)
    qtbot.waitUntil(lambda: tab.sheet.file_id in studio.page_files.pages.files)
    assert window.banner.text == ""


def test_texts_to_begin_with_name_the_units_emergency_numbers(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    take(tab, window, qtbot, REQUEST)
    identity = tab.sheet.identity
    identity.menus["pinned"].menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(studio.registry.get(REQUEST).identity.pinned) and window.tasks.idle)
    emergency = [contact.phone for contact in studio.directory.book().contacts if contact.emergency]
    assert all(number in studio.registry.get(REQUEST).identity.pinned for number in emergency[:3])


def test_the_sheet_is_exported_where_it_was_asked(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    take(tab, window, qtbot, "trang-a")
    tab.sheet.identity.export.click()
    dialog = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
    out = tmp_path / "phieu.html"
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    qtbot.waitUntil(lambda: out.exists() and window.tasks.idle)
    assert UNIT.name in out.read_text(encoding="utf-8")


def test_how_a_page_ends_is_asked_for_once_its_end_is_chosen(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    take(tab, window, qtbot, "trang-a")
    transition = tab.sheet.transition
    assert not transition.leaving.isVisible()
    transition.to.show_value(PageStatus.CLOSED.value)
    transition.to.edited.emit()
    qtbot.waitUntil(lambda: studio.registry.get("trang-a").transition.to is PageStatus.CLOSED and window.tasks.idle)
    assert transition.leaving.isVisible()
    assert not transition.ending.button.isEnabled()
    assert transition.gap_lines["archive"].text


def test_the_form_speaks_the_language_chosen_and_keeps_what_was_written(
    tab: FilesTab, window: MainWindow, qtbot: QtBot
) -> None:
    take(tab, window, qtbot, REQUEST)
    request = tab.sheet.request
    before = (request.heading.text(), request.gap_lines["why"].text)
    chosen = request.editors["platform"].value
    write(request.editors["hours"], "Cả ngày")
    tab._shell.speech.use("en")
    qtbot.waitUntil(lambda: request.heading.text() == "Request" and window.tasks.idle)
    assert request.gap_lines["why"].text == "Say why this platform."
    assert (request.editors["hours"].value, request.editors["platform"].value) == ("Cả ngày", chosen)
    tab._shell.speech.use("vi")
    qtbot.waitUntil(lambda: (request.heading.text(), request.gap_lines["why"].text) == before)


def test_a_paper_shows_its_hash_and_a_page_since_when_it_works(tab: FilesTab, window: MainWindow, qtbot: QtBot) -> None:
    take(tab, window, qtbot, "trang-a")
    shot = tab.sheet.identity.editors["screenshot"]
    assert isinstance(shot, PaperEditor)
    assert "a" * 64 in shot.choose.toolTip()
    assert show_date(NOW.date()) in tab.sheet.where.text()


def test_the_file_that_a_lesson_changes_comes_into_hand(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    take(tab, window, qtbot, "trang-a")
    file = studio.registry.get(REQUEST)
    studio.page_files.pages.save(replace(file, area="Khu phố 9", changed_at=NOW + timedelta(minutes=1)))
    window.changed()
    qtbot.waitUntil(lambda: tab.sheet.file_id == REQUEST and window.tasks.idle)
    take(tab, window, qtbot, "trang-a")
    window.changed()
    settle(window, qtbot)
    assert tab.sheet.file_id == "trang-a"


def test_of_a_page_that_ended_only_the_watch_goes_on(
    tab: FilesTab, window: MainWindow, qtbot: QtBot, studio: FakeStudio
) -> None:
    file = studio.registry.get("trang-a")
    closed = replace(file, status=PageStatus.CLOSED, transition=replace(file.transition, to=PageStatus.CLOSED))
    studio.page_files.pages.save(closed)
    window.changed()
    take(tab, window, qtbot, "trang-a")
    qtbot.waitUntil(lambda: not tab.sheet.request.isEnabled())
    enabled = [name for name, editor in tab.sheet.transition.editors.items() if editor.isEnabled()]
    assert enabled == ["watch_until", "watched_on"]
    write(tab.sheet.transition.editors["watch_until"], "25/11/2027")
    qtbot.waitUntil(lambda: studio.registry.get("trang-a").transition.watch_until is not None and window.tasks.idle)
    assert window.banner.text == ""


def test_every_step_of_a_lesson_finds_its_control(tab: FilesTab, window: MainWindow, qtbot: QtBot) -> None:
    take(tab, window, qtbot, "trang-a")
    places = [
        (place.anchor or app) for app, place in (*PLACES.items(), *SPECIAL.items())
        if place.page == "registry" and place.tab == "files"
    ]  # fmt: skip
    missing = [name for name in places if find_anchor(window, name) is None]
    assert missing == []


def test_an_empty_registry_says_how_to_begin(make: object, tmp_path: Path, qtbot: QtBot) -> None:
    studio = FakeStudio(tmp_path)
    studio.page_files.pages.files.clear()
    studio.accounts.accounts.clear()
    window: MainWindow = make(studio)  # type: ignore[operator]
    window.session.sign_in(WRITER)
    page = show(window, qtbot, PageId.REGISTRY)
    assert isinstance(page, RegistryPage)
    tab = page.tab
    assert isinstance(tab, FilesTab)
    assert tab._first.isVisible()
    tab._first.click()
    qtbot.waitUntil(lambda: bool(tab.sheet.file_id) and window.tasks.idle)


def test_pages_at_work_get_their_files_with_one_button(make: object, tmp_path: Path, qtbot: QtBot) -> None:
    studio = FakeStudio(tmp_path)
    studio.page_files.pages.files.clear()
    waiting = studio.registry.unfiled()
    assert waiting
    window: MainWindow = make(studio)  # type: ignore[operator]
    window.session.sign_in(HEAD)
    page = show(window, qtbot, PageId.REGISTRY)
    assert isinstance(page, RegistryPage)
    tab = page.tab
    assert isinstance(tab, FilesTab)
    assert tab.adopt.isVisible()
    tab.adopt.click()
    qtbot.waitUntil(lambda: len(tab.list.entries) == len(waiting) and window.tasks.idle)
    assert not tab.adopt.isVisible()
    assert tab.sheet.file_id
