"""What was asked for before anybody had signed in is there afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.people.present import at_work
from studio.ui.composer.page import ComposerPage
from studio.ui.lock_screen import LockScreen
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from studio.ui.sign_in import SignInDialog
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.pin import PersonPicker, PinField
from tests.ui.composer.composer_rig import PIN, ComposerRig


@pytest.fixture
def behind(qapp: QApplication, qtbot: QtBot, rig: ComposerRig, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over that unit as it starts."""
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0))
    made = make_window(qapp, rig.studio.profile, file, sample=None)
    made.show()
    made.load(lambda: rig.studio, first=PageId.SETTINGS)
    qtbot.waitUntil(lambda: made.lock.screen is not None and made.tasks.idle)
    yield made
    made.close()
    made.deleteLater()


def template_of(page: ComposerPage) -> str:
    """Of the post in hand; empty while there is none."""
    return page.composer.post.template_id if page.composer.post is not None else ""


@pytest.mark.qt_log_ignore("This plugin does not support raise")
@pytest.mark.parametrize("locked", [False, True], ids=["at the door", "locked"])
def test_a_post_that_a_second_start_asks_for_waits_for_the_sign_in(
    behind: MainWindow, rig: ComposerRig, qtbot: QtBot, locked: bool
) -> None:
    with at_work(rig.proof(rig.author)):
        post = rig.draft()
    if locked:
        behind.session.sign_in(rig.author, rig.proof(rig.author))
        behind.session.lock()
    behind.come_forward(post.id)
    qtbot.waitUntil(lambda: behind.tasks.idle)
    assert isinstance(behind.lock.screen, LockScreen)
    assert not isinstance(behind.page, ComposerPage)
    behind.session.sign_in(rig.author, rig.proof(rig.author))
    qtbot.waitUntil(lambda: behind.tasks.idle)
    page = behind.page
    assert isinstance(page, ComposerPage)
    assert page.composer.post is not None
    assert page.composer.post.id == post.id


def test_a_template_that_nobody_chose_is_begun_by_who_signs_in(
    window: MainWindow, page: ComposerPage, rig: ComposerRig, qtbot: QtBot
) -> None:
    window.session.sign_out()
    page.chooser.template_chosen.emit("scam_warning")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SignInDialog) and one.isVisible())
    assert template_of(page) == ""
    qtbot.waitUntil(lambda: window.tasks.idle)
    [who], [pin] = dialog.findChildren(PersonPicker), dialog.findChildren(PinField)
    who.choose(rig.author.id)
    pin.setText(PIN)
    dialog.findChildren(PrimaryButton)[0].click()
    qtbot.waitUntil(lambda: template_of(page) == "scam_warning")
