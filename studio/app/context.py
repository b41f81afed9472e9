"""What every room of one profile rests on: its files and tables, the clock, ids, the log and the news.

Whether this PC's clock may be believed when something is to go for good by its age.

A clock that is suddenly days ahead (a flat battery, a wrong year, somebody's hand) would empty the trash and let
approvals run out at one start. After a jump of more than two days nothing goes by age until a person confirms the time.
A weekend is such a jump as well: so it is told only where something would go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from studio.clock import Clock, show_datetime
from studio.config import Settings, SettingsFile
from studio.events import EventBus
from studio.logbook import Logbook
from studio.outbox.audit import Act, LogKey
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.storage import StoredPosts
from studio.secret import Safe
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.profile_clock import StoredClock
from studio.templates.own.catalog import UnitCatalog

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
            "The app was last used at {was}, and this PC's clock now says {shown}. {count} things due to be "
            "deleted or to expire are kept until the head or a technical officer confirms that the time is right "
            "(studio clock confirm).",
            was=was,
            shown=shown,
            count=count,
        )

    def confirm(self, people: People, by: str, pin: str, note: Callable[[str, str, Mapping[str, str]], None]) -> None:
        """A person says that the time is right. Raises NotPermitted."""
        person = people.require(people.verify_pin(by, pin).id, *MAY)
        now, seen = self._clock.now(), self._seen.seen()
        self._seen.see(now)
        note(Act.CLOCK_ACCEPTED, person.id, {"from": show_datetime(seen) if seen else "", "to": show_datetime(now)})


class AppContext:
    """Made of an open store; `settings` are those of this start. `ids` makes a new id at each call."""

    def __init__(
        self, profile: Profile, settings: Settings, store: Store, clock: Clock, ids: Callable[[], str], safe: Safe
    ) -> None:
        self.profile = profile
        self.settings = settings
        self.store = store
        self.clock = clock
        self.ids = ids
        self.events = EventBus()
        self.tell = self.events.tell
        self.files = FileStore(profile.files)
        self.catalog = UnitCatalog()
        self.posts = StoredPosts(store)
        practised = settings.practice  # a lesson sets its log back, which is no fault
        self.audit = StoredAudit(store, None if practised else LogKey(safe, profile.root))
        self.dues: list[Due] = []
        """What goes by age: each room adds its own."""
        self.clock_watch = ClockWatch(StoredClock(store), clock, lambda: tuple(self.dues))
        self.deliveries = StoredOutbox(store)
        self.who: Callable[[str], str] = str
        """Who acts, as `studio.people.service.People.doer` tells once there is one."""
        self.logbook = Logbook(self._doer, self.note, store.write)

    def chosen(self) -> Settings:
        """The settings as they are now: they may have been changed since the start. Raises StorageTrouble."""
        return SettingsFile(self.profile.settings).load().settings

    def _doer(self, by: str) -> str:
        return self.who(by)

    def note(self, act: str, by: str, data: Mapping[str, Any]) -> None:
        """Write into the log, now."""
        self.audit.append(at=self.clock.now(), by=by, act=Act(act), data=data)

    def note_account(self, act: str, account: str, by: str, data: Mapping[str, Any]) -> None:
        """Write into the log what was done to an account, now."""
        self.note(act, by, {"account": account, **data})

    def note_post(self, act: str, *, at: datetime, by: str, post_id: str, data: Mapping[str, Any]) -> None:
        """Write into the log what was done to a post."""
        self.audit.append(at=at, by=by, act=Act(act), post_id=post_id, data=data)
