"""What every room of one profile rests on: its files and tables, the clock, ids, the log and the news."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from studio.app.clock_watch import ClockWatch, Due
from studio.clock import Clock
from studio.config import Settings, SettingsFile
from studio.keyring_safe import Safe
from studio.logbook import Logbook
from studio.news import Bus
from studio.outbox.audit import Act
from studio.outbox.audit_key import LogKey
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.paths import Profile
from studio.posts.storage import StoredPosts
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.profile_clock import StoredClock
from studio.templates.catalog import Catalog
from studio.templates.packs import builtin_pack


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
        self.news = Bus()
        self.tell = self.news.tell
        self.files = FileStore(profile.files)
        self.catalog = Catalog([builtin_pack()])
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
