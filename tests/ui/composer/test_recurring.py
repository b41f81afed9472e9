"""A post is made to come back from its own menu, listed beside the drafts, and stopped there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.ui.composer.page import NEW, ComposerPage
from studio.ui.composer.recurring import RecurringForm
from studio.ui.main_window import MainWindow
from studio.ui.widgets.buttons import ConfirmButton
from tests.ui.composer.composer_rig import ComposerRig


def test_a_post_comes_back_on_its_day_and_is_stopped(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Any, qtbot: QtBot
) -> None:
    post = opened()
    page.editor.header.again.emit()
    form = window.findChild(RecurringForm)
    assert form is not None
    QTest.keyClick(form.first.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rig.studio.recurring.all()) == 1)
    settle()
    page.open(NEW)
    settle()
    listed = page.chooser.recurring
    assert listed.isVisible()
    assert any("hằng tuần, kế tiếp" in label.text() for label in listed.findChildren(QLabel))
    drafts = len(page.chooser.drafts.ids)
    rig.clock.forward(days=7)
    page.open(NEW)
    settle()
    assert len(page.chooser.drafts.ids) == drafts + 1
    (series,) = rig.studio.recurring.all()
    begun = rig.studio.drafts.get(series.last_post)
    assert (begun.author, begun.targets, begun.id != post.id) == (rig.author.id, post.targets, True)
    stop = listed.findChild(ConfirmButton)
    assert stop is not None
    stop.click()
    stop.click()
    qtbot.waitUntil(lambda: rig.studio.recurring.all() == ())
    settle()
    assert not listed.isVisible()
