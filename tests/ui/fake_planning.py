"""The week's plan and emergencies for the window's tests: the real rooms over what lies in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from studio.calendar.emergency import Emergencies
from studio.calendar.model import DayMark, Emergency
from studio.calendar.week import WeekPlan
from studio.calendar.weeks import Weeks
from studio.errors import NotPermitted
from studio.people.model import Person, Role
from studio.phrase import Pair
from studio.posts.model import Answers, Post, PostState
from studio.signoffs.model import SignOff
from studio.signoffs.service import SignOffs
from tests.ui.fake_calendar import FakeClock
from tests.ui.fake_people import FakePeople
from tests.ui.fake_posts import FakeCatalog, FakeDesk
from tests.ui.stand_in import StandIn


class PlanDesk(StandIn):  # type: ignore[misc]
    """Opens posts as the desk does, among those of the small studio."""

    def __init__(self, desk: FakeDesk, now: Callable[[], datetime]) -> None:
        self._desk, self._now = desk, now

    def get(self, id: str) -> Post:
        return self._desk.get(id)

    def title(self, post_id: str) -> str:
        return self._desk.title(post_id)

    def open_new(self, template_id: str, by: str) -> Post:
        post = Post(
            id=f"bai-{90 + len(self._desk.posts)}",
            revision=1,
            template_id=template_id,
            template_version=1,
            template_sha256="",
            author=by,
            created_at=self._now(),
            updated_at=self._now(),
            state=PostState.DRAFT,
        )
        self._desk.posts[post.id] = post
        return post

    def edit(
        self,
        post_id: str,
        by: str,
        *,
        fields: Mapping[str, Any] | None = None,
        targets: Sequence[str] | None = None,
        answers: Answers | None = None,
    ) -> Post:
        post = self._desk.posts[post_id]
        post = replace(
            post,
            fields={**post.fields, **(fields or {})},
            targets=tuple(targets or post.targets),
            answers=answers or post.answers,
        )
        self._desk.posts[post_id] = post
        return post


class Staff(StandIn):  # type: ignore[misc]
    def __init__(self, people: FakePeople) -> None:
        self._people = people

    def list(self, *, active_only: bool = False) -> Sequence[Person]:
        return self._people.list()

    def active(self, person: str) -> Person:
        return self.require_active(person)

    def require_active(self, person: str) -> Person:
        return self._people.people[person]

    def require(self, person: str, *roles: Role) -> Person:
        found = self._people.people[person]
        if not found.roles & set(roles):
            raise NotPermitted(Pair("không có vai trò này.", "the role is missing."))
        return found

    def verify_pin(self, person: str, pin: str) -> Person:
        return self._people.verify_pin(person, pin)


class WeekRows(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.plans: dict[date, WeekPlan] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def get(self, monday: date) -> WeekPlan | None:
        return self.plans.get(monday)

    def save(self, plan: WeekPlan, *, by: str, at: datetime) -> None:
        self.plans[plan.monday] = plan


class SignOffRows(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.rows: dict[str, SignOff] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def get(self, id: str) -> SignOff | None:
        return self.rows.get(id)

    def of(self, kind: str, subject: str) -> tuple[SignOff, ...]:
        return tuple(each for each in reversed(self.rows.values()) if (each.kind, each.subject) == (kind, subject))

    def undecided(self) -> tuple[SignOff, ...]:
        return tuple(each for each in self.rows.values() if each.open)

    def save(self, signoff: SignOff) -> None:
        self.rows[signoff.id] = signoff


class EmergencyRows(StandIn):  # type: ignore[misc]
    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk
        self.rows: dict[str, Emergency] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def present(self) -> Emergency | None:
        return next((each for each in self.rows.values() if each.on), None)

    def all(self) -> tuple[Emergency, ...]:
        return tuple(reversed(self.rows.values()))

    def open(self, emergency: Emergency) -> None:
        self.rows[emergency.id] = emergency

    def close(self, emergency: Emergency) -> None:
        self.rows[emergency.id] = emergency

    def bulletins(self, template: str, since: datetime, until: datetime | None) -> tuple[str, ...]:
        found = (post for post in self._desk.posts.values() if post.template_id == template)
        return tuple(post.id for post in found if post.created_at >= since)


def fake_weeks(
    desk: FakeDesk,
    people: FakePeople,
    catalog: FakeCatalog,
    marks: Callable[[date, date], Sequence[DayMark]],
    now: Callable[[], datetime],
) -> Weeks:
    rows, clock = SignOffRows(), FakeClock(now)
    signoffs = SignOffs(rows, Staff(people), clock, ids=lambda: f"ky-{len(rows.rows)}", note=lambda act, by, data: None)
    numbers = iter(range(1000))
    return Weeks(
        WeekRows(),
        desk=PlanDesk(desk, now),
        staff=Staff(people),
        signoffs=signoffs,
        template=catalog.get,
        marks=marks,
        expires=lambda post: None,
        unit=lambda: "Công an phường Minh Khai",
        clock=clock,
        ids=lambda: f"muc-{next(numbers):03d}",
    )


def fake_emergency(desk: FakeDesk, people: FakePeople, now: Callable[[], datetime]) -> Emergencies:
    rows = EmergencyRows(desk)
    log: Any = SimpleNamespace(append=lambda **facts: None)
    return Emergencies(
        rows,
        desk=PlanDesk(desk, now),
        staff=Staff(people),
        log=log,
        updates=lambda: ("correction",),
        clock=FakeClock(now),
        ids=lambda: f"khan-{len(rows.rows)}",
    )
