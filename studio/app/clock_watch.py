"""Whether this PC's clock may be believed when something is to go for good by its age.

A clock that is suddenly days ahead (a flat battery, a wrong year, somebody's hand) would empty the trash and let
approvals run out at one start. After a jump of more than two days nothing goes by age until a person confirms the time.
A weekend is such a jump as well: so it is told only where something would go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from studio.clock import Clock, show_datetime
from studio.outbox.audit import Act
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Phrase
from studio.store.profile_clock import StoredClock

LONGEST = timedelta(hours=48)
OFTEN = timedelta(minutes=10)
"""How often the time is written down while the program runs."""
MAY = (Role.HEAD, Role.TECHNICAL)
Due = Callable[[datetime], int]
"""How many things would go by age at that moment."""


class ClockWatch:
    """Of one profile. `due` are asked late, for what they ask is made after this."""

    def __init__(self, seen: StoredClock, clock: Clock, due: Callable[[], tuple[Due, ...]]) -> None:
        self._seen = seen
        self._clock = clock
        self._due = due

    @by_itself("when the program was last used is noted, whoever is there")
    def steady(self) -> bool:
        """Whether things may go by age now; if so, the time is remembered."""
        now, seen = self._clock.now(), self._seen.seen()
        if seen is not None and now - seen > LONGEST and any(due(now) for due in self._due()):
            return False
        if seen is None or now - seen > OFTEN:
            self._seen.see(now)
        return True

    def doubt(self) -> Phrase | None:
        """What a person is told while the clock is not believed."""
        if self.steady():
            return None
        seen, now = self._seen.seen(), self._clock.now()
        was, shown = show_datetime(seen) if seen else "–", show_datetime(now)
        count = sum(due(now) for due in self._due())
        return Phrase(
            f"Lần dùng trước là {was}, nay đồng hồ máy chỉ {shown}. {count} mục đến hạn xóa hoặc hết hạn được giữ lại "
            "cho đến khi lãnh đạo hoặc người phụ trách kỹ thuật xác nhận ngày giờ đúng (studio clock confirm).",
            f"The program was last used at {was}, and this PC's clock now says {shown}. {count} things due to be "
            "deleted or to expire are kept until the head or a technical person confirms that the time is right "
            "(studio clock confirm).",
        )

    def confirm(self, people: People, by: str, pin: str, note: Callable[[str, str, Mapping[str, str]], None]) -> None:
        """A person says that the time is right. Raises NotPermitted."""
        person = people.require(people.verify_pin(by, pin).id, *MAY)
        now, seen = self._clock.now(), self._seen.seen()
        self._seen.see(now)
        note(Act.CLOCK_ACCEPTED, person.id, {"from": show_datetime(seen) if seen else "", "to": show_datetime(now)})
