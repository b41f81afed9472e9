"""Purging: what citizens wrote goes for good, from the database, its WAL and the copies that are made afterwards.

Every store that keeps words of citizens says in which tables (`KeepsTexts`); a purge writes these tables anew. What
stays is the item without its text, and one line a purge: how many, by which rule, who.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from studio.clock import Clock, local_date
from studio.events import Publish, silent
from studio.feedback.items import SEEN_KEPT, Items
from studio.feedback.model import ItemState, PurgeCertificate, PurgeRule
from studio.feedback.ports import Eraser, KeepsTexts
from studio.feedback.settings import ACT, FeedbackSettings, Note, require_desk
from studio.logbook import PROGRAM
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People

if TYPE_CHECKING:
    from studio.feedback.storage import StoredFeedbackSettings, StoredItems
    from studio.feedback.storage_texts import StoredTexts


STEP = "purged"
"""As the log calls it; copies from before such a line go after a week (`studio.store.backup.forget_purged`)."""


class FeedbackPurge:
    """`keepers` grows as the rooms are put together."""

    def __init__(
        self,
        repo: StoredItems,
        texts: StoredTexts,
        certificates: StoredFeedbackSettings,
        items: Items,
        settings: FeedbackSettings,
        people: People,
        clock: Clock,
        *,
        eraser: Eraser,
        note: Note,
        steady: Callable[[], bool],
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._texts = texts
        self._certificates = certificates
        self._items = items
        self._settings = settings
        self._people = people
        self._clock = clock
        self._eraser = eraser
        self._note = note
        self._steady = steady
        self._publish = publish
        self._uncut = True  # a former run may have ended between a purge and the cut
        self._day: date | None = None
        self.keepers: list[KeepsTexts] = [texts]

    def due(self, now: datetime) -> int:
        """Of how many items the texts would go now."""
        return self._repo.count_to_purge(local_date(now))

    def purge(self, by: str, pin: str) -> int:
        """Purge by hand what is due; the head does, with their PIN. Returns of how many items. Raises NotPermitted."""
        person = self._people.require(self._people.verify_pin(by, pin), Role.HEAD).id
        return self._purge(self._repo.to_purge(local_date(self._clock.now())), person, PurgeRule.BY_HAND)

    @by_itself("texts whose days are over go, whoever is there")
    def purge_due(self, now: datetime) -> int:
        """Close what fell silent and purge what is due, unless this PC's clock is in doubt. Returns of how many items.
        A `now` that is ahead of the clock counts as the clock's.

        Takes a second for ten thousand; call it from any thread but the window's.
        """
        now = min(now, self._clock.now())
        count = self._purge_by_time(now) if self._steady() else 0
        self.finish()
        return count

    def _purge_by_time(self, now: datetime) -> int:
        self._items.close_quiet(now)
        self._texts.unsee_before(now - SEEN_KEPT)
        return self._purge(self._repo.to_purge(local_date(now)), PROGRAM, PurgeRule.TIME)

    @by_itself("texts whose days are over go, whoever is there")
    def daily(self, now: datetime) -> int:
        """`purge_due`, once on each day of Vietnam while the program runs; asked as often as one likes."""
        today = local_date(now)
        if today == self._day and not self._uncut:
            return 0
        self._day = today
        return self.purge_due(now)

    def forget_now(self, ids: Collection[str], by: str) -> int:
        """Purge the texts of those of the items that were handed over, at once. Returns of how many."""
        person = require_desk(self._people, by)
        ended = [i.id for i in self._repo.some(ids) if i.state is ItemState.HANDED_OVER and not i.purged]
        return self._purge(ended, person, PurgeRule.HANDED_OVER)

    def finish(self) -> bool:
        """Cut the WAL where a reader was in the way of it. False while one still is."""
        if self._uncut:
            self._uncut = not self._eraser.cut()
        return not self._uncut

    def certificates(self) -> tuple[PurgeCertificate, ...]:
        """The latest first."""
        return self._certificates.certificates()

    def _purge(self, ids: Sequence[str], by: str, rule: PurgeRule) -> int:
        if not ids:
            return 0
        line = PurgeCertificate(
            at=self._clock.now(), by=by, count=len(ids), rule=rule, days=self._settings.retention_days()
        )
        with self._repo.transaction():
            for keeper in self.keepers:
                keeper.forget(ids)
            self._eraser.erase([one for keeper in self.keepers for one in keeper.tables()], ids)
            self._repo.mark_purged(ids)
            self._certificates.certify(line)
            self._note(ACT, by, {"step": STEP, "count": len(ids), "rule": rule, "days": line.days})
            self._items.forget_words(ids)
            self._repo.when_kept(self._kept)
        self._publish("feedback.purged", count=str(len(ids)), rule=rule)
        return len(ids)

    def _kept(self) -> None:
        """The purge is in the WAL; a caller's transaction around it has ended as well."""
        self._uncut = True
        self.finish()
