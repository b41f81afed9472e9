"""What has to be true whatever happened: asked after every simulated life of an outbox."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from studio.outbox.audit import problems
from studio.outbox.model import Delivery, DeliveryState, Recall
from tests.outbox.world import World

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


def twice(world: World) -> list[str]:
    """Posts that show more often than they were queued; and what shows although it was cancelled."""
    shown = Counter(post.text + post.remote_id.rsplit("_", 1)[0] for post in world.remote.shown())
    wanted = Counter(
        _text(world, delivery) + delivery.page_id
        for delivery in world.outbox.list()
        if delivery.state is not DeliveryState.CANCELLED
    )
    return [f"shows too often: {text}" for text in shown - wanted]


def broken(world: World, first_due: dict[str, datetime]) -> list[str]:
    """Every promise that does not hold, in words."""
    deliveries = world.outbox.list()
    found = twice(world)
    owned = [d.remote_id for d in deliveries if d.state is DeliveryState.VERIFIED]
    found += [f"one post counted for two: {post}" for post, n in Counter(owned).items() if n > 1]
    for delivery in deliveries:
        where = f"{delivery.id} {delivery.state} {delivery.reason} {delivery.message_en}"
        found += [f"{what}: {where}" for what in _of_one(world, delivery, first_due)]
    found += [problem.en for problem in problems(world.audit.entries(), world.audit.head())]
    return found


def _of_one(world: World, delivery: Delivery, first_due: dict[str, datetime]) -> list[str]:
    mine = [p for p in world.remote.shown() if p.reference == delivery.reference]
    post = world.remote.posts.get(delivery.remote_id)
    shown_at = world.remote.shown_at.get(delivery.remote_id)
    due = first_due.get(delivery.id)
    claims = {
        "a lease is left": bool(delivery.lease),
        "not over": delivery.state not in OVER,
        "a recall is forgotten": delivery.recall is not Recall.NONE,
        "verified and not there": delivery.state is DeliveryState.VERIFIED and not (post and post.visible),
        "shows and is called gone": delivery.state in NOT_THERE and bool(mine),
        "public before its time": due is not None and shown_at is not None and shown_at < due,
        "sent before it was queued": delivery.first_sent_at is not None
        and delivery.first_sent_at < delivery.created_at,
        "on another page": bool(delivery.remote_id) and not delivery.remote_id.startswith(f"{delivery.page_id}_"),
    }
    return [what for what, holds in claims.items() if holds]


def _text(world: World, delivery: Delivery) -> str:
    bundle = world.gate.bundles[delivery.post_id]
    return bundle.packages[world.accounts.get(delivery.account).platform].text
