"""The settings: sections, what each choice does at once, backups with progress and a way to stop."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from studio.about import libraries
from studio.app.backups import ProfileBackups
from studio.config import Settings
from studio.doctor import DETECTORS, PACKAGES
from studio.paths import Profile
from studio.secret import Secret
from studio.slips.model import ClaimSource, SlipDecision
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.recovery_code import AskCode, ShowCode, code_sheet
from studio.ui.settings.backup import BackupSection
from studio.ui.settings.data import DataSection
from studio.ui.settings.look import LookSection
from studio.ui.settings.page import SECTIONS, SettingsPage
from studio.ui.settings.pages import PagesSection
from studio.ui.settings.section import SettingsSection
from studio.ui.settings.writing_section import WritingSection
from studio.ui.theme import apply_motion, is_calm
from studio.ui.tokens import Tone
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.pin import PinField
from studio.ui.widgets.progress import ProgressBar
from tests.accounts.keyrings import MemorySafe
from tests.ui.conftest import show, shown
from tests.ui.hands import choose_file, in_sight, labels, press, prove
from tests.ui.unit import PIN, POLICE, Unit

UNIT = POLICE.name


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    shown = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(shown, SettingsPage)
    return shown


def opened(page: SettingsPage, section: str) -> SettingsSection:
    page.open(section)
    return page.section


def pick(combo: Combo, value: object) -> None:
    assert combo.choose(value)
    combo.activated.emit(combo.currentIndex())


def test_a_section_ends_where_the_heading_does_whether_it_scrolls_or_not(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    scrolls = set()
    for name in ("look", "about"):
        section = opened(page, name)
        qtbot.waitUntil(lambda: window.tasks.idle)
        right = section.mapTo(page, section.rect().topRight()).x()
        assert right == page.heading.mapTo(page, page.heading.rect().topRight()).x()
        scrolls.add(section.height() > page.stack.height())
    assert scrolls == {True, False}


def test_every_section_opens_and_says_something(
    page: SettingsPage, idle: Callable[[], None], subtests: pytest.Subtests
) -> None:
    for place in SECTIONS:
        with subtests.test(section=place.id):
            section = opened(page, place.id)
            idle()
            assert page.list.currentItem().text() != ""
            assert [label for label in section.findChildren(QLabel) if label.text()]


@pytest.mark.parametrize("height", [500, 600, 768])
def test_the_last_section_in_sight_of_the_list_is_whole(
    height: int, page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1366, height)
    opened(page, SECTIONS[0].id)
    qtbot.waitUntil(lambda: window.tasks.idle)
    room = page.list.viewport().height()
    lines = [page.list.visualItemRect(page.list.item(number)) for number in range(page.list.count())]
    in_sight_now = [line for line in lines if line.top() < room]
    assert len(in_sight_now) > 5
    assert all(line.bottom() < room for line in in_sight_now)


def test_look_and_language_are_applied_at_once(
    page: SettingsPage, window: MainWindow, shell: Shell, idle: Callable[[], None]
) -> None:
    def names() -> list[str]:
        assert isinstance(window.page, SettingsPage)
        return [window.page.list.item(number).text() for number in range(window.page.list.count())]

    look = opened(page, "look")
    assert isinstance(look, LookSection)
    assert look.language.currentData() == "vi"
    pick(look.scale, 125)
    assert shell.preferences.settings.font_scale == 125
    pick(look.scale, 100)
    pick(look.language, "en")
    idle()
    assert names()[0] == "Language and look"
    shell.preferences.choose(language="vi")
    idle()
    assert names()[0] == "Ngôn ngữ và giao diện"


def test_keep_still_stops_what_moves_by_itself(page: SettingsPage, qapp: QApplication) -> None:
    look = opened(page, "look")
    assert isinstance(look, LookSection)
    pace = qapp.cursorFlashTime()
    assert not is_calm()
    pick(look.motion, "reduced")
    assert is_calm()
    assert qapp.cursorFlashTime() == 0
    bar = ProgressBar()
    bar.move_to(0, 0)
    assert bar.maximum() == 1, "a bar to and fro would move"
    pick(look.motion, "full")
    assert qapp.cursorFlashTime() == pace
    bar.move_to(0, 0)
    assert bar.maximum() == 0
    bar.deleteLater()


def test_the_system_is_asked_only_where_the_person_left_it_to_it(qapp: QApplication) -> None:
    apply_motion(qapp, "system", system=lambda: True)
    assert is_calm()
    apply_motion(qapp, "full", system=lambda: True)
    assert not is_calm()
    apply_motion(qapp, "system", system=lambda: False)
    assert not is_calm()


def test_spelling_and_tone_marks_are_kept(page: SettingsPage, shell: Shell) -> None:
    writing = opened(page, "writing")
    assert isinstance(writing, WritingSection)
    assert writing.spelling.isChecked()
    writing.spelling.click()
    pick(writing.tones, "new")
    assert (shell.preferences.settings.spelling, shell.preferences.settings.tone_style) == (False, "new")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go: a USB drive, say."""
    (made := tmp_path / "usb").mkdir()
    return made


@pytest.fixture
def backup(page: SettingsPage, shell: Shell, folder: Path, idle: Callable[[], None]) -> BackupSection:
    shell.preferences.choose(backup_folder=str(folder))
    section = opened(page, "backup")
    assert isinstance(section, BackupSection)
    idle()
    return section


@pytest.fixture
def code(backup: BackupSection, unit: Unit, idle: Callable[[], None]) -> Secret:
    """The recovery code, made and put away before."""
    with unit.at_work(unit.head):
        made = unit.studio.backups.issue_code(unit.head.id, PIN)
    backup.refresh()
    idle()
    return made


@pytest.fixture
def made(code: Secret, backup: BackupSection, unit: Unit, folder: Path, idle: Callable[[], None]) -> Path:
    """A backup that lies in the folder and is listed."""
    with unit.at_work(unit.head):
        path = unit.studio.backups.make(folder, unit.head.id, PIN, going=lambda done, total: True)
    assert path is not None
    backup.refresh()
    idle()
    return path


def asked(idle: Callable[[], None]) -> PinConfirmDialog:
    """The dialog that wants a person, when it knows who there is."""
    dialog = shown(PinConfirmDialog)
    idle()
    return dialog


def by_head(unit: Unit, idle: Callable[[], None]) -> None:
    prove(asked(idle), unit.head)


def type_name(dialog: PinConfirmDialog, text: str) -> None:
    (field,) = [each for each in in_sight(dialog, QLineEdit) if not isinstance(each, PinField)]
    field.setText(text)


@pytest.mark.usefixtures("code")
def test_a_backup_is_made_told_and_listed(backup: BackupSection, unit: Unit, idle: Callable[[], None]) -> None:
    assert not [name for name in names(backup) if name.startswith("Khôi phục…: ")]
    backup.make.click()
    by_head(unit, idle)
    idle()
    idle()
    assert not backup.strip.isVisibleTo(backup)
    assert "page-studio-2026-11-24-1042.psbackup" in backup.said.text
    assert [name for name in names(backup) if name.startswith("Khôi phục…: ")] == ["Khôi phục…: 24/11/2026 10:42"]


def names(section: BackupSection) -> list[str]:
    return [button.accessibleName() for button in in_sight(section, QPushButton)]


@pytest.mark.usefixtures("code")
def test_a_backup_can_be_stopped(
    backup: BackupSection,
    unit: Unit,
    folder: Path,
    qtbot: QtBot,
    idle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = Event(), Event()
    make = unit.studio.backups.make

    def slow(folder: Path, by: str, pin: str, *, going: Callable[[int, int], bool]) -> Path | None:
        begun.set()
        go_on.wait(60)
        return make(folder, by, pin, going=going)

    monkeypatch.setattr(unit.studio.backups, "make", slow)
    backup.make.click()
    by_head(unit, idle)
    qtbot.waitUntil(begun.is_set)
    assert backup.strip.isVisibleTo(backup)
    assert not backup.make.isEnabled()
    press(backup.strip, "Dừng")
    go_on.set()
    idle()
    assert "Đã dừng" in backup.said.text
    assert list(folder.iterdir()) == []
    assert backup.make.isEnabled()


@pytest.mark.usefixtures("code")
def test_a_drive_that_fails_is_said_and_nothing_hangs(
    backup: BackupSection, unit: Unit, folder: Path, idle: Callable[[], None]
) -> None:
    folder.rmdir()
    backup.make.click()
    by_head(unit, idle)
    idle()
    idle()
    assert str(folder) in backup.said.text
    assert backup.said.tone is Tone.RED
    assert backup.make.isEnabled()


def test_taking_back_asks_for_a_pin_checks_and_starts_again(
    backup: BackupSection, made: Path, unit: Unit, window: MainWindow, shell: Shell, idle: Callable[[], None]
) -> None:
    later = unit.draft().id
    again: list[bool] = []
    backup.shell = replace(shell, restart=lambda: again.append(True))
    backup.other.click()
    choose_file(made)
    dialog = asked(idle)
    type_name(dialog, UNIT)
    prove(dialog, unit.head, pin="00000000")
    idle()
    assert dialog.isVisible()
    type_name(dialog, "Công an phường Ví Dụ")
    prove(dialog, unit.head)
    idle()
    assert dialog.isVisible(), "what is replaced is named"
    assert again == []
    type_name(dialog, "công an phường minh khai")
    prove(dialog, unit.head)
    idle()
    idle()
    assert again == [True]
    window.close()
    assert later not in {post.id for post in unit.reopen().drafts.list()}, (
        "it was not there yet when the backup was made"
    )


def test_a_backup_of_another_pc_asks_for_its_code(
    backup: BackupSection, made: Path, code: Secret, unit: Unit, shell: Shell, tmp_path: Path, idle: Callable[[], None]
) -> None:
    elsewhere = ProfileBackups(Profile(root=tmp_path), unit.clock, practice=False, safe=MemorySafe())
    backup.shell = replace(shell, studio=replace(unit.studio, backups=elsewhere))
    press(backup, "Kiểm tra: 24/11/2026 10:42")
    idle()
    dialog = shown(AskCode)
    dialog.go.click()
    assert dialog.isVisible(), "nothing was typed"
    dialog.code.setText(str(code.reveal()).lower())
    dialog.go.click()
    idle()
    assert f"nguyên vẹn: {made}" in backup.said.text


def test_without_a_recovery_code_the_head_makes_one_first_and_sees_it_once(
    backup: BackupSection, unit: Unit, idle: Callable[[], None], qtbot: QtBot
) -> None:
    backup.make.click()
    by_head(unit, idle)
    idle()
    dialog = shown(ShowCode)
    assert [text for text in labels(dialog) if re.fullmatch(r"([0-9A-Z]{4}-)+[0-9A-Z]{4}", text)]
    dialog.reject()
    assert not dialog.close_button.isEnabled()
    assert dialog.isVisible(), "it stays until the person says that it is kept"
    dialog.kept.setChecked(True)
    dialog.close_button.click()
    idle()
    qtbot.waitUntil(lambda: not in_sight(backup.window(), ShowCode))
    assert unit.studio.backups.has_code


def test_the_printed_sheet_has_the_code_and_the_unit() -> None:
    text = code_sheet(Secret("ABCD-EFGH-JKMN"), UNIT).toPlainText()
    assert "ABCD-EFGH-JKMN" in text
    assert UNIT in text


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(
    backup: BackupSection, made: Path, idle: Callable[[], None]
) -> None:
    made.write_bytes(made.read_bytes()[:-100])
    press(backup, "Kiểm tra: 24/11/2026 10:42")
    idle()
    assert "nguyên vẹn" in backup.said.text
    assert backup.said.tone is Tone.RED


def test_about_names_every_library_with_its_licence() -> None:
    lines = libraries()
    named = {line.split(" ")[0].lower() for line in lines}
    assert named - {"rapidocr"} == {name.lower() for name in {*PACKAGES.values(), *DETECTORS.values()}} - {"rapidocr"}
    assert [line for line in lines if re.search(r": –$|: \.", line)] == []


def test_the_settings_know_the_new_fields() -> None:
    assert (Settings().motion, Settings().spelling, Settings().tone_style) == ("system", True, "keep")


def test_the_pattern_of_page_names_is_kept_and_never_empty(
    page: SettingsPage, shell: Shell, idle: Callable[[], None]
) -> None:
    section = opened(page, "pages")
    assert isinstance(section, PagesSection)
    for typed, kept in (("Công an *", "Công an *"), ("  ", "{unit}*")):
        section.pattern.setText(typed)
        section.pattern.editingFinished.emit()
        idle()
        assert (shell.preferences.settings.page_names, section.pattern.text()) == (kept, kept)


def test_the_proxy_is_kept_when_it_is_one(page: SettingsPage, shell: Shell, idle: Callable[[], None]) -> None:
    section = opened(page, "pages")
    assert isinstance(section, PagesSection)
    for typed, kept in (
        (" http://proxy.congan.example:3128 ", "http://proxy.congan.example:3128"),
        ("http://can-bo:mat-khau@proxy:3128", "http://proxy.congan.example:3128"),
        ("proxy", "http://proxy.congan.example:3128"),
        ("http://proxy:99999", "http://proxy.congan.example:3128"),
        ("", ""),
    ):
        section.proxy.setText(typed)
        section.proxy.editingFinished.emit()
        idle()
        assert shell.preferences.settings.proxy == kept


def test_the_most_administrators_of_a_page_are_chosen(
    page: SettingsPage, shell: Shell, idle: Callable[[], None]
) -> None:
    section = opened(page, "pages")
    assert isinstance(section, PagesSection)
    assert section.most.currentData() == 3
    section.most.choose(4)
    section.most.activated.emit(section.most.currentIndex())
    idle()
    assert shell.preferences.settings.max_admins == 4


def test_slips_that_are_due_go_at_once_by_a_second_press(
    page: SettingsPage, window: MainWindow, unit: Unit, idle: Callable[[], None]
) -> None:
    slips, author = unit.studio.slips, unit.author
    with unit.at_work(author):
        slip = slips.clarifications.open(author.id, claim="thu tiền", effect="mất tiền", source=ClaimSource.QUESTIONS)
        slips.clarifications.assess(
            slip.id, author.id,
            harmful=False, asked_often=False, within_remit=True, decision=SlipDecision.LEAVE, reason="Ít người hỏi.",
        )  # fmt: skip
        slips.close(slip.id, author.id)
    unit.clock.forward(days=400)
    unit.sign_in(window, author)
    section = opened(page, "data")
    assert isinstance(section, DataSection)
    idle()
    assert not section.purge.isHidden()
    pick(section.slips, 365)
    idle()
    section.purge.click()
    idle()
    assert slips.due(unit.clock.now()) == 1
    section.purge.click()
    idle()
    assert slips.due(unit.clock.now()) == 0
    assert section.purge.isHidden()
