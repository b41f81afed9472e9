"""Rights on pages in the small studio: the real service, with plain values under it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import Any

from studio.access.model import AccessSlip, Keeping, Right, RightsHolder
from studio.access.service import Access
from studio.posts.checks.plain import secret
from studio.signoffs.service import SignOffs
from tests.profile import SetClock
from tests.ui.fake_data import NOW
from tests.ui.fake_people import FakePeople
from tests.ui.fake_registry import Staff
from tests.ui.stand_in import StandIn


class SomeAccess(StandIn):  # type: ignore[misc]
    """`studio.access.storage.StoredAccess` in memory."""

    def __init__(self) -> None:
        self.people: dict[str, RightsHolder] = {}
        self.rows: dict[str, Right] = {}
        self.kept: dict[str, Keeping] = {}
        self.asked: dict[str, AccessSlip] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def holders(self) -> tuple[RightsHolder, ...]:
        return tuple(sorted(self.people.values(), key=lambda holder: holder.name))

    def put_holder(self, holder: RightsHolder) -> None:
        self.people[holder.id] = holder

    def rights(self, page: str | None = None) -> tuple[Right, ...]:
        return tuple(right for right in self.rows.values() if page in (None, right.page))

    def put_right(self, right: Right) -> None:
        self.rows[right.id] = right

    def drop_right(self, id: str) -> None:
        del self.rows[id]

    def keeping(self, page: str) -> Keeping:
        return self.kept.get(page, Keeping(page=page))

    def put_keeping(self, keeping: Keeping) -> None:
        self.kept[keeping.page] = keeping

    def slips(self, page: str | None = None) -> tuple[AccessSlip, ...]:
        return tuple(slip for slip in reversed(self.asked.values()) if page in (None, slip.page))

    def put_slip(self, slip: AccessSlip) -> None:
        self.asked[slip.id] = slip


def fake_access(people: FakePeople, signoffs: SignOffs) -> Access:
    numbers = count(1)

    def note(act: str, by: str, data: Mapping[str, Any]) -> None:
        """Nobody reads it here."""

    ids = (f"quyen-{number}" for number in numbers)
    return Access(SomeAccess(), Staff(people), signoffs, SetClock(NOW), ids=lambda: next(ids), scan=secret, note=note)
