"""What has to be true whatever happened: asked after every simulated life of an outbox.

The page of the tests knows for which delivery each post was made, also where it shows no reference; so these answers
need none of the outbox's own ways of finding a post again.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from studio.outbox.audit import problems
from studio.outbox.model import Delivery, DeliveryState, Recall
from tests.outbox.outbox_rig import OutboxRig

OVER = frozenset(
    {
        DeliveryState.VERIFIED,
        DeliveryState.WITHDRAWN,
        DeliveryState.CANCELLED,
        DeliveryState.MISSED,
        DeliveryState.FAILED,
        DeliveryState.NEEDS_ATTENTION,
    }
)
"""Where a delivery may be once the page behaves and time has passed."""
NOT_THERE = frozenset({DeliveryState.CANCELLED, DeliveryState.WITHDRAWN, DeliveryState.MISSED, DeliveryState.FAILED})


def _gone_before(removed: datetime | None, shown_at: datetime) -> bool:
    return removed is not None and removed <= shown_at


def twice(rig: OutboxRig) -> list[str]:
    """Deliveries whose post was ever public more than once; and what shows although it was cancelled."""
    remote = rig.remote
    shown = {remote.made_for.get(post.remote_id, "") for post in remote.shown()}  # shows what is due, so it comes first
    latest: dict[str, datetime] = {}
    for post, at in remote.shown_at.items():
        latest[remote.made_for[post]] = max(at, latest.get(remote.made_for[post], at))
    # One that somebody removed on the page before the next showed was never beside it: two looks found it gone.
    gone = remote.removed_by_hand
    beside = (p for p in remote.shown_at if not _gone_before(gone.get(p), latest[remote.made_for[p]]))
    public = Counter(remote.made_for[post] for post in beside)
    cancelled = {d.reference for d in rig.outbox.list() if d.state is DeliveryState.CANCELLED}
    found = [f"public {times} times: {reference}" for reference, times in public.items() if times > 1]
    return found + [f"cancelled and shows: {reference}" for reference in sorted(cancelled & shown)]


def broken(rig: OutboxRig, first_due: dict[str, datetime]) -> list[str]:
    """Every promise that does not hold, in words."""
    deliveries = rig.outbox.list()
    known = {delivery.id for delivery in deliveries}
    found = twice(rig) + [f"written without leave: {call}" for call in rig.remote.forbidden]
    found += [f"lost: {lost}" for lost in first_due if lost not in known]
    owned = [d.remote_id for d in deliveries if d.state is DeliveryState.VERIFIED]
    found += [f"one post counted for two: {post}" for post, n in Counter(owned).items() if n > 1]
    for delivery in deliveries:
        where = f"{delivery.id} {delivery.state} {delivery.reason} {delivery.message_en}"
        found += [f"{what}: {where}" for what in _of_one(rig, delivery, first_due)]
    found += [problem.en for problem in problems(rig.audit.entries(), rig.audit.head())]
    return found


def _of_one(rig: OutboxRig, delivery: Delivery, first_due: dict[str, datetime]) -> list[str]:
    remote = rig.remote
    mine = [post for post, reference in remote.made_for.items() if reference == delivery.reference]
    shown = [post.remote_id for post in remote.shown() if post.remote_id in mine]
    post = remote.posts.get(delivery.remote_id)
    verified = delivery.state is DeliveryState.VERIFIED
    due = first_due.get(delivery.id)
    claims = {
        "a lease is left": bool(delivery.lease),
        "not over": delivery.state not in OVER,
        "a recall is forgotten": delivery.recall is not Recall.NONE,
        "verified and not there": verified and not (post and post.visible),
        "verified with another text": verified and post is not None and post.text != _text(rig, delivery),
        "verified without a receipt": verified and rig.outbox.receipt(delivery.id) is None,
        "shows and is called gone": delivery.state in NOT_THERE and bool(shown),
        "public before its time": due is not None
        and any(one in remote.shown_at and remote.shown_at[one] < due for one in mine),
        "sent before it was queued": delivery.first_sent_at is not None
        and delivery.first_sent_at < delivery.created_at,
        "on another page": any(
            not one.startswith(f"{delivery.page_id}_") for one in (*mine, delivery.remote_id) if one
        ),
        "says nothing": not (delivery.message and delivery.message_en),
    }
    return [what for what, holds in claims.items() if holds]


def _text(rig: OutboxRig, delivery: Delivery) -> str:
    bundle = rig.gate.bundles[delivery.post_id]
    return bundle.packages[rig.accounts.get(delivery.account).platform].text
