"""A lesson is recorded by doing it, saved, and done again as a guided lesson of the same engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.app import Studio
from studio.events import EventBus, ServiceEvent
from studio.phrase import Bilingual
from studio.posts.model import PostState
from studio.training.context import LessonContext
from studio.training.course_reader import shipped
from studio.training.lesson import Mode, StepState
from studio.training.lesson_recorder import CHECKLIST_APP, DEEDS, OWN_CHECKLIST, Recorder, conditions, lacking, steps_of
from studio.training.outline import ChecklistItem, ItemKind, Outline, OutlineStep, StepKind
from studio.training.replay import acts_of, shown_only
from studio.training.steps import STEPS, place_of
from studio.training.steps import conditions as known

WORK = ("B1.1", "B1.2", "B1.3", "B1.4", "B1.5", "B1.6", "B1.7")


def own(steps: tuple[OutlineStep, ...]) -> Outline:
    first = shipped().outlines[4]
    title = Bilingual("Đăng một bài", "Publish a post")
    return replace(first, id="U1", title=title, steps=steps, auto_checks=(), own=True)


def test_every_deed_waits_for_what_is_registered_and_has_a_place() -> None:
    for deed in DEEDS:
        assert deed.done_when in known(), deed.news
        step = OutlineStep(number=1, text=deed.text, app=deed.app, done_when=deed.done_when)
        assert place_of("U1.1", step) is not None, deed.app
    events = {key for key in known() if key.startswith("event:") and "feedback" not in key}
    told = {deed.done_when for deed in DEEDS}
    assert {key for key in events - told if not key.startswith("event:moderation.")} == set(), "told, not recorded"


def test_repeats_are_folded_and_quiet_news_left_out() -> None:
    heard = [
        ServiceEvent(name="draft.created", facts={"post": "1"}),
        ServiceEvent(name="post.edited"),
        ServiceEvent(name="draft.created", facts={"post": "2"}),
        ServiceEvent(name="post.published", facts={"kind": "handover"}),
        ServiceEvent(name="post.published", facts={"kind": "practice"}),
        ServiceEvent(name="draft.created", facts={"post": "3"}),
    ]
    steps = steps_of(heard)
    assert [step.number for step in steps] == [1, 2, 3]
    assert [step.app for step in steps] == ["draft.new_from_template", "practice.publish", "draft.new_from_template"]


def test_a_recorder_hears_until_it_is_stopped() -> None:
    bus = EventBus()
    recorder = Recorder(bus)
    bus.tell("draft.created", post="1")
    assert len(recorder.steps) == 1
    assert len(recorder.stop()) == 1
    bus.tell("media.imported", work="1")
    assert len(recorder.steps) == 1


def test_conditions_have_plain_names_and_are_all_registered() -> None:
    offered = conditions(shipped())
    keys = [each.done_when for each in offered]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(known())
    assert OWN_CHECKLIST in keys
    assert "check:CITATION_IN_FORCE" in keys
    for each in offered:
        assert each.name.vi
        assert each.done_when not in each.name.vi
        step = OutlineStep(number=1, text=each.name, app=each.app, done_when=each.done_when, kind=each.kind)
        assert place_of("U1.1", step) is not None, each.app


def test_what_is_lacking_is_said() -> None:
    course = shipped()
    good = own(steps_of([ServiceEvent(name="draft.created")]))
    assert lacking(good, course) == ()
    bare = replace(good, title=Bilingual("", ""), purpose=Bilingual(" ", ""), steps=(), quiz=())
    assert len(lacking(bare, course)) == 4
    wrong = OutlineStep(number=1, text=Bilingual("", ""), app="no.such", done_when="event:no.such")
    said = " ".join(each.en for each in lacking(replace(good, steps=(wrong,)), course))
    assert "no text" in said
    assert "no.such" in said
    assert "no predicate" in said


def _scene(studio: Studio, heard: list[ServiceEvent], folder: Path) -> LessonContext:
    return LessonContext(services=studio, cast=studio.lessons.cast(), folder=folder, heard=tuple(heard))


def test_what_was_recorded_is_done_again_as_a_guided_lesson(studio: Studio, tmp_path: Path) -> None:
    trainer = next(each for each in studio.people.list() if "trainer" in each.roles).id
    heard: list[ServiceEvent] = []
    stop = studio.events.listen(heard.append)
    recorder = Recorder(studio.events)
    for key in WORK:
        STEPS[key].play(_scene(studio, heard, tmp_path))
    steps = recorder.stop()
    apps = [step.app for step in steps]
    assert apps[0] == "draft.new_from_template"
    assert "practice.publish" in apps
    saved = studio.outlines.save(own(steps), trainer)
    assert saved.own
    assert lacking(saved, studio.outlines.course()) == ()
    lesson = studio.lessons.begin(saved.id, Mode.GUIDED)
    view = lesson.start()
    assert view.now == 0
    assert view.place is not None
    heard.clear()
    for key in WORK:
        STEPS[key].play(_scene(studio, heard, tmp_path))
        view = lesson.look()
    assert view.finished
    lesson.stop()
    stop()


def trainer_of(studio: Studio) -> str:
    return next(each for each in studio.people.list() if "trainer" in each.roles).id


def test_watch_can_play_whatever_a_step_may_wait_for() -> None:
    course = shipped()
    for each in conditions(course):
        item = ChecklistItem(id="done", kind=ItemKind.TICK, label=each.name)
        items = (item,) if each.kind is StepKind.CHECKLIST else ()
        step = OutlineStep(
            number=1, text=each.name, app=each.app, done_when=each.done_when, kind=each.kind, items=items
        )
        assert acts_of(own((step,)), 0), each.done_when


@pytest.mark.parametrize(
    "last",
    [
        ServiceEvent(name="impostor.exported"),
        ServiceEvent(name="access.applied"),
        ServiceEvent(name="approval.decided", facts={"kind": "page_request", "subject": "p1", "signoff": "s1"}),
        ServiceEvent(name="media.finished"),
        ServiceEvent(name="calendar.exported"),
    ],
    ids=lambda news: news.name,
)
def test_watch_does_before_a_step_what_it_needs(studio: Studio, last: ServiceEvent) -> None:
    outline = studio.outlines.save(own(steps_of([last])), trainer_of(studio))
    lesson = studio.lessons.begin(outline.id, Mode.WATCH)
    assert lesson.start().now == 0
    assert lesson.play().finished
    lesson.stop()


def test_watch_replays_what_was_recorded_and_only_shows_the_rest(studio: Studio) -> None:
    heard = [
        ServiceEvent(name="draft.created", facts={"post": "1", "template": "scam_warning"}),
        ServiceEvent(name="approval.submitted", facts={"post": "1"}),
        ServiceEvent(name="approval.decided", facts={"post": "1", "act": "approve"}),
        ServiceEvent(name="post.published", facts={"post": "1", "kind": "practice"}),
        ServiceEvent(name="draft.created", facts={"post": "2", "template": "fire_safety"}),
        ServiceEvent(name="approval.submitted", facts={"post": "2"}),
    ]
    recorded = steps_of(heard)
    told = ChecklistItem(id="t", kind=ItemKind.TEXT, label=Bilingual("Bạn thấy gì?", "What do you see?"))
    asked = OutlineStep(
        number=7, text=told.label, app=CHECKLIST_APP, done_when=OWN_CHECKLIST, kind=StepKind.CHECKLIST, items=(told,)
    )
    outline = studio.outlines.save(own((*recorded[:4], replace(asked, number=5))), trainer_of(studio))
    assert outline.steps[0].recorded == {"template": "scam_warning"}, "kept on the disk, without ids"
    assert shown_only(own((*recorded, asked))) == {5, 6}, "no sample words for that template, no right answer known"
    before = {post.id for post in studio.drafts.list(PostState.PUBLISHED)}
    lesson = studio.lessons.begin(outline.id, Mode.WATCH)
    view = lesson.start()
    assert view.shown_only == {4}
    while view.now is not None:
        view = lesson.play()
    assert view.states == (StepState.SHOWN,) * 5
    new = [post for post in studio.drafts.list(PostState.PUBLISHED) if post.id not in before]
    assert [post.template_id for post in new] == ["scam_warning"]
    lesson.redo(4)
    assert lesson.view.states[4] is StepState.NOW
    lesson.stop()


def test_a_step_of_ones_own_may_be_a_checklist(studio: Studio) -> None:
    trainer = next(each for each in studio.people.list() if "trainer" in each.roles).id
    tick = ChecklistItem(
        id="done", kind=ItemKind.TICK, label=Bilingual("Đã gọi điện cho trực ban", "The duty officer was called")
    )
    step = OutlineStep(
        number=1, text=Bilingual("Gọi điện cho trực ban.", "Call the duty officer."), app=CHECKLIST_APP,
        done_when=OWN_CHECKLIST, kind=StepKind.CHECKLIST, items=(tick,),
    )  # fmt: skip
    saved = studio.outlines.save(own((step,)), trainer)
    assert lacking(saved, studio.outlines.course()) == ()
    lesson = studio.lessons.begin(saved.id, Mode.GUIDED)
    assert not lesson.start().finished
    assert lesson.answer("done", True).finished
    lesson.stop()
