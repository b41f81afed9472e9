"""A picture, large: by keys, by buttons, and as large as its own bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from studio.ui.main_window import MainWindow
from studio.ui.review.zoom import PictureDialog, Shot
from tests.films import film
from tests.ui.hands import button, in_sight, labels, within
from tests.ui.review.conftest import plain, png
from tests.ui.unit import Unit


def kept(unit: Unit, data: bytes) -> str:
    """The name of that file in the profile."""
    with unit.at_work(unit.author):
        return unit.studio.files.put(data)


def names(dialog: PictureDialog) -> list[str]:
    return [each.accessibleName() for each in in_sight(dialog, QAbstractButton)]


@pytest.fixture
def dialog(window: MainWindow, unit: Unit, idle: Callable[[], None]) -> PictureDialog:
    name = kept(unit, png(plain("#123B7A", 1600, 2000)))
    assert window.shell is not None
    shots = [
        Shot(name="Thẻ", alt="Thẻ cảnh báo", sha256=name, image=plain("#123B7A", 720, 900)),
        Shot(name="Ảnh"),
    ]
    made = PictureDialog(window.shell, shots, 0, window)
    made.open()
    idle()
    return made


def test_the_whole_picture_is_shown_from_its_own_bytes(dialog: PictureDialog) -> None:
    assert dialog.image.width() == 1600
    area = within(dialog, QScrollArea)
    (picture,) = in_sight(area, QLabel)
    assert 0 < picture.pixmap().height() <= area.viewport().height()
    assert "Thẻ cảnh báo" in labels(dialog)
    dialog.reject()


def test_plus_and_minus_change_the_size_and_nought_fits(dialog: PictureDialog) -> None:
    before = dialog.scale
    QTest.keyClick(dialog, Qt.Key.Key_Plus)
    assert dialog.scale == pytest.approx(before * 1.25)
    QTest.keyClick(dialog, Qt.Key.Key_0)
    assert dialog.scale == pytest.approx(before)
    dialog.reject()


def test_arrows_go_to_the_other_pictures_and_no_further(dialog: PictureDialog, idle: Callable[[], None]) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    assert "1 / 2" in labels(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert "2 / 2" in labels(dialog)
    assert "chưa có mô tả ảnh" in labels(dialog)
    assert not button(dialog, "Ảnh sau (phím mũi tên phải)").isEnabled()
    dialog.reject()


def test_a_video_is_opened_in_the_pcs_player_not_enlarged(
    window: MainWindow, unit: Unit, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = film()
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    name = kept(unit, data)
    assert window.shell is not None
    film_shot = Shot(name="phim.mp4", sha256=name, image=plain("#123B7A", 405, 720), film=True)
    dialog = PictureDialog(window.shell, [film_shot, Shot(name="Ảnh")], 0, window)
    dialog.open()
    idle()
    assert dialog.play.isVisible()
    larger = "Phóng to (phím cộng)"
    assert larger not in names(dialog)
    dialog.play.click()
    idle()
    assert [path.read_bytes() for path in opened] == [data]
    dialog.go(1)
    assert not dialog.play.isVisible()
    assert larger in names(dialog)
    dialog.reject()
