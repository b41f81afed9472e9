"""The law library put together, with those who are told when a law they cite changes."""

from __future__ import annotations

from contextlib import AbstractContextManager

from studio.app.ground import AppContext
from studio.app.law_watch import LawWatch
from studio.library.seeding import Seeds, shipped
from studio.library.service import Library
from studio.library.storage import StoredLibrary
from studio.library.storage_originals import StoredOriginals
from studio.posts.law_notices import LawNotices
from studio.posts.storage_aftercare import StoredLawNotices


class LawRoom:
    """The library of one profile."""

    def __init__(self, ground: AppContext) -> None:
        laws = StoredLibrary(ground.store)
        self.library = Library(
            laws,
            ground.clock,
            StoredOriginals(ground.store, ground.files),
            check_days=ground.settings.law_check_days,
            changing=self._changing,
            tell=ground.tell,
            logbook=ground.logbook,
        )
        self.seeds = Seeds(
            laws, self.library, ground.clock, read=shipped, changing=self._changing, logbook=ground.logbook
        )
        self.notices = LawNotices(StoredLawNotices(ground.store), ground.clock, logbook=ground.logbook)
        self.watch = LawWatch(
            ground.posts, self.notices, self.library.resolve, ground.clock, old_checks=self.library.has_old_checks
        )

    def _changing(self) -> AbstractContextManager[None]:
        return self.watch.changing()
