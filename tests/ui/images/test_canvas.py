"""The canvas shows what the finished picture will be, at every zoom, and keeps covered what is covered."""

from __future__ import annotations

import pytest
from PIL import ImageChops
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.cards.marks import MarkPainter
from studio.cards.values import view
from studio.images import edits
from studio.images.edits import COVER
from studio.images.geometry import placement
from studio.images.recipe import Adjust, Recipe
from studio.images.tasks import render
from studio.ui.images.canvas.picture import qimage
from tests.images.pictures import scene
from tests.ui.images.conftest import MARKED, PLAIN, SIZE, Kept, colour_at


def finished(marks: MarkPainter, recipe: Recipe) -> QImage:
    """The picture as it is exported, at full size."""
    image = qimage(render(scene(*SIZE), recipe))
    painter = QPainter(image)
    marks.paint(painter, recipe, placement(recipe))
    painter.end()
    return image


@pytest.mark.parametrize(
    "recipe",
    [
        MARKED,
        edits.cut(edits.add_box(MARKED, (100, 100, 200, 150)), (40, 60, 900, 600)),
        edits.adjust(edits.cut(MARKED, (40, 60, 700, 400)), Adjust(exposure=0.5, warmth=30, sharpen=40)),
    ],
    ids=["marks", "cover and cut", "light"],
)
def test_at_full_size_it_shows_the_pixels_of_the_finished_picture(
    kept: Kept, marks: MarkPainter, recipe: Recipe
) -> None:
    wanted = finished(marks, recipe)
    assert shown(kept, recipe, wanted.size()) == wanted


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_one_differs_by_rounding_alone(kept: Kept, marks: MarkPainter, turns: int) -> None:
    recipe = edits.mirror(edits.turn(edits.cut(MARKED, (40, 60, 700, 500)), turns))
    wanted = finished(marks, recipe)
    off = ImageChops.difference(view(wanted), view(shown(kept, recipe, wanted.size())))
    assert max(high for _, high in off.getextrema()) <= 2  # type: ignore[misc]


def shown(kept: Kept, recipe: Recipe, size: QSize) -> QImage:
    """What the canvas shows of the finished picture, pixel for pixel."""
    kept.canvas.resize(1300, 900)
    kept.canvas.show_recipe(recipe)
    kept.canvas.zoom_to(1.0)
    corner = kept.canvas.lens.seen(QPointF(0, 0))
    assert corner == QPointF(corner.toPoint())
    seen = kept.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return seen.copy(QRect(corner.toPoint(), size))


def test_what_is_covered_stays_covered_while_comparing(kept: Kept) -> None:
    kept.canvas.show_recipe(edits.adjust(edits.add_box(PLAIN, (100, 300, 200, 200)), Adjust(exposure=1)))
    at = kept.seen((200, 400))
    kept.canvas.show_before(True)
    assert colour_at(kept, at) == COVER
    kept.canvas.show_before(False)
    kept.canvas.compare_split(0.5)
    assert colour_at(kept, at) == COVER


def test_the_split_shows_the_old_light_on_the_left_and_the_new_one_on_the_right(kept: Kept) -> None:
    left, right = kept.seen((300, 100)), kept.seen((900, 100))
    old = colour_at(kept, left), colour_at(kept, right)
    kept.canvas.show_recipe(edits.adjust(PLAIN, Adjust(exposure=1)))
    kept.canvas.compare_split(0.5)
    assert colour_at(kept, left) == old[0]
    assert colour_at(kept, right) != old[1]


def test_the_wheel_zooms_about_the_pointer(kept: Kept, qapp: QApplication) -> None:
    at = QPointF(500, 200)
    before = kept.canvas.mapToScene(at.toPoint())
    none = Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        at, kept.canvas.viewport().mapToGlobal(at), QPoint(), QPoint(0, 240), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    zoom = kept.canvas.zoom
    qapp.sendEvent(kept.canvas.viewport(), wheel)
    assert kept.canvas.zoom == pytest.approx(zoom * 1.44)
    off = kept.canvas.lens.seen(before) - at
    assert abs(off.x()) <= 1
    assert abs(off.y()) <= 1


def test_keys_zoom_and_fit(kept: Kept) -> None:
    fitted = kept.canvas.zoom
    kept.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert kept.canvas.zoom == pytest.approx(fitted * 1.2)
    kept.key(Qt.Key.Key_1)
    assert kept.canvas.zoom == 1.0
    kept.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert kept.canvas.zoom == pytest.approx(fitted)
    kept.canvas.resize(500, 400)
    assert kept.canvas.zoom < fitted


def test_space_and_a_drag_pan(kept: Kept) -> None:
    kept.canvas.zoom_to(2.0)
    at = kept.seen((600, 400))
    QTest.keyPress(kept.canvas, Qt.Key.Key_Space)
    kept.drag(QPoint(400, 300), QPoint(340, 250))
    QTest.keyRelease(kept.canvas, Qt.Key.Key_Space)
    assert kept.seen((600, 400)) == at - QPoint(60, 50)
    assert kept.canvas.selected == ""


def test_a_sharp_part_is_asked_for_when_zoomed_in_and_shown(kept: Kept, qtbot: QtBot) -> None:
    kept.canvas.set_picture(scene(300, 200))
    kept.canvas.show_recipe(PLAIN)
    with qtbot.waitSignal(kept.canvas.detail_wanted) as asked:
        kept.canvas.zoom_to(1.0)
    recipe, part, _ = asked.args
    assert part.width() <= 801
    sharp = QImage(part.size().toSize(), QImage.Format.Format_RGB32)
    sharp.fill(Qt.GlobalColor.magenta)
    kept.canvas.set_detail(recipe, part, sharp)
    assert kept.canvas.viewport().grab().toImage().pixelColor(400, 280).name() == "#ff00ff"
    kept.canvas.show_recipe(edits.adjust(PLAIN, Adjust(exposure=1)))
    assert kept.canvas.viewport().grab().toImage().pixelColor(400, 280).name() != "#ff00ff"
