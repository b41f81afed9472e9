"""A picture, large: by keys, by buttons, and as large as its own bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from studio.canonical import sha256
from studio.ui.main_window import MainWindow
from studio.ui.review.zoom import PictureDialog, Shot
from tests.films import film
from tests.ui.fake_data import picture
from tests.ui.fake_studio import FakeStudio
from tests.ui.review.conftest import plain


@pytest.fixture
def dialog(window: MainWindow, studio: FakeStudio, idle: Callable[[], None]) -> PictureDialog:
    data = picture("THẺ", 1600, 2000)
    studio.files.kept[sha256(data)] = data
    assert window.shell is not None
    shots = [
        Shot(name="Thẻ", alt="Thẻ cảnh báo", sha256=sha256(data), image=plain("#123B7A", 720, 900)),
        Shot(name="Ảnh"),
    ]
    made = PictureDialog(window.shell, shots, 0, window)
    made.open()
    idle()
    return made


def test_the_whole_picture_is_shown_from_its_own_bytes(dialog: PictureDialog) -> None:
    assert dialog._image.width() == 1600
    shown = dialog._picture.pixmap()
    assert shown.height() <= dialog._area.viewport().height()
    assert dialog._alt.text() == "Thẻ cảnh báo"
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
    assert dialog._which.text() == "1 / 2"
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert dialog._which.text() == "2 / 2"
    assert dialog._alt.text() == "chưa có mô tả ảnh"
    assert not dialog._on.isEnabled()
    dialog.reject()


def test_a_video_is_opened_in_the_pcs_player_not_enlarged(
    window: MainWindow, studio: FakeStudio, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = film()
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    studio.files.kept[sha256(data)] = data
    assert window.shell is not None
    film_shot = Shot(name="phim.mp4", sha256=sha256(data), image=plain("#123B7A", 405, 720), film=True)
    dialog = PictureDialog(window.shell, [film_shot, Shot(name="Ảnh")], 0, window)
    dialog.open()
    idle()
    assert dialog.play.isVisible()
    assert not dialog._more.isVisible()
    dialog.play.click()
    idle()
    assert [path.read_bytes() for path in opened] == [data]
    dialog.go(1)
    assert not dialog.play.isVisible()
    assert dialog._more.isVisible()
    dialog.reject()
