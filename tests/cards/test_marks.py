"""Marks of photographs: the editor shows what the finished picture gets, and every mark is seen where it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from studio.cards.fonts import Fonts
from studio.cards.marks import PAINTS, Artwork, MarkPainter
from studio.cards.typeset import Typesetter
from studio.images.geometry import Placement, placement
from studio.images.recipe import COLOURS, Corner, Mark, MarkKind, Recipe, untouched
from studio.ui.fonts import ASSETS

SIZE = (900, 600)


MARKS = (
    Mark(id="a", kind=MarkKind.ARROW, points=((200, 1000), (620, 420)), size=22),
    Mark(id="b", kind=MarkKind.BOX, points=((700, 300), (1100, 620)), size=14, colour="yellow"),
    Mark(id="n", kind=MarkKind.NUMBER, points=((1300, 320),), text="12", size=90, colour="blue"),
    Mark(id="t", kind=MarkKind.TEXT, points=((320, 60),), text="ĐƯỜNG NGẬP SÂU\nẤp, Ệ, gỹ", size=60, colour="ink"),
    Mark(id="p", kind=MarkKind.BADGE, corner=Corner.BOTTOM_RIGHT, size=0.16),
    Mark(id="s", kind=MarkKind.SOURCE, corner=Corner.BOTTOM_LEFT, size=0.035, text="Ảnh: Công an Phường 1"),
)
RECIPE = replace(untouched("0" * 64, (1800, 1200)), marks=MARKS)
HALF = placement(RECIPE, SIZE)


@pytest.fixture(scope="module")
def marks(qapp: object) -> MarkPainter:
    return MarkPainter(Typesetter(Fonts(ASSETS / "fonts")), Artwork(ASSETS, lambda sha256: b""))


def ground() -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    for x in range(0, SIZE[0], 20):
        painter = QPainter(image)
        painter.fillRect(x, 0, 20, SIZE[1], QColor((x * 3) % 255, 120, 200 - x % 160))
        painter.end()
    return image


def exported(marks: MarkPainter, recipe: Recipe, where: Placement = HALF) -> QImage:
    image = ground()
    painter = QPainter(image)
    marks.paint(painter, recipe, where)
    painter.end()
    return image


class Shown(QGraphicsItem):
    """The same picture and marks in an editor's scene."""

    def __init__(self, marks: MarkPainter, recipe: Recipe) -> None:
        super().__init__()
        self._marks, self._recipe = marks, recipe

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *SIZE)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.drawImage(0, 0, ground())
        self._marks.paint(painter, self._recipe, HALF)


def test_the_editor_at_full_size_shows_the_very_pixels_of_the_finished_picture(marks: MarkPainter) -> None:
    scene = QGraphicsScene(QRectF(0, 0, *SIZE))
    scene.addItem(Shown(marks, RECIPE))
    view = QGraphicsView(scene)
    view.setFrameShape(QGraphicsView.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(*SIZE)
    seen = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert seen == exported(marks, RECIPE)


def test_painting_twice_gives_the_same_pixels(marks: MarkPainter) -> None:
    assert exported(marks, RECIPE) == exported(marks, RECIPE)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.kind.value)
def test_a_mark_changes_pixels_around_its_box_only(marks: MarkPainter, mark: Mark) -> None:
    recipe = replace(RECIPE, marks=(mark,))
    image, bare = exported(marks, recipe), ground()
    room = marks.boxes(recipe, HALF)[mark.id].adjusted(-40, -40, 40, 40)
    changed = [
        (x, y) for y in range(0, SIZE[1], 3) for x in range(0, SIZE[0], 3) if image.pixel(x, y) != bare.pixel(x, y)
    ]
    assert changed
    assert all(room.contains(x, y) for x, y in changed)


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_there_and_its_letters_are_read_on_it(marks: MarkPainter, colour: str) -> None:
    mark = Mark(id="t", kind=MarkKind.TEXT, points=((200, 200),), text="HH", size=120, colour=colour)
    image = exported(marks, replace(RECIPE, marks=(mark,)))
    box = marks.boxes(replace(RECIPE, marks=(mark,)), HALF)["t"].toRect()
    seen = {
        image.pixelColor(x, y).name() for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())
    }
    assert {PAINTS[colour].fill.name(), PAINTS[colour].on.name()} <= seen


@pytest.mark.parametrize("text", ["Ấ", "Ễ", "Ặ", "gỵ", "Ỹ", "Ộ\nỘ"])
def test_stacked_marks_stay_on_their_plate(marks: MarkPainter, text: str) -> None:
    mark = Mark(id="t", kind=MarkKind.TEXT, points=((400, 400),), text=text, size=160, colour="white")
    image = exported(marks, replace(RECIPE, marks=(mark,)))
    box = marks.boxes(replace(RECIPE, marks=(mark,)), HALF)["t"].toRect()
    edge = [(x, y) for x in range(box.left() + 20, box.right() - 20) for y in (box.top() + 1, box.bottom() - 1)]
    assert {image.pixelColor(x, y).name() for x, y in edge} == {"#ffffff"}


def test_two_in_one_corner_stand_over_each_other(marks: MarkPainter) -> None:
    both = (replace(MARKS[4], corner=Corner.TOP_LEFT), replace(MARKS[5], corner=Corner.TOP_LEFT))
    where = marks.boxes(replace(RECIPE, marks=both), HALF)
    assert where["p"].bottom() < where["s"].top()
    assert where["p"].left() == where["s"].left()


def test_a_long_source_line_becomes_smaller_and_stays_inside(marks: MarkPainter) -> None:
    long = replace(MARKS[5], text="Ảnh: " + "Phòng Cảnh sát giao thông " * 8)
    box = marks.boxes(replace(RECIPE, marks=(long,)), HALF)["s"]
    assert QRectF(0, 0, *SIZE).contains(box)


def test_marks_keep_their_proportions_at_half_the_size(marks: MarkPainter) -> None:
    small = placement(RECIPE, (450, 300))
    for name, box in marks.boxes(RECIPE, HALF).items():
        half = marks.boxes(RECIPE, small)[name]
        assert half.x() * 2 == pytest.approx(box.x(), abs=0.01)
        assert half.width() * 2 == pytest.approx(box.width(), abs=0.01)


def test_a_short_arrow_still_ends_at_its_head(marks: MarkPainter) -> None:
    mark = Mark(id="a", kind=MarkKind.ARROW, points=((800, 600), (830, 600)), size=40)
    bare, image = ground(), exported(marks, replace(RECIPE, marks=(mark,)))
    assert image.pixel(414, 300) != bare.pixel(414, 300)
    assert image.pixel(430, 300) == bare.pixel(430, 300)
