"""Posts that come back: a reminder of every week or month, written once and begun anew on its day.

On its day the program begins a draft with what the post says, for the person who set it up, and fills in the dates.
Nothing more happens by itself: the draft is looked at, handed in and approved like any other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock, local_date
from studio.errors import BadInput, StudioError
from studio.logbook import Logbook
from studio.people.model import Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.posts.drafts import DraftService
from studio.posts.recurring_model import RecurringPost, Rhythm

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage_recurring import StoredRecurring

ACT = "recurring"
"""As `studio.outbox.audit.Act` names it."""
MAY_STOP = (Role.AUTHOR, Role.APPROVER, Role.HEAD)
FURTHEST = timedelta(days=366)
log = logging.getLogger(__name__)


class RecurringPosts:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredRecurring,
        *,
        drafts: DraftService,
        people: People,
        clock: Clock,
        ids: Callable[[], str],
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._drafts = drafts
        self._people = people
        self._clock = clock
        self._ids = ids
        self._logbook = logbook or Logbook()

    def all(self) -> tuple[RecurringPost, ...]:
        """Those that were not stopped, the next one first."""
        return self._repo.all()

    def start(self, post_id: str, rhythm: Rhythm, first: date, by: str) -> RecurringPost:
        """Let a post come back from the day `first` on. Raises BadInput naming the field, NotFound, NotPermitted."""
        author = self._people.require(by, Role.AUTHOR).id
        today = local_date(self._clock.now())
        if not today <= first <= today + FURTHEST:
            raise BadInput("choose a first day from today on, within a year.", where="first")
        post = self._drafts.get(post_id)
        made = RecurringPost(
            id=self._ids(),
            post_id=post.id,
            title=self._drafts.title(post.id),
            rhythm=rhythm,
            began=first,
            next_on=first,
            by=author,
        )
        with self._logbook.doing(ACT, by, step="started", post=post.id, series=made.id):
            self._repo.add(made)
        return made

    def stop(self, id: str, by: str) -> None:
        """Let it come back no more; drafts that were begun stay. One that was stopped already is left as it is. Raises
        NotPermitted."""
        self._people.require(by, *MAY_STOP)
        if any(one.id == id for one in self.all()):
            with self._logbook.doing(ACT, by, step="stopped", series=id):
                self._repo.stop(id, self._clock.now())

    @by_itself("a draft is begun on its day, for the person who set it up")
    def begin_due(self) -> tuple[str, ...]:
        """Begin the drafts that are due; returns their ids. Of days that went by unused none is made up for.

        One whose author may not write any more, or whose template is gone, waits until a person has seen to it.
        """
        today = local_date(self._clock.now())
        begun = []
        for series in self.all():
            if series.next_on > today:
                continue
            try:
                begun.append(self._begin(series, today))
            except StudioError as error:
                log.warning("a recurring post is not begun: %s", error)
        return tuple(begun)

    def _begin(self, series: RecurringPost, today: date) -> str:
        """A draft, and the next day it is due on: both or neither."""
        after = series.next_on
        while after <= today:
            after = series.rhythm.after(after, series.began)
        with self._repo.transaction():
            post = self._drafts.open_copy(series.post_id, series.by, day=today)
            self._repo.put(replace(series, next_on=after, last_post=post.id))
        return post.id
