"""Every step of every lesson has its control in the real window, in the situation that the steps before it leave.

The window leads through each lesson as a trainer's “watch” does: it goes where the step is done and lights the control,
or what has to be opened before; then the step is played. The first lesson of each group in `make test`, in `make soak`
all of them; that each control is on its page is seen in `test_post_anchors` and beside the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.training.course_reader import shipped
from studio.training.lesson import Mode
from studio.training.outline import Outline, StepKind
from studio.ui.main_window import MainWindow
from studio.ui.training.lesson_controller import LessonController, LessonRunner
from studio.ui.training.target import TargetSight
from tests.soak import SOAK

OUTLINES = shipped().outlines
WANTED = OUTLINES if SOAK else tuple({outline.group: outline for outline in reversed(OUTLINES)}.values())
SEEN = (TargetSight.LIT, TargetSight.AWAY, TargetSight.COVERED)
"""The control is there; one that is scrolled away is brought, what lies over it is told."""


@pytest.fixture
def studio(practice: Studio) -> Studio:
    return practice


def begin(window: MainWindow, outline: Outline, qtbot: QtBot) -> tuple[LessonController, LessonRunner]:
    window.training.learn(outline.id, Mode.GUIDED.value)
    lessons = window.training.lessons
    assert lessons is not None
    qtbot.waitUntil(lambda: lessons.running is not None and lessons.running.driver.view.outline == outline)
    assert lessons.running is not None
    return lessons, lessons.running


def unlit(window: MainWindow, outline: Outline, qtbot: QtBot) -> Iterator[str]:
    """Keys of the steps whose control is not to be seen, and how it stands."""
    lessons, running = begin(window, outline, qtbot)
    driver, spot = running.driver, running.guide.spot
    for index, step in enumerate(outline.steps):
        qtbot.waitUntil(lambda index=index: window.tasks.idle and driver.view.now == index)  # type: ignore[misc]
        if step.kind is StepKind.TOOL and not is_seen(running, window, qtbot):
            yield f"{outline.key(step.number)} {driver.view.place} {spot.sight}"
        running.play()
    qtbot.waitUntil(lambda: window.tasks.idle and driver.view.finished)
    window.renew(lambda: driver.lesson.redo(0), driver.went_back, window.complain, "")
    qtbot.waitUntil(lambda: window.tasks.idle and driver.view.now == 0)
    lessons.end()
    qtbot.waitUntil(lambda: window.tasks.idle)


def is_seen(running: LessonRunner, window: MainWindow, qtbot: QtBot) -> bool:
    try:
        qtbot.waitUntil(lambda: window.tasks.idle and running.guide.spot.sight in SEEN)
    except qtbot.TimeoutError:
        return False
    return True


@pytest.mark.soak
@pytest.mark.parametrize("outline", WANTED, ids=lambda outline: outline.id)
def test_every_step_has_its_control(window: MainWindow, qtbot: QtBot, outline: Outline) -> None:
    assert list(unlit(window, outline, qtbot)) == []
