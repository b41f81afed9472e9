"""Approving and queuing in one act: both or neither, by whom the unit lets, and never by who wrote the post."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from studio.errors import NotPermitted, Refused, StudioError
from studio.outbox.audit import Act
from studio.outbox.model import DeliveryState
from studio.people.model import Role
from studio.posts.model import PostState
from tests.profile import joined
from tests.ui.preparation import open_unit
from tests.ui.unit import HANDOVER, PIN, PRACTICE, Unit


@pytest.fixture
def unit() -> Iterator[Unit]:
    with closing(open_unit()) as opened:
        yield opened


def submitted(unit: Unit, hours: float = 0) -> str:
    at = unit.clock.now() + timedelta(hours=hours) if hours else None
    return unit.submit(unit.draft(publish_at=at).id).id


def test_one_pin_approves_and_plans_for_every_page(unit: Unit) -> None:
    post = submitted(unit, hours=5)
    with unit.at_work(unit.approver):
        queued = unit.studio.outbox.approve_and_queue(post, unit.approver.id, PIN)
    assert {d.account for d in queued} == {PRACTICE.name, HANDOVER.name}
    assert {(d.state, d.due_at) for d in queued} == {(DeliveryState.SCHEDULED, unit.clock.now() + timedelta(hours=5))}
    assert unit.studio.drafts.get(post).state is PostState.QUEUED
    assert [line.action for line in unit.studio.workflow.history(post)][-2:] == ["approve", "queue"]
    assert unit.studio.workflow.valid_approval(post).by == unit.approver.id


def test_without_a_time_it_leaves_at_once(unit: Unit) -> None:
    post = submitted(unit)
    with unit.at_work(unit.approver):
        queued = unit.studio.outbox.approve_and_queue(post, unit.approver.id, PIN)
    assert {d.state for d in queued} == {DeliveryState.WAITING}


def test_the_author_never_approves_by_this_door(unit: Unit) -> None:
    post = submitted(unit)
    writer = joined(unit.studio.people, "Đỗ Văn Đủ", list(Role), PIN)
    with unit.at_work(unit.author):
        unit.studio.workflow.recall(post, unit.author.id, PIN)
    with unit.at_work(writer):
        unit.studio.drafts.edit(post, writer.id, fields={"how": "Kẻ gian gọi điện và giục làm ngay."})
    unit.submit(post)
    with unit.at_work(writer), pytest.raises(NotPermitted) as refused:
        unit.studio.outbox.approve_and_queue(post, writer.id, PIN)
    assert "wrote, edited or submitted" in refused.value.phrase.en
    assert unit.studio.outbox.of_post(post) == ()
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW


def test_who_does_not_publish_only_approves(unit: Unit) -> None:
    post = submitted(unit)
    reader = joined(unit.studio.people, "Hà Thị Xem", [Role.APPROVER], PIN)
    unit.clock.forward(days=2)
    assert unit.studio.outbox.keeps_from_queuing(unit.approver.id) is None
    with unit.at_work(reader), pytest.raises(NotPermitted) as refused:
        unit.studio.outbox.approve_and_queue(post, reader.id, PIN)
    assert "publisher" in refused.value.phrase.en
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW


def test_the_head_may_forbid_it_and_the_log_says_so(unit: Unit) -> None:
    post, outbox = submitted(unit), unit.studio.outbox
    with unit.at_work(unit.approver), pytest.raises(NotPermitted) as refused:
        outbox.set_queues_on_approval(False, unit.approver.id, PIN)
    assert "head" in refused.value.phrase.en
    with unit.at_work(unit.head):
        outbox.set_queues_on_approval(False, unit.head.id, PIN)
    with unit.at_work(unit.approver), pytest.raises(NotPermitted) as refused:
        outbox.approve_and_queue(post, unit.approver.id, PIN)
    assert "in this unit" in refused.value.phrase.en
    last = unit.studio.audit.entries()[-1]
    assert (last.act, last.by, last.data["value"]) == (Act.QUEUE_RULE, unit.head.id, False)
    unit.reopen()
    assert not unit.studio.outbox.queues_on_approval()


def test_what_was_read_is_what_is_approved(unit: Unit) -> None:
    post = submitted(unit)
    read = unit.studio.drafts.get(post).revision
    with unit.at_work(unit.author):
        unit.studio.drafts.edit(post, unit.author.id, fields={"how": "Kẻ gian gọi điện và giục làm ngay."})
    unit.submit(post)
    with unit.at_work(unit.approver), pytest.raises(Refused) as refused:
        unit.studio.outbox.approve_and_queue(post, unit.approver.id, PIN, revision=read)
    assert "since you read it" in refused.value.phrase.en
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW


def test_what_cannot_be_queued_is_not_approved(unit: Unit) -> None:
    post = submitted(unit)
    bundle = unit.studio.workflow.frozen(post)
    assert bundle is not None
    picture = next(iter(bundle.bundle.packages.values())).attachments[0].sha256
    path = next(unit.profile.files.rglob(f"*{picture[4:]}*"))
    path.chmod(0o600)
    path.write_bytes(b"something else")
    with unit.at_work(unit.approver), pytest.raises(StudioError):
        unit.studio.outbox.approve_and_queue(post, unit.approver.id, PIN)
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW
    assert unit.studio.outbox.of_post(post) == ()


def test_a_wrong_pin_is_counted_and_nothing_moves(unit: Unit) -> None:
    post = submitted(unit)
    with unit.at_work(unit.approver), pytest.raises(NotPermitted) as refused:
        unit.studio.outbox.approve_and_queue(post, unit.approver.id, "00000000")
    assert "4" in refused.value.phrase.en
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW
