"""Delivery put together: the outbox with its records, what it publishes through, and what connects the pages."""

from __future__ import annotations

import random
from collections.abc import Callable

from studio.accounts.storage import StoredHealth
from studio.app.broadcasting import AuditedLog, Broadcasting
from studio.app.dossier import Dossiers
from studio.app.gate import PublishingGate
from studio.app.ground import AppContext
from studio.app.network import PlatformNetwork
from studio.app.office import Office
from studio.app.pictures import HandPictures
from studio.app.post_room import PostRoom
from studio.machine import Machine
from studio.outbox.home import Home
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.session import QueueSession
from studio.outbox.storage_home import StoredHome
from studio.outbox.storage_records import StoredRecords
from studio.paths import Profile
from studio.publishers.categories import CategoryChoice
from studio.publishers.connections import Connections
from studio.publishers.handover import HandoverPublisher
from studio.publishers.practice import PracticePages, PracticePublisher
from studio.publishers.practice_inbox import PracticeInbox
from studio.publishers.registry import inboxes, publishers
from studio.publishers.storage import StoredNotes


class SendingRoom:
    """The way out of one profile; a practice profile has no network. `hide` hears each secret, for the log."""

    def __init__(
        self, ground: AppContext, office: Office, posts: PostRoom, machine: Machine, *, hide: Callable[[str], None]
    ) -> None:
        self._ground = ground
        self._office = office
        self._posts = posts
        network = None if ground.settings.practice else self._network()
        self.handover = HandoverPublisher(ground.profile.exports, ground.clock)
        self.practice_pages = PracticePages(ground.profile.practice, office.accounts.get)
        self.publishers = publishers(
            practice=PracticePublisher(ground.profile.practice, ground.clock, ground.ids),
            handover=self.handover,
            network=network.publishers if network else None,
        )
        self.inboxes = inboxes(
            practice=PracticeInbox(ground.profile.practice, ground.clock, ground.ids),
            network=network.inboxes if network else None,
        )
        self.records = self._records()
        self.presence = Presence(ground.profile.root / "workers", ground.ids())
        self.home = self._home(machine)
        self.outbox = self._outbox()
        self.connections = self._connections(network, hide)
        sites = network.categories if network else lambda kind: None
        self.categories = CategoryChoice(sites, office.accounts, office.people, ground.note_account)
        self.hand_pictures = HandPictures(
            posts.workflow, office.accounts, ground.files, network.picture_host if network else None
        )
        self.broadcasting = Broadcasting(
            outbox=self.outbox,
            accounts=office.accounts,
            service=network.broadcasts(self._broadcast_log, office.people) if network else None,
        )

    def _network(self) -> PlatformNetwork:
        logins = self._office.logins
        return PlatformNetwork(
            logins=logins,
            notes=StoredNotes(self._ground.store, self._ground.clock),
            clock=self._ground.clock,
            account=self._office.accounts.get,
            profile=lambda: logins.holder,
            proxy=self._ground.chosen().proxy,
        )

    def _records(self) -> Records:
        ground, posts = self._ground, self._posts
        return Records(
            shelf=StoredRecords(ground.store),
            repo=ground.deliveries,
            audit=ground.audit,
            sources=Dossiers(
                ground.posts, posts.composer, ground.catalog, self._office.people, posts.pictures.consents
            ),
            files=ground.files,
            clock=ground.clock,
        )

    def _home(self, machine: Machine) -> Home:
        """A practice profile is at home everywhere: it reaches no page."""
        ground = self._ground
        home = Home(
            StoredHome(ground.store),
            machine=None if ground.settings.practice else machine,
            place=ground.profile.root,
            holds=lambda folder: Profile(root=folder).database.is_file(),
            staff=self._office.people,
            audit=ground.audit,
            clock=ground.clock,
        )
        home.settle()
        return home

    def _outbox(self) -> Outbox:
        ground, office, posts = self._ground, self._office, self._posts
        return Outbox(
            repo=ground.deliveries,
            publishers=self.publishers,
            gate=PublishingGate(posts.workflow, office.accounts, posts.inspector, ground.store.reading),
            posts=posts.workflow,
            staff=office.people,
            accounts=office.accounts,
            files=ground.files,
            audit=ground.audit,
            records=self.records,
            clock=ground.clock,
            ids=ground.ids,
            jitter=random.random,
            presence=self.presence,
            session=QueueSession(id=ground.ids(), began_at=ground.clock.now()),
            tell=ground.tell,
            home=self.home,
        )

    def _connections(self, network: PlatformNetwork | None, hide: Callable[[str], None]) -> Connections:
        ground, office = self._ground, self._office
        return Connections(
            network.connectors if network else {},
            office.accounts,
            office.logins,
            StoredHealth(ground.store),
            office.people,
            ground.clock,
            ground.note_account,
            consenters=network.consenters if network else {},
            hide=hide,
            well=self.outbox.account_is_well,
        )

    def _broadcast_log(self) -> AuditedLog:
        from studio.publishers.zalo.storage import StoredBroadcasts  # with all that speaks to Zalo

        ground = self._ground
        return AuditedLog(StoredBroadcasts(ground.store), ground.audit, ground.store, self._post_of)

    def _post_of(self, account: str, remote_id: str) -> str:
        """The post behind what the outbox put on an account; empty when it was not the outbox."""
        deliveries = self._ground.deliveries
        delivery = deliveries.owned(self._office.accounts.get(account).page_id).get(remote_id)
        return deliveries.get(delivery).post_id if delivery else ""
