"""Practice, library, people, settings, first steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.library.drafts import Drafts
from studio.library.model import Status
from studio.people.keys import fingerprint
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.library.intake import IntakeDialog
from studio.ui.library.page import ImportedDialog, LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId, Shell
from studio.ui.people.confirm import ConfirmForm
from studio.ui.people.forms import ContactForm, PersonForm, UnitForm, slug
from studio.ui.people.page import KeysDialog, PeoplePage
from studio.ui.practice.page import PracticePage
from studio.ui.proof import ProofDialog
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.fake_data import APPROVER, AUTHOR, DOCUMENT, HEAD, PIN, UNIT
from tests.ui.fake_studio import FakeStudio


def test_the_practice_page_scrolls_like_a_phone(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.PRACTICE)
    assert isinstance(page, PracticePage)
    first, second = page.phone.views
    assert "cập nhật VNeID" in first.look.text
    assert len(second.look.images) == 2
    assert not second.look.images[0].isNull()
    assert "24/11/2026 10:42" in first.look.when
    qtbot.waitUntil(lambda: page.phone._area.verticalScrollBar().maximum() > 0)


def test_an_empty_practice_page_says_what_to_do(
    window: MainWindow, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    studio.practice_pages.shown.clear()
    page = show(window, qtbot, PageId.PRACTICE)
    assert isinstance(page, PracticePage)
    assert page._empty.isVisible()
    studio.accounts.accounts.clear()
    window.changed()
    idle()
    assert page._none.isVisible()


@pytest.fixture
def library(window: MainWindow, qtbot: QtBot) -> LibraryPage:
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    return page


def look_for(library: LibraryPage, words: str, idle: Callable[[], None]) -> None:
    library.results.search.setText(words)
    library.results.search.returnPressed.emit()
    idle()


def test_search_as_you_type_without_accents(library: LibraryPage, idle: Callable[[], None], qtbot: QtBot) -> None:
    library.results.search.setText("thong bao")
    qtbot.waitUntil(lambda: bool(library.results.list.entries))
    entry = library.results.list.entries[0]
    assert entry.word is not None
    assert entry.word.text == "Cần kiểm tra"
    start, end = entry.spans[0]
    assert entry.text[start:end] == "thông"
    look_for(library, "không có gì như vậy", idle)
    assert library.results._hint.heading == "Không tìm thấy"


def test_a_result_opens_in_the_reader(library: LibraryPage, idle: Callable[[], None]) -> None:
    look_for(library, "quyen dong y", idle)
    library.results.list.choose("d13-5")
    idle()
    assert library.reader._name.text() == "Nghị định 13/2023/NĐ-CP"
    assert library.reader.text.toPlainText().startswith("Điều 5. Quyền đồng ý")
    leaf = library.reader.tree.currentItem()
    assert leaf is not None
    assert "Điều 5" in leaf.text(0)


def test_unknown_is_never_shown_as_in_force_and_a_named_person_confirms(
    library: LibraryPage, studio: FakeStudio, window: MainWindow, idle: Callable[[], None]
) -> None:
    library.open(DOCUMENT.key)
    idle()
    assert library.reader._chip.accessibleName() == "Cần kiểm tra"
    library.reader.confirm.click()
    idle()
    dialog = window.findChild(ConfirmDialog)
    assert dialog is not None
    dialog.ok.click()
    assert dialog._blocks["status"].error
    assert dialog._blocks["who"].error
    dialog.status.choose(Status.IN_FORCE)
    dialog.source.setText("vbpl.vn")
    dialog.until.set_value(date(2020, 1, 1))
    dialog.who.choose(APPROVER.id)
    dialog.pin.setText(PIN)
    dialog.ok.click()
    assert dialog._blocks["until"].error
    dialog.until.set_value(None)
    dialog.pin.setText(PIN)
    dialog.ok.click()
    idle()
    kept = studio.library.documents[DOCUMENT.key]
    assert (kept.stated_status, kept.checked_by) == (Status.IN_FORCE, APPROVER.name)
    assert library.reader._chip.accessibleName() == "Còn hiệu lực"


def test_import_tells_what_it_did_not_take(
    library: LibraryPage, window: MainWindow, studio: FakeStudio, idle: Callable[[], None], tmp_path: Path
) -> None:
    library._take([tmp_path / "trong.txt"])
    idle()
    dialog = window.findChild(ImportedDialog)
    assert dialog is not None
    assert [entry.title for entry in dialog.list.entries] == ["trong.txt"]
    assert not dialog.skip.isVisible()
    dialog.accept()
    library._take([tmp_path / "hong.jsonl"])
    idle()
    offered = next(one for one in window.findChildren(ImportedDialog) if one.isVisible())
    assert [entry.title for entry in offered.list.entries] == ["hong.jsonl"]
    offered.skip.click()
    idle()
    assert studio.library.skipped == (tmp_path / "hong.jsonl",)


def test_an_import_shows_how_far_it_is_and_can_be_stopped(
    library: LibraryPage, studio: FakeStudio, window: MainWindow, idle: Callable[[], None], tmp_path: Path
) -> None:
    begun, go_on = Event(), Event()
    real = studio.library.drafts

    def slow(paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> Drafts:
        assert going is not None
        assert going(0, len(paths))
        begun.set()
        go_on.wait(60)
        return real(paths if going(1, len(paths)) else [])

    studio.library.drafts = slow  # type: ignore[method-assign]
    library._take([tmp_path / "a.docx", tmp_path / "b.docx"])
    assert begun.wait(60)
    assert library.progress.isVisible()
    assert not library._import.isEnabled()
    library.progress._stop.click()
    go_on.set()
    idle()
    assert not library.progress.isVisible()
    assert library._import.isEnabled()
    assert window.findChild(IntakeDialog) is None


def test_an_empty_library_says_what_to_do(make: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    studio = FakeStudio(tmp_path)
    studio.library.documents.clear()
    page = show(make(studio), qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    assert page._empty.isVisible()


def test_people_and_contacts_are_added(
    window: MainWindow, shell: Shell, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = show(window, qtbot, PageId.PEOPLE)
    assert isinstance(page, PeoplePage)
    person = PersonForm(shell, window)
    person.open()
    person.name.setText("  Phạm   Thị Dung ")
    person.pin.setText("135791")
    person.again.setText("135792")
    person.submit()
    assert person._again.error == "Hai lần nhập PIN không giống nhau."
    person.again.setText("135791")
    person.submit()
    idle()
    assert person.isVisible(), "who allows it has not said so"
    person.allowed.who.setCurrentIndex(0)
    person.allowed.pin.setText(PIN)
    person.submit()
    idle()
    assert [p.name for p in studio.people.list()][-1] == "Phạm Thị Dung"
    contact = ContactForm(shell, UNIT, None, window)
    contact.open()
    contact.label.setText("Cảnh sát khu vực tổ 4")
    contact.phone.setText("024 0000 0199")
    contact.submit()
    unit = UnitForm(shell, UNIT, window)
    unit.open()
    unit.lines["website"].setText("https://minhkhai.example.gov.vn")
    unit.submit()
    idle()
    assert any(c.phone == "024 0000 0199" for c in studio.directory.book().contacts)


def test_a_refusal_is_said_in_the_form(
    window: MainWindow, shell: Shell, idle: Callable[[], None], studio: FakeStudio
) -> None:
    form = PersonForm(shell, window)
    form.open()
    form.name.setText("Phạm Thị Dung")
    form.pin.setText("12")
    form.again.setText("12")
    idle()
    form.allowed.who.setCurrentIndex(0)
    form.allowed.pin.setText(PIN)
    form.submit()
    idle()
    assert form._failure.text() == "pin: PIN cần ít nhất 6 chữ số."
    assert form.isVisible()
    form.reject()


def test_a_contact_is_confirmed_in_the_name_of_who_is_signed_in(
    window: MainWindow, shell: Shell, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = show(window, qtbot, PageId.PEOPLE, "contacts")
    assert isinstance(page, PeoplePage)
    shell.session.sign_in(APPROVER)
    idle()
    contact = studio.directory.book().contacts[1]
    page._confirm(contact)
    idle()
    kept = studio.directory.book().contact(contact.id)
    assert kept is not None
    assert (kept.verified_on, kept.verified_by) == (date(2026, 11, 24), APPROVER.id)


def test_people_leave(window: MainWindow, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]) -> None:
    page = show(window, qtbot, PageId.PEOPLE)
    assert isinstance(page, PeoplePage)
    page._ask(page._leaving(APPROVER))
    idle()
    dialog = page.findChild(ProofDialog)
    assert dialog is not None
    dialog._pin.setText("9")
    dialog._who.setCurrentIndex(0)
    dialog.go.click()
    idle()
    assert studio.people.people[APPROVER.id].active, "not without the PIN of who allows it"
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert not studio.people.people[APPROVER.id].active


def test_esc_closes_a_form_only_while_nothing_was_typed(window: MainWindow, shell: Shell) -> None:
    form = ContactForm(shell, UNIT, None, window)
    form.open()
    form.label.setText("Trực ban")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.label.text() == "Trực ban"
    assert "Hủy" in form._failure.text() or "Huỷ" in form._failure.text()
    form._cancel.click()
    assert not form.isVisible()
    empty = ContactForm(shell, UNIT, None, window)
    empty.open()
    QTest.keyClick(empty, Qt.Key.Key_Escape)
    assert not empty.isVisible()


def test_names_for_commands_are_plain_and_unique() -> None:
    assert slug("Công an phường Đức Thắng facebook", []) == "cong-an-phuong-duc-thang-facebook"
    assert slug("Trang", ["trang"]) == "trang-2"


def test_the_fingerprints_of_the_keys_are_shown_and_saved(
    window: MainWindow, qtbot: QtBot, idle: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "khoa.html"
    monkeypatch.setattr("studio.ui.people.page.ask_save", lambda _0, _1, _2, _3, then: then(target))
    page = show(window, qtbot, PageId.PEOPLE)
    assert isinstance(page, PeoplePage)
    page.show_keys()
    dialog = shown(KeysDialog)
    idle()
    expected = fingerprint(f"{1:064x}")
    assert expected in {label.text() for label in dialog.findChildren(QLabel)}
    assert dialog.print.isEnabled()
    dialog.save.click()
    idle()
    sheet = target.read_text(encoding="utf-8")
    assert expected in sheet
    assert AUTHOR.name in sheet
    assert UNIT.name in sheet
    dialog.reject()


def test_the_people_of_a_backup_are_confirmed_on_their_page(
    window: MainWindow, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = show(window, qtbot, PageId.PEOPLE)
    assert isinstance(page, PeoplePage)
    page.confirm_people()
    form = shown(ConfirmForm)
    idle()
    form.head.who.choose(HEAD.id)
    form.head.pin.setText(PIN)
    form.other.who.choose(HEAD.id)
    form.other.pin.setText(PIN)
    form.give()
    idle()
    assert form.isVisible(), "it takes two"
    assert studio.people.confirmed == []
    form.head.pin.setText(PIN)
    form.other.who.choose(APPROVER.id)
    form.other.pin.setText(PIN)
    form.give()
    idle()
    assert studio.people.confirmed == [(HEAD.id, APPROVER.id)]
