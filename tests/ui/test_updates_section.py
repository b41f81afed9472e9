"""Settings › New version: what a chosen folder holds is checked first, and nothing is taken over without a PIN."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.settings.page import SettingsPage
from studio.ui.settings.updates import UpdatesSection
from studio.ui.tokens import Tone
from studio.updates.release import kind_of, sign_release
from tests.ui.unit import Unit


def test_a_release_that_nobody_we_know_signed_is_refused_in_one_sentence(
    window: MainWindow, unit: Unit, idle: Callable[[], None], qtbot: QtBot, tmp_path: Path
) -> None:
    unit.sign_in(window, unit.author)
    window.go(PageId.SETTINGS, "updates")
    page = window.page
    assert isinstance(page, SettingsPage)
    section = page.section
    assert isinstance(section, UpdatesSection)
    idle()
    assert section.back.isHidden()
    section.look_at(tmp_path)
    qtbot.waitUntil(lambda: section.said.tone is Tone.RED)
    (tmp_path / "setup.exe").write_bytes(b"x")
    sign_release(tmp_path, "9.9.0", kind_of, bytes(32))
    section.look_at(tmp_path)
    idle()
    assert section.said.tone is Tone.RED
    assert section.said.text
