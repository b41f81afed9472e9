"""Pictures of a post: dragged, moved by keys, cut, and marked with what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.posts.model import Post
from studio.ui.composer.media.crop_dialog import CropDialog
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import PHOTO, ComposerRig

Settle = Callable[[], None]


@pytest.fixture
def pictured(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle) -> Callable[..., Post]:
    """Open a draft with so many pictures."""

    def make(count: int) -> Post:
        post = rig.draft()
        for _ in range(count):
            post = rig.with_photo(post)
        window.go(PageId.COMPOSER, post.id)
        settle()
        QApplication.processEvents()
        return post

    return make


def order(rig: ComposerRig, post: Post) -> list[str]:
    return [media.id for media in rig.stored(post).media]


def open_crop(page: ComposerPage, window: MainWindow, qtbot: QtBot, settle: Settle) -> CropDialog:
    page.editor.strip.choose("m1")
    page.editor.strip.panel.cut_wanted.emit()
    dialog = window.findChild(CropDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.canvas.frame is not None)
    settle()
    return dialog


def test_a_tile_is_dragged_to_another_place_in_one_step(
    page: ComposerPage, rig: ComposerRig, pictured: Any, settle: Settle
) -> None:
    post = pictured(3)
    first, _, last = page.editor.strip.tiles
    revision = rig.stored(post).revision
    middle = first.rect().center()
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(first, middle + QPoint(20, 0))
    QTest.mouseMove(first, first.mapFromGlobal(last.mapToGlobal(last.rect().center())))
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton)
    settle()
    assert order(rig, post) == ["m2", "m3", "m1"]
    assert rig.stored(post).revision == revision + 1
    assert page.editor.strip.tiles[2] is first
    assert not first.isChecked()
    page.composer.journal.undo()
    settle()
    assert order(rig, post) == ["m1", "m2", "m3"]


def test_alt_and_arrows_move_a_tile_with_the_keyboard_on_it(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, pictured: Any, settle: Settle
) -> None:
    post = pictured(2)
    tile = page.editor.strip.tiles[0]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert order(rig, post) == ["m2", "m1"]
    assert window.focusWidget() is tile


def test_several_files_are_one_step_of_undo(
    page: ComposerPage, rig: ComposerRig, pictured: Any, settle: Settle
) -> None:
    post = pictured(0)
    page.composer.add_files([PHOTO, PHOTO, PHOTO])
    settle()
    assert order(rig, post) == ["m1", "m2", "m3"]
    page.composer.journal.undo()
    settle()
    assert order(rig, post) == []


def test_a_picture_is_cut_by_a_preset_and_that_can_be_undone(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, pictured: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = pictured(1)
    dialog = open_crop(page, window, qtbot, settle)
    QTest.mouseClick(dialog.pills["1:1"], Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Return)
    settle()
    crop = rig.stored(post).media[0].crop
    assert crop is not None
    assert crop[2] * 2400 == pytest.approx(crop[3] * 1600, abs=1)
    assert "đã cắt 1:1" in page.editor.strip.tiles[0].accessibleName()
    page.composer.journal.undo()
    settle()
    assert rig.stored(post).media[0].crop is None
    assert "chưa cắt" in page.editor.strip.tiles[0].accessibleName()


def test_arrows_move_the_frame_by_pixels_of_the_picture(
    page: ComposerPage, window: MainWindow, pictured: Any, settle: Settle, qtbot: QtBot
) -> None:
    pictured(1)
    dialog = open_crop(page, window, qtbot, settle)
    canvas = dialog.canvas
    QTest.mouseClick(dialog.pills["4:5"], Qt.MouseButton.LeftButton)
    start = canvas.frame
    assert start is not None
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.frame is not None
    assert canvas.frame.x == pytest.approx(start.x - 11)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert canvas.frame.w == pytest.approx(start.w - 1)
    assert canvas.frame.w / canvas.frame.h == pytest.approx(0.8)
    dialog.reject()


def test_handles_are_pulled_and_a_reset_takes_the_whole_picture(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, pictured: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = pictured(1)
    dialog = open_crop(page, window, qtbot, settle)
    canvas = dialog.canvas
    corner = canvas.handle_at("se").toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(canvas, corner - QPoint(80, 40))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    framed = canvas.frame
    assert framed is not None
    assert not framed.whole
    QTest.mouseClick(dialog.whole, Qt.MouseButton.LeftButton)
    assert canvas.frame is not None
    assert canvas.frame.whole
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle()
    assert rig.stored(post).media[0].crop is None
    assert page.composer.journal.idle


def test_leaving_the_dialog_cuts_nothing(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, pictured: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = pictured(1)
    dialog = open_crop(page, window, qtbot, settle)
    QTest.mouseClick(dialog.pills["16:9"], Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert rig.stored(post).media[0].crop is None
