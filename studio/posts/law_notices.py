"""What whoever wrote or approved a post has to hear: the effect of a law that it cites is not what it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.library.model import Light
from studio.logbook import Logbook
from studio.posts.model import LawNotice, PostState

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage_aftercare import StoredLawNotices

OPEN = (
    PostState.DRAFT,
    PostState.IN_REVIEW,
    PostState.CHANGES_ASKED,
    PostState.APPROVED,
    PostState.APPROVAL_EXPIRED,
    PostState.ON_HOLD,
    PostState.QUEUED,
)
"""States in which something can still be done about it."""
CHANGED = "law_changed"
"""Action in the history of a post that somebody has to decide, or has decided, on."""

_WORST_FIRST = (Light.RED, Light.GREY, Light.AMBER, Light.GREEN)


class LawNotices:
    """Notices for persons. `person` is an id."""

    def __init__(self, repo: StoredLawNotices, clock: Clock, *, logbook: Logbook | None = None) -> None:
        self._repo = repo
        self._clock = clock
        self._logbook = logbook or Logbook()

    def tell(self, notices: Sequence[LawNotice]) -> None:
        """Keep them for whoever is concerned."""
        if notices:
            self._repo.add(notices)

    def old_checks(self) -> frozenset[tuple[str, str, date]]:
        """What was told of confirmations that grew old: post, law, day of the confirmation."""
        return self._repo.old_checks()

    def of_post(self, post_id: str) -> tuple[LawNotice, ...]:
        """What changed last of each law that the post cites, newest first."""
        return self._repo.of_post(post_id)

    def lights(self) -> Mapping[str, Light]:
        """The worst light of each open post about which something was told, by its id."""
        found: dict[str, Light] = {}
        for notice in self._repo.latest(OPEN):
            found[notice.post_id] = min(found.get(notice.post_id, notice.light), notice.light, key=_WORST_FIRST.index)
        return found

    def unseen(self, person: str) -> tuple[LawNotice, ...]:
        """What the person has to hear, newest first."""
        return self._repo.unseen(person, OPEN) if person else ()

    def seen(self, person: str, post_id: str) -> None:
        """The person has read what there is about the post. Raises NotPermitted for somebody who is not at work."""
        if not person:
            return
        person = self._logbook.who(person)
        found = self._repo.of_post(post_id)
        if found:
            self._repo.mark(person, post_id, max(notice.id for notice in found), self._clock.now())
