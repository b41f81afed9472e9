"""Practice, library, people, settings, first steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from studio.library.intake import Drafts
from studio.library.model import Status
from studio.people.keys import fingerprint
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.library.intake import IntakeDialog
from studio.ui.library.page import ImportedDialog, LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pages.phone import PhoneTab
from studio.ui.people.forms import ConfirmForm, ContactForm, PersonForm, UnitForm, slug
from studio.ui.people.sections import KeysDialog, PeopleSection
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.settings.page import SettingsPage
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import (
    button,
    chips,
    choose_file,
    empty,
    error_at,
    in_sight,
    labels,
    pick_in_sight,
    press,
    prove,
)
from tests.ui.law import OTHER, bring_in, law_file
from tests.ui.preparation import open_founded
from tests.ui.unit import CONTACTS, PIN, POLICE, PRACTICE, Unit

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


def test_the_practice_page_scrolls_like_a_phone(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    unit.approve("bai-0")
    unit.publish("bai-0", PRACTICE.name)
    unit.studio.outbox.run()
    window = make(unit.studio)
    page = practice_page(window, qtbot)
    first, *others = page.phone.views
    assert others
    assert "cập nhật VNeID" in first.look.text
    assert len(first.look.images) == 1
    assert not first.look.images[0].isNull()
    assert "24/11/2026 10:42" in first.look.when
    area = page.phone.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)


def test_an_empty_practice_page_says_what_to_do(make: MakeWindow, new_unit: Unit, qtbot: QtBot) -> None:
    window = make(new_unit.studio)
    page = practice_page(window, qtbot)
    assert empty(page).heading == "Trang này chưa có bài"
    press(empty(page), "Soạn bài")
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER


def practice_page(window: MainWindow, qtbot: QtBot) -> PhoneTab:
    """What was published on the practice page."""
    page = show(window, qtbot, PageId.PAGES, PRACTICE.name)
    assert isinstance(page, PagesPage)
    qtbot.waitUntil(lambda: window.tasks.idle)
    tab = page.tab
    assert isinstance(tab, PhoneTab)
    return tab


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
    assert entry.word.text == "Còn hiệu lực"
    start, end = entry.spans[0]
    assert entry.text[start:end] == "thông báo"
    look_for(library, "qqqq", idle)
    assert empty(library.results).heading == "Không tìm thấy"


def test_a_result_opens_in_the_reader(library: LibraryPage, idle: Callable[[], None]) -> None:
    look_for(library, "quyen dong y", idle)
    library.results.list.choose(library.results.list.entries[0].id)
    idle()
    assert "Nghị định 13/2023/NĐ-CP" in labels(library.reader)
    assert library.reader.text.toPlainText().startswith("Điều 5. Quyền đồng ý")
    leaf = library.reader.tree.currentItem()
    assert leaf is not None
    assert "Điều 5" in leaf.text(0)


def test_unknown_is_never_shown_as_in_force_and_a_named_person_confirms(
    library: LibraryPage, unit: Unit, window: MainWindow, idle: Callable[[], None], tmp_path: Path
) -> None:
    key = bring_in(unit, tmp_path).key
    unit.sign_in(window, unit.approver)
    library.open(key)
    idle()
    assert chips(library.reader) == ["Cần kiểm tra"]
    library.reader.confirm.click()
    idle()
    dialog = shown(ConfirmDialog)
    dialog.person_pin.who.setCurrentIndex(-1)
    dialog.go.click()
    assert error_at(dialog.status)
    assert error_at(dialog.person_pin.who)
    dialog.status.choose(Status.IN_FORCE)
    dialog.source.setText("vbpl.vn")
    dialog.until.set_value(date(2020, 1, 1))
    dialog.person_pin.who.choose(unit.approver.id)
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    assert error_at(dialog.until)
    dialog.until.set_value(None)
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    idle()
    kept = unit.studio.library.find(OTHER)
    assert kept is not None
    assert (kept.stated_status, kept.checked_by) == (Status.IN_FORCE, unit.approver.name)
    assert chips(library.reader) == ["Còn hiệu lực"]


def take(library: LibraryPage, idle: Callable[[], None], *paths: Path) -> None:
    """Have files read."""
    press(library, "Nhập văn bản…")
    pick_in_sight("Chọn tệp…")
    choose_file(*paths)


def test_import_tells_what_it_did_not_take(
    library: LibraryPage, window: MainWindow, unit: Unit, idle: Callable[[], None], tmp_path: Path
) -> None:
    unit.sign_in(window, unit.author)
    (empty_file := tmp_path / "trong.txt").touch()
    take(library, idle, empty_file)
    idle()
    dialog = shown(ImportedDialog)
    assert [entry.title for entry in dialog.list.entries] == ["trong.txt"]
    assert not dialog.skip.isVisible()
    dialog.accept()
    take(library, idle, law_file(tmp_path / "hong.jsonl", "{", number=OTHER))
    idle()
    offered = shown(ImportedDialog)
    assert [entry.title for entry in offered.list.entries] == ["hong.jsonl"]
    assert unit.studio.library.find(OTHER) is None
    offered.skip.click()
    idle()
    assert unit.studio.library.find(OTHER) is not None
    for left in in_sight(window, ImportedDialog):
        left.accept()


def test_an_import_shows_how_far_it_is_and_can_be_stopped(
    library: LibraryPage,
    unit: Unit,
    window: MainWindow,
    idle: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = Event(), Event()
    real = unit.studio.library.drafts

    def slow(paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> Drafts:
        begun.set()
        go_on.wait(60)
        return real(paths, going=going)

    monkeypatch.setattr(unit.studio.library, "drafts", slow)
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text("NGHỊ ĐỊNH\nSố: 20/2024/NĐ-CP\nĐiều 1. Phạm vi\nNội dung.", encoding="utf-8")
    bring = button(library, "Nhập văn bản…")
    take(library, idle, *paths)
    assert begun.wait(60)
    assert library.progress.isVisible()
    assert not bring.isEnabled()
    press(library.progress, "Dừng")
    go_on.set()
    idle()
    assert not library.progress.isVisible()
    assert bring.isEnabled()
    assert window.findChild(IntakeDialog) is None


def test_an_empty_library_says_what_to_do(
    make: MakeWindow, after_windows: ExitStack, tmp_path: Path, qtbot: QtBot
) -> None:
    new = open_founded(tmp_path / "ho-so")
    after_windows.callback(new.close)
    page = show(make(new.studio), qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    assert button(empty(page), "Nhập văn bản").isVisible()


def test_people_and_contacts_are_added(window: MainWindow, shell: Shell, unit: Unit, idle: Callable[[], None]) -> None:
    unit.sign_in(window, unit.head)
    person = PersonForm(shell, window)
    person.open()
    person.name.setText("  Phạm   Thị Dung ")
    person.new.pin.setText("60418327")
    person.new.again.setText("60418328")
    person.submit()
    assert error_at(person.new.again) == "Hai lần nhập mã PIN không giống nhau."
    person.new.again.setText("60418327")
    person.submit()
    idle()
    assert person.isVisible(), "who allows it has not said so"
    person.person_pin.who.choose(unit.head.id)
    person.person_pin.pin.setText(PIN)
    person.submit()
    idle()
    assert "Phạm Thị Dung" in [p.name for p in unit.studio.people.list()]
    contact = ContactForm(shell, POLICE, None, window)
    contact.open()
    contact.label.setText("Cảnh sát khu vực tổ 4")
    contact.phone.setText("024 0000 0199")
    contact.submit()
    form = UnitForm(shell, POLICE, window)
    form.open()
    form.website.setText("https://minhkhai.gov.example.vn")
    form.submit()
    idle()
    book = unit.studio.directory.book()
    assert "024 0000 0199" in [c.phone for c in book.contacts]
    assert [u.website for u in book.units] == ["https://minhkhai.gov.example.vn"]


def test_a_refusal_is_said_in_the_form(window: MainWindow, shell: Shell, idle: Callable[[], None], unit: Unit) -> None:
    form = PersonForm(shell, window)
    form.open()
    form.name.setText("Phạm Thị Dung")
    form.new.pin.setText("12")
    form.new.again.setText("12")
    idle()
    form.person_pin.who.choose(unit.head.id)
    form.person_pin.pin.setText(PIN)
    form.submit()
    idle()
    assert [text for text in labels(form) if "6 đến 12 chữ số" in text]
    assert form.isVisible()
    form.reject()


def test_a_contact_is_confirmed_in_the_name_of_who_is_signed_in(
    window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = show(window, qtbot, PageId.SETTINGS, "contacts")
    unit.sign_in(window, unit.approver)
    idle()
    contact = CONTACTS[1]
    press(page, f"Vẫn đúng: {contact.label}")
    idle()
    kept = unit.studio.directory.book().contact(contact.id)
    assert kept is not None
    assert (kept.verified_on, kept.verified_by) == (date(2026, 11, 24), unit.approver.name)


def people(window: MainWindow, qtbot: QtBot) -> PeopleSection:
    """The section of the settings."""
    page = show(window, qtbot, PageId.SETTINGS, "people")
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, PeopleSection)
    return page.section


def test_people_leave(window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]) -> None:
    page = people(window, qtbot)
    leaving = unit.approver
    press(page, f"Thêm thao tác: {leaving.name}")
    pick_in_sight("Thôi nhiệm vụ…")
    idle()
    dialog = shown(PinConfirmDialog)
    prove(dialog, unit.head, pin="9")
    idle()
    assert unit.studio.people.get(leaving.id).active, "not without the PIN of who allows it"
    prove(dialog, unit.head)
    idle()
    assert not unit.studio.people.get(leaving.id).active


def test_esc_closes_a_form_only_while_nothing_was_typed(window: MainWindow, shell: Shell) -> None:
    form = ContactForm(shell, POLICE, None, window)
    form.open()
    form.label.setText("Trực ban")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.label.text() == "Trực ban"
    assert [text for text in labels(form) if "Esc" in text and "Hủy" in text]
    press(form, "Hủy")
    assert not form.isVisible()
    untouched = ContactForm(shell, POLICE, None, window)
    untouched.open()
    QTest.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()


def test_names_for_commands_are_plain_and_unique() -> None:
    assert slug("Công an phường Đức Thắng facebook", []) == "cong-an-phuong-duc-thang-facebook"
    assert slug("Trang", ["trang"]) == "trang-2"


def test_the_fingerprints_of_the_keys_are_shown_and_saved(
    window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None], tmp_path: Path
) -> None:
    page = people(window, qtbot)
    page.show_keys()
    dialog = shown(KeysDialog)
    idle()
    expected = next(fingerprint(event.public) for event in unit.studio.people.key_register() if event.public)
    assert expected in labels(dialog)
    assert dialog.print.isEnabled()
    dialog.save.click()
    choose_file(target := tmp_path / "khoa.html")
    idle()
    sheet = target.read_text(encoding="utf-8")
    assert expected in sheet
    assert unit.author.name in sheet
    assert POLICE.name in sheet
    dialog.reject()


def test_the_people_of_a_backup_are_confirmed_on_their_page(
    window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = people(window, qtbot)
    page.confirm_people()
    form = shown(ConfirmForm)
    idle()
    form.head.who.choose(unit.head.id)
    form.head.pin.setText(PIN)
    form.other.who.choose(unit.head.id)
    form.other.pin.setText(PIN)
    form.give()
    idle()
    assert form.isVisible(), "it takes two"
    form.head.pin.setText(PIN)
    form.other.who.choose(unit.approver.id)
    form.other.pin.setText(PIN)
    form.give()
    idle()
    assert in_sight(page, ConfirmForm) == []
