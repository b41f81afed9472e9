"""A file that was double-clicked comes into sight where it belongs; nothing of it is taken in by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from studio.ui.arrivals import Arrivals
from studio.ui.exchange.take_in import ReceivedDialog
from studio.ui.instance import asked_file, asks_for
from studio.ui.main_window import MainWindow
from studio.ui.opened_file import ArrivedDialog, RecordDialog
from tests.ui.unit import Unit

Idle = Callable[[], None]
pytestmark = pytest.mark.qt_log_ignore("does not support raise")


def opened(window: MainWindow, kind: type[QDialog]) -> QDialog | None:
    return next((one for one in window.findChildren(kind) if one.isVisible()), None)


@pytest.mark.parametrize("name", ["a b.psrecord", "Hồ sơ 100%.psrecord", "x" * 200 + ".psbackup"])
def test_any_path_is_handed_over_to_the_window_that_is_open(tmp_path: Path, name: str) -> None:
    assert asked_file(asks_for(tmp_path / name)) == tmp_path / name
    assert asked_file("b8f3a2c4d5e64f7a9b0c1d2e3f405162") is None


def test_a_record_is_read_and_told_of_once_somebody_signed_in(
    window: MainWindow, unit: Unit, idle: Idle, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "ho-so.psrecord"
    path.write_bytes(b"no record at all")
    Arrivals(window).take(asks_for(path))
    unit.sign_in(window, unit.author)
    qtbot.waitUntil(lambda: opened(window, RecordDialog) is not None)
    idle()
    dialog = opened(window, RecordDialog)
    assert isinstance(dialog, RecordDialog)
    assert dialog.said.text == "Hồ sơ không nguyên vẹn."
    dialog.accept()


def test_posts_of_another_pc_wait_for_the_button(
    window: MainWindow, unit: Unit, idle: Idle, qtbot: QtBot, tmp_path: Path
) -> None:
    unit.sign_in(window, unit.author)
    path = tmp_path / "may-kia.psexchange"
    path.write_bytes(b"no file of ours")
    Arrivals(window).take(asks_for(path))
    dialog = opened(window, ArrivedDialog)
    assert isinstance(dialog, ArrivedDialog)
    idle()
    assert opened(window, ReceivedDialog) is None
    dialog.go.click()
    qtbot.waitUntil(lambda: opened(window, ReceivedDialog) is not None)
    idle()
    received = opened(window, ReceivedDialog)
    assert isinstance(received, ReceivedDialog)
    assert "Không nhận: 1." in received.summary
    received.accept()


def test_a_file_of_another_kind_is_refused_in_a_sentence(window: MainWindow, unit: Unit, tmp_path: Path) -> None:
    unit.sign_in(window, unit.author)
    Arrivals(window).take(asks_for(tmp_path / "bang.xlsx"))
    assert window.banner.text == "bang.xlsx: Page Studio không mở loại tệp này."
