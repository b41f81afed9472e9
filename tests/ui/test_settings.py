"""The settings: sections, what each choice does at once, backups with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.doctor import DETECTORS, PACKAGES
from studio.errors import StorageTrouble
from studio.secret import Secret
from studio.slips.model import Source
from studio.ui.main_window import MainWindow
from studio.ui.motion import apply_motion, is_calm
from studio.ui.page import PageId, Shell
from studio.ui.proof import ProofDialog
from studio.ui.recovery_code import AskCode, ShowCode, code_sheet
from studio.ui.settings.about import libraries
from studio.ui.settings.backup import BackupSection
from studio.ui.settings.data import DataSection
from studio.ui.settings.look import LookSection
from studio.ui.settings.page import SECTIONS, SettingsPage
from studio.ui.settings.pages import PagesSection
from studio.ui.settings.section import SettingsSection
from studio.ui.settings.writing import WritingSection
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.progress import ProgressBar
from tests.ui.conftest import show
from tests.ui.fake_data import AUTHOR, PIN
from tests.ui.fake_studio import FakeStudio

UNIT = "Công an phường Minh Khai"


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


@pytest.mark.parametrize("place", SECTIONS, ids=lambda place: place.id)
def test_every_section_opens_and_says_something(page: SettingsPage, place: object, idle: Callable[[], None]) -> None:
    section = opened(page, place.id)  # type: ignore[attr-defined]
    idle()
    assert page.list.currentItem().text() != ""
    assert [label for label in section.findChildren(QLabel) if label.text()]


def test_look_and_language_are_applied_at_once(page: SettingsPage, shell: Shell, idle: Callable[[], None]) -> None:
    look = opened(page, "look")
    assert isinstance(look, LookSection)
    assert look.language.currentData() == "vi"
    pick(look.scale, 125)
    assert shell.preferences.settings.font_scale == 125
    pick(look.language, "en")
    idle()
    assert page.list.item(0).text() == "Language and look"
    pick(look.language, "vi")
    idle()
    pick(look.scale, 100)
    assert page.list.item(0).text() == "Ngôn ngữ và giao diện"


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
def backup(page: SettingsPage, shell: Shell, tmp_path: Path, idle: Callable[[], None]) -> BackupSection:
    shell.preferences.choose(backup_folder=str(tmp_path))
    section = opened(page, "backup")
    assert isinstance(section, BackupSection)
    idle()
    return section


def prove(window: MainWindow, idle: Callable[[], None], *, pin: str = PIN, named: str = "") -> ProofDialog:
    """Fill the dialog in sight in, and press its button."""
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    idle()
    dialog._who.setCurrentIndex(0)
    dialog._name.setText(named)
    dialog._pin.setText(pin)
    dialog.go.click()
    return dialog


def test_a_backup_is_made_told_and_listed(
    backup: BackupSection, window: MainWindow, tmp_path: Path, idle: Callable[[], None]
) -> None:
    backup.make.click()
    prove(window, idle)
    idle()
    idle()
    assert not backup.strip.isVisibleTo(backup)
    assert "page-studio-2026-11-25-0830.psbackup" in backup.said.text
    names = [button.accessibleName() for button in backup.findChildren(QPushButton)]
    assert sum(name.startswith("Khôi phục") for name in names) >= 2


def test_a_backup_can_be_stopped(
    backup: BackupSection,
    studio: FakeStudio,
    window: MainWindow,
    qtbot: QtBot,
    idle: Callable[[], None],
    tmp_path: Path,
) -> None:
    begun, go_on = Event(), Event()
    make = studio.backups.make

    def slow(folder: Path, by: str, pin: str, *, going: Callable[[int, int], bool]) -> Path | None:
        begun.set()
        go_on.wait(60)
        return make(folder, by, pin, going=going)

    studio.backups.make = slow  # type: ignore[method-assign]
    backup.make.click()
    prove(window, idle)
    qtbot.waitUntil(begun.is_set)
    assert backup.strip.isVisibleTo(backup)
    assert not backup.make.isEnabled()
    backup.strip.stopped.emit()
    go_on.set()
    idle()
    assert "Đã dừng" in backup.said.text
    assert list(tmp_path.glob("*.psbackup")) == []
    assert backup.make.isEnabled()


def test_a_drive_that_fails_is_said_and_nothing_hangs(
    backup: BackupSection, studio: FakeStudio, window: MainWindow, idle: Callable[[], None]
) -> None:
    def fail(folder: Path, by: str, pin: str, *, going: Callable[[int, int], bool]) -> Path | None:
        raise StorageTrouble("ổ đĩa đã bị rút; hãy cắm lại.", "the drive is gone; plug it in again.", where="E:")

    studio.backups.make = fail  # type: ignore[method-assign]
    backup.make.click()
    prove(window, idle)
    idle()
    idle()
    assert "ổ đĩa đã bị rút" in backup.said.text
    assert backup.make.isEnabled()


def test_taking_back_asks_for_a_pin_checks_and_starts_again(
    backup: BackupSection,
    studio: FakeStudio,
    window: MainWindow,
    shell: Shell,
    idle: Callable[[], None],
    tmp_path: Path,
) -> None:
    again: list[bool] = []
    backup.shell = replace(shell, restart=lambda: again.append(True))
    backup._ask_restore(tmp_path / "page-studio-2026-11-25-0830.psbackup")
    dialog = prove(window, idle, pin="000000", named=UNIT)
    idle()
    assert studio.backups.staged == []
    dialog._name.setText("Công an phường Ví Dụ")
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.backups.staged == [], "what is replaced is named"
    dialog._name.setText("công an phường minh khai")
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    idle()
    assert [path.name for path in studio.backups.staged] == ["page-studio-2026-11-25-0830.psbackup"]
    assert again == [True]


def test_a_backup_of_another_pc_asks_for_its_code(
    backup: BackupSection, studio: FakeStudio, window: MainWindow, idle: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "page-studio-2026-11-25-0830.psbackup"
    studio.backups.foreign.add(path)
    backup._check(path)
    idle()
    dialog = window.findChild(AskCode)
    assert dialog is not None
    dialog.go.click()
    assert studio.backups.codes == []
    dialog.code.setText("abcd efgh")
    dialog.go.click()
    idle()
    assert studio.backups.codes == ["abcd efgh"]
    assert "nguyên vẹn" in backup.said.text


def test_without_a_recovery_code_the_head_makes_one_first_and_sees_it_once(
    backup: BackupSection, studio: FakeStudio, window: MainWindow, idle: Callable[[], None], qtbot: QtBot
) -> None:
    studio.backups.has_code = False
    backup.refresh()
    idle()
    backup.make.click()
    prove(window, idle)
    idle()
    shown = window.findChild(ShowCode)
    assert shown is not None
    assert any("ABCD-EFGH" in label.text() for label in shown.findChildren(QLabel))
    shown.reject()
    assert not shown.close_button.isEnabled()
    assert shown.isVisible(), "it stays until the person says that it is kept"
    shown.kept.setChecked(True)
    shown.close_button.click()
    idle()
    qtbot.waitUntil(lambda: window.findChild(ShowCode) is None)
    assert studio.backups.has_code


def test_the_printed_sheet_has_the_code_and_the_unit() -> None:
    text = code_sheet(Secret("ABCD-EFGH-JKMN"), UNIT).toPlainText()
    assert "ABCD-EFGH-JKMN" in text
    assert UNIT in text


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(
    backup: BackupSection, idle: Callable[[], None], tmp_path: Path
) -> None:
    backup._check(tmp_path / "hong.psbackup")
    idle()
    assert "nguyên vẹn" in backup.said.text


def test_about_names_every_library_with_its_licence() -> None:
    lines = libraries()
    named = {line.split(" ")[0].lower() for line in lines}
    assert named - {"rapidocr"} == {name.lower() for name in {*PACKAGES.values(), *DETECTORS.values()}} - {"rapidocr"}
    assert not [line for line in lines if line.endswith(": –") or ": ." in line]


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
    page: SettingsPage, shell: Shell, studio: FakeStudio, idle: Callable[[], None]
) -> None:
    section = opened(page, "data")
    assert isinstance(section, DataSection)
    idle()
    assert section.purge.isHidden()
    slip = studio.slips.clarifications.open(AUTHOR.id, claim="thu tiền", effect="mất tiền", source=Source.QUESTIONS)
    slips = studio.slips._repo.slips  # type: ignore[attr-defined]
    slips[slip.id] = replace(slip, closed_at=studio.now() - timedelta(days=400))
    pick(section.slips, 365)
    idle()
    assert not section.purge.isHidden()
    section.purge.click()
    idle()
    assert slip.id in slips
    section.purge.click()
    idle()
    assert slip.id not in slips
    assert section.purge.isHidden()
