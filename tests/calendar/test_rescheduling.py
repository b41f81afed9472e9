"""What waits in the outbox under an approval that binds no time is queued for another, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from studio.app import Studio, open_studio
from studio.calendar.model import EntryKind
from studio.calendar.service import in_line
from studio.clock import local_date
from studio.demo import PIN, fill_sample, new_profile
from studio.errors import NotPermitted, Refused
from studio.outbox.model import Delivery, DeliveryState
from studio.people.model import Person
from studio.posts.model import PostState
from tests.profile import SetClock
from tests.snapshots.scene import material, steady_ids


@pytest.fixture(scope="module")
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, clock: SetClock) -> Iterator[tuple[Studio, Person, str]]:
    """A profile with an approved post that binds no time; the one who publishes; the post's id."""
    folder = tmp_path_factory.mktemp("waiting")
    studio = open_studio(new_profile(folder), clock=clock, ids=steady_ids())
    author, approver = fill_sample(studio)
    post = studio.open_file(material(folder, clock) / "canh-bao.yaml", author.id)
    studio.workflow.submit(post.id, author.id, PIN)
    studio.workflow.approve(post.id, approver.id, PIN)
    yield studio, approver, post.id
    studio.close()


@pytest.fixture
def waiting(opened: tuple[Studio, Person, str], clock: SetClock) -> Iterator[tuple[Delivery, ...]]:
    """The post, queued for tomorrow with five minutes between its pages."""
    studio, by, post_id = opened
    post = studio.desk.get(post_id)
    at = clock.now() + timedelta(days=1)
    yield studio.publish(post_id, post.targets, by.id, PIN, at, spread=timedelta(minutes=5))
    studio.outbox.stop_post(post_id, by.id)


def dues(studio: Studio, post_id: str) -> list[datetime]:
    return sorted(d.due_at for d in studio.outbox.of_post(post_id) if d.state is DeliveryState.SCHEDULED)


def test_a_notice_that_leaves_page_by_page_is_one_entry_and_moves_as_one(
    opened: tuple[Studio, Person, str], waiting: tuple[Delivery, ...], clock: SetClock
) -> None:
    studio, by, post_id = opened
    at, today = waiting[0].due_at, local_date(clock.now())
    (entry,) = (
        e for e in studio.calendar.span(today, today + timedelta(days=2)).entries if e.kind is EntryKind.DELIVERY
    )
    assert (entry.at, len(entry.pages)) == (at, len(waiting))
    assert in_line(entry)
    to = at + timedelta(days=1)
    studio.calendar.reschedule(post_id, at, to, by.id, PIN)
    assert dues(studio, post_id) == [to + timedelta(minutes=5) * n for n in range(len(waiting))]
    assert studio.desk.get(post_id).state is PostState.QUEUED
    studio.calendar.reschedule(post_id, to, at, by.id, PIN)
    assert dues(studio, post_id) == [d.due_at for d in waiting]


def test_a_refusal_leaves_everything_as_it_was(
    opened: tuple[Studio, Person, str], waiting: tuple[Delivery, ...], clock: SetClock
) -> None:
    studio, by, post_id = opened
    at = waiting[0].due_at
    author = studio.desk.get(post_id).author
    before = studio.outbox.of_post(post_id)
    for who, pin, to, was, error in (
        (by.id, "000000", at + timedelta(days=1), at, NotPermitted),
        (author, PIN, at + timedelta(days=1), at, NotPermitted),
        (by.id, PIN, clock.now() - timedelta(days=1), at, Refused),
        (by.id, PIN, at + timedelta(days=1), at - timedelta(days=2), Refused),
    ):
        with pytest.raises(error):
            studio.calendar.reschedule(post_id, was, to, who, pin)
        assert studio.outbox.of_post(post_id) == before
    assert studio.desk.get(post_id).state is PostState.QUEUED
