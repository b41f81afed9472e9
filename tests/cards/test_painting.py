"""One painter: canvas and export show the same pixels, on any thread, every time."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem, QWidget
from pytestqt.qtbot import QtBot

from studio.cards.renderer import CardRenderer
from studio.cards.values import view
from studio.errors import NotFound, Untrusted
from tests.cards import samples
from tests.cards.samples import Sample


class Canvas(QWidget):
    """What an editor does: paint the card in a paint event."""

    def __init__(self, renderer: CardRenderer, one: Sample, size: str) -> None:
        super().__init__()
        self._what = (renderer, one.spec, size)
        box = renderer.design.sizes[size]
        self.setFixedSize(box.width, box.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        renderer, spec, size = self._what
        painter = QPainter(self)
        renderer.paint(painter, spec, size)
        painter.end()


class Item(QGraphicsItem):
    """The same as a thin item of a graphics scene."""

    def __init__(self, renderer: CardRenderer, one: Sample, size: str) -> None:
        super().__init__()
        self._what = (renderer, one.spec, size)
        self._box = renderer.design.sizes[size]

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._box.width, self._box.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        renderer, spec, size = self._what
        renderer.paint(painter, spec, size)


def differing(one: QImage, other: QImage) -> int:
    """Number of pixels that differ."""
    other = other.convertToFormat(QImage.Format.Format_RGB32)
    assert one.size() == other.size()
    channels = ImageChops.difference(view(one), view(other)).split()
    loudest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return sum(loudest.histogram()[1:])


@pytest.mark.parametrize("size", ["sq", "link"])
def test_widget_at_100_percent_shows_the_exported_pixels(
    qtbot: QtBot, renderer: CardRenderer, warning: Sample, size: str
) -> None:
    canvas = Canvas(renderer, warning, size)
    qtbot.addWidget(canvas)
    assert differing(renderer.render(warning.spec, size).image, canvas.grab().toImage()) == 0


def test_graphics_view_at_100_percent_shows_the_exported_pixels(
    qtbot: QtBot, renderer: CardRenderer, warning: Sample
) -> None:
    scene = QGraphicsScene()
    scene.addItem(Item(renderer, warning, "link"))
    scene.setSceneRect(0, 0, 1200, 630)
    canvas = QGraphicsView(scene)
    qtbot.addWidget(canvas)
    canvas.setFrameStyle(0)
    canvas.setFixedSize(1200, 630)
    assert differing(renderer.render(warning.spec, "link").image, canvas.grab().toImage()) == 0


def test_one_changed_letter_is_seen(renderer: CardRenderer, warning: Sample) -> None:
    changed = {**warning.spec.values, "headline": str(warning.spec.values["headline"]) + "."}
    other = replace(warning.spec, values=changed)
    assert differing(renderer.render(warning.spec, "sq").image, renderer.render(other, "sq").image) > 0


def test_the_same_card_gives_the_same_bytes_from_two_painters(renderer: CardRenderer, warning: Sample) -> None:
    first = renderer.export(warning.spec, "p45", max_bytes=4_000_000).data
    assert samples.renderer().export(warning.spec, "p45", max_bytes=4_000_000).data == first


def test_a_worker_thread_paints_the_same(renderer: CardRenderer, warning: Sample) -> None:
    made: list[bytes] = []
    fresh = samples.renderer()
    work = threading.Thread(target=lambda: made.append(fresh.export(warning.spec, "sq", max_bytes=4_000_000).data))
    work.start()
    work.join()
    assert made == [renderer.export(warning.spec, "sq", max_bytes=4_000_000).data]


def test_two_threads_share_one_painter(renderer: CardRenderer, warning: Sample) -> None:
    made: dict[int, bytes] = {}

    def press(at: int) -> None:
        made[at] = renderer.export(warning.spec, ("sq", "p45")[at % 2], max_bytes=4_000_000).data

    crew = [threading.Thread(target=press, args=(at,)) for at in range(6)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    assert made[0] == made[2] == made[4] != made[1] == made[3] == made[5]


def test_the_photo_fills_its_place_and_moves_with_its_focal_point(renderer: CardRenderer) -> None:
    one = samples.with_photo(samples.find("lost_found", "object"), "bag")
    spec = one.spec
    assert spec.photo is not None
    left = replace(spec, photo=replace(spec.photo, focal=(0.0, 0.0)))
    right = replace(spec, photo=replace(spec.photo, focal=(1.0, 1.0)))
    place = renderer.render(left, "p45").layers["photo"]
    box = (place.left(), place.top(), place.right(), place.bottom())
    shots = [view(renderer.render(s, "p45").image).crop(box) for s in (left, right)]
    assert ImageChops.difference(*shots).getbbox() is not None


def test_a_covered_area_stays_covered_on_the_card(renderer: CardRenderer) -> None:
    one = samples.with_photo(samples.find("lost_found", "object"), "bag")
    assert one.spec.photo is not None
    hidden = replace(one.spec, photo=replace(one.spec.photo, redactions=((0.0, 0.0, 1.0, 1.0),)))
    made = renderer.render(hidden, "sq")
    middle = made.layers["photo"].center()
    assert made.image.pixelColor(QPoint(middle)).name() == "#0f172a"


def test_themes_change_the_colours_and_never_the_grid(renderer: CardRenderer, warning: Sample) -> None:
    spec = replace(warning.spec, photo=None)
    made = {theme: renderer.render(replace(spec, theme=theme), "sq") for theme in renderer.design.themes}
    assert {"warning", "law", "guidance", "emergency", "community", "correction", "found", "tet"} <= set(made)
    assert len({tuple(line.rect.getRect() for line in card.lines) for card in made.values()}) == 1
    assert len({tuple(card.image.pixelColor(x, y).name() for x, y in SPOTS) for card in made.values()}) == len(made)


SPOTS = ((8, 8), (8, 900), (8, 1072), (1072, 1072))
"""Field, ground, and the two colours of the stripe of a square."""


def test_every_card_has_the_signs_of_the_family_at_the_same_place(renderer: CardRenderer) -> None:
    found = [renderer.scene(one.spec, "p45") for one in samples.samples(("typical",))]
    assert {scene.layers["stripe"].getRect() for scene in found} == {(0, 1334, 1080, 16)}
    assert {scene.layers["badge"].left() for scene in found} == {64}


def test_a_layout_that_differs_from_the_approved_one_is_not_painted(renderer: CardRenderer, warning: Sample) -> None:
    with pytest.raises(Untrusted, match="đã đổi"):
        renderer.render(replace(warning.spec, layout_sha256="0" * 64), "sq")


def test_unknown_layout_or_theme_is_named(renderer: CardRenderer, warning: Sample) -> None:
    with pytest.raises(NotFound, match="poster"):
        renderer.render(replace(warning.spec, layout="poster"), "sq")
    with pytest.raises(NotFound, match="pink"):
        renderer.render(replace(warning.spec, theme="pink"), "sq")


def test_unknown_size_is_named(renderer: CardRenderer, warning: Sample) -> None:
    with pytest.raises(NotFound, match="a5"):
        renderer.render(warning.spec, "a5")


def test_the_units_badge_replaces_the_neutral_one(renderer: CardRenderer, warning: Sample) -> None:
    red = Image.new("RGB", (64, 64), (200, 0, 0))
    path_of = samples.store_picture(red)
    made = renderer.render(replace(warning.spec, badge_sha256=path_of), "sq")
    assert made.image.pixelColor(made.layers["badge"].center()).red() > 190
