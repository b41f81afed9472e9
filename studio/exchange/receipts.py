"""Receipts: what the page of a delivery says of it, signed, once each time that it says something else.

    {"delivery": …, "post": …, "title": …, "revision": 3, "seal": …, "page": <name>, "page_id": …, "platform": …,
     "remote": <id on the page>, "url": …, "state": "verified", "reason": "", "proof": "read back", "at": …}

`state` and `reason` are those of `studio.outbox.model`; `proof` is ``read back``, ``by hand`` or empty; `at` is since
when. They go to the hub by themselves, and by USB with the post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.clock import Clock
from studio.exchange.device import Devices
from studio.hub.items import Item, signed
from studio.hub.model import HubItemKind
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.posts.serial import moment

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage_link import StoredLink
    from studio.outbox.storage import StoredOutbox
    from studio.posts.storage import StoredPosts

ON_THE_PAGE = frozenset({
    DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.VERIFIED, DeliveryState.WITHDRAWN,
})  # fmt: skip
IN_DOUBT = frozenset({Attention.DOUBT, Attention.HIDDEN, Attention.GONE, Attention.TWICE, Attention.DIFFERS})


class Receipts:
    """Of one profile; made within the caller's transaction."""

    def __init__(
        self, repo: StoredLink, *, posts: StoredPosts, deliveries: StoredOutbox, devices: Devices, clock: Clock
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._deliveries = deliveries
        self._devices = devices
        self._clock = clock

    def make(self, delivery: Delivery) -> Item | None:
        """Keep a receipt of how it stands; None where there is nothing to say, or it was said."""
        own = self._devices.own()
        before = self._repo.receipt(own.device.login, delivery.id)
        speaks = delivery.state in ON_THE_PAGE or delivery.reason in IN_DOUBT
        facts = self._facts(delivery)
        if (before is None and not speaks) or (before is not None and {**before, "at": ""} == {**facts, "at": ""}):
            return None
        epoch = self._repo.epoch()
        item = signed(HubItemKind.RECEIPT, facts, sender=own.device, seed=own.seed, at=self._clock.now(), epoch=epoch)
        self._repo.keep(item, "", None)
        return item

    def of_post(self, post_id: str) -> tuple[bytes, ...]:
        """All that are known of a post, those of its deliveries here up to date."""
        for delivery in self._deliveries.of_post(post_id):
            self.make(delivery)
        return self._repo.receipts_of(post_id)

    def _facts(self, delivery: Delivery) -> dict[str, Any]:
        return {
            "delivery": delivery.id,
            "post": delivery.post_id,
            "title": delivery.post_title,
            "revision": self._revision(delivery),
            "seal": delivery.seal,
            "page": delivery.account,
            "page_id": delivery.page_id,
            "platform": delivery.platform,
            "remote": delivery.remote_id,
            "url": delivery.permalink,
            "state": str(delivery.state),
            "reason": str(delivery.reason),
            "proof": self._proof(delivery),
            "at": moment(delivery.since or delivery.updated_at),
        }

    def _proof(self, delivery: Delivery) -> str:
        receipt = self._deliveries.receipt(delivery.id)
        if receipt is None or delivery.state is not DeliveryState.VERIFIED:
            return ""
        return "by hand" if receipt.confirmed_by else "read back"

    def _revision(self, delivery: Delivery) -> int:
        sealed = self._posts.sealed(delivery.post_id)
        return sealed.bundle.revision if sealed is not None and sealed.bundle.seal == delivery.seal else 0
