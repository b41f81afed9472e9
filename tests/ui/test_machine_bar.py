"""A profile that was copied says so over every page, and asks what it is."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.outbox.home import HomeStanding, ProfileKind
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.ui.alerts import MachineBar, MachineDialog
from studio.ui.background_jobs import BackgroundJobs
from studio.ui.main_window import MainWindow
from tests.ui.conftest import MakeWindow, shown
from tests.ui.hands import error_at
from tests.ui.unit import PIN, PRACTICE, Unit


@pytest.fixture
def copy(unit: Unit, after_windows: ExitStack, tmp_path: Path) -> Unit:
    """The profile in another folder, while the first one is still there, with a post that is due."""
    unit.publish("bai-2", PRACTICE.name)
    unit.close()
    copied = Path(shutil.copytree(unit.profile.root, tmp_path / "ban-sao"))
    made = Unit(Profile(root=copied), clock=unit.clock, ids=unit.ids)
    after_windows.callback(made.close)
    return made


@pytest.fixture
def bar(copy: Unit, make: MakeWindow, qtbot: QtBot) -> MachineBar:
    found = bar_of(make(copy.studio))
    qtbot.waitUntil(found.isVisible)
    return found


def bar_of(window: MainWindow) -> MachineBar:
    found = window.findChild(MachineBar)
    assert found is not None
    return found


def test_nothing_is_said_at_home(window: MainWindow, qtbot: QtBot) -> None:
    window.changed()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert not bar_of(window).isVisible()


def test_a_person_says_that_it_was_moved(bar: MachineBar, copy: Unit, unit: Unit, qtbot: QtBot) -> None:
    window = bar.window()
    assert isinstance(window, MainWindow)
    assert str(unit.profile.root) in bar.text
    bar.decide.click()
    dialog = shown(MachineDialog)
    qtbot.waitUntil(lambda: window.tasks.idle)
    dialog.go.click()
    assert error_at(dialog.kind), "neither is chosen beforehand"
    dialog.kind.buttons[ProfileKind.MOVED].setChecked(True)
    dialog.person_pin.who.choose(copy.head.id)
    dialog.person_pin.pin.setText("00000000")
    dialog.go.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert error_at(dialog.person_pin.pin)
    assert bar.isVisible()
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert copy.studio.home.standing() is HomeStanding.HOME


def test_the_background_jobs_send_nothing_from_a_copy(bar: MachineBar, copy: Unit, qtbot: QtBot) -> None:
    window = bar.window()
    assert isinstance(window, MainWindow)
    jobs = BackgroundJobs(copy.studio, window.tasks, lambda: None, window)
    jobs.go()
    qtbot.waitUntil(lambda: window.tasks.idle)
    (delivery,) = copy.studio.outbox.of_post("bai-2")
    assert delivery.state is DeliveryState.WAITING
