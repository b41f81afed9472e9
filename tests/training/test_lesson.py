"""The way through a lesson: forward by what the services hold, and back to the moment at which a step began."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from studio.errors import NotFound, Refused
from studio.events import EventBus
from studio.phrase import Bilingual, Phrase
from studio.training.context import FindRecord, LessonContext, LessonStep, Play, Predicate, RoleCast, Services
from studio.training.lesson import RESTORED, Lesson, LessonView, Mode, StepState
from studio.training.outline import ChecklistItem, ItemKind, Outline, OutlineStep, StepKind
from studio.training.places import CHECKLIST
from studio.training.runs import StepTrouble


def nothing(text: str) -> Phrase:
    return Bilingual(text, text)


STEPS = (
    OutlineStep(number=1, text=nothing("write"), app="draft.fill_fields", done_when="state:written"),
    OutlineStep(
        number=2,
        text=nothing("tell"),
        app="checks.run",
        done_when="event:told",
        how=nothing("press the button"),
    ),
    OutlineStep(
        number=3,
        text=nothing("answer"),
        app="feedback.close",
        done_when="state:answered",
        kind=StepKind.CHECKLIST,
        items=(
            ChecklistItem(id="seen", kind=ItemKind.TICK, label=nothing("seen")),
            ChecklistItem(id="proof", kind=ItemKind.FILE, label=nothing("proof")),
        ),
    ),
)
OUTLINE = Outline(
    id="T1", group="A", title=nothing("T1"), purpose=nothing(""), minutes=5, does=(), approves=(), preconditions=(),
    steps=STEPS, auto_checks=(), mistakes=(), quiz=(),
)  # fmt: skip


class World:
    """The services' state as one dict, and snapshots of it."""

    def __init__(self) -> None:
        self.state: dict[str, bool] = {}
        self.bus = EventBus()
        self.kept: dict[str, dict[str, bool]] = {}

    def take(self) -> str:
        moment = f"m{len(self.kept) + 1}"
        self.kept[moment] = dict(self.state)
        return moment

    def restore(self, id: str) -> None:
        self.state = dict(self.kept[id])

    def clear(self) -> None:
        self.kept.clear()

    def lesson(self, mode: Mode = Mode.GUIDED, records: FindRecord | None = None, **changed: Predicate) -> Lesson:
        predicates: Mapping[str, Predicate] = {
            "state:written": lambda scene: self.state.get("written", False),
            "event:told": lambda scene: scene.told("told"),
            "state:answered": lambda scene: scene.answers.keys() == {"seen", "proof"},
            **{name.replace("_", ":"): predicate for name, predicate in changed.items()},
        }
        return Lesson(
            OUTLINE,
            mode,
            RoleCast(learner="a", colleague="b", head="c"),
            services=cast("Services", SimpleNamespace(events=self.bus)),
            snapshots=self,
            attach=lambda path: {"name": path.name, "sha256": "0" * 64, "at": "2026-11-25"},
            folder=Path(),
            records=records or (lambda key, step: LessonStep(predicates[step.done_when], self.plays()[key], CHECKLIST)),
        )

    def plays(self) -> Mapping[str, Play]:
        def answer(scene: LessonContext) -> None:
            scene.answer("seen", True)
            scene.answer("proof", Path("proof.png"))

        return {
            "T1.1": lambda scene: self.state.update(written=True),
            "T1.2": lambda scene: self.bus.tell("told", post="p1"),
            "T1.3": answer,
        }


@pytest.fixture
def world() -> World:
    return World()


def test_a_step_is_done_by_what_the_services_hold(world: World) -> None:
    lesson = world.lesson()
    assert lesson.start().now == 0
    assert lesson.look().now == 0
    world.state["written"] = True
    view = lesson.look()
    assert (view.now, view.states) == (1, (StepState.DONE, StepState.NOW, StepState.NEXT))
    assert view.step == STEPS[1]
    assert view.place is not None
    assert (view.place.page, view.place.anchor) == ("composer", "checks.run")


def test_news_count_from_the_beginning_of_the_lesson(world: World) -> None:
    world.bus.tell("told")
    world.state["written"] = True
    lesson = world.lesson()
    assert lesson.start().now == 1, "what was done before is passed over, what was told before is not heard"
    world.bus.tell("told", post="p1")
    assert lesson.look().now == 2


def test_several_steps_are_passed_at_one_look(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    world.bus.tell("told")
    world.state["written"] = True
    assert lesson.look().now == 2
    assert lesson.redo(1).now == 0, "the moment between the two was never seen"
    assert world.state == {}


def test_a_predicate_that_fails_counts_as_not_done_and_is_logged_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(scene: LessonContext) -> bool:
        raise KeyError("gone")

    lesson = world.lesson(state_written=fails)
    with caplog.at_level(logging.ERROR):
        views = [lesson.start(), lesson.look(), lesson.look()]
    assert [view.now for view in views] == [0, 0, 0]
    assert [record.getMessage() for record in caplog.records] == ["the predicate of step T1.1 failed"]


def test_what_a_predicate_causes_itself_is_nobodys_deed(world: World) -> None:
    def searches(scene: LessonContext) -> bool:
        world.bus.tell("told")
        return True

    lesson = world.lesson(state_written=searches)
    assert lesson.start().now == 1, "and not at the step that waits for it"


def test_a_step_without_a_predicate_is_never_done(world: World) -> None:
    world.state["written"] = True
    assert world.lesson().start().now == 1
    assert world.lesson(records=lambda key, step: None).start().now == 0


def test_a_lesson_is_played_to_its_end(world: World) -> None:
    lesson = world.lesson(Mode.WATCH)
    lesson.start()
    views = [lesson.play() for _ in STEPS]
    assert [view.now for view in views] == [1, 2, None]
    assert views[-1].finished
    assert views[-1].states == (StepState.SHOWN,) * 3, "what the program did is not done by the learner"
    with pytest.raises(Refused):
        lesson.play()


def test_redo_goes_back_to_where_the_step_began(world: World) -> None:
    told: list[str] = []
    world.bus.listen(lambda news: told.append(news.name))
    lesson = world.lesson()
    lesson.start()
    lesson.play()
    lesson.play()
    world.state["spoilt"] = True
    view = lesson.redo(1)
    assert (view.now, view.restores) == (1, 1)
    assert world.state == {"written": True}
    assert lesson.look().now == 1, "what was told after that moment is unheard"
    assert told == ["told", RESTORED]
    assert lesson.play().now == 2


def test_redo_of_the_present_step_and_reset_of_the_lesson(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    lesson.play()
    world.state["written"] = False
    assert lesson.redo().now == 1
    assert world.state == {"written": True}
    view = lesson.reset()
    assert (view.now, view.restores, world.state) == (0, 2, {})
    with pytest.raises(Refused):
        lesson.redo(2)


def test_a_finished_lesson_can_go_back_to_its_last_step(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    for _ in STEPS:
        lesson.play()
    view = lesson.redo()
    assert (view.now, view.answers) == (2, {})


def test_checklists_take_answers_of_the_present_step(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    with pytest.raises(NotFound):
        lesson.answer("seen", True)
    lesson.play()
    lesson.play()
    assert lesson.answer("seen", True).answers == {"seen": True}
    assert lesson.answer("seen", None).answers == {}
    lesson.answer("seen", True)
    assert lesson.answer("proof", Path("shot.png")).finished
    with pytest.raises(Refused):
        lesson.answer("seen", True)


def test_answers_of_earlier_steps_are_seen_and_files_are_attached(world: World) -> None:
    seen: list[LessonContext] = []

    def look(scene: LessonContext) -> bool:
        seen.append(scene)
        return "proof" in scene.answers

    lesson = world.lesson(state_answered=look)
    lesson.start()
    lesson.play()
    lesson.play()
    lesson.answer("proof", Path("shot.png"))
    assert seen[-1].answers["proof"] == {"name": "shot.png", "sha256": "0" * 64, "at": "2026-11-25"}
    assert seen[-1].earlier == {1: {}, 2: {}}
    assert (seen[-1].step, seen[-1].step_from) == (STEPS[2], 1)


@pytest.mark.parametrize(
    ("mode", "told"), [(Mode.WATCH, True), (Mode.GUIDED, True), (Mode.ALONE, False), (Mode.EXAM, False)]
)
def test_the_way_is_told_where_one_is_led_and_as_a_hint(world: World, mode: Mode, told: bool) -> None:
    world.state["written"] = True
    lesson = world.lesson(mode)
    lesson.start()
    assert lesson.view.step == STEPS[1]
    assert lesson.view.words == (STEPS[1].how if told else STEPS[1].text)
    if mode is Mode.ALONE:
        assert lesson.hint() == STEPS[1].how
        assert lesson.view.words == STEPS[1].how


def test_hints_are_counted_and_refused_in_an_exam(world: World) -> None:
    lesson = world.lesson(Mode.ALONE)
    lesson.start()
    assert lesson.hint() == STEPS[0].text
    world.state["written"] = True
    lesson.look()
    lesson.hint()
    lesson.redo(0)
    assert (lesson.view.hints, lesson.view.restores) == (2, 1)
    assert lesson.view.by_step == {1: StepTrouble(hints=1, restores=1), 2: StepTrouble(hints=1)}
    exam = world.lesson(Mode.EXAM)
    exam.start()
    with pytest.raises(Refused):
        exam.hint()
    assert exam.view.hints == 0


def test_going_back_is_offered_while_the_learner_is_off_the_way(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    assert lesson.strayed(True).offer_restore
    assert lesson.look().offer_restore
    assert not lesson.strayed(False).offer_restore
    lesson.strayed(True)
    assert not lesson.play().offer_restore, "the next step is a new way"


def test_a_lesson_that_stopped_hears_nothing_and_keeps_no_moment(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    lesson.stop()
    assert world.kept == {}
    world.state["written"] = True
    world.bus.tell("told")
    assert lesson.heard == []


def test_a_lesson_that_ended_leaves_the_moments_of_the_next_one_alone(world: World) -> None:
    """The window may end a lesson late, when the next one has begun already."""
    earlier, later = world.lesson(), world.lesson()
    earlier.start()
    earlier.stop()
    later.start()
    earlier.stop()
    assert later.redo().restores == 1
    assert world.kept


def test_news_of_other_threads_never_wait_for_a_look(world: World) -> None:
    """A service that tells while it holds the database must not wait for a look that waits for the database."""

    def looks(scene: LessonContext) -> bool:
        teller = threading.Thread(target=world.bus.tell, args=("told",))
        teller.start()
        teller.join()
        return not teller.is_alive()

    lesson = world.lesson(state_written=looks)
    assert lesson.start().now == 2, "and what they told is heard"


def test_predicates_that_raise_while_another_thread_looks_leave_the_count_whole(world: World) -> None:
    lesson = world.lesson()
    lesson.start()
    views: list[LessonView] = []
    looks: Callable[[], None] = lambda: views.extend(lesson.look() for _ in range(50))  # noqa: E731
    threads = [threading.Thread(target=looks) for _ in range(4)]
    for thread in threads:
        thread.start()
    world.state["written"] = True
    world.bus.tell("told")
    for thread in threads:
        thread.join()
    assert lesson.look().now == 2
    assert len(world.kept) <= 3
