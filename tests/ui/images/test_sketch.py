"""Spotlight, streets and places: drawn by pointer and keys, undone to the byte, the same in the finished picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.cards.marks import MarkPainter
from studio.cards.renderer import marked
from studio.images import edits
from studio.images.geometry import placement
from studio.images.recipe import MarkKind, Recipe
from studio.images.recipe_validation import read, write
from studio.images.works import PhotoWorks
from studio.ui.images.canvas.tool import ToolId
from studio.ui.images.page import ImagesPage
from tests.images.pictures import scene
from tests.ui.images.conftest import PLAIN, SIZE, Kept, the_work

ALT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def finished(recipe: Recipe, marks: MarkPainter) -> Image.Image:
    return marked(scene(*SIZE), recipe, placement(recipe), marks)


def test_all_but_what_is_lit_is_dimmed_and_nothing_of_that_is_touched(kept: Kept, marks: MarkPainter) -> None:
    kept.canvas.set_tool(ToolId.SPOTLIGHT)
    kept.drag_point((300, 200), (500, 400), (600, 500))
    kept.canvas.set_tool(ToolId.SPOTLIGHT)
    kept.drag_point((900, 100), (1000, 300))
    recipe = kept.last
    assert [mark.kind for mark in recipe.marks] == [MarkKind.SPOTLIGHT] * 2
    before, after = scene(*SIZE), finished(recipe, marks)
    for box in ((330, 230, 570, 470), (930, 130, 970, 270)):
        assert after.crop(box).tobytes() == before.crop(box).tobytes(), "lit by one, it is not dimmed by the other"
    outside = (20, 600, 1180, 780)
    bright, dark = (picture.crop(outside).tobytes() for picture in (before, after))
    assert all(now <= was * 0.5 + 30 for was, now in zip(bright, dark, strict=True))
    plain = edits.remove_mark(edits.remove_mark(recipe, "m1"), "m2")
    assert write(plain) == write(PLAIN)
    assert finished(plain, marks).tobytes() == before.tobytes()


def test_a_street_is_drawn_by_keyboard_alone_and_its_bends_are_moved(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.STREET)
    kept.key(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(20):
            kept.key(key, ALT)
        kept.key(Qt.Key.Key_Return)
    kept.key(Qt.Key.Key_Return)
    [street] = kept.last.marks
    assert (street.kind, street.colour) == (MarkKind.STREET, "white")
    start = street.points[0]
    assert street.points == (start, (start[0] + 200, start[1]), (start[0] + 200, start[1] + 200))
    assert read(write(kept.last)) == kept.last
    kept.canvas.set_tool(ToolId.SELECT)
    kept.canvas.select(street.id)
    kept.drag_point(street.points[1], (street.points[1][0], 300), (street.points[1][0], 250))
    assert kept.last.marks[0].points[1] == pytest.approx((start[0] + 200, 250), abs=3)
    assert (kept.last.marks[0].points[0], kept.last.marks[0].points[2]) == (street.points[0], street.points[2])


def test_a_sketch_is_a_work_like_any_other(
    page: ImagesPage, works: PhotoWorks, settle: Callable[[], None], qtbot: QtBot
) -> None:
    page.sketch.trigger()
    qtbot.waitUntil(lambda: page.edits, timeout=30_000)
    settle()
    editor = page.editor
    editor.canvas.set_tool(ToolId.PLACE)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Return)
    assert editor.looks.words.isVisibleTo(page)
    editor.looks.words.selectAll()
    QTest.keyClicks(editor.looks.words, "Tru so")
    settle()
    [place] = the_work(works).recipe.marks
    assert (place.kind, place.text) == (MarkKind.PLACE, "Tru so")
    for _ in range(2):
        editor.undo()
    settle()
    assert the_work(works).recipe.marks == ()
    page.sketch.trigger()
    settle()
    assert len({row.original for row in works.list()}) == 2, "each sketch is a work of its own"


def test_a_street_and_a_place_are_drawn_by_mouse_undone_and_kept(
    page: ImagesPage, works: PhotoWorks, settle: Callable[[], None], qtbot: QtBot
) -> None:
    page.sketch.trigger()
    qtbot.waitUntil(lambda: page.edits, timeout=30_000)
    settle()
    by_hand = Kept(page.editor.canvas)
    by_hand.canvas.set_tool(ToolId.STREET)
    for bend in ((300, 600), (800, 500), (1300, 600)):
        by_hand.click(bend)
    QTest.mouseDClick(by_hand.canvas.viewport(), Qt.MouseButton.LeftButton, pos=by_hand.seen((1300, 600)))
    by_hand.canvas.set_tool(ToolId.PLACE)
    by_hand.click((800, 400))
    settle()
    kinds = [mark.kind for mark in the_work(works).recipe.marks]
    assert kinds == [MarkKind.STREET, MarkKind.PLACE]
    assert the_work(works).recipe.marks[1].points[0] == pytest.approx((800, 400), abs=4)
    page.editor.undo()
    settle()
    [street] = the_work(works).recipe.marks
    assert street.kind is MarkKind.STREET
    assert street.points[0] == pytest.approx((300, 600), abs=4)
    assert street.points[-1] == pytest.approx((1300, 600), abs=4)


def test_a_paper_is_straightened_by_its_corners_and_shown_whole_again(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.PAPER)
    corners = [(300, 150), (900, 200), (950, 700), (250, 650)]
    for corner in corners:
        kept.click(corner)
    assert kept.last.paper == pytest.approx([pytest.approx(corner, abs=2) for corner in corners])
    frame = kept.canvas.stage.frame
    assert (frame.width(), frame.height()) == pytest.approx((702, 505), abs=5)
    assert kept.canvas.tool is ToolId.SELECT
    kept.canvas.set_tool(ToolId.PAPER)
    kept.key(Qt.Key.Key_Delete)
    assert write(kept.last) == write(PLAIN)
