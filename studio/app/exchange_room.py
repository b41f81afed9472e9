"""Posts between PCs put together: what this PC is known by, what it makes and takes in."""

from __future__ import annotations

from studio.app.ground import AppContext
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.exchange.device import Devices
from studio.exchange.making import Maker
from studio.exchange.service import Exchange
from studio.exchange.taking import Taker
from studio.outbox.model import DeliveryState
from studio.people.keys import keyed


def make_exchange(ground: AppContext, office: Office, posts: PostRoom) -> Exchange:
    """The exchange of one profile."""

    def secret() -> bytes | None:
        return office.vault.key(keyed=keyed(office.people.key_register()))

    def leaves(post_id: str) -> bool:
        return any(one.state is not DeliveryState.CANCELLED for one in ground.deliveries.of_post(post_id))

    repo, clock = posts.kept, ground.clock
    devices = Devices(repo, office.station, secret)
    maker = Maker(
        repo,
        posts=ground.posts,
        approvals=posts.approvals,
        files=ground.files,
        devices=devices,
        clock=clock,
        leaves=leaves,
    )
    taker = Taker(
        repo,
        posts=ground.posts,
        people=office.people,
        approvals=posts.approvals,
        composer=posts.composer,
        devices=devices,
        maker=maker,
        travels=posts.travels,
        clock=clock,
        practice=ground.settings.practice,
    )
    return Exchange(
        repo,
        posts=ground.posts,
        desk=posts.desk,
        people=office.people,
        composer=posts.composer,
        files=ground.files,
        devices=devices,
        maker=maker,
        taker=taker,
        travels=posts.travels,
        clock=clock,
        logbook=ground.logbook,
        tell=ground.tell,
    )
