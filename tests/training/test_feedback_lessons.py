"""The lessons at the feedback desk: what does not suffice leaves a step open, and practice begins with its messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from studio.app import Studio
from studio.app.practice_mail import WAITING
from studio.feedback.handover import HandoverChannel
from studio.feedback.model import Category, FeedbackFilter, ItemOutcome
from studio.publishers.inbox import ReplyWay
from studio.training.lesson import Lesson, Mode
from studio.training.messages import shipped_messages
from studio.training.plays import feedback as deeds
from studio.training.predicates.feedback import comments_and_messages
from studio.training.scene import LessonContext
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


def test_fifteen_messages_wait_and_the_others_come_by_and_by(
    studio: Studio, scene: LessonContext, clock: SetClock
) -> None:
    there = {message.id for _, message in comments_and_messages(scene)}
    assert there == set(WAITING)
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
    assert studio.feedback.items.counts().to_answer == len(WAITING)
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
    assert len(shown) == len(WAITING)
    assert all(row.item.category is None and row.item.assigned_to == "" for row in shown)


def test_the_days_until_a_text_goes_are_counted_from_the_local_day_of_closing(
    clock: SetClock, begun: Callable[[str, int], Lesson]
) -> None:
    clock.moment = clock.moment.replace(hour=22, minute=0)
    lesson = begun("B2", 6)
    assert lesson.play().finished
