"""The calendar over the posts and deliveries of the small studio: the real service, with plain values under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

from studio.calendar.model import CalendarEntry, DayMark, EntryKind, read_holidays
from studio.calendar.service import Calendar
from studio.errors import NotPermitted
from studio.outbox.model import Delivery, DeliveryState, Holder
from studio.people.model import Person
from studio.phrase import Pair
from studio.posts.model import Post, PostState
from tests.ui.fake_data import PIN
from tests.ui.stand_in import StandIn

_IN_OUTBOX = (PostState.QUEUED, PostState.PUBLISHED, PostState.WITHDRAWN)


class SomeEntries(StandIn):  # type: ignore[misc]
    """Entries of posts with a planned time, of deliveries, and whatever a test adds."""

    def __init__(
        self,
        posts: Mapping[str, Post],
        title: Callable[[Post], str],
        deliveries: dict[str, Delivery],
    ) -> None:
        self._posts, self._title, self.deliveries = posts, title, deliveries
        self.added: list[CalendarEntry] = []
        self.following: list[CalendarEntry] = []
        self.kept: dict[str, DayMark] = {}

    def entries(self, since: datetime, until: datetime) -> tuple[CalendarEntry, ...]:
        found = [*self._planned(), *self._sent(), *self.added]
        return tuple(sorted((e for e in found if since <= e.at < until), key=lambda e: (e.at, e.title)))

    def _planned(self) -> list[CalendarEntry]:
        return [
            CalendarEntry(
                kind=EntryKind.PLANNED,
                post_id=post.id,
                title=self._title(post),
                at=post.publish_at,
                state=post.state,
                bound=True,
                pages=post.targets,
            )
            for post in self._posts.values()
            if post.publish_at is not None and post.state not in _IN_OUTBOX and post.trashed_at is None
        ]

    def _sent(self) -> list[CalendarEntry]:
        return [
            CalendarEntry(
                kind=EntryKind.DELIVERY,
                post_id=delivery.post_id,
                title=delivery.post_title,
                at=delivery.due_at,
                state=PostState.QUEUED,
                pages=(delivery.account,),
                deliveries={delivery.state: 1},
                holder=Holder.PC if delivery.state is DeliveryState.SCHEDULED else None,
            )
            for delivery in self.deliveries.values()
            if delivery.state is not DeliveryState.CANCELLED
        ]

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def blackouts(self) -> tuple[DayMark, ...]:
        return tuple(sorted(self.kept.values(), key=lambda mark: mark.first))

    def add_blackout(self, mark: DayMark, *, by: str, at: datetime) -> None:
        self.kept[mark.id] = mark

    def remove_blackout(self, id: str) -> None:
        self.kept.pop(id, None)


class SomeDesk(StandIn):  # type: ignore[misc]
    """Moves posts as the desk does: what was decided is voided, and one step can be undone."""

    def __init__(self, posts: dict[str, Post]) -> None:
        self._posts = posts
        self._before: dict[str, Post] = {}

    def get(self, id: str) -> Post:
        return self._posts[id]

    def edit(
        self, post_id: str, by: str, *, publish_at: datetime | None = None, expected_revision: int | None = None
    ) -> Post:
        post = self._posts[post_id]
        state = post.state if post.state is PostState.CHANGES_ASKED else PostState.DRAFT
        self._before[post_id] = post
        self._posts[post_id] = replace(post, publish_at=publish_at, state=state, revision=post.revision + 1)
        return self._posts[post_id]

    def undo(self, post_id: str, by: str, *, expected_revision: int | None = None) -> Post:
        post, before = self._posts[post_id], self._before[post_id]
        self._posts[post_id] = replace(post, publish_at=before.publish_at, revision=post.revision + 1)
        return self._posts[post_id]


class SomeLine(StandIn):  # type: ignore[misc]
    """Queues again what was cancelled, for the new time."""

    def __init__(self, deliveries: dict[str, Delivery]) -> None:
        self._deliveries = deliveries
        self._cancelled: list[str] = []

    def of_post(self, post_id: str) -> Sequence[Delivery]:
        return [d for d in self._deliveries.values() if d.post_id == post_id]

    def cancel(self, delivery_id: str, by: str) -> Delivery:
        cancelled = replace(self._deliveries[delivery_id], state=DeliveryState.CANCELLED)
        self._deliveries[delivery_id] = cancelled
        self._cancelled.append(delivery_id)
        return cancelled

    def enqueue(
        self,
        post_id: str,
        accounts: Sequence[str],
        by: str,
        pin: str,
        at: datetime | None = None,
        *,
        spread: timedelta = timedelta(0),
    ) -> Sequence[Delivery]:
        for key in self._cancelled:
            one = self._deliveries[key]
            self._deliveries[key] = replace(one, state=DeliveryState.SCHEDULED, due_at=at or one.due_at)
        self._cancelled.clear()
        return self.of_post(post_id)


class SomeStaff(StandIn):  # type: ignore[misc]
    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people

    def require_active(self, person: str) -> Person:
        return self._people[person]

    def verify_pin(self, person: str, pin: str) -> Person:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        return self._people[person]


class FakeClock(StandIn):  # type: ignore[misc]
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now()


def fake_calendar(
    entries: SomeEntries,
    posts: dict[str, Post],
    people: Mapping[str, Person],
    now: Callable[[], datetime],
) -> Calendar:
    return Calendar(
        entries,
        desk=SomeDesk(posts),
        staff=SomeStaff(people),
        line=SomeLine(entries.deliveries),
        holidays=read_holidays,
        companions=lambda until: entries.following,
        clock=FakeClock(now),
        ids=lambda: f"ngay-{len(entries.kept)}",
    )
