"""A queued post goes to another time: cancelled, written, approved and queued again, and never out in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from studio.clock import show_datetime
from studio.errors import NotPermitted, Refused
from studio.outbox.audit import Act
from studio.outbox.model import DeliveryState
from studio.outbox.rescheduler import MoveStep
from studio.people.model import Role
from studio.posts.model import PostState
from studio.posts.notes import said
from tests.profile import joined
from tests.ui.preparation import open_unit
from tests.ui.unit import HANDOVER, PIN, PRACTICE, Unit

LATER = timedelta(hours=30)


@pytest.fixture
def unit() -> Iterator[Unit]:
    with closing(open_unit()) as opened:
        yield opened


def queued(unit: Unit, *, bound: bool = True) -> str:
    at = unit.clock.now() + timedelta(hours=5)
    post = unit.submit(unit.draft(publish_at=at if bound else None).id)
    unit.approve(post.id)
    unit.publish(post.id, PRACTICE.name, HANDOVER.name, at=None if bound else at)
    return post.id


def states(unit: Unit, post: str) -> set[DeliveryState]:
    return {delivery.state for delivery in unit.studio.outbox.of_post(post)}


def test_the_author_takes_it_back_and_another_approves_it_for_the_new_time(unit: Unit) -> None:
    post, to, rescheduler = queued(unit), unit.clock.now() + LATER, unit.studio.rescheduler
    assert rescheduler.steps(post) == (MoveStep.CANCEL, MoveStep.TIME, MoveStep.APPROVE, MoveStep.QUEUE)
    with unit.at_work(unit.author):
        left = rescheduler.begin(post, to, unit.author.id, PIN)
    assert left is not None
    assert left.step is MoveStep.APPROVE
    assert states(unit, post) == {DeliveryState.CANCELLED}
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW
    with unit.at_work(unit.approver):
        assert rescheduler.go_on(post, unit.approver.id, PIN) is None
    waiting = [d for d in unit.studio.outbox.of_post(post) if d.state is DeliveryState.SCHEDULED]
    assert {(d.account, d.due_at) for d in waiting} == {(PRACTICE.name, to), (HANDOVER.name, to)}
    assert rescheduler.of(post) is None
    told = [entry.data["step"] for entry in unit.studio.audit.entries(post) if entry.act is Act.MOVING]
    assert told == ["begun"]


def test_the_author_does_not_approve_the_new_time(unit: Unit) -> None:
    post, rescheduler = queued(unit), unit.studio.rescheduler
    both = joined(unit.studio.people, "Đỗ Văn Đủ", list(Role), PIN)
    with unit.at_work(both):
        rescheduler.begin(post, unit.clock.now() + LATER, both.id, PIN)
        with pytest.raises(NotPermitted):
            rescheduler.go_on(post, both.id, PIN)
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW
    assert states(unit, post) == {DeliveryState.CANCELLED}


def test_who_stops_half_way_finds_it_where_it_stands(unit: Unit) -> None:
    post, to = queued(unit), unit.clock.now() + LATER
    with unit.at_work(unit.approver):
        left = unit.studio.rescheduler.begin(post, to, unit.approver.id, PIN)
    assert left is not None
    assert left.step is MoveStep.TIME, "the approver writes nothing"
    unit.reopen()
    (standing,) = unit.studio.rescheduler.unfinished()
    assert (standing.move.post_id, standing.move.to, standing.step) == (post, to, MoveStep.TIME)
    assert unit.studio.drafts.get(post).state is PostState.APPROVED
    with unit.at_work(unit.author):
        after = unit.studio.rescheduler.go_on(post, unit.author.id, PIN)
    assert after is not None
    assert after.step is MoveStep.APPROVE
    assert unit.studio.drafts.get(post).publish_at == to
    note = said(unit.studio.workflow.history(post)[-1].note)
    assert note.vi == f"Dời giờ đăng từ {show_datetime(standing.move.was)} sang {show_datetime(to)}."
    assert note.en == f"Time moved from {show_datetime(standing.move.was)} to {show_datetime(to)}."


def test_where_no_time_was_approved_it_is_queued_again_at_once(unit: Unit) -> None:
    post, to = queued(unit, bound=False), unit.clock.now() + LATER
    assert unit.studio.rescheduler.steps(post) == (MoveStep.CANCEL, MoveStep.QUEUE)
    with unit.at_work(unit.approver):
        assert unit.studio.rescheduler.begin(post, to, unit.approver.id, PIN) is None
    assert {d.due_at for d in unit.studio.outbox.of_post(post) if d.state is DeliveryState.SCHEDULED} == {to}
    assert unit.studio.drafts.get(post).state is PostState.QUEUED


def test_what_may_be_out_is_not_moved(unit: Unit) -> None:
    post = queued(unit)
    unit.clock.forward(hours=6)
    unit.studio.outbox.run()
    assert DeliveryState.VERIFIED in states(unit, post)
    with unit.at_work(unit.author), pytest.raises(Refused):
        unit.studio.rescheduler.begin(post, unit.clock.now() + LATER, unit.author.id, PIN)


def test_a_move_that_is_given_up_leaves_the_post_as_it_stands(unit: Unit) -> None:
    post = queued(unit)
    with unit.at_work(unit.approver):
        unit.studio.rescheduler.begin(post, unit.clock.now() + LATER, unit.approver.id, PIN)
        unit.studio.rescheduler.give_up(post, unit.approver.id)
    assert unit.studio.rescheduler.of(post) is None
    assert unit.studio.drafts.get(post).state is PostState.APPROVED


def test_a_moment_that_has_passed_is_refused(unit: Unit) -> None:
    post = queued(unit)
    with unit.at_work(unit.author), pytest.raises(Refused):
        unit.studio.rescheduler.begin(post, unit.clock.now(), unit.author.id, PIN)
    assert states(unit, post) == {DeliveryState.SCHEDULED}
