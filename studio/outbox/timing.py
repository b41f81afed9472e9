"""How long the outbox waits for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from studio.outbox.model import Delivery
from studio.outbox.model import DeliveryState as S

Jitter = Callable[[], float]
"""A number from 0 up to, not including, 1: `random.random`, or a seeded one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Every pause and limit. The defaults suit a platform on the internet and a PC that is switched off at night."""

    lease: timedelta = timedelta(minutes=10)
    """Longer than the longest request and the looks around it."""
    missed_after: timedelta = timedelta(minutes=60)
    """Later than this after its time a post is not sent without asking."""
    give_up_after: timedelta = timedelta(hours=12)
    """The same, however often it was tried meanwhile."""
    pause_first: timedelta = timedelta(seconds=5)
    pause_longest: timedelta = timedelta(minutes=15)
    asked_longest: timedelta = timedelta(hours=1)
    """What a page asks for (Retry-After) is honoured up to this."""
    clock_slack: timedelta = timedelta(minutes=2)
    skew_longest: timedelta = timedelta(minutes=10)
    """Further apart than this from the page's own clock, nothing is sent."""
    older_than_first: timedelta = timedelta(minutes=5)
    """A post on the page may seem this much older than our first attempt and still be ours."""
    look_counts_for: timedelta = timedelta(minutes=30)
    """How fresh the last look must be when a person says "not there, send again"."""
    doubts_most: int = 3
    """With this many deliveries of one account in doubt, nothing more is sent to it."""
    stale: tuple[tuple[S, timedelta], ...] = (
        (S.SCHEDULED, timedelta(minutes=15)),
        (S.WAITING, timedelta(minutes=30)),
        (S.SENDING, timedelta(minutes=15)),
        (S.SENT, timedelta(minutes=30)),
        (S.UNKNOWN, timedelta(minutes=30)),
    )
    """A delivery longer than this in a transient state (a scheduled one: past its time) raises an alarm."""

    def pause(self, tries: int, jitter: Jitter) -> timedelta:
        """Full jitter: anything from a tenth up to the whole of the doubled pause."""
        whole: timedelta = min(self.pause_first * (1 << min(tries, 20)), self.pause_longest)
        return whole * (0.1 + 0.9 * jitter())

    def asked(self, seconds: float) -> timedelta:
        """What the page asked for, within reason."""
        longest = self.asked_longest.total_seconds()
        return timedelta(seconds=min(max(seconds, 0.0), longest)) if seconds == seconds else self.asked_longest

    def too_late(self, delivery: Delivery, now: datetime) -> bool:
        """Whether a waiting delivery may no longer go out without a person's word."""
        tried_from = max(delivery.due_at, delivery.not_before or delivery.due_at)
        return now - tried_from > self.missed_after or now - delivery.due_at > self.give_up_after

    def is_stale(self, delivery: Delivery, now: datetime) -> bool:
        """Whether a delivery hangs in a state it should have left."""
        limit = dict(self.stale).get(delivery.state)
        since = max(delivery.due_at, delivery.since or delivery.created_at)
        return limit is not None and now - since > limit
