"""Posts between PCs put together: what this PC is known by, what it makes and takes in, its line to the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.app.ground import AppContext
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.exchange.device import Devices
from studio.exchange.giving import Giving
from studio.exchange.leasing import UnitQueue
from studio.exchange.link import HubLink
from studio.exchange.link_model import Joined
from studio.exchange.making import Maker
from studio.exchange.pushing import Pusher
from studio.exchange.receiving import Readers, Receiver
from studio.exchange.service import Exchange
from studio.exchange.stations import Stations
from studio.exchange.syncing import Round
from studio.exchange.taking import Taker
from studio.exchange.telling import Teller
from studio.logbook import PROGRAM
from studio.outbox.audit import Act
from studio.outbox.model import DeliveryState
from studio.people.keys import keyed

if TYPE_CHECKING:  # the driver is no part of a start
    from studio.hub.client import HubClient


class ExchangeRoom:
    """The exchange of one profile."""

    def __init__(self, ground: AppContext, office: Office, posts: PostRoom) -> None:
        self._ground = ground
        self._repo = posts.kept
        self.devices = Devices(posts.kept, office.station, lambda: _secret(office))
        self.link = posts.link
        self.stations = Stations(self.link, posts.kept, self.devices, office.people)
        self.maker = Maker(
            posts.kept,
            posts=ground.posts,
            approvals=posts.approvals,
            files=ground.files,
            devices=self.devices,
            clock=ground.clock,
            leaves=self._leaves,
            epoch=self.link.epoch,
        )
        self.taker = Taker(
            posts.kept,
            posts=ground.posts,
            people=office.people,
            approvals=posts.approvals,
            composer=posts.composer,
            devices=self.devices,
            maker=self.maker,
            travels=posts.travels,
            clock=ground.clock,
            practice=ground.settings.practice,
        )
        self.exchange = Exchange(
            posts.kept,
            posts=ground.posts,
            desk=posts.desk,
            people=office.people,
            composer=posts.composer,
            files=ground.files,
            devices=self.devices,
            known=self.stations,
            maker=self.maker,
            taker=self.taker,
            travels=posts.travels,
            clock=ground.clock,
            logbook=ground.logbook,
            tell=ground.tell,
        )
        self.hub = HubLink(
            posts.link,
            place=ground.profile.root,
            people=office.people,
            vault=office.vault,
            devices=self.devices,
            stations=self.stations,
            teller=Teller(
                self.link,
                items=posts.kept,
                posts=ground.posts,
                deliveries=ground.deliveries,
                audit=ground.audit,
                people=office.people,
                devices=self.devices,
                known=self.stations.known,
                maker=self.maker,
                clock=ground.clock,
            ),
            rounds=self._round,
            log_end=lambda: ground.audit.head().seq,
            clock=ground.clock,
            logbook=ground.logbook,
            tell=ground.tell,
        )

        self.giving = Giving(
            desk=posts.desk,
            people=office.people,
            maker=self.maker,
            unit=posts.unit,
            logbook=ground.logbook,
            tell=ground.tell,
        )
        self.leave = UnitQueue(posts.kept, self.hub, self.maker.revision)

    def _round(self, client: HubClient, joined: Joined, readers: Readers) -> Round:
        ground, repo, items = self._ground, self.link, self._repo
        pusher = Pusher(client, self.stations.known(), repo=repo, items=items, files=ground.files, clock=ground.clock)
        receiver = Receiver(
            client, self.stations.with_mark, readers, repo=repo, items=items, files=ground.files, taker=self.taker,
            clock=ground.clock, note=self._note,
        )  # fmt: skip
        return Round(
            client,
            joined,
            repo,
            pusher,
            receiver,
            ground.clock,
            lambda greeting: self.stations.hand_out(greeting, self.hub.put),
        )

    def _note(self, box: str, count: int) -> None:
        self._ground.note(Act.EXCHANGE, PROGRAM, {"step": "taken_in", "box": box, "items": count})

    def _leaves(self, post_id: str) -> bool:
        """Whether a post is in the outbox here, or went out from here."""
        return any(one.state is not DeliveryState.CANCELLED for one in self._ground.deliveries.of_post(post_id))


def _secret(office: Office) -> bytes | None:
    return office.vault.key(keyed=keyed(office.people.key_register()))
