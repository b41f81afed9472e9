"""The canvas: the card as it is exported, its parts moved by the mouse and by keys where their locks are open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.app.template_room import CardLook
from studio.config import Settings
from studio.templates.layout import Box, Lock
from studio.ui.main_window import MainWindow
from studio.ui.templates.designer import Designer
from tests.ui.conftest import MakeWindow, shown
from tests.ui.templates.design import designer_of, section_of
from tests.ui.unit import Unit

Idle = Callable[[], None]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def designer(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle) -> Designer:
    made = designer_of(unit, window, qtbot, idle)
    made.turn_to(made.layout_)
    idle()
    return made


def box_of(designer: Designer) -> Box:
    found = designer.layout_.canvas.box
    assert found is not None
    return found


def test_a_box_is_moved_by_keys_and_mouse_within_its_locks(designer: Designer, idle: Idle, unit: Unit) -> None:
    part, canvas = designer.layout_, designer.layout_.canvas
    part.parts.choose("unit")
    canvas.setFocus()
    before = box_of(designer)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert box_of(designer) == before  # locked
    assert "Di chuyển" in part.note.text()
    for lock in (Lock.MOVE, Lock.RESIZE):
        part.locks[lock].click()
        idle()
    part.parts.choose("unit")
    canvas.setFocus()
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    idle()
    by_keys = box_of(designer)
    assert (by_keys.y - before.y) in range(17, 25)
    assert by_keys.y % 8 == 0
    assert by_keys.w < before.w
    start = canvas.point_of("unit")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(0, 40))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 40))
    idle()
    assert box_of(designer).y > by_keys.y
    card = canvas.card
    assert card is not None
    spot = card.boxed[0].spot.partition("/")[0]
    patched = designer.document.layouts["notice"]["frame"]["unit"]["boxes"]
    assert all(key.startswith(f"{spot}/") for key in patched)  # this size and composition alone
    while designer.history.stack.canUndo():
        designer.undo.click()
    idle()
    assert designer.document.layouts == {}
    assert box_of(designer) == before
    designer.reject()
    idle()


def test_the_canvas_shows_the_pixels_that_are_exported(designer: Designer, idle: Idle, unit: Unit) -> None:
    for size in ("sq", "link"):
        designer.layout_.lead_to("", "", size)
        idle()
        card = designer.layout_.canvas.card
        assert card is not None
        look = CardLook(unit.studio.files.get)
        made = look.renderer(card.design).export(card.spec, size, max_bytes=20_000_000, format="png")
        exported = QImage.fromData(made.data).convertToFormat(card.image.format())
        assert exported == card.image
    designer.reject()
    idle()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_words_of_the_locks_are_whole_in_the_largest_type(
    unit: Unit, make: MakeWindow, studio: Studio, qtbot: QtBot, language: Literal["vi", "en"]
) -> None:
    window: MainWindow = make(studio, Settings(language=language, theme="dark", lock_minutes=0, font_scale=200))
    window.resize(1366, 768)

    def idle() -> None:
        qtbot.waitUntil(lambda: window.tasks.idle)

    designer = designer_of(unit, window, qtbot, idle)
    designer.turn_to(designer.layout_)
    idle()
    in_sight = [tick for tick in designer.layout_.locks.values() if not tick.visibleRegion().isEmpty()]
    assert len(in_sight) >= 4
    for tick in in_sight:
        assert tick.visibleRegion().boundingRect().width() >= tick.sizeHint().width(), tick.text()
    assert designer.layout_.canvas.width() >= 300
    designer.reject()
    idle()


def test_parts_of_the_same_words_are_told_apart(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    with unit.at_work(unit.author):
        row = unit.studio.own_templates.make_ours("emergency_alert", unit.author.id)
    unit.sign_in(window, unit.author)
    section = section_of(window, qtbot, idle)
    assert section.list.choose(row.id)
    section.edit.click()
    idle()
    designer = shown(Designer)
    designer.turn_to(designer.layout_)
    idle()
    told = [(entry.title, entry.side) for entry in designer.layout_.parts.entries]
    assert len(told) > len({title for title, _ in told})  # a list and the panel around it
    assert len(told) == len(set(told))
    designer.reject()
    idle()
