"""Who may send a post to a page: the rules, without a hub. The hub has them once more (`sql/4_leases.sql`).

| state | who | to | condition |
|---|---|---|---|
| – | a station of the unit | free | the one approved version, for the hub too |
| free | a station of the unit | held | the same version; the fence goes up |
| held | its holder | intent | the fence, before it runs out, the same epoch |
| held | another | held | it ran out; the fence goes up |
| free, held | the hub, at a newer version or a withdrawal | superseded | the fence goes up |
| intent | its holder | done | the page was read back |
| intent | its holder | free, superseded | it knows that it has not sent |
| intent, frozen | another, who read the page | done; free, superseded | found; twice not found, ten minutes later |
| all but done | a new epoch | frozen | the hub went back to an older state |

An intent is never taken over by time: whoever had it may have sent. Between intent and sending the holder has
`SEND_WITHIN`, much less than anybody waits before a look at the page counts. Times are the hub's; the holder's
deadline is by a clock that counts sleep (`studio.clock.uptime`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

HOLD = timedelta(minutes=5)
"""How long a lease is asked for."""
LONGEST_HOLD = timedelta(minutes=15)
SEND_WITHIN = timedelta(seconds=60)
"""After the intent was asked for; then nothing is sent any more, and the page is read."""
LOOK_AFTER = timedelta(minutes=10)
"""After the intent, or the new epoch: only then "not found" counts."""
LOOK_AGAIN = timedelta(minutes=1)
"""Between the two looks."""


class LeaseState(StrEnum):
    FREE = "free"
    HELD = "held"
    INTENT = "intent"
    """Its holder sends it now, or has sent it."""
    DONE = "done"
    FROZEN = "frozen"
    """The hub went back: what it knows may be older than what was sent."""
    SUPERSEDED = "superseded"
    """Another version is there, or it was withdrawn."""


LEAVES = frozenset({LeaseState.FREE, LeaseState.SUPERSEDED})
_NEXT = {
    LeaseState.HELD: frozenset({LeaseState.INTENT, LeaseState.FREE}),
    LeaseState.INTENT: frozenset({LeaseState.DONE, LeaseState.FREE, LeaseState.SUPERSEDED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One post for one page."""

    revision: str
    state: LeaseState
    since: datetime
    holder: str = ""
    fence: int = 0
    until: datetime | None = None
    looked: datetime | None = None
    """When somebody first did not find it."""


def offered(former: Lease | None, revision: str, *, sole_head: bool, young: bool, at: datetime) -> Lease | None:
    """The lease after an offer. `young`: the post began in this epoch, so that no lease of it can have been lost.

    None where none is made: the hub knows another version, or a withdrawal.
    """
    if not sole_head:
        return former
    if former is None:
        return Lease(revision=revision, state=LeaseState.FREE if young else LeaseState.FROZEN, since=at)
    if former.state is not LeaseState.SUPERSEDED:
        return former
    return replace(former, revision=revision, state=LeaseState.FREE, fence=former.fence + 1, since=at)


def claimed(lease: Lease, revision: str, by: str, at: datetime, hold: timedelta = HOLD) -> Lease | None:
    """The lease in the hands of `by`; None when it is not to be had."""
    ran_out = lease.state is LeaseState.HELD and lease.until is not None and lease.until < at
    if lease.revision != revision or not (lease.state is LeaseState.FREE or ran_out):
        return None
    hold = min(max(hold, timedelta(seconds=1)), LONGEST_HOLD)
    return replace(lease, state=LeaseState.HELD, holder=by, fence=lease.fence + 1, until=at + hold, since=at)


def advanced(
    lease: Lease, by: str, fence: int, to: LeaseState, at: datetime, *, same_epoch: bool, sole_head: bool
) -> Lease | None:
    """The holder's next step; None when it is not the holder any more, or the step does not follow."""
    if not same_epoch or lease.holder != by or lease.fence != fence or to not in _NEXT.get(lease.state, ()):
        return None
    if lease.state is LeaseState.HELD and (lease.until is None or lease.until < at):
        return None
    if to is LeaseState.FREE and not sole_head:
        return None
    if to in LEAVES:
        return replace(lease, state=to, holder="", fence=fence + 1, since=at, looked=None)
    return replace(lease, state=to, since=at, looked=None)


def looked(lease: Lease, found: bool, at: datetime, *, sole_head: bool) -> Lease:
    """After somebody read the page."""
    if lease.state not in (LeaseState.INTENT, LeaseState.FROZEN):
        return lease
    if found:
        return replace(lease, state=LeaseState.DONE, since=at)
    if at < lease.since + LOOK_AFTER:
        return lease
    if lease.looked is None:
        return replace(lease, looked=at)
    if at < lease.looked + LOOK_AGAIN:
        return lease
    state = LeaseState.FREE if sole_head else LeaseState.SUPERSEDED
    return replace(lease, state=state, holder="", fence=lease.fence + 1, until=None, looked=None, since=at)


def overtaken(lease: Lease, at: datetime, *, sole_head: bool) -> Lease:
    """After the hub learnt of a revision or a withdrawal."""
    if sole_head or lease.state not in (LeaseState.FREE, LeaseState.HELD):
        return lease
    return replace(lease, state=LeaseState.SUPERSEDED, holder="", fence=lease.fence + 1, until=None, since=at)


def frozen(lease: Lease, at: datetime) -> Lease:
    """After a new epoch."""
    if lease.state is LeaseState.DONE:
        return lease
    return replace(lease, state=LeaseState.FROZEN, holder="", fence=lease.fence + 1, until=None, since=at, looked=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What a station holds while it sends."""

    post: str
    page: str
    revision: str
    fence: int
    epoch: str
    asked: float = 0.0
    """By `uptime`, when it asked the hub for the intent: before the answer, so that a slow line takes from its time."""

    def in_time(self, uptime: float) -> bool:
        """Whether it may still begin to send. Afterwards it never sends, and asks the page."""
        return 0 <= uptime - self.asked <= SEND_WITHIN.total_seconds()
