"""Delivery put together: the outbox with its records, what it publishes through, and what connects the pages.

What a record tells of a post, gathered from the rooms as it was approved.

The one way to publishing: what has to be true of a post, whatever door is used.

Broadcasts of what was published on a Zalo official account, by delivery, with an audit entry for every step.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account, AccountKind
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredHealth
from studio.app.context import AppContext
from studio.app.network import PlatformNetwork
from studio.app.office import Office
from studio.app.pictures import HandPictures
from studio.app.post_room import Inspector, PostRoom
from studio.errors import NotFound, Refused
from studio.images.consents import PhotoConsents
from studio.machine import Machine
from studio.outbox.audit import Act
from studio.outbox.context import SendContext
from studio.outbox.home import Home, QueueSession
from studio.outbox.leave import Leave
from studio.outbox.model import Delivery, DeliveryState, PublicationProof
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.rescheduler import Rescheduler
from studio.outbox.service import Outbox
from studio.outbox.storage_audit import StoredAudit
from studio.outbox.storage_home import StoredHome
from studio.outbox.storage_records import StoredRecords
from studio.paths import Profile
from studio.people import keys
from studio.people.service import People
from studio.posts.compose import Composer
from studio.posts.model import HistoryEntry, Post, PostState, PreflightStage, SealedPost
from studio.posts.ports import OtherStations
from studio.posts.post_signature import APPROVE, SUBMIT
from studio.posts.record import Dossier
from studio.posts.storage import StoredPosts
from studio.posts.transitions import require_unblocked
from studio.posts.workflow import Workflow
from studio.publishers import answers
from studio.publishers.connections import CategoryChoice, Connections
from studio.publishers.handover import HandoverPublisher
from studio.publishers.practice import PracticeInbox, PracticePages, PracticePublisher
from studio.publishers.registry import FigureReaders, Inboxes, Publishers, served
from studio.publishers.storage import StoredNotes
from studio.store.engine import Store
from studio.templates.catalog import Catalog

if TYPE_CHECKING:
    from studio.publishers.zalo.broadcast import (
        BroadcastEntry,
        BroadcastLog,
        Broadcasts,
        PreparedBroadcast,
        SentBroadcast,
    )


class Dossiers:
    """Gathers dossiers. Reads only."""

    def __init__(
        self,
        posts: StoredPosts,
        composer: Composer,
        catalog: Catalog,
        people: People,
        consents: PhotoConsents,
        other_stations: OtherStations,
    ) -> None:
        self._other_stations = other_stations
        self._posts = posts
        self._composer = composer
        self._catalog = catalog
        self._people = people
        self._consents = consents

    def dossier(self, post_id: str) -> Dossier:
        """The post in its sealed revision. Raises NotFound or Untrusted."""
        sealed = self._posts.sealed(post_id)
        approval = self._posts.approval(post_id)
        if sealed is None or approval is None:
            raise NotFound("this post was never approved.", where=post_id[:8])
        # The state is the present one; everything the reader of a record judges is the sealed revision's.
        sealed_post = self._posts.revision(post_id, sealed.bundle.revision)[0]
        post = replace(sealed_post, state=self._posts.get(post_id).state)
        template = self._composer.template(post)
        history = self._posts.history(post_id)
        found = (self._posts.signature(post_id, kind) for kind in (SUBMIT, APPROVE))
        signatures = tuple(one for one in found if one is not None)
        return Dossier(
            post=post,
            sealed=sealed,
            content=self._composer.content(post),
            template=template,
            template_yaml=self._catalog.source(template),
            approvals=(approval,),
            history=history,
            history_head=self._posts.history_head(post_id),
            elsewhere=self._other_stations.chain(approval),
            people=self._names(history),
            signatures=signatures,
            keys=keys.held(self._people.key_register(), {one.by for one in signatures}),
            consents=self._consents.of(media.sha256 for media in post.media),
            former=self._former(post),
        )

    def _former(self, post: Post) -> tuple[SealedPost, ...]:
        """What stood on the pages before the change `post`, the oldest first."""
        root = post.answers.amends
        if not root:
            return ()
        earlier = [
            change.id
            for change in self._posts.amendments(root)
            if change.state is PostState.PUBLISHED and change.id != post.id and change.created_at < post.created_at
        ]
        found = (self._posts.sealed(one) for one in (root, *earlier))
        return tuple(sealed for sealed in found if sealed is not None)

    def _names(self, history: tuple[HistoryEntry, ...]) -> dict[str, str]:
        told = {entry.by for entry in history}
        return {person.id: person.name for person in self._people.list() if person.id in told}


class PublishingGate:
    """Approval, seal, files, target page and preflight, asked at queuing and again just before sending.

    Each asking sees the store at one moment: `reading` gives all reads inside its block the same view of it.
    """

    def __init__(
        self,
        workflow: Workflow,
        accounts: Accounts,
        inspector: Inspector,
        reading: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._workflow = workflow
        self._accounts = accounts
        self._inspector = inspector
        self._reading = reading

    def ready(self, post_id: str, account: str, now: datetime) -> SendContext:
        """See `studio.outbox.context.Gate`."""
        return self._passed(post_id, (account,), PreflightStage.SEND)[0]

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[SendContext, ...]:
        """See `studio.outbox.context.Gate`."""
        return self._passed(post_id, accounts, PreflightStage.ENQUEUE)

    def _passed(self, post_id: str, accounts: Sequence[str], stage: PreflightStage) -> tuple[SendContext, ...]:
        """What is judged of the post is judged once; what is judged of a page, for each page."""
        with self._reading():
            standing = self._workflow.standing(post_id)
            approved = frozenset(standing.sealed.bundle.targets)
            pages = [self._approved(name, approved) for name in accounts]
            frozen = standing.sealed.frozen
            found = self._inspector(standing.post, standing.content, stage, frozen=frozen, approval=standing.approval)
        require_unblocked(found)
        written_at = standing.post.created_at
        return tuple(
            SendContext(
                bundle=frozen.bundle,
                package=frozen.bundle.packages[page.platform],
                account=page,
                written_at=written_at,
                amends=standing.content.amends,
            )
            for page in pages
        )

    def _approved(self, name: str, approved: frozenset[tuple[str, str, str]]) -> Account:
        page = self._accounts.check(name)
        if (page.name, str(page.platform), page.page_id) not in approved:
            raise _not_approved(page)
        return page


def _not_approved(page: Account) -> Refused:
    return Refused(
        "the page {title} ({page_id}) is not among the approved ones; choose it and submit again.",
        title=page.title,
        page_id=page.page_id,
        where=page.name,
    )


class BroadcastSection:
    """Called by a person's hand alone. `service` makes the broadcasts when first needed; None in a practice profile."""

    def __init__(self, *, outbox: Outbox, accounts: Accounts, service: Callable[[], Broadcasts] | None) -> None:
        self._outbox = outbox
        self._accounts = accounts
        self._service = service

    def prepare(self, delivery: str) -> PreparedBroadcast:
        """What speaks for and against it. Raises NotFound, Refused (no verified article of an official account),
        Unreachable, StudioError."""
        service, account, found = self._of(delivery)
        return answers.read(lambda: service.prepare(account, found.remote_id))

    def send(self, delivery: str, by: str, pin: str) -> SentBroadcast:
        """Send it to all followers, once. Raises as `prepare` and `Broadcasts.send`."""
        self._outbox.require_home()
        service, account, found = self._of(delivery)
        return answers.read(lambda: service.send(account, found.remote_id, by, pin))

    def _of(self, delivery: str) -> tuple[Broadcasts, Account, Delivery]:
        found = self._outbox.get(delivery)
        account = self._accounts.get(found.account)
        if self._service is None or account.kind is not AccountKind.ZALO:
            raise Refused("only an article on a connected Zalo OA can be broadcast to followers.", where=account.name)
        read_back = found.state is DeliveryState.VERIFIED and found.vouched is not PublicationProof.LINK
        if not read_back or not found.remote_id or found.page_id != account.page_id:
            raise Refused(
                "only what was verified on this very page is broadcast; check the post in the outbox again.",
                where=found.reference,
            )
        return self._service(), account, found


class AuditedLog:
    """Fulfils `studio.publishers.zalo.broadcast.BroadcastLog`: a line and its audit entry are stored together or not
    at all. `post_of` names the post behind an account's article."""

    def __init__(self, log: BroadcastLog, audit: StoredAudit, store: Store, post_of: Callable[[str, str], str]) -> None:
        self._log = log
        self._audit = audit
        self._store = store
        self._post_of = post_of

    def begin(self, intent: BroadcastEntry) -> None:
        with self._store.write():
            self._log.begin(intent)
            self._note(Act.BROADCAST_INTENT, intent)

    def append(self, entry: BroadcastEntry) -> None:
        with self._store.write():
            self._log.append(entry)
            self._note(Act.BROADCAST, entry)

    def of(self, account: str) -> tuple[BroadcastEntry, ...]:
        return self._log.of(account)

    def _note(self, act: Act, entry: BroadcastEntry) -> None:
        post = self._post_of(entry.account, entry.article)
        self._audit.append(at=entry.at, by=entry.by, act=act, post_id=post, data=_facts(entry))


def _facts(entry: BroadcastEntry) -> dict[str, Any]:
    return {
        "account": entry.account,
        "page_id": entry.page_id,
        "remote_id": entry.article,
        "step": entry.step.value,
        "code": entry.code,
        "message_id": entry.message_id,
    }


class SendingRoom:
    """The way out of one profile; a practice profile has no network. `hide` hears each secret, for the log; `leave`
    decides on what several PCs may send."""

    def __init__(
        self,
        context: AppContext,
        office: Office,
        posts: PostRoom,
        machine: Machine,
        *,
        hide: Callable[[str], None],
        leave: Leave,
    ) -> None:
        self._context = context
        self._leave = leave
        self._office = office
        self._posts = posts
        network = None if context.settings.practice else self._network()
        self.handover = HandoverPublisher(context.profile.exports, context.clock)
        self.practice_pages = PracticePages(context.profile.practice, office.accounts.get)
        self.publishers: Publishers = served(
            {
                AccountKind.PRACTICE: PracticePublisher(context.profile.practice, context.clock, context.ids),
                AccountKind.HANDOVER: self.handover,
            },
            network.publishers if network else None,
        )
        self.inboxes: Inboxes = served(
            {AccountKind.PRACTICE: PracticeInbox(context.profile.practice, context.clock, context.ids)},
            network.inboxes if network else None,
        )
        self.figures: FigureReaders = network.figures if network else {}
        self.records = self._records()
        self.presence = Presence(context.profile.root / "workers", context.ids())
        self.home = self._home(machine)
        self.outbox = self._outbox()
        self.rescheduler = Rescheduler(
            context.deliveries,
            outbox=self.outbox,
            drafts=posts.drafts,
            workflow=posts.workflow,
            people=office.people,
            audit=context.audit,
            clock=context.clock,
        )
        self.connections = self._connections(network, hide)
        sites = network.categories if network else lambda kind: None
        self.categories = CategoryChoice(sites, office.accounts, office.people, context.note_account)
        self.hand_pictures = HandPictures(
            posts.workflow, office.accounts, context.files, network.picture_host if network else None
        )
        self.broadcasting = BroadcastSection(
            outbox=self.outbox,
            accounts=office.accounts,
            service=network.broadcasts(self._broadcast_log, office.people) if network else None,
        )

    def _network(self) -> PlatformNetwork:
        logins = self._office.logins
        return PlatformNetwork(
            logins=logins,
            notes=StoredNotes(self._context.store, self._context.clock),
            clock=self._context.clock,
            account=self._office.accounts.get,
            profile=lambda: logins.holder,
            proxy=self._context.chosen().proxy,
        )

    def _records(self) -> Records:
        context, posts = self._context, self._posts
        return Records(
            records=StoredRecords(context.store),
            repo=context.deliveries,
            audit=context.audit,
            sources=Dossiers(
                context.posts,
                posts.composer,
                context.catalog,
                self._office.people,
                posts.pictures.consents,
                posts.travels,
            ),
            files=context.files,
            clock=context.clock,
        )

    def _home(self, machine: Machine) -> Home:
        """A practice profile is at home everywhere: it reaches no page."""
        context = self._context
        home = Home(
            StoredHome(context.store),
            machine=None if context.settings.practice else machine,
            place=context.profile.root,
            holds=lambda folder: Profile(root=folder).database.is_file(),
            people=self._office.people,
            audit=context.audit,
            clock=context.clock,
        )
        home.settle()
        return home

    def _outbox(self) -> Outbox:
        context, office, posts = self._context, self._office, self._posts
        return Outbox(
            repo=context.deliveries,
            publishers=self.publishers,
            gate=PublishingGate(posts.workflow, office.accounts, posts.inspector, context.store.reading),
            workflow=posts.workflow,
            people=office.people,
            accounts=office.accounts,
            files=context.files,
            audit=context.audit,
            records=self.records,
            clock=context.clock,
            ids=context.ids,
            jitter=random.random,
            liveness=self.presence,
            session=QueueSession(id=context.ids(), began_at=context.clock.now()),
            publish=context.tell,
            home=self.home,
            leave=self._leave,
        )

    def _connections(self, network: PlatformNetwork | None, hide: Callable[[str], None]) -> Connections:
        context, office = self._context, self._office
        return Connections(
            network.connectors if network else {},
            office.accounts,
            office.logins,
            StoredHealth(context.store),
            office.people,
            context.clock,
            context.note_account,
            consenters=network.consenters if network else {},
            hide=hide,
            well=self.outbox.account_is_well,
        )

    def _broadcast_log(self) -> AuditedLog:
        from studio.publishers.zalo.storage import StoredBroadcasts  # with all that speaks to Zalo

        context = self._context
        return AuditedLog(StoredBroadcasts(context.store), context.audit, context.store, self._post_of)

    def _post_of(self, account: str, remote_id: str) -> str:
        """The post behind what the outbox put on an account; empty when it was not the outbox."""
        deliveries = self._context.deliveries
        delivery = deliveries.owned(self._office.accounts.get(account).page_id).get(remote_id)
        return deliveries.get(delivery).post_id if delivery else ""
