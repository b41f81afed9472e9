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

    def __init__(self, context: AppContext, office: Office, posts: PostRoom, templates: TemplateRoom) -> None:
        self._context = context
        self._repo = posts.exchange
        self.devices = Devices(posts.exchange, office.station, lambda: _secret(office))
        self.link = posts.link
        self.stations = Stations(self.link, posts.exchange, self.devices, office.people)
        self.maker = ItemMaker(
            posts.exchange,
            posts=context.posts,
            approvals=posts.approvals,
            files=context.files,
            devices=self.devices,
            clock=context.clock,
            leaves=self._leaves,
            epoch=self.link.epoch,
        )
        self.importer = ItemImporter(
            posts.exchange,
            posts=context.posts,
            people=office.people,
            approvals=posts.approvals,
            composer=posts.composer,
            devices=self.devices,
            maker=self.maker,
            travels=posts.travels,
            clock=context.clock,
            practice=context.settings.practice,
        )
        self.receipts = Receipts(
            self.link, posts=context.posts, deliveries=context.deliveries, devices=self.devices, clock=context.clock
        )
        self.templates = Templates(
            self.link,
            taker=templates.taker,
            devices=self.devices,
            clock=context.clock,
            practice=context.settings.practice,
        )
        self.items = StationItems(
            self.link,
            items=posts.exchange,
            posts=context.posts,
            deliveries=context.deliveries,
            audit=context.audit,
            people=office.people,
            receipts=self.receipts,
            templates=self.templates,
            station=office.station,
            known=self.stations.known,
            maker=self.maker,
            clock=context.clock,
        )
        self.hub = self._hub(office)
        self.exchange = self._exchange(office, posts)
        self.folder = self._folder(office)
        self.handover = UnitHandover(
            drafts=posts.drafts,
            people=office.people,
            maker=self.maker,
            unit=posts.unit,
            logbook=context.logbook,
            publish=context.tell,
        )
        self.queue = UnitQueue(posts.exchange, self.hub, self.maker.revision)

    def _exchange(self, office: Office, posts: PostRoom) -> Exchange:
        context = self._context
        return Exchange(
            posts.exchange,
            posts=context.posts,
            drafts=posts.drafts,
            people=office.people,
            composer=posts.composer,
            files=context.files,
            devices=self.devices,
            stations=self.stations,
            link=self.link,
            receipts=self.receipts,
            templates=self.templates,
            take_statement=self.hub.take,
            maker=self.maker,
            importer=self.importer,
            travels=posts.travels,
            clock=context.clock,
            logbook=context.logbook,
            publish=context.tell,
        )

    def _folder(self, office: Office) -> SharedFolder:
        context = self._context
        return SharedFolder(
            StoredFolder(context.store),
            exchange=self.exchange,
            items=self._repo,
            station_items=self.items,
            templates=self.templates,
            people=office.people,
            station=office.station,
            clock=context.clock,
            logbook=context.logbook,
            publish=context.tell,
        )

    def _hub(self, office: Office) -> HubLink:
        context = self._context
        return HubLink(
            self.link,
            place=context.profile.root,
            people=office.people,
            vault=office.vault,
            devices=self.devices,
            stations=self.stations,
            items=self.items,
            templates=self.templates,
            rounds=self._round,
            log_end=lambda: context.audit.head().seq,
            clock=context.clock,
            logbook=context.logbook,
            publish=context.tell,
        )

    def _round(self, client: HubClient, joined: JoinedHub, readers: Readers) -> SyncRound:
        context, repo, items = self._context, self.link, self._repo
        pusher = Pusher(client, self.stations.known(), repo=repo, items=items, files=context.files, clock=context.clock)
        receiver = Receiver(
            client, self.stations.with_mark, readers, repo=repo, items=items, files=context.files,
            importer=self.importer, clock=context.clock, note=self._note,
        )  # fmt: skip
        return SyncRound(
            client,
            joined,
            repo,
            pusher,
            receiver,
            context.clock,
            lambda greeting: self.stations.hand_out(greeting, self.hub.put),
        )

    def _note(self, box: str, count: int) -> None:
        self._context.note(Act.EXCHANGE, PROGRAM, {"step": "taken_in", "box": box, "items": count})

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
        return any(one.state is not DeliveryState.CANCELLED for one in self._context.deliveries.of_post(post_id))


def _secret(office: Office) -> bytes | None:
    return office.vault.key(keyed=keyed(office.people.key_register()))
