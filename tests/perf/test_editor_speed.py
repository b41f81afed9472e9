"""Dragging in the editor on a photograph of 24 megapixels: frames of cutting, straightening and exposure, beside one
bare drawing of the same picture in the same run. Reported, never judged by the clock.

The processor's time is given beside the wall's: a machine that is busy with other things shows in the latter alone.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.cards.fonts import Fonts
from studio.cards.marks import Artwork, MarkPainter
from studio.cards.typeset import Typesetter
from studio.images import edits
from studio.images.recipe import Adjust, Corner, MarkKind, Recipe, untouched
from studio.images.tasks import render
from studio.ui.fonts import ASSETS
from studio.ui.images.canvas.picture import qimage
from studio.ui.images.canvas.tool import ToolId
from studio.ui.images.canvas.view import Canvas

pytestmark = pytest.mark.perf

SIZE = (6000, 4000)
WINDOW = (900, 600)
PROXY = (1800, 1200)
FRAMES = 60


@dataclass
class Times:
    """Milliseconds."""

    wall: list[float]
    own: list[float]

    def p95(self) -> tuple[float, float]:
        place = int(len(self.wall) * 0.95)
        return sorted(self.wall)[place], sorted(self.own)[place]


def measured(acts: list[Callable[[], object]]) -> Times:
    times = Times([], [])
    for act in acts:
        wall, own = time.perf_counter(), time.thread_time()
        act()
        times.wall.append((time.perf_counter() - wall) * 1000)
        times.own.append((time.thread_time() - own) * 1000)
    return times


@pytest.fixture(scope="module")
def photo() -> bytes:
    """24 megapixels with detail in every part, as a JPEG."""
    tile = Image.effect_noise((600, 400), 60).convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    buffer = io.BytesIO()
    tile.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


@pytest.fixture
def canvas(qapp: QApplication, photo: bytes) -> Iterator[Canvas]:
    made = Canvas(MarkPainter(Typesetter(Fonts(ASSETS / "fonts")), Artwork(ASSETS, lambda sha256: b"")))
    made.resize(*WINDOW)
    made.set_picture(render(photo, untouched("0" * 64, SIZE), PROXY))
    made.show_recipe(_recipe())
    made.show()
    QTest.qWaitForWindowExposed(made)
    yield made
    made.close()
    made.deleteLater()


def _recipe() -> Recipe:
    """With a cover and some marks, as in use."""
    recipe = edits.add_box(untouched("0" * 64, SIZE), (1000, 900, 500, 600))
    recipe = edits.add_mark(recipe, MarkKind.ARROW, [(900, 3300), (2500, 2200)], size=36)
    recipe = edits.add_mark(recipe, MarkKind.TEXT, [(3000, 600)], size=200, text="Đường ngập sâu")
    recipe = edits.add_mark(recipe, MarkKind.BADGE, size=0.16, corner=Corner.BOTTOM_RIGHT)
    return edits.add_mark(recipe, MarkKind.SOURCE, size=0.034, corner=Corner.BOTTOM_LEFT, text="Ảnh: Công an Phường")


def test_report_the_frames_of_a_drag(canvas: Canvas, capsys: pytest.CaptureFixture[str]) -> None:
    bare = measured([lambda: _bare(canvas)] * 20).p95()
    _say(capsys, "bare drawing of the picture", bare, bare)
    canvas.set_tool(ToolId.CROP)
    corner = canvas.lens.seen_box(canvas.stage.frame).bottomRight().toPoint() - QPoint(1, 1)
    cut = _dragged(canvas, [corner - QPoint(3 * at, 2 * at) for at in range(FRAMES)])
    _say(capsys, "cut", cut.p95(), bare)
    canvas.set_tool(ToolId.STRAIGHTEN)
    turn = _dragged(canvas, [QPoint(800, 320) + QPoint(0, at) for at in range(FRAMES)])
    _say(capsys, "straighten", turn.p95(), bare)
    canvas.set_tool(ToolId.SELECT)
    lights = [edits.adjust(_recipe(), Adjust(exposure=at / FRAMES)) for at in range(FRAMES)]
    light = measured([lambda one=one: _shown(canvas, one) for one in lights])  # type: ignore[misc]
    _say(capsys, "exposure", light.p95(), bare)
    assert canvas.stage.recipe.adjust.exposure > 0.9
    assert len(cut.wall) == len(turn.wall) == FRAMES - 1


def test_report_opening_to_the_first_view(qapp: QApplication, photo: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Decoding apart from the window's part: it happens in a child process (see test_photo_speed)."""
    untouched_one = untouched("0" * 64, SIZE)
    canvas = Canvas(MarkPainter(Typesetter(Fonts(ASSETS / "fonts")), Artwork(ASSETS, lambda sha256: b"")))
    canvas.resize(*WINDOW)
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    pictures: list[Image.Image] = []
    decoded = measured([lambda: pictures.append(render(photo, untouched_one, PROXY))] * 3)

    def first() -> None:
        canvas.set_picture(pictures[0])
        canvas.show_recipe(untouched_one)
        canvas.viewport().repaint()

    shown = measured([first] * 3)
    _say(capsys, "decoding to the small copy", (min(decoded.wall), min(decoded.own)), None)
    _say(capsys, "laying it out and the first frame", (min(shown.wall), min(shown.own)), None)
    canvas.close()
    canvas.deleteLater()
    assert pictures[0].size == PROXY


def _dragged(canvas: Canvas, way: list[QPoint]) -> Times:
    view = canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=way[0])

    def frame(at: QPoint) -> None:
        QTest.mouseMove(view, at)
        view.repaint()

    times = measured([lambda at=at: frame(at) for at in way[1:]])  # type: ignore[misc]
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=way[-1])
    return times


def _shown(canvas: Canvas, recipe: Recipe) -> None:
    canvas.preview(recipe)
    canvas.viewport().repaint()


def _bare(canvas: Canvas) -> None:
    """The picture in its light, converted and drawn once at the size of the window, and nothing else."""
    picture = Image.new("RGB", (900, 600), (90, 120, 150)).point(list(range(256)) * 3)
    target = QImage(*WINDOW, QImage.Format.Format_RGB32)
    painter = QPainter(target)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.rotate(0.5)
    painter.drawImage(QRectF(0, 0, *WINDOW), qimage(picture))
    painter.end()


def _say(
    capsys: pytest.CaptureFixture[str], name: str, p95: tuple[float, float], bare: tuple[float, float] | None
) -> None:
    ratio = f" = {p95[1] / bare[1]:5.1f} × bare" if bare is not None else ""
    with capsys.disabled():
        print(f"\n{name:<40} p95 {p95[0]:7.1f} ms, of the processor {p95[1]:6.1f} ms{ratio}", end="")
