"""A profile that was copied says so over every page, and asks what it is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.outbox.home import HomeStanding, ProfileKind
from studio.ui.courier import Courier
from studio.ui.machine_bar import MachineBar, MachineDialog
from studio.ui.main_window import MainWindow
from tests.ui.conftest import shown
from tests.ui.fake_data import HEAD, PIN
from tests.ui.fake_studio import FakeStudio


@pytest.fixture
def bar(studio: FakeStudio, window: MainWindow, qtbot: QtBot) -> MachineBar:
    studio.home.where = HomeStanding.FOUND
    window.changed()
    found = window.findChild(MachineBar)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def test_nothing_is_said_at_home(window: MainWindow, qtbot: QtBot) -> None:
    window.changed()
    qtbot.waitUntil(lambda: window.tasks.idle)
    found = window.findChild(MachineBar)
    assert found is not None
    assert not found.isVisible()


def test_a_person_says_that_it_was_moved(bar: MachineBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot) -> None:
    assert "PC-1" in bar.text
    bar.decide.click()
    dialog = shown(MachineDialog)
    qtbot.waitUntil(lambda: window.tasks.idle)
    dialog.go.click()
    assert dialog.blocks["kind"].error, "neither is chosen beforehand"
    dialog.kinds[ProfileKind.MOVED].setChecked(True)
    dialog.who.setCurrentIndex(dialog.who.findData(HEAD.id))
    dialog.pin.setText("000000")
    dialog.go.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert dialog.blocks["pin"].error
    assert bar.isVisible()
    dialog.pin.setText(PIN)
    dialog.go.click()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert studio.home.decided == [(ProfileKind.MOVED, HEAD.id)]


def test_the_courier_sends_nothing_from_a_copy(
    bar: MachineBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot
) -> None:
    before = studio.outbox.rounds
    courier = Courier(studio, window.tasks, lambda: None, window)
    courier.go()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert studio.outbox.rounds == before
