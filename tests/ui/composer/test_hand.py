"""Cards adjusted by hand in the window: what is pulled, hidden and broken is stored, for the size in hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.posts.model import Post
from studio.templates.card import CardTouch
from studio.ui.composer.hand import HandDialog
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import ComposerRig

Settle = Callable[[], None]


@pytest.fixture
def post(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle) -> Post:
    made = rig.with_photo(rig.draft())
    window.go(PageId.COMPOSER, made.id)
    settle()
    return made


@pytest.fixture
def dialog(page: ComposerPage, window: MainWindow, post: Post, qtbot: QtBot) -> HandDialog:
    page.editor.plan.cards.hand.click()
    made = window.findChild(HandDialog)
    assert made is not None
    made.sizes["p45"].click()
    qtbot.waitUntil(lambda: not made.canvas.photo_rect.isEmpty())
    return made


def touches(rig: ComposerRig, post: Post) -> tuple[CardTouch, ...]:
    return rig.stored(post).touches


def test_the_photo_is_pulled_with_the_mouse_and_enlarged_with_the_keys(
    dialog: HandDialog, rig: ComposerRig, post: Post, settle: Settle
) -> None:
    canvas = dialog.canvas
    canvas.setFocus()
    for _ in range(3):
        QTest.keyClicks(canvas, "+")
    nearer = dialog.touch.zoom
    assert nearer > 1.2
    here = canvas.photo_rect.center()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=here.toPoint())
    QTest.mouseMove(canvas, (here + QPointF(40, 0)).toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=(here + QPointF(40, 0)).toPoint())
    pulled = dialog.touch.focal
    assert pulled is not None
    assert pulled[0] < 0.5, "pulled to the right, one sees what is further left"
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert dialog.touch.focal is not None
    assert dialog.touch.focal[0] > pulled[0]
    wanted = dialog.touches
    dialog.take.click()
    settle()
    assert touches(rig, post) == wanted
    assert [touch.size for touch in wanted] == ["p45"]


def test_lines_and_optional_layers_hold_for_the_size_in_hand_until_they_are_spread(
    dialog: HandDialog, rig: ComposerRig, post: Post, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(dialog.lines.pills))
    dialog.lines.pills[1].click()
    ((_, lines),) = dialog.touch.breaks
    assert len(lines[0].split()) == 2
    assert [touch.size for touch in dialog.touches] == ["p45"]
    qtbot.waitUntil(dialog.everywhere.isEnabled)
    dialog.everywhere.click()
    assert {touch.size for touch in dialog.touches} == set(dialog.sizes)
    dialog.take.click()
    settle()
    assert {touch.breaks for touch in touches(rig, post)} == {(("headline", lines),)}


def test_an_illustration_is_left_out_and_comes_back(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    post = rig.draft("qa_post")
    window.go(PageId.COMPOSER, post.id)
    settle()
    page.editor.plan.cards.hand.click()
    dialog = window.findChild(HandDialog)
    assert dialog is not None
    dialog.sizes["story"].click()
    qtbot.waitUntil(lambda: "hero_art" in dialog.boxes)
    assert set(dialog.boxes) == {"hero_art"}, "what is locked is not offered"
    dialog.boxes["hero_art"].click()
    assert dialog.touch.hidden == ("hero_art",)
    qtbot.waitUntil(dialog.plain.isEnabled)
    dialog.plain.click()
    assert dialog.touches == ()


def test_a_card_is_built_as_a_person_says(dialog: HandDialog, rig: ComposerRig, post: Post, settle: Settle) -> None:
    shown = {name for name, pill in dialog.builds.items() if not pill.isHidden()}
    assert shown == {"", "photo", "list"}
    assert dialog.builds[""].isChecked()
    dialog.builds["list"].click()
    assert dialog.touch.composition == "list"
    dialog.take.click()
    settle()
    (kept,) = touches(rig, post)
    assert (kept.size, kept.composition) == ("p45", "list")


def test_cancel_changes_nothing(dialog: HandDialog, rig: ComposerRig, post: Post, settle: Settle) -> None:
    revision = rig.stored(post).revision
    dialog.canvas.setFocus()
    QTest.keyClicks(dialog.canvas, "+")
    dialog.cancel.click()
    settle()
    assert rig.stored(post).revision == revision


def test_undo_takes_it_back(
    dialog: HandDialog, page: ComposerPage, rig: ComposerRig, post: Post, settle: Settle
) -> None:
    QTest.keyClicks(dialog.canvas, "+")
    dialog.take.click()
    settle()
    assert touches(rig, post)
    page.editor.header.undo.emit()
    settle()
    assert touches(rig, post) == ()
