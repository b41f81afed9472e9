"""Playing an outline step by step, as `studio training play` does, with what a test asserts of each step."""

from __future__ import annotations

from studio.app import Studio
from studio.events import ServiceEvent
from studio.training.lesson import Lesson, Mode


def play_outline(studio: Studio, id: str, steps: int | None = None) -> Lesson:
    """Play the lesson `id`, all of it or its first `steps`, and return it as it stands.

    Each step's predicate has to be false before its play and true after it; a predicate that raises fails the step.
    """
    lesson = studio.lessons.begin(id, Mode.WATCH)
    view = lesson.start()
    for index, step in list(enumerate(view.outline.steps))[:steps]:
        key = view.outline.key(step.number)
        assert view.now == index, f"{key} {step.done_when} holds before its play"
        assert _told_by_looking(studio, lesson) == [], f"{key}: looking is no deed, and wakes nobody"
        view = lesson.play()
        if view.now is not None:
            assert view.now > index, f"{key} {step.done_when} does not hold after its play"
    return lesson


def _told_by_looking(studio: Studio, lesson: Lesson) -> list[ServiceEvent]:
    told: list[ServiceEvent] = []
    stop = studio.events.listen(told.append)
    lesson.look()
    stop()
    return told
