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
    made_before: timedelta = timedelta(days=7)
    """A post that somebody made there otherwise may be that much older than the queuing of the very same one."""
    look_counts_for: timedelta = timedelta(minutes=30)
    """How fresh the last look must be when a person says "not there, send again"."""
    doubts_most: int = 3
    """With this many deliveries of one account in doubt, or doubts in a row, nothing more is sent to it."""
    workers: int = 4
    """Threads of one program that send at the same time; an account is served by one of them at a time."""
    spare_workers: int = 12
    """More of them that take the place of those whose page keeps them waiting."""
    skew_warned: timedelta = timedelta(minutes=2)
    """Further apart than this from the page's own clock, a person is told."""
    shows_after: timedelta = timedelta(seconds=20)
    """How long after its time a post that the page keeps is looked at first."""
    shows_within: timedelta = timedelta(minutes=10)
    """A page that keeps a post may show it this much later before a person is asked."""
    gate_every: timedelta = timedelta(minutes=5)
    """How often a post that the page keeps is asked for at the gate again."""
    recall_alarm: timedelta = timedelta(minutes=15)
    """A recall that has not succeeded this long before the post's time raises an alarm."""
    recall_pause_longest: timedelta = timedelta(minutes=1)
    watch: tuple[timedelta, ...] = (
        timedelta(hours=1),
        timedelta(days=1),
        timedelta(days=7),
        timedelta(days=30),
    )
    """A verified post is read back again this long after it was verified."""
    watch_later: timedelta = timedelta(minutes=30)
    """Without an answer, a later look is put off by this."""
    watches_most: int = 20
    """Later looks in one round; the others follow in the next."""
    spread_longest: timedelta = timedelta(hours=1)
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

    def held_look(self, delivery: Delivery, now: datetime) -> datetime:
        """When to see to a post that the page keeps: at the gate now and then, and just before an alarm could come
        too late; on the page just after its time."""
        last_ask = delivery.due_at - self.recall_alarm - self.gate_every
        after = delivery.due_at + self.shows_after
        return min(now + self.gate_every, last_ask if last_ask > now else after, after)

    def watch_next(self, verified_at: datetime, watched: int) -> datetime | None:
        """When the look after `watched` good ones is due."""
        return verified_at + self.watch[watched] if watched < len(self.watch) else None

    def hanging_before(self, now: datetime) -> dict[S, datetime]:
        """By transient state: a delivery in it since earlier than this (and due earlier, while it waits for its time)
        should have left it."""
        return {state: now - limit for state, limit in self.stale}
