"""Posts between PCs put together: what this PC is known by, what it makes and takes in, its line to the hub."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from studio.app.context import AppContext
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.app.template_room import TemplateRoom
from studio.errors import BadInput
from studio.exchange.device import Devices
from studio.exchange.folder import SharedFolder
from studio.exchange.handover import UnitHandover
from studio.exchange.item_importer import ItemImporter
from studio.exchange.item_maker import ItemMaker
from studio.exchange.lease_link import UnitQueue
from studio.exchange.link import HubLink
from studio.exchange.link_model import JoinedHub
from studio.exchange.pusher import Pusher
from studio.exchange.receipts import Receipts
from studio.exchange.receiver import Readers, Receiver
from studio.exchange.service import Exchange
from studio.exchange.station_items import StationItems
from studio.exchange.stations import Stations
from studio.exchange.storage_folder import StoredFolder
from studio.exchange.sync_round import SyncRound
from studio.exchange.templates import Templates
from studio.hub.model import HubItemKind
from studio.logbook import PROGRAM
from studio.outbox.audit import Act
from studio.outbox.model import DeliveryState
from studio.people.keys import keyed
from studio.reports.model import MonthReport

if TYPE_CHECKING:  # the driver is no part of a start
    from studio.hub.client import HubClient

_log = logging.getLogger(__name__)


class ExchangeRoom:
    """The exchange of one profile."""

    def __init__(self, ground: AppContext, office: Office, posts: PostRoom, templates: TemplateRoom) -> None:
        self._ground = ground
        self._repo = posts.kept
        self.devices = Devices(posts.kept, office.station, lambda: _secret(office))
        self.link = posts.link
        self.stations = Stations(self.link, posts.kept, self.devices, office.people)
        self.maker = ItemMaker(
            posts.kept,
            posts=ground.posts,
            approvals=posts.approvals,
            files=ground.files,
            devices=self.devices,
            clock=ground.clock,
            leaves=self._leaves,
            epoch=self.link.epoch,
        )
        self.taker = ItemImporter(
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
        self.receipts = Receipts(
            self.link, posts=ground.posts, deliveries=ground.deliveries, devices=self.devices, clock=ground.clock
        )
        self.templates = Templates(
            self.link,
            taker=templates.taker,
            devices=self.devices,
            clock=ground.clock,
            practice=ground.settings.practice,
        )
        self.teller = StationItems(
            self.link,
            items=posts.kept,
            posts=ground.posts,
            deliveries=ground.deliveries,
            audit=ground.audit,
            people=office.people,
            receipts=self.receipts,
            templates=self.templates,
            station=office.station,
            known=self.stations.known,
            maker=self.maker,
            clock=ground.clock,
        )
        self.hub = self._hub(office)
        self.exchange = self._exchange(office, posts)
        self.folder = self._folder(office)
        self.giving = UnitHandover(
            desk=posts.desk,
            people=office.people,
            maker=self.maker,
            unit=posts.unit,
            logbook=ground.logbook,
            tell=ground.tell,
        )
        self.leave = UnitQueue(posts.kept, self.hub, self.maker.revision)

    def _exchange(self, office: Office, posts: PostRoom) -> Exchange:
        ground = self._ground
        return Exchange(
            posts.kept,
            posts=ground.posts,
            desk=posts.desk,
            people=office.people,
            composer=posts.composer,
            files=ground.files,
            devices=self.devices,
            known=self.stations,
            link=self.link,
            receipts=self.receipts,
            templates=self.templates,
            take_statement=self.hub.take,
            maker=self.maker,
            taker=self.taker,
            travels=posts.travels,
            clock=ground.clock,
            logbook=ground.logbook,
            tell=ground.tell,
        )

    def _folder(self, office: Office) -> SharedFolder:
        ground = self._ground
        return SharedFolder(
            StoredFolder(ground.store),
            exchange=self.exchange,
            items=self._repo,
            teller=self.teller,
            templates=self.templates,
            people=office.people,
            station=office.station,
            clock=ground.clock,
            logbook=ground.logbook,
            tell=ground.tell,
        )

    def _hub(self, office: Office) -> HubLink:
        ground = self._ground
        return HubLink(
            self.link,
            place=ground.profile.root,
            people=office.people,
            vault=office.vault,
            devices=self.devices,
            stations=self.stations,
            teller=self.teller,
            templates=self.templates,
            rounds=self._round,
            log_end=lambda: ground.audit.head().seq,
            clock=ground.clock,
            logbook=ground.logbook,
            tell=ground.tell,
        )

    def _round(self, client: HubClient, joined: JoinedHub, readers: Readers) -> SyncRound:
        ground, repo, items = self._ground, self.link, self._repo
        pusher = Pusher(client, self.stations.known(), repo=repo, items=items, files=ground.files, clock=ground.clock)
        receiver = Receiver(
            client, self.stations.with_mark, readers, repo=repo, items=items, files=ground.files, taker=self.taker,
            clock=ground.clock, note=self._note,
        )  # fmt: skip
        return SyncRound(
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

    def carry(self, report: MonthReport, data: bytes) -> None:
        """Let a signed report of a month go to the department, where a hub was joined."""
        if self.hub.joined() is None:
            return
        facts = {
            "month": report.figures.month.isoformat(), "unit": report.unit, "revision": report.revision,
            "file": data.decode(),
        }  # fmt: skip
        try:
            self.hub.put(HubItemKind.REPORT, facts)
        except BadInput as too_large:
            _log.warning("a report does not go through the hub: %s", too_large.phrase.en)

    def _leaves(self, post_id: str) -> bool:
        """Whether a post is in the outbox here, or went out from here."""
        return any(one.state is not DeliveryState.CANCELLED for one in self._ground.deliveries.of_post(post_id))


def _secret(office: Office) -> bytes | None:
    return office.vault.key(keyed=keyed(office.people.key_register()))
