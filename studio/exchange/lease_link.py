"""Leave to send what was given to the whole unit, asked of the hub. Fulfils `studio.outbox.leave.Leave`.

The outbox has just looked at the page and did not find the post. Then, over one line: offer the delivery, claim it, say
that it is sent now (`studio.hub.leases` has the table). After that the outbox asks the gate once more, writes its own
intent, and begins while `may_begin`: within a minute of the asking, by a clock that counts sleep. Without an answer
nothing is sent; a station that is offline waits.

What this station holds is known to this process alone, and gone with it: after a crash the page is read, and the hub
decides by what was seen there. A hidden copy counts as not there, for nobody but the holder may show it; whoever has
the lease next finds it by its code and shows that very one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from studio.clock import uptime
from studio.errors import StudioError
from studio.exchange.travels import publisher, unit_of
from studio.hub.leases import LOOK_AFTER, LOOK_AGAIN, SEND_WITHIN, LeaseState, Permit
from studio.outbox.leave import Wait
from studio.outbox.model import Delivery
from studio.phrase import Phrase

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint, the driver of no start
    from studio.exchange.storage import StoredExchange
    from studio.hub.client import HubClient

_log = logging.getLogger(__name__)

NOT_SAID = Phrase(
    "This version of the post has not gone to the hub yet; nothing is sent before it has. Connect this PC to the hub, "
    "then it goes on by itself."
)
TAKEN = Phrase(
    "Another PC of the unit has this post in hand; nothing is sent from here. The page is read again by itself, and "
    "the post is noted here once it shows."
)
UNCLEAR = Phrase(
    "A PC of the unit was about to send this post, and it is not known whether it did. Nothing is sent: the page is "
    "read again by itself, and the post leaves once it was not found there twice, ten minutes later."
)
FROZEN = Phrase(
    "The hub went back to an older state and does not know whether this post was sent. Nothing is sent: the page is "
    "read again by itself, and the post leaves once it was not found there twice, ten minutes later."
)
DONE = Phrase(
    "A PC of the unit has published this post, and it is not seen on the page from here. Nothing is sent: look "
    "there, then choose “Cancel delivery” here."
)
SUPERSEDED = Phrase(
    "The hub has another version of this post, or a withdrawal, or not yet this version. Nothing is sent: take in what "
    "is new, choose between the versions where there are two, have the one approved, and queue it again."
)
_SAID: Mapping[LeaseState, Phrase] = {
    LeaseState.FREE: TAKEN,
    LeaseState.HELD: TAKEN,
    LeaseState.INTENT: UNCLEAR,
    LeaseState.DONE: DONE,
    LeaseState.FROZEN: FROZEN,
    LeaseState.SUPERSEDED: SUPERSEDED,
}
UNANSWERED = frozenset({LeaseState.INTENT, LeaseState.FROZEN})
"""Only the page can tell."""


class LeaseLink(Protocol):
    """What is asked of `studio.exchange.link.HubLink`."""

    def line(self) -> AbstractContextManager[HubClient]:
        """Raises StudioError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long the hub's word holds, by `studio.clock.uptime`."""

    send_within: timedelta = SEND_WITHIN
    show_within: timedelta = LOOK_AFTER
    """Before anybody's look at the page could give it to another."""
    look_again: timedelta = LOOK_AGAIN
    rest: timedelta = timedelta(seconds=15)
    """A hub that gave no answer is not asked again before this, so that what needs no hub does not wait behind it."""


class UnitQueue:
    """Of one profile, in one process. `revision` tells the item of the revision that a post is at here; empty while no
    item says it."""

    def __init__(
        self,
        repo: StoredExchange,
        lease_link: LeaseLink,
        revision: Callable[[str], str],
        *,
        times: Times | None = None,
        ticks: Callable[[], float] = uptime,
    ) -> None:
        self._repo = repo
        self._lease_link = lease_link
        self._revision = revision
        self._times = times or Times()
        self._ticks = ticks
        self._permits: dict[str, Permit] = {}
        """By delivery: what this process may send, or has begun to."""
        self._unsent: dict[str, Permit] = {}
        """By delivery: what it will not send by that permit, and the hub has not heard so yet."""
        self._trouble: tuple[float, Phrase] | None = None
        """When it gave no answer last, and why."""

    def is_shared(self, post_id: str) -> bool:
        kept = self._repo.of(post_id)
        return bool(kept and unit_of(publisher(kept)))

    def ask(self, delivery: Delivery) -> Wait | None:
        self._permits.pop(delivery.id, None)
        if not self.is_shared(delivery.post_id):
            return None
        revision = self._revision(delivery.post_id)
        if not revision:
            return Wait(say=NOT_SAID)
        answers: list[Wait | None] = []
        trouble = self._over_a_line(lambda line: answers.append(self._asked(line, delivery, revision)))
        return answers[0] if trouble is None else Wait(say=no_word(trouble))

    def _asked(self, line: HubClient, delivery: Delivery, revision: str) -> Wait | None:
        post, page = delivery.post_id, page_of(delivery)
        epoch = line.greet().epoch
        self._give_back(line, delivery)
        state = line.offer(post, page, revision)
        if state in UNANSWERED:
            state = line.look(post, page, found=False) or state
        permit = line.claim(post, page, revision, epoch)
        if permit is None:
            return Wait(say=_SAID[state], at_least=self._times.look_again if state in UNANSWERED else timedelta(0))
        self._unsent[delivery.id] = permit  # until the hub has said yes
        asked = self._ticks()
        sending = line.intend(permit)
        if sending is None:
            return Wait(say=TAKEN)
        del self._unsent[delivery.id]
        self._permits[delivery.id] = replace(sending, asked=asked)
        return None

    def may_begin(self, delivery: Delivery) -> bool:
        return self._is_fresh(delivery, self._times.send_within)

    def may_show(self, delivery: Delivery) -> bool:
        return self._is_fresh(delivery, self._times.show_within)

    def _is_fresh(self, delivery: Delivery, within: timedelta) -> bool:
        permit = self._permits.get(delivery.id)
        if permit is None:
            return not self.is_shared(delivery.post_id)
        return 0 <= self._ticks() - permit.asked <= within.total_seconds()

    def not_sent(self, delivery: Delivery) -> None:
        permit = self._permits.pop(delivery.id, None)
        if permit is None:
            return
        self._unsent[delivery.id] = permit
        self._tell(lambda line: self._give_back(line, delivery))

    def on_page(self, delivery: Delivery) -> None:
        if self.is_shared(delivery.post_id):
            self._tell(lambda line: line.look(delivery.post_id, page_of(delivery), found=True))

    def _give_back(self, line: HubClient, delivery: Delivery) -> None:
        """Say that nothing was sent by a former permit. Where another has it by now, the fence makes this nothing."""
        permit = self._unsent.get(delivery.id)
        if permit is not None and not line.advance(permit, LeaseState.FREE):
            line.advance(permit, LeaseState.SUPERSEDED)
        self._unsent.pop(delivery.id, None)

    def _tell(self, what: Callable[[HubClient], object]) -> None:
        """Tell the hub now; where it does not answer, whoever looks at the page later tells it."""
        trouble = self._over_a_line(what)
        if trouble is not None:
            _log.warning("the hub was not told how a delivery stands: %s", trouble.en)

    def _over_a_line(self, what: Callable[[HubClient], object]) -> Phrase | None:
        """Why it could not be done; None: it was."""
        if self._trouble is not None and 0 <= self._ticks() - self._trouble[0] < self._times.rest.total_seconds():
            return self._trouble[1]
        try:
            with self._lease_link.line() as line:
                what(line)
        except StudioError as trouble:
            self._trouble = (self._ticks(), trouble.phrase)
            return trouble.phrase
        self._trouble = None
        return None


def page_of(delivery: Delivery) -> str:
    """What the hub calls the page: the same at every PC, whatever the page's account is called there."""
    return f"{delivery.platform} {delivery.page_id}"


def no_word(why: Phrase) -> Phrase:
    return Phrase(
        "Every PC of the unit may send this post, and the hub, which lets one of them do it, gives no word: {why} "
        "Nothing is sent meanwhile; connect this PC to the hub, then it goes on by itself.",
        why=why,
    )
