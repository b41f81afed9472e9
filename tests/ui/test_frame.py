"""The frame: what it remembers and where it comes back, its title and icon, long names in the rail."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from studio.people.model import Person, Role
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.rail import counted_off
from studio.ui.restart import command
from studio.ui.run import SIZES, app_icon
from studio.ui.tokens import LIGHT
from studio.ui.window_state import LEAST_SEEN, WindowState, fit_onto_screen
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import person_button
from tests.ui.preparation import open_empty
from tests.ui.unit import Unit

SMALL, LARGE = QRect(0, 0, 1366, 728), QRect(0, 0, 1920, 1040)
BESIDE = QRect(1366, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("placed", "screens", "expected"),
    [
        ((100, 50, 1200, 700), [SMALL], (100, 50, 1200, 700)),
        ((1500, 80, 1400, 800), [SMALL, BESIDE], (1500, 80, 1400, 800)),
        ((1500, 80, 1300, 700), [SMALL], (33, 0, 1300, 700)),
        ((-1900, 80, 1300, 700), [SMALL], (33, 0, 1300, 700)),
        ((100, -400, 1200, 700), [SMALL], (83, 0, 1200, 700)),
        ((40, 40, 1900, 1000), [SMALL], (40, 40, 1366, 728)),
        ((40, 40, 1900, 1000), [], (40, 40, 1900, 1000)),
    ],
    ids=["as it was", "second screen", "screen gone", "screen on the left gone", "above", "too large", "no screen"],
)
def test_the_window_comes_back_where_a_person_can_reach_it(
    qtbot: QtBot, placed: tuple[int, int, int, int], screens: list[QRect], expected: tuple[int, int, int, int]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(*placed)
    fit_onto_screen(window, screens)
    assert window.geometry().getRect() == expected


def test_it_is_never_smaller_than_its_smallest(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(1180, 680)
    window.setGeometry(0, 0, 1180, 680)
    fit_onto_screen(window, [QRect(0, 0, 1024, 600)])
    assert (window.width(), window.height()) == (1180, 680)
    assert window.x() >= 0
    assert LEAST_SEEN < 1024


def test_broken_memory_is_no_memory(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_bytes(b"[General]\nwindow=@ByteArray(\\x1\\x2)\n")
    window = QMainWindow()
    qtbot.addWidget(window)
    assert not WindowState(path).restore_window(window)


def test_the_title_names_the_page_and_the_program(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, PageId.OUTBOX)
    assert window.windowTitle() == "Hộp gửi – Page Studio"
    show(window, qtbot, PageId.LIBRARY)
    assert window.windowTitle() == "Kho văn bản – Page Studio"


def test_the_icon_is_drawn_in_every_size(qapp: QApplication) -> None:
    icon = app_icon()
    assert {size.width() for size in icon.availableSizes()} == set(SIZES)
    image = icon.pixmap(64, 64).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(64) for y in range(64)}
    assert QColor(LIGHT.accent).name() in colours
    assert QColor(LIGHT.on_accent).name() in colours
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize(
    ("name", "lines"), [("Trần Thị Bình", 1), ("Cán bộ soạn bài (mẫu)", 2), ("Đại uý Nguyễn Hoàng", 2)]
)
def test_a_long_name_takes_two_lines_and_is_told_whole(window: MainWindow, shell: Shell, name: str, lines: int) -> None:
    shell.session.sign_in(Person(id="p", name=name, roles=frozenset({Role.AUTHOR}), pin_hash="x"))
    button = person_button(window)
    assert button.text().replace("\n", " ") == name
    assert len(button.text().split("\n")) == lines
    assert button.accessibleName() == name
    assert button.toolTip() == f"{name}\nSoạn bài"
    shell.session.sign_out()


def test_a_name_too_long_for_two_lines_is_cut_and_its_tooltip_has_it(window: MainWindow, shell: Shell) -> None:
    name = "Đại tá Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên Khanh"
    shell.session.sign_in(Person(id="p", name=name, roles=frozenset({Role.AUTHOR}), pin_hash="x"))
    assert person_button(window).text().endswith("…")
    assert person_button(window).toolTip() == f"{name}\nSoạn bài"
    shell.session.sign_out()


@pytest.mark.parametrize(("room", "said"), [(400, "Soạn bài · Duyệt bài · Tập huấn"), (110, "Soạn bài +2"), (20, "…")])
def test_roles_that_find_no_room_are_counted(window: MainWindow, room: int, said: str) -> None:
    assert counted_off("Soạn bài · Duyệt bài · Tập huấn", window.fontMetrics(), room).endswith(said)


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_brings_the_post_in_sight(window: MainWindow, unit: Unit, idle: Callable[[], None]) -> None:
    unit.sign_in(window, unit.author)
    post = unit.draft()
    before = window.page
    window.setWindowState(Qt.WindowState.WindowMinimized)
    window.come_forward()
    assert not window.isMinimized()
    assert window.page is before
    window.come_forward(post.id)
    idle()
    page = window.page
    assert isinstance(page, ComposerPage)
    assert page.editor.form is not None
    assert page.editor.form.value("scam_name") == post.fields["scam_name"]


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_does_not_jump_over_the_first_steps(
    make: MakeWindow, after_windows: ExitStack, tmp_path: Path
) -> None:
    new = open_empty(tmp_path / "ho-so")
    after_windows.callback(new.close)
    window = make(new.studio)
    window.come_forward("bai-1")
    assert window.page is not None
    assert window.page.id is PageId.START


def test_a_sudden_end_is_told_with_its_report(window: MainWindow, tmp_path: Path) -> None:
    window.crashes.say_ended_suddenly(None)
    assert "tắt đột ngột" in window.banner.text
    window.crashes.say_ended_suddenly(tmp_path / "faults-20261125T010000.txt")
    assert "faults-20261125T010000.txt" in window.banner.text


def test_it_starts_again_as_it_was_started() -> None:
    original = ["python3", "-m", "studio", "--profile", "/home/a/hồ sơ"]
    assert command(original, "/usr/bin/python3") == ("/usr/bin/python3", ["-m", "studio", "--profile", "/home/a/hồ sơ"])
