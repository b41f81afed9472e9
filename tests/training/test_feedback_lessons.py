"""The lessons at the feedback desk: what does not suffice leaves a step open, and practice begins with its messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from studio.app import Studio
from studio.app.practice_mail import BY_TELEPHONE, CLOSED, WAITING
from studio.feedback.model import Category, FeedbackFilter, HandoverChannel, ItemOutcome
from studio.publishers.inbox import ReplyWay
from studio.training.context import LessonContext
from studio.training.lesson import Lesson, Mode
from studio.training.messages import shipped_messages
from studio.training.steps import feedback as deeds
from studio.training.steps.feedback import comments_and_messages
from tests.profile import SetClock


@pytest.fixture
def scene(studio: Studio) -> LessonContext:
    return LessonContext(services=studio, cast=studio.lessons.cast(), folder=studio.profile.root)


@pytest.fixture
def begun(studio: Studio) -> Callable[[str, int], Lesson]:
    """A lesson whose first steps were played."""

    def begin(outline: str, steps: int) -> Lesson:
        lesson = studio.lessons.begin(outline, Mode.GUIDED)
        lesson.start()
        for _ in range(steps):
            lesson.play()
        assert lesson.view.now == steps
        return lesson

    return begin


def test_fifteen_messages_wait_beside_four_calls_and_the_others_come_by_and_by(
    studio: Studio, scene: LessonContext, clock: SetClock
) -> None:
    there = {message.id for _, message in comments_and_messages(scene)}
    assert there == {*WAITING, *BY_TELEPHONE}
    assert studio.feedback.intake.run().changed is False
    clock.forward(hours=4)
    studio.feedback.intake.run()
    there = {message.id for _, message in comments_and_messages(scene)}
    assert there == set(shipped_messages().messages)


def test_every_practice_message_suggests_its_category(studio: Studio, scene: LessonContext, clock: SetClock) -> None:
    clock.forward(hours=4)
    studio.feedback.intake.run()
    known = list(comments_and_messages(scene))
    assert len(known) == 60
    assert [message.id for item, message in known if item.suggested != message.category] == []
    assert all(bool(item.urgent_signs) is (message.category == "urgent") for item, message in known)


def test_a_reset_brings_the_messages_back(studio: Studio, scene: LessonContext) -> None:
    item = deeds.item_for(scene, "p01")
    studio.feedback.items.close(item.id, ItemOutcome.NO_ANSWER, scene.cast.learner)
    studio.lessons.reset_practice()
    assert studio.feedback.items.counts().to_answer == len((*WAITING, *BY_TELEPHONE))
    assert deeds.item_for(replace(scene, cast=studio.lessons.cast()), "p01").outcome is None


def test_the_wrong_category_leaves_the_step_open(scene: LessonContext, begun: Callable[[str, int], Lesson]) -> None:
    lesson = begun("B2", 2)
    items, item = scene.services.feedback.items, deeds.item_for(scene, "p01").id
    items.categorise(item, Category.THANKS, scene.cast.learner)
    assert lesson.look().now == 2
    items.categorise(item, Category.PROCEDURE, scene.cast.learner)
    assert lesson.look().now == 3


def test_an_answer_that_repeats_personal_data_in_public_is_not_begun_well(
    scene: LessonContext, begun: Callable[[str, int], Lesson]
) -> None:
    lesson = begun("B2", 1)
    item = deeds.item_for(scene, "p01").id
    said = "Chào bạn, bạn có số căn cước 000085000011"
    deeds.write(scene, item, lambda draft: replace(draft, greeting=said, way=ReplyWay.PUBLIC))
    assert lesson.look().now == 1


def test_a_late_call_is_not_in_time(scene: LessonContext, begun: Callable[[str, int], Lesson]) -> None:
    lesson = begun("B3", 2)
    item, now = deeds.item_for(scene, deeds.URGENT).id, scene.services.now()
    handovers, by = scene.services.feedback.handovers, scene.cast.learner
    handovers.call(item, deeds.POST, by, seen_at=now - timedelta(minutes=9), called_at=now)
    assert lesson.look().now == 2
    handovers.call(item, deeds.POST, by, seen_at=now - timedelta(minutes=4), called_at=now)
    assert lesson.look().now == 3
    handovers.hand_over(item, "", HandoverChannel.SYSTEM, deeds.REFERENCE, by)
    assert lesson.look().now == 4


def test_hiding_criticism_keeps_the_set_from_being_done(
    scene: LessonContext, begun: Callable[[str, int], Lesson]
) -> None:
    lesson = begun("B4", 2)
    moderation, cast = scene.services.feedback.moderation, scene.cast
    critical = deeds.item_for(scene, "b01").id
    moderation.hide(critical, "insult", "Nói trang làm việc chậm", cast.colleague, cast.pin)
    moderation.run()
    lesson.play()
    assert lesson.view.now == 2
    moderation.restore(critical, "Phê bình thì giữ", cast.colleague, cast.pin)
    moderation.run()
    assert lesson.look().now == 3


def test_the_queue_of_practice_is_not_empty_and_nothing_of_it_is_decided(studio: Studio) -> None:
    items = studio.feedback.items
    shown = items.rows(items.ids(FeedbackFilter()))
    assert len(shown) == len((*WAITING, *BY_TELEPHONE))
    assert all(row.item.category is None and row.item.assigned_to == "" for row in shown)


def test_the_days_until_a_text_goes_are_counted_from_the_local_day_of_closing(
    clock: SetClock, begun: Callable[[str, int], Lesson]
) -> None:
    clock.moment = clock.moment.replace(hour=22, minute=0)
    lesson = begun("B2", 6)
    assert lesson.play().finished


def test_a_page_is_handed_over_when_all_that_waits_there_was_answered_or_passed_on(
    scene: LessonContext, begun: Callable[[str, int], Lesson]
) -> None:
    lesson = begun("C2", 2)
    desk, by, now = scene.services.feedback, scene.cast.learner, scene.services.now()
    question, complaint, report, beyond = (deeds.item_for(scene, message).id for message in BY_TELEPHONE)
    for item in (question, beyond):
        desk.items.note_reply(item, now, by)
    desk.handovers.hand_over(report, deeds.POST, HandoverChannel.DOCUMENT, deeds.REFERENCE, by)
    view = lesson.look()
    assert (view.now, view.remark) == (2, None)
    desk.items.note_reply(complaint, now, by)
    view = lesson.look()
    assert view.now == 2
    assert view.remark is not None
    desk.handovers.hand_over(complaint, deeds.POST, HandoverChannel.DOCUMENT, deeds.REFERENCE, by)
    assert lesson.look().now == 3


def test_closing_what_waits_without_an_answer_clears_no_page(
    scene: LessonContext, begun: Callable[[str, int], Lesson]
) -> None:
    lesson = begun("C2", 2)
    for message in BY_TELEPHONE:
        item = deeds.item_for(scene, message).id
        scene.services.feedback.items.close(item, ItemOutcome.NO_ANSWER, scene.cast.learner)
    assert lesson.look().now == 2


def test_texts_are_purged_by_the_head_once_their_days_are_over(
    studio: Studio, begun: Callable[[str, int], Lesson]
) -> None:
    lesson = begun("C5", 6)
    cast, desk = studio.lessons.cast(), studio.feedback
    assert desk.purging.due(studio.now()) == 0
    desk.settings.set_retention_days(deeds.KEPT_DAYS, cast.head, cast.pin)
    assert desk.purging.due(studio.now()) == len(CLOSED)
    assert lesson.look().now == 6, "only what is gone counts"
    desk.purging.purge(cast.head, cast.pin)
    assert lesson.look().finished
    assert desk.purging.certificates()[0].count == len(CLOSED)


def test_what_went_before_the_step_began_is_no_deed_of_it(studio: Studio, begun: Callable[[str, int], Lesson]) -> None:
    lesson = begun("C5", 5)
    cast, desk = studio.lessons.cast(), studio.feedback
    desk.settings.set_retention_days(deeds.KEPT_DAYS, cast.head, cast.pin)
    assert desk.purging.purge_due(studio.now()) == len(CLOSED)
    lesson.play()
    assert lesson.view.now == 6


def test_the_program_may_be_as_quick_as_the_head(studio: Studio, begun: Callable[[str, int], Lesson]) -> None:
    lesson = begun("C5", 6)
    cast, desk = studio.lessons.cast(), studio.feedback
    desk.settings.set_retention_days(deeds.KEPT_DAYS, cast.head, cast.pin)
    assert desk.purging.purge_due(studio.now()) == len(CLOSED)
    assert lesson.look().finished


def test_calls_for_help_are_passed_on_before_anything_else(
    scene: LessonContext, begun: Callable[[str, int], Lesson]
) -> None:
    lesson = begun("E2", 6)
    deeds.answer(scene, "f01", deeds.QUEUE_MENDED)
    assert lesson.look().remark is not None
    lesson.play()
    assert lesson.view.now == 6, "an answer came first"
    assert lesson.redo().remark is None
    lesson.play()
    assert lesson.view.now == 7


def test_an_emergency_is_triaged_when_no_call_for_help_is_left(
    scene: LessonContext, begun: Callable[[str, int], Lesson], clock: SetClock
) -> None:
    lesson = begun("E2", 6)
    clock.forward(hours=4)
    scene.services.feedback.intake.run()  # more calls for help come meanwhile
    first = deeds.item_for(scene, deeds.URGENT).id
    desk, by, now = scene.services.feedback, scene.cast.learner, scene.services.now()
    desk.items.categorise(first, Category.URGENT, by)
    desk.handovers.call(first, deeds.POST, by, seen_at=now, called_at=now)
    deeds.answer(scene, "f01", deeds.QUEUE_MENDED)
    assert lesson.look().now == 6
    assert lesson.view.remark is None
    lesson.play()
    assert lesson.view.now == 7
