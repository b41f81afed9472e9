"""The outlines on rights: what counts as done, and what does not; `test_play_all` plays them whole."""

from __future__ import annotations

from studio.access.model import PageRole, RightsHolder
from studio.app import Studio
from studio.training.lesson import Lesson, Mode
from tests.training.playing import play_outline


def step_done(lesson: Lesson, number: int) -> bool:
    """Whether the lesson has come past step `number`, looking anew."""
    now = lesson.look().now
    return now is None or now >= number


def test_a_shared_name_keeps_the_first_step_from_being_done(studio: Studio) -> None:
    lesson = studio.lessons.begin("A4", Mode.ALONE)
    lesson.start()
    access, by = studio.access, studio.lessons.cast().learner
    rows = [
        access.assign("trang-cu", access.save_holder(RightsHolder(id="", name=name), by).id, PageRole.EDITOR, by)
        for name in ("Lê Văn Mẫu", "Trần Thị Thử", "Tổ trực đêm")
    ]
    assert not step_done(lesson, 1)
    access.drop(rows[-1].id, by)
    assert not step_done(lesson, 1), "two rows are too few"
    access.assign("trang-cu", access.save_holder(RightsHolder(id="", name="Vũ Thị Ví"), by).id, PageRole.EDITOR, by)
    assert step_done(lesson, 1)
    assert not step_done(lesson, 2), "nobody administers the page"


def test_a_slip_counts_only_once_the_head_agreed(studio: Studio) -> None:
    lesson = play_outline(studio, "C1", steps=2)
    cast, slip = studio.lessons.cast(), studio.access.of("ban-giao-facebook").slips[0]
    assert not step_done(lesson, 3)
    studio.access.submit_slip(slip.id, cast.learner, cast.pin)
    assert not step_done(lesson, 3)
    asked = next(each for each in studio.signoffs.open() if each.subject == slip.id)
    studio.signoffs.decide(asked.id, cast.head, cast.pin, agree=False, note="Chưa cần.")
    assert not step_done(lesson, 3), "the head returned it"


def test_revoking_somebody_else_is_not_revoking_whoever_leaves(studio: Studio) -> None:
    lesson = play_outline(studio, "C1", steps=4)
    access, cast = studio.access, studio.lessons.cast()
    leaving = {holder.id for holder in access.changing()}
    table = access.of("ban-giao-facebook")
    stays = next(right for right in table.rights if right.holder not in leaving and right.active(access.today))
    access.revoke(stays.id, cast.learner, cleared=True)
    assert not step_done(lesson, 5)
    goes = next(right for right in table.rights if right.holder in leaving)
    access.revoke(goes.id, cast.learner, cleared=True)
    assert step_done(lesson, 5)


def test_one_of_two_credentials_changed_is_not_both(studio: Studio) -> None:
    lesson = play_outline(studio, "C1", steps=5)
    cast = studio.lessons.cast()
    studio.access.rotated("ban-giao-facebook", "password", cast.learner)
    assert not step_done(lesson, 6)
    studio.access.rotated("ban-giao-facebook", "recovery_codes", cast.learner)
    assert step_done(lesson, 6)
    assert not step_done(lesson, 7), "the review has to be run"
    studio.access.check("ban-giao-facebook")
    assert step_done(lesson, 7)
